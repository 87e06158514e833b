"""A wire report and its copies, made by hand: what the pages of families, disputes and search are tried on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from accords.assessment.record import Record
from accords.claims.build import Account
from accords.presentation.pages.address import in_app
from accords.presentation.pages.render import Frame, Page, rendered
from accords.presentation.pages.shown import Shown
from accords.reading.reading import Mode
from accords.vocabulary.act import Act, Strength
from tests.assessment.tellings import SUNDAY, Done, Said, telling

LEAD = "Delegates from four countries met behind closed doors in the old customs house on the quay."
MIDST = "The guns on the ridge had been silent since Friday. Bakers gave bread away on the square. Nobody was hurt."
END = "The harbour was closed to fishing boats for the length of the session."
DEED = "Vestria could pull its guns back behind the canal"
RAISED = "Vestria will pull its guns back behind the canal"
QUOTED = "this is a first and honest step"
# What no page may let through as it is.
HOSTILE = '<script>alert("x")</script>\u202e{{ 7*7 }}'


def text(*sentences: str) -> str:
    return "\n\n".join((LEAD, *sentences, MIDST, END))


def wire(name: str = "wire", title: str = "Guns and bread") -> Account:
    """Ada Brandt of Norland says of Vestria, the other side, that it could pull its guns back."""
    made = telling(
        name,
        text(f"{DEED}, Ada Brandt said.", f"“{QUOTED},” Ivo Keller said."),
        said=[Said(DEED, "Ada Brandt"), Said(QUOTED, "Ivo Keller", mode=Mode.DIRECT)],
        done=[Done(DEED, "Vestria", Act.OFFER, Strength.POSSIBLE)],
        outlet="Northern Wire",
    )
    return replace(made, report=replace(made.report, title=title))


def bold(name: str, days: int = 1, outlet: str | None = None) -> Account:
    """A copy that states the deed as a fact, raised, and puts a word into Keller's mouth."""
    quoted = QUOTED.replace("first", "great first")
    return telling(
        name,
        text(f"{RAISED}.", f"“{quoted},” Ivo Keller said."),
        said=[Said(quoted, "Ivo Keller", mode=Mode.DIRECT)],
        done=[Done(RAISED, "Vestria", Act.COMMIT, Strength.UNDERTAKEN)],
        published=SUNDAY + timedelta(days=days),
        outlet=outlet or name.title(),
    )


def faithful(name: str, days: int = 1) -> Account:
    """A copy word for word."""
    original = wire()
    return telling(
        name,
        original.report.text,
        said=[Said(DEED, "Ada Brandt"), Said(QUOTED, "Ivo Keller", mode=Mode.DIRECT)],
        done=[Done(DEED, "Vestria", Act.OFFER, Strength.POSSIBLE)],
        published=SUNDAY + timedelta(days=days),
        outlet=name.title(),
    )


def shown_of(
    accounts: Sequence[Account],
    *,
    head: str | None = None,
    day: date | None = None,
    texts: bool = True,
    **more: object,
) -> Shown:
    """The app's view of these accounts; all are copies of `head`, or each stands for itself."""
    record = Record(accounts, families={one.report.id: head or one.report.id for one in accounts})
    by_id = {one.report.id: one.report.text for one in accounts}
    text_of: Callable[[str], str | None] = by_id.get if texts else lambda report: None
    made = Shown(view=record.as_of(day), links=in_app, name="talks", text_of=text_of, keeps_day=True)
    return replace(made, excerpts=not texts, **more)  # type: ignore[arg-type]


def html(page: Page) -> str:
    return rendered(page, Frame(name="talks", menu=(), style="style.css", script="script.js"))
