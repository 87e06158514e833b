"""Fill the list of tables and columns in docs/reference/tables.md: `python tools/tables.py [--check]`.

What stands between `<!-- tables -->` and `<!-- end of tables -->` is made from the tables themselves. With `--check`
nothing is written, and exit status 1 says that the page is out of date.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
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


def filled(page: str) -> str:
    block = "\n".join(lines())
    return BLOCK.sub(lambda match: f"{match[1]}{block}\n{match[2]}", page)


def main(arguments: list[str]) -> int:
    page = PAGE.read_text("utf-8")
    new = filled(page)
    if new == page:
        return 0
    if "--check" in arguments:
        print(f"{PAGE.name}: out of date; run: make docs")
        return 1
    PAGE.write_text(new, "utf-8")
    print(f"{PAGE.name}: filled")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
