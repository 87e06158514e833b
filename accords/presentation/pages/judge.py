"""The page on which a person rules on one thing: a claim, an attribution, an actor, a meeting, a report. The app's alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from accords.claims.claim import Claim
from accords.claims.saying import Saying
from accords.presentation import claim_words, wording
from accords.presentation.pages import ruling_forms
from accords.presentation.pages.link import Link
from accords.presentation.pages.party import stances
from accords.presentation.pages.ruling_forms import Form, Names, Ruled
from accords.presentation.pages.shown import Missing, Shown
from accords.presentation.pages.stance import Stance
from accords.presentation.pages.told import Told, told


@dataclass(frozen=True, slots=True)
class Judge:
    """`what` says what is ruled on; `lines` tell of it; `claim` is a claim as other pages show it, with where its party stands on its issue
    now (`own`, `others`). `names` are suggestions for the fields that ask for an id."""

    heading: str
    what: str
    lines: tuple[str, ...]
    claim: Told | None
    own: Stance | None
    others: Stance | None
    where: tuple[Link, ...]
    forms: tuple[Form, ...]
    rulings: tuple[Ruled, ...]
    names: Names
    downloads: tuple[Link, ...] = ()
    template: ClassVar[str] = "judge.html"


def judge(shown: Shown, own: str) -> Judge:
    if (one := shown.claim(own)) is not None:
        return _claim(one.claim, shown)
    report = dict(shown.asked.more).get("in")
    if (saying := _saying(own, report, shown)) is not None:
        return _of_saying(saying, shown)
    if shown.view.record.report(own) is not None:
        lines = ("Whether it is a copy of another report, and notes on it.",)
        where = (shown.report(own),)
        return _page("Rule on a report", "a report", own, lines, where, ruling_forms.of_report(own), shown)
    meeting = next((row for row in shown.view.meetings() if own in (row.id, *row.meetings)), None)
    if meeting is not None:
        dossier = shown.dossier((), [told for told, _ in meeting.evidence])
        lines = (claim_words.meeting(meeting, dossier),)
        where = (shown.link("The meeting", "meeting", meeting.id),)
        return _page("Rule on a meeting", "a meeting", own, lines, where, ruling_forms.of_meeting(own), shown)
    actor = shown.known_actor(own)
    if actor is not None:
        forms = ruling_forms.of_actor(own)
        about = ", ".join([actor.kind.value, *([actor.role] if actor.role else []), *actor.aliases])
        too_long = f"Its id has {len(own):,} letters, more than a form takes: the command 'accords judge' takes it."
        told_of = (about,) if forms else (about, too_long)
        return _page(f"Rule on {shown.name_of(own)}", "an actor", own, told_of, (shown.actor(own),), forms, shown)
    # What was set aside is in no view any more: its rulings are, and undoing one brings it back.
    if rulings := ruling_forms.ruled([own], shown):
        lines = ("It was set aside, or went when a ruling was undone. Undo the ruling to see it again.",)
        return Judge(
            "What was ruled on", "nothing that is shown now", lines, None, None, None, (), (), rulings, _NOBODY
        )
    raise Missing("judge", own)


_NOBODY = Names((), ())


def _claim(claim: Claim, shown: Shown) -> Judge:
    dossier = shown.dossier([claim.id])
    mine, theirs = stances(claim.party, claim.issue, shown)
    line = claim_words.claim_line(claim, dossier)
    subjects = [claim.id, *([claim.attribution] if claim.attribution else [])]
    return Judge(
        heading="Rule on a claim",
        what="a claim",
        lines=(line,),
        claim=told(claim, dossier, shown),
        own=mine,
        others=theirs,
        where=(shown.report(claim.report, "The place in the report", claim.id),),
        forms=ruling_forms.of_claim(claim, shown),
        rulings=ruling_forms.ruled(subjects, shown),
        names=ruling_forms.names(shown),
    )


def _of_saying(saying: Saying, shown: Shown) -> Judge:
    dossier = shown.dossier((), [saying.report])
    lines = (
        f"{wording.speaker(saying, dossier)}: {wording.line_of(saying.words.cue)} — {wording.line_of(saying.words.content)}",
    )
    where = (shown.report(saying.report, "The place in the report", saying.id),)
    return _page(
        "Rule on an attribution", "an attribution", saying.id, lines, where, ruling_forms.of_saying(saying), shown
    )


def _page(
    heading: str,
    what: str,
    own: str,
    lines: tuple[str, ...],
    where: tuple[Link, ...],
    forms: tuple[Form, ...],
    shown: Shown,
) -> Judge:
    rulings = ruling_forms.ruled([own], shown)
    return Judge(heading, what, lines, None, None, None, where, forms, rulings, ruling_forms.names(shown))


def _saying(own: str, report: str | None, shown: Shown) -> Saying | None:
    """The attribution of that id; it is looked for in one report where that is told, else in all that are known."""
    known = shown.view.record.report(report) if report else None
    for account in [known.account] if known else (one.account for one in shown.view.reports):
        for saying in account.sayings:
            if saying.id == own:
                return saying
    return None
