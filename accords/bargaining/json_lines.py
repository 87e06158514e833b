"""On which line of a JSON file its objects and lists begin, for the places of faults."""

from __future__ import annotations

import json
from json import decoder, scanner
from typing import Any

Key = str | int


class JsonLines:
    """Of a text that is JSON. It is read again, slowly, when the first line is asked for: a file without faults never is."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._root: Any = None
        self._starts: dict[int, int] | None = None  # id of an object or list of `_root` -> where it begins

    def line(self, where: tuple[Key, ...]) -> int:
        """The line, from 1, of what stands under these keys and numbers, or of the innermost object or list that is there."""
        if self._starts is None:
            self._starts = self._read()
        at, start = self._root, self._starts.get(id(self._root), 0)
        for key in where:
            try:
                at = at[key]
            except (KeyError, IndexError, TypeError):
                break
            start = self._starts.get(id(at), start)
        return self._text.count("\n", 0, start) + 1

    def _read(self) -> dict[int, int]:
        starts: dict[int, int] = {}
        reader: Any = json.JSONDecoder()

        def an_object(begin: tuple[str, int], *rest: Any) -> tuple[Any, int]:
            made, end = decoder.JSONObject(begin, *rest)  # type: ignore[attr-defined]
            starts[id(made)] = begin[1] - 1
            return made, end

        def a_list(begin: tuple[str, int], *rest: Any) -> tuple[Any, int]:
            made, end = decoder.JSONArray(begin, *rest)  # type: ignore[attr-defined]
            starts[id(made)] = begin[1] - 1
            return made, end

        reader.parse_object, reader.parse_array = an_object, a_list
        reader.scan_once = scanner.py_make_scanner(reader)  # type: ignore[attr-defined]
        self._root = reader.decode(self._text)
        return starts
