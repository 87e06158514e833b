"""Words as YAML that any reader takes for the same words: values, texts, lists and comments."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping

WIDTH = 110  # characters of a line, beyond which texts and comments are wrapped
# Words that stand as they are: whoever reads the file takes them for text.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ -][A-Za-z0-9]+)*")
# What YAML 1.1 takes for a truth value or for nothing, any case.
_NOT_TEXT = frozenset(("y", "n", "yes", "no", "true", "false", "on", "off", "null"))
_HALF = re.compile("[\x00\ud800-\udfff]")  # halves of a pair of surrogates and NUL, which no file in YAML can hold


def one_line(words: str) -> str:
    """The words with one space between them; what no file in YAML can hold becomes U+FFFD."""
    return " ".join(_HALF.sub("\ufffd", words).split())


def scalar(words: str) -> str:
    """A value or a key on one line, in quotation marks unless it is sure to be read as text."""
    line = one_line(words)
    plain = _PLAIN.fullmatch(line) and line.casefold() not in _NOT_TEXT
    return line if plain else f'"{"".join(map(_quoted, line))}"'


def _quoted(sign: str) -> str:
    return f"\\{sign}" if sign in '"\\' else sign if sign.isprintable() else _code(sign)


def _code(sign: str) -> str:
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def flow(value: str | Iterable[str] | Mapping[str, Iterable[str]]) -> str:
    """Words, a list (one alone stands without brackets), or a mapping to such, on one line."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{scalar(key)}: {flow(words)}' for key, words in value.items())}}}"
    every = [scalar(words) for words in value]
    return every[0] if len(every) == 1 else f"[{', '.join(every)}]"


def entry(key: str, value: str | Iterable[str] | Mapping[str, Iterable[str]], indent: int) -> Iterator[str]:
    """`key: value` on a line; what is too long for one is folded, a list has a line for each item."""
    margin = " " * indent
    if isinstance(value, str):
        line = one_line(value)
        if len(line) > WIDTH - indent - len(key) and line.isprintable():
            yield f"{margin}{scalar(key)}: >-"
            yield from textwrap.wrap(
                line,
                max(WIDTH - indent, 40),
                initial_indent=margin + "  ",
                subsequent_indent=margin + "  ",
                break_long_words=False,
                break_on_hyphens=False,
            )
            return
        yield f"{margin}{scalar(key)}: {scalar(line)}"
        return
    value = value if isinstance(value, Mapping) else tuple(value)
    whole = f"{margin}{scalar(key)}: {flow(value)}"
    if len(whole) <= WIDTH or isinstance(value, Mapping) or len(value) < 2:
        yield whole
        return
    yield f"{margin}{scalar(key)}:"
    for words in value:
        yield f"{margin}  - {scalar(words)}"


def comment(words: str, indent: int, hanging: int = 0) -> Iterator[str]:
    """A comment, wrapped; what cannot be seen is written out. `hanging`: spaces before all lines but the first."""
    line = "".join(sign if sign.isprintable() else _code(sign) for sign in one_line(words))
    margin = " " * indent + "# "
    yield from textwrap.wrap(
        line,
        max(WIDTH, indent + 60),
        initial_indent=margin,
        subsequent_indent=margin + " " * hanging,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [margin.rstrip()]
