"""Fill the list of tables and columns in docs/reference/tables.md: `python tools/tables.py [--check]`.

What stands between `<!-- tables -->` and `<!-- end of tables -->` is made from the tables themselves. With `--check`
nothing is written, and exit status 1 says that the page is out of date.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from accords.presentation.dossier import Dossier
from accords.presentation.tables.tables import tables_of

PAGE = Path(__file__).parent.parent / "docs/reference/tables.md"
BLOCK = re.compile(r"(<!-- tables -->\n).*?(<!-- end of tables -->)", re.S)


def lines() -> Iterator[str]:
    for table in tables_of(Dossier()):
        yield from ("", f"### {table.name}", "", table.about, "", "| column | type | |", "| --- | --- | --- |")
        for column in table.columns:
            kind = f"{column.kind}, several" if column.several else column.kind
            yield f"| `{column.name}` | {kind} | {column.about} |"
    yield ""


def with_block(page: str, block: re.Pattern[str], lines: Iterable[str]) -> str:
    """The page with these lines in its block; the marks before and after it are the pattern's two groups."""
    text = "\n".join(lines)
    return block.sub(lambda match: f"{match[1]}{text}\n{match[2]}", page)


def fill(path: Path, filled: Callable[[str], str], arguments: list[str]) -> int:
    """The exit status of filling a page; with `--check` among the arguments 1 where it is out of date, and nothing is written."""
    page = path.read_text("utf-8")
    new = filled(page)
    if new == page:
        return 0
    if "--check" in arguments:
        print(f"{path.name}: out of date; run: make docs")
        return 1
    path.write_text(new, "utf-8")
    print(f"{path.name}: filled")
    return 0


def filled(page: str) -> str:
    return with_block(page, BLOCK, lines())


if __name__ == "__main__":
    sys.exit(fill(PAGE, filled, sys.argv[1:]))
