"""The walls of the package: who may import whom, where third parties enter, how long a module is, what none is called.

The checker reads source only, so imports inside functions and for types alone count like any other.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).parent.parent / "accords"

ORDER = (
    "vocabulary",
    "documents",
    "reading",
    "claims",
    "ledger",
    "intake",
    "assessment",
    "agreement",
    "bargaining",
    "presentation",
)
# These take claims as values, so that a report just read can be assessed with no ledger there.
APART = {layer: {"ledger", "intake"} for layer in ("assessment", "agreement", "bargaining")}
# The top of the package: `__init__` hands out names lazily, `__main__` is `python -m accords`.
TOP = ("__init__", "__main__")

# Third party -> the modules (or packages, with all that is in them) through which it enters.
ENTRANCES = {
    "charset_normalizer": {"accords.documents"},
    "icalendar": {"accords.presentation.tables.calendar_form"},
    "jinja2": {"accords.presentation.pages"},
    "lxml": {"accords.documents.feeds"},
    "markupsafe": {"accords.presentation.pages"},
    "numpy": {"accords.bargaining", "accords.reading"},
    "onnxruntime": {"accords.reading.tagger"},
    "psycopg": {"accords.ledger.database"},
    "pyarrow": {"accords.presentation.tables.parquet_form"},
    "protego": {"accords.documents.robots"},
    "rapidfuzz": {"accords.documents.alignment", "accords.documents.likeness"},
    "rensa": {"accords.documents.neighbours"},
    "sqlalchemy": {"accords.ledger"},
    "starlette": {"accords.presentation.web"},
    "svg": {"accords.presentation.pages"},
    "tokenizers": {"accords.reading.windows"},
    "trafilatura": {"accords.documents.page"},
    "urllib3": {"accords.documents.request"},
    "uvicorn": {"accords.presentation.web"},
    "xlsxwriter": {"accords.presentation.tables.xlsx_form"},
    "yaml": {"accords.claims.nodes"},
}

LONGEST = 500
DRAWERS = {"common", "helper", "helpers", "misc", "util", "utils"}


class Import(NamedTuple):
    line: int
    module: str
    at_top: bool  # runs when the module is imported


def module_name(root: Path, path: Path) -> str:
    parts = (root.name, *path.relative_to(root).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)


def for_types(node: ast.AST) -> bool:
    """True of `if TYPE_CHECKING:`."""
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)


def imports(tree: ast.AST, package: str) -> Iterator[Import]:
    """Every import of a module of `package`, absolute; `from a import b` yields both `a` and `a.b`."""

    def walk(node: ast.AST, at_top: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            if isinstance(child, ast.Import):
                yield from (Import(child.lineno, alias.name, at_top) for alias in child.names)
            elif isinstance(child, ast.ImportFrom):
                base = child.module or ""
                if child.level:
                    above = package.split(".")[: len(package.split(".")) - child.level + 1]
                    base = ".".join([*above, base] if base else above)
                yield Import(child.lineno, base, at_top)
                yield from (Import(child.lineno, f"{base}.{alias.name}", at_top) for alias in child.names)
            elif isinstance(child, ast.Call) and (named := imported_by_call(child)):
                yield Import(child.lineno, named, at_top)
            yield from walk(child, at_top and not inside and not for_types(child))

    yield from walk(tree, True)


def imported_by_call(call: ast.Call) -> str | None:
    """The module in `import_module("a.b")` or `__import__("a.b")`."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", None)
    if name not in ("import_module", "__import__") or not call.args:
        return None
    first = call.args[0]
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


