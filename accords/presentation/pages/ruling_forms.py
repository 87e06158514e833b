"""Forms that rule, as values: what each asks for, and the command that does the same. Field names: `presentation.web.forms`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from accords.claims.claim import Claim
from accords.claims.saying import Saying
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.shown_rulings import rulings_on
from accords.presentation import wording
from accords.presentation.pages.shown import Shown
from accords.presentation.ruling_words import command, sentence
from accords.vocabulary.act import Act, Strength
from accords.vocabulary.issue import NAMES

PARTIES, ACTORS = "parties", "actors"  # the lists of names that a page of forms carries once
MOST_LISTED = 400  # names of a list; the most told of first
# Letters of an id or an issue in a form: a report can make them of any length, and what is as long as a book nobody chooses or corrects.
LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a form asks for. `options` are the values of a choice with their words, `given` what is chosen or written already.
    `listed` names a list of suggestions (`PARTIES`, `ACTORS`). `needed`: it may not be blank. `long`: room for a sentence."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...] = ()
    given: str = ""
    listed: str = ""
    needed: bool = False
    long: bool = False
    tick: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One ruling. `button` says what pressing it does; `about` what follows; `asks` is what the command that does the same takes beside the
    subject."""

    ruling: str
    subject: str
    button: str
    about: str
    asks: str = ""
    fields: tuple[Field, ...] = ()
    plain: bool = False  # nothing to fill in: the button alone
    hidden: tuple[tuple[str, str], ...] = ()  # what the ruling says, where that is settled

    @property
    def twin(self) -> str:
        """The command that does the same."""
        return command(self.ruling, self.subject, *(value for _, value in self.hidden), asks=self.asks)

    @property
    def as_one(self) -> str:
        """The ruling as the value of one button, of several in a form (`does` in `presentation.web.forms`)."""
        return urlencode([("ruling", self.ruling), ("subject", self.subject), *self.hidden], errors="replace")


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruling that was made. `undo`: what undoes it; `counts`: no later one took its place."""

    id: str
    words: str
    who: str
    when: str
    note: str
    counts: bool
    undo: Form | None


@dataclass(frozen=True, slots=True)
class Names:
    """Suggestions: ids with names."""

    parties: tuple[tuple[str, str], ...]
    actors: tuple[tuple[str, str], ...]


def names(shown: Shown) -> Names:
    """The parties with claims, and whoever is named most."""
    record = shown.view.record
    claims: dict[str, int] = {}
    for (party, _), cell in record.cells.items():
        claims[party] = claims.get(party, 0) + len(cell.claims)
    parties = sorted(claims, key=lambda own: (-claims[own], own))[:MOST_LISTED]
    seen = record.sightings
    actors = sorted(seen, key=lambda own: (-len(seen[own].known_by(shown.view.day)), own))[:MOST_LISTED]
    return Names(_named(parties, shown), _named(actors, shown))


def _named(ids: Iterable[str], shown: Shown) -> tuple[tuple[str, str], ...]:
    return tuple((own, shown.name_of(own)) for own in ids if len(own) <= LONGEST)


def quick(subject: str) -> tuple[Form, Form]:
    """Confirm, and set aside: what stands beside every claim and attribution."""
    return (
        Form("right", subject, "Right", "It was read rightly.", plain=True),
        Form(
            "misread",
            subject,
            "Misread",
            "It was misread: it is set aside.",
            plain=True,
        ),
    )


def of_claim(claim: Claim, shown: Shown) -> tuple[Form, ...]:
    own = claim.id
    return (
        *quick(own),
        Form(
            "act",
            own,
            "Change the act",
            "Its strength goes where the act has none.",
            "ACT",
            (Field("value.act", "Act", _acts(), claim.act.value, needed=True),),
        ),
        Form(
            "strength",
            own,
            "Change the strength",
            "How far the report says that the party has gone.",
            "STRENGTH",
            (Field("value.strength", "Strength", _strengths(), claim.strength.value if claim.strength else "none"),),
        ),
        Form(
            "negated",
            own,
            "Change whether it was done",
            "Whether the words say that it was done, or that it was not.",
            "YES|NO",
            (Field("value.negated", "It was done, or not", _DONE, "yes" if claim.negated else "no", needed=True),),
        ),
        Form(
            "issue",
            own,
            "Change the issue",
            "What it is about.",
            "ISSUE",
            (Field("value.issue", "Issue", _issues(shown), _given(claim.issue), needed=True),),
        ),
        Form(
            "party",
            own,
            "Change the party",
            "Whose act it is; standing is worked out anew.",
            "ID",
            (
                Field("value.party", "Party, by its id", given=_given(claim.party), listed=PARTIES, needed=True),
                Field("value.name", "Name, where the ledger lacks it"),
            ),
        ),
        *((_speaker(own, ""),) if claim.attribution else ()),
        _note(own),
    )


def of_saying(saying: Saying) -> tuple[Form, ...]:
    return (*quick(saying.id), _speaker(saying.id, saying.speaker or ""), _note(saying.id))


def of_actor(own: str) -> tuple[Form, ...]:
    """None of an id that no form has room for: the command takes it."""
    if len(own) > LONGEST:
        return ()
    other = Field("value.other", "The other, by its id", listed=ACTORS, needed=True)
    return (
        Form(
            "same actor",
            own,
            "They are one",
            f"Both are one, called {own}.",
            "OTHER",
            (other,),
        ),
        Form(
            "not the same",
            own,
            "They are two",
            "Keeps other unions from joining them.",
            "OTHER",
            (other,),
        ),
        Form(
            "merge",
            own,
            "Make all one",
            f"All are one, called {own}.",
            "OTHER...",
            (Field("value.others", "The others, by their ids, with spaces between", needed=True),),
        ),
        Form(
            "split",
            own,
            "Somebody else is meant there",
            "In these places it is somebody else, with an id and a name of its own.",
            "--claims ID... --id ID --name NAME",
            (
                Field("value.reports", "Ids of reports"),
                Field("value.attributions", "Ids of attributions"),
                Field("value.claims", "Ids of claims"),
                Field("value.id", "The other’s id", needed=True),
                Field("value.name", "The other’s name", needed=True),
            ),
        ),
        _note(own),
    )


def of_meeting(own: str) -> tuple[Form, ...]:
    return (
        *quick(own),
        Form(
            "merge",
            own,
            "Make all one",
            "They were one meeting, called by this id.",
            "OTHER...",
            (Field("value.others", "The others, by their ids, with spaces between", needed=True),),
        ),
        Form(
            "split",
            own,
            "Another meeting is meant there",
            "In these reports it is another meeting.",
            "--reports ID...",
            (Field("value.reports", "Ids of reports", needed=True),),
        ),
        _note(own),
    )


def of_report(own: str) -> tuple[Form, ...]:
    return (
        Form(
            "not a copy",
            own,
            "It is no copy",
            "Of that report, or where it is left blank of any.",
            "OTHER",
            (Field("value.other", "The other report, by its id"),),
        ),
        _note(own),
    )


def adding(report: str, shown: Shown) -> Form:
    """Add a claim that was not read: its words are selected in the text, or given as they stand there."""
    return Form(
        "claim",
        report,
        "Add the claim",
        "Select the words in the text, or paste them: they have to stand there once. Standing and chain are worked out.",
        "--words WORDS --party ID --act ACT --issue ISSUE",
        (
            Field("value.words", "The words", needed=True, long=True),
            Field("value.party", "Party, by its id", listed=PARTIES, needed=True),
            Field("value.name", "Name, where the ledger lacks it"),
            Field("value.act", "Act", _acts(), "commit", needed=True),
            Field("value.issue", "Issue", _issues(shown), needed=True),
            Field("value.strength", "Strength", _strengths()),
            Field("value.negated", "It was not done", tick=True),
            Field("value.toward", "Toward whom, by ids"),
            Field("value.condition", "Condition, in the report’s words"),
        ),
    )


def ruled(subjects: Sequence[str], shown: Shown) -> tuple[Ruled, ...]:
    """What was ruled on these, the latest first, each with what undoes it."""
    found = {one.judgement.id: one for several in rulings_on(shown.judgements, subjects).values() for one in several}
    rows = sorted(found.values(), key=lambda one: one.judgement.made_at, reverse=True)
    return tuple(made(one.judgement, one.counts) for one in rows)


def made(judgement: Judgement, counts: bool, undone: bool = False) -> Ruled:
    own = judgement.id
    undoes = judgement.ruling is not Ruling.UNDO and not undone
    undo = Form("undo", own, "Undo", "The ruling counts no more; its row stays.", plain=True)
    return Ruled(
        own,
        wording.short(sentence(judgement)),
        wording.short(judgement.who),
        f"{wording.plain_day(judgement.made_at.date())}, {judgement.made_at:%H:%M}",
        wording.short(judgement.note or "", 4 * wording.SHORT),
        counts,
        undo if undoes else None,
    )


def _speaker(subject: str, given: str) -> Form:
    return Form(
        "re-attribute",
        subject,
        "Change who said it",
        "Chains and standing of all claims inside follow. `none`: nobody is known.",
        "ID",
        (
            Field("value.speaker", "Speaker, by id", given=_given(given), listed=ACTORS, needed=True),
            Field("value.name", "Name, where the ledger lacks it"),
        ),
    )


def _note(subject: str) -> Form:
    return Form(
        "note",
        subject,
        "Keep a note",
        "Shown beside it.",
        "--note WORDS",
        (Field("note", "Note", needed=True, long=True),),
    )


_DONE = (("no", "it was done"), ("yes", "it was not done"))


def _acts() -> tuple[tuple[str, str], ...]:
    return tuple((act.value, act.value) for act in Act)


def _strengths() -> tuple[tuple[str, str], ...]:
    return (("none", "none"), *((one.value, one.value) for one in Strength))


def _issues(shown: Shown) -> tuple[tuple[str, str], ...]:
    of_processes = sorted({issue for _, issue in shown.view.record.cells}.difference(NAMES))
    return tuple((issue, wording.short(issue)) for issue in (*NAMES, *of_processes) if len(issue) <= LONGEST)


def _given(own: str) -> str:
    """An id or an issue as a field has it already: blank where it is too long for a field."""
    return own if len(own) <= LONGEST else ""
