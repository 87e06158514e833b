"""Answers in JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping

from starlette.responses import Response


class JsonAnswer(Response):
    """UTF-8, no ASCII escapes; a lone surrogate, which UTF-8 cannot write, as JSON's own escape of it."""

    media_type = "application/json"

    def __init__(self, value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        body = json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8", "backslashreplace")
        super().__init__(body, status, dict(headers or {}))