def layer_of(module: str) -> str | None:
    """`accords.reading.tagger` -> `reading`; the bare package -> `None`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else None


def wrongs(root: Path) -> list[str]:
    """Every breach of the walls in the package at `root`, as `file:line: what`."""
    return list(dict.fromkeys(wrong for path in sorted(root.rglob("*.py")) for wrong in wrongs_of(root, path)))


def wrongs_of(root: Path, path: Path) -> Iterator[str]:
    source = path.read_text("utf-8")
    here = module_name(root, path)
    place = path.relative_to(root.parent)
    layer = layer_of(here)
    assert layer is not None
    if layer not in (*ORDER, *TOP):
        yield f"{place}: {layer} is no layer; the layers are {', '.join(ORDER)}"
        return
    for part in path.relative_to(root).with_suffix("").parts:
        if part.strip("_") in DRAWERS:
            yield f"{place}: {part} says nothing of what is in it; name it for its noun or its stage"
    if (lines := len(source.splitlines())) > LONGEST:
        yield f"{place}: {lines} lines, more than {LONGEST}"
    for imported in imports(ast.parse(source), here if path.name == "__init__.py" else here.rpartition(".")[0]):
        if wrong := wrong_import(root.name, here, layer, imported):
            yield f"{place}:{imported.line}: {wrong}"


def wrong_import(package: str, here: str, layer: str, imported: Import) -> str | None:
    top = imported.module.split(".")[0]
    if top == package:
        return wrong_inner_import(here, layer, imported)
    if top in sys.stdlib_module_names or top in ("", "_typeshed"):  # the latter is there for type checkers alone
        return None
    if top not in ENTRANCES:
        return f"{top} is no dependency of accords"
    if layer in TOP or not any(here == e or here.startswith(f"{e}.") for e in ENTRANCES[top]):
        return f"{top} enters through {', '.join(sorted(ENTRANCES[top]))} only, not through {here}"
    return None


def wrong_inner_import(here: str, layer: str, imported: Import) -> str | None:
    other = layer_of(imported.module)
    if layer == "__init__":
        if imported.at_top and other in ORDER:
            return f"{imported.module} is imported when accords is; import it when it is asked for"
        return None
    if layer == "__main__":
        return None
    if other is None:
        return None  # `from accords import x` also yields `accords.x`, which is judged
    if other not in ORDER:
        # Commands stand beside their Python twins, and print the version.
        return None if layer == "presentation" else f"{here} may not import {imported.module}: the top is for users"
    if ORDER.index(other) > ORDER.index(layer):
        return f"{layer} may not import {other}, which stands to its right"
    if other in APART.get(layer, ()):
        return f"{layer} may not import {other}: it takes claims as values"
    return None


def test_the_package_keeps_its_walls() -> None:
    found = wrongs(PACKAGE)
    assert not found, "\n".join(found)


def test_the_checker_sees_the_package() -> None:
    seen = {layer_of(module_name(PACKAGE, path)) for path in PACKAGE.rglob("*.py")}
    assert {"vocabulary", "documents", "reading"} <= seen


def tree(folder: Path, files: dict[str, str]) -> Path:
    root = folder / "accords"
    for name, source in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, "utf-8")
    return root


REFUSED = {
    "an arrow to the right": (
        {"documents/report.py": "from accords.reading.tagger import Tagger\n"},
        "accords/documents/report.py:1: documents may not import reading",
    ),
    "an arrow to the right inside a function": (
        {"vocabulary/span.py": "def f():\n    import accords.claims.roster\n"},
        "accords/vocabulary/span.py:2: vocabulary may not import claims",
    ),
    "an arrow to the right for types alone": (
        {"reading/reading.py": "if TYPE_CHECKING:\n    from accords.claims import Saying\n"},
        "accords/reading/reading.py:2: reading may not import claims",
    ),
    "a relative import": (
        {"reading/reading.py": "from ..claims.roster import Roster\n"},
        "reading may not import claims",
    ),
    "a relative import of a package": ({"claims/build.py": "from .. import ledger\n"}, "claims may not import ledger"),
    "a relative import in a package's own file": (
        {"claims/__init__.py": "from ..presentation import page\n"},
        "claims may not import presentation",
    ),
    "a package by name": (
        {"vocabulary/when.py": "from accords import documents\n"},
        "vocabulary may not import documents",
    ),
    "an import by call": (
        {"claims/build.py": "import importlib\nx = importlib.import_module('accords.intake')\n"},
        "claims may not import intake",
    ),
    "the single module intake to its right": (
        {"intake.py": "import accords.presentation.cli\n"},
        "accords/intake.py:1: intake may not import presentation",
    ),
    "assessment with a ledger": (
        {"assessment/timeline.py": "from accords.ledger import Ledger\n"},
        "it takes claims as values",
    ),
    "the top of the package from within": ({"claims/build.py": "from accords import read\n"}, "the top is for users"),
    "an eager top": ({"__init__.py": "from accords.reading import Reading\n"}, "import it when it is asked for"),
    "a third party in vocabulary": ({"vocabulary/span.py": "import numpy as np\n"}, "numpy enters through"),
    "onnxruntime beside the tagger": (
        {"reading/reading.py": "import onnxruntime\n"},
        "onnxruntime enters through accords.reading.tagger only",
    ),
    "tokenizers in a function": (
        {"reading/tagger.py": "def f():\n    from tokenizers import Tokenizer\n"},
        "tokenizers enters through accords.reading.windows only",
    ),
    "urllib3 beside the request": (
        {"documents/fetch.py": "import urllib3\n"},
        "urllib3 enters through accords.documents.request only",
    ),
    "trafilatura in another reader": ({"documents/readers.py": "import trafilatura\n"}, "trafilatura enters through"),
    "yaml outside the roster": ({"documents/readers.py": "import yaml\n"}, "yaml enters through"),
    "a third party at the top": ({"__init__.py": "import numpy\n"}, "numpy enters through"),
    "what is no dependency": ({"claims/dating.py": "import dateparser\n"}, "dateparser is no dependency"),
    "a package that is no layer": ({"network/fetch.py": ""}, "network is no layer"),
    "a loose module": ({"speed.py": ""}, "speed is no layer"),
    "a drawer": ({"reading/utils.py": ""}, "utils says nothing"),
    "a drawer as a folder": ({"claims/_helpers/names.py": ""}, "_helpers says nothing"),
    "a long module": ({"reading/long.py": "x = 1\n" * 501}, "more than 500"),
}


@pytest.mark.parametrize("situation", REFUSED)
def test_a_breach_is_found(situation: str, tmp_path: Path) -> None:
    files, expected = REFUSED[situation]
    found = wrongs(tree(tmp_path, files))
    assert len(found) >= 1
    assert any(expected in line for line in found), found


ALLOWED = {
    "an arrow to the left": {"reading/reading.py": "from accords.documents.report import Report\n"},
    "an arrow within": {"reading/tagger.py": "from . import weights\nfrom .windows import Window\n"},
    "a relative arrow to the left": {"claims/build.py": "from ..reading.reading import Reading\n"},
    "assessment uses claims": {"assessment/timeline.py": "from accords.claims import Claim\n"},
    "intake runs the stages": {"intake.py": "from accords.ledger import Ledger\n"},
    "a lazy top": {
        "__init__.py": "def __getattr__(name):\n    from accords.presentation import read\n    return read\n"
    },
    "a top typed eagerly": {"__init__.py": "if TYPE_CHECKING:\n    from accords.reading import Reading\n"},
    "the standard library anywhere": {"vocabulary/when.py": "from datetime import date\nimport xml.etree\n"},
    "the version in a command": {"presentation/cli/main.py": "from accords import __version__\n"},
    "a third party at its entrance": {"reading/tagger.py": "import numpy\nimport onnxruntime\n"},
    "a module of exactly 500 lines": {"reading/long.py": "x = 1\n" * 500},
}


@pytest.mark.parametrize("situation", ALLOWED)
def test_what_is_allowed_passes(situation: str, tmp_path: Path) -> None:
    assert wrongs(tree(tmp_path, ALLOWED[situation])) == []
