"""accords reads news reports of peace talks and records who said what, according to whom.

`accords.read(...)` is the whole of it for a start; `accords read` is the same as a command. `accords.Ledger` keeps what was
read, and `accords.add(...)` reads into it. `accords.watch(...)` holds an agreement against what is said to have happened;
`accords.bargain(...)` and `accords.packages(...)` ask which package would hold. The names below are imported when first used,
so that `import accords` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accords.ledger.ledger import Ledger
    from accords.presentation.adding import add, follow
    from accords.presentation.agreement_record import Watched, watch
    from accords.presentation.answering import answers
    from accords.presentation.bargain import Bargain, bargain
    from accords.presentation.dossier import Dossier, read
    from accords.presentation.packages import Packages, packages
    from accords.vocabulary import AccordsError, Actor, Fault, Misuse, Span, When

__version__ = "0.1.0"
__all__ = [
    "AccordsError",
    "Actor",
    "Bargain",
    "Dossier",
    "Fault",
    "Ledger",
    "Misuse",
    "Packages",
    "Span",
    "Watched",
    "When",
    "__version__",
    "add",
    "answers",
    "bargain",
    "follow",
    "packages",
    "read",
    "watch",
]

_HOMES = {
    "Bargain": "accords.presentation.bargain",
    "Dossier": "accords.presentation.dossier",
    "Ledger": "accords.ledger.ledger",
    "Packages": "accords.presentation.packages",
    "Watched": "accords.presentation.agreement_record",
    "add": "accords.presentation.adding",
    "answers": "accords.presentation.answering",
    "bargain": "accords.presentation.bargain",
    "follow": "accords.presentation.adding",
    "packages": "accords.presentation.packages",
    "read": "accords.presentation.dossier",
    "watch": "accords.presentation.agreement_record",
    **dict.fromkeys(["AccordsError", "Actor", "Fault", "Misuse", "Span", "When"], "accords.vocabulary"),
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'accords' has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
