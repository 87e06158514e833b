"""Commitments and positions -> the draft of a scenario file: what parties could do, and what each seems to prefer, with its claims.

>>> draft = draft_of(material_of(accords.answers(ledger).as_of(None)))  # doctest: +SKIP
>>> Path("draft.yaml").write_text(draft.text, "utf-8")  # doctest: +SKIP
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from accords.agreement.material import Material
from accords.agreement.spoken import counted, day_words
from accords.bargaining.draft_options import DraftOption, Offers, Origin, Stance, best_of, id_of, options_from, words_of
from accords.bargaining.parse_options import MOST_PARTIES
from accords.bargaining.scenario import MOST_OPTIONS
from accords.documents.report import Report
from accords.vocabulary import Fault, Misuse
from accords.vocabulary.act import Act, Standing
from accords.vocabulary.actor import fold

USUAL = 12  # options: 4,096 states, which an analyst can still read about
_LEFT = 60  # things of which nothing was made that are written out
_FORCE = {Act.DEMAND: 0, Act.REQUEST: 1, Act.WANT: 2}


@dataclass(frozen=True, slots=True)
class DraftStatement:
    """A party would have an option taken, or left (`wants` false)."""

    option: DraftOption
    wants: bool
    because: str
    claims: tuple[str, ...]
    guess: bool


@dataclass(frozen=True, slots=True)
class DraftParty:
    """`actor`: its id in the record; `id`: in the file. Without statements all is the same to it, as far as the record tells."""

    id: str
    actor: str
    name: str
    options: tuple[DraftOption, ...]
    statements: tuple[DraftStatement, ...]


@dataclass(frozen=True, slots=True)
class DraftNeed:
    """An option that is said to depend on one of others. `words`: as the report has it."""

    option: DraftOption
    needs: tuple[DraftOption, ...]
    words: str


@dataclass(frozen=True, slots=True)
class ScenarioDraft:
    """A scenario file before anybody has mended it. `left`: what nothing was made of, with the reason, in words."""

    id: str
    title: str
    about: str
    parties: tuple[DraftParty, ...]
    needs: tuple[DraftNeed, ...]
    sources: tuple[Report, ...]
    left: tuple[str, ...]

    @property
    def text(self) -> str:
        """The file."""
        from accords.bargaining.draft_text import text_of  # it needs this noun

        return text_of(self)

    @property
    def ids(self) -> Mapping[tuple[str, str], str]:
        """What each option is called in the file, by actor and name."""
        return {(one.party, one.name): f"{party.id}.{one.name}" for party in self.parties for one in party.options}

    def to_json(self) -> dict[str, object]:
        ids = self.ids
        return {
            "id": self.id,
            "title": self.title,
            "parties": [
                {
                    "id": party.id,
                    "actor": party.actor,
                    "name": party.name,
                    "options": [
                        {
                            "option": ids[one.party, one.name],
                            "origin": one.origin.value,
                            "issue": one.issue,
                            "text": one.text,
                            "because": one.because,
                            "claims": list(one.claims),
                            "guess": one.guess,
                        }
                        for one in party.options
                    ],
                    "priorities": [
                        {
                            "prefers": words(one, ids),
                            "because": one.because,
                            "claims": list(one.claims),
                            "guess": one.guess,
                        }
                        for one in party.statements
                    ],
                }
                for party in self.parties
            ],
            "requires": [
                {
                    "option": ids[one.option.party, one.option.name],
                    "needs": [ids[need.party, need.name] for need in one.needs],
                    "words": one.words,
                }
                for one in self.needs
            ],
            "left": list(self.left),
        }


def words(statement: DraftStatement, ids: Mapping[tuple[str, str], str]) -> str:
    """The statement as a condition of the file."""
    own = ids[statement.option.party, statement.option.name]
    return own if statement.wants else f"not {own}"


def draft_of(material: Material, *, name: str = "draft", title: str | None = None, most: int = USUAL) -> ScenarioDraft:
    """A draft with the best supported options, `most` of them at the most. `name`: what its id is made of.

    `Misuse` where the material tells of nothing that a party could do, and where `most` is not from 1 to 24.
    """
    if not 1 <= most <= MOST_OPTIONS:
        remedy = "Ask for fewer: each doubles the number of states."
        raise Misuse(Fault("draft_of", f"{most} options", f"from 1 to {MOST_OPTIONS}", remedy))
    offers = options_from(material)
    options = best_of(offers.options, most, MOST_PARTIES)
    if not options:
        accepted = "reports that tell what a party offers, refuses, or is asked for"
        remedy = "See what there is with 'accords positions' and 'accords commitments'."
        raise Misuse(Fault("the record", "nothing that a party could do", accepted, remedy))
    parties = _parties(options, offers, material)
    known = counted(material.known, "report") if material.known else "reports"
    known += f" known by {day_words(material.as_of)}" if material.as_of else ""
    dropped = [one for one in offers.options if one not in options]
    less = (
        f"Less told of than what is above: {material.name(one.party)}: {one.text}. {one.because}" for one in dropped
    )
    left = (*less, *offers.left)
    claims = {own for option in options for own in option.claims}
    claims |= {own for party in parties for one in party.statements for own in one.claims}
    reports = {told.claim.report for own in claims if (told := material.told.get(own))}
    return ScenarioDraft(
        id=id_of(re.sub(r"[^a-z0-9]+", "-", name.lower())) if re.search("[a-z0-9]", name.lower()) else "draft",
        title=title or f"Draft from {known}",
        about=_about(parties, len(dropped), known),
        parties=parties,
        needs=tuple(_needs(options)),
        sources=tuple(report for own, report in material.reports.items() if own in reports),
        left=left if len(left) <= _LEFT else (*left[:_LEFT], f"and {len(left) - _LEFT:,} more."),
    )


def _about(parties: tuple[DraftParty, ...], dropped: int, known: str) -> str:
    """How little of it is known, first."""
    statements = [one for party in parties for one in party.statements]
    guesses = sum(one.guess for one in statements)
    more = f" {counted(dropped, 'option')} less told of {'is' if dropped == 1 else 'are'} left out." if dropped else ""
    return (
        f"Drafted from {known}. Of {counted(len(statements), 'statement')} of preference "
        f"{guesses} {'is a guess' if guesses == 1 else 'are guesses'}; their order is a guess throughout.{more}"
    )


def _parties(options: tuple[DraftOption, ...], offers: Offers, material: Material) -> tuple[DraftParty, ...]:
    """Those who have options, then those who want something of them, then those to whom it would be done; as many as a file may have."""
    stances = [one for one in offers.stances if one.option in options]
    wanting, gaining = (one.party for one in stances), (to for one in options for to in one.to)
    actors = dict.fromkeys((*(one.party for one in options), *wanting, *gaining))
    parties: list[DraftParty] = []
    borne: set[str] = set()
    for actor in list(actors)[:MOST_PARTIES]:
        own = stem = id_of(actor)
        number = 1
        while fold(own) in borne:
            number += 1
            own = f"{stem}-{number}"
        borne.add(fold(own))
        name = " ".join(material.name(actor).split()) or own
        its = tuple(one for one in options if one.party == actor)
        parties.append(DraftParty(own, actor, name, its, tuple(_statements(actor, options, stances, material))))
    return tuple(parties)


def _statements(
    actor: str, options: tuple[DraftOption, ...], stances: list[Stance], material: Material
) -> Iterator[DraftStatement]:
    """What it demands, what it refuses, what others would do for it or to it, and last what it would do itself; each option once."""
    seen: set[DraftOption] = set()
    for statement in (
        *_by_stances(
            [one for one in stances if one.party == actor and one.option.origin is not Origin.THREATENED], material
        ),
        *_by_others(actor, options),
        *_by_own(actor, options),
    ):
        if statement.option not in seen:
            seen.add(statement.option)
            yield statement


def _by_stances(stances: list[Stance], material: Material) -> Iterator[DraftStatement]:
    """Its own words before what others say of it; demands before refusals, and harder words before softer ones."""

    def place(stance: Stance) -> tuple[bool, bool, int]:
        position = stance.position
        return position.standing is not Standing.OWN, not stance.wants, _FORCE.get(position.stance, 0)

    for stance in sorted(stances, key=place):
        own = stance.position.standing is Standing.OWN
        because = words_of(stance.position.claim, material)
        because = because if own else f"Others say so, and not it itself: {because}"
        if stance.matched:
            because += " That this option is meant is told by the issue alone."
        yield DraftStatement(stance.option, stance.wants, because, (stance.position.claim,), not own or stance.matched)


def _by_others(actor: str, options: tuple[DraftOption, ...]) -> Iterator[DraftStatement]:
    """What others threaten it with, and what they would do for it."""
    for wants in (False, True):
        for option in options:
            if option.party == actor or actor not in option.to:
                continue
            if not wants and option.origin is Origin.THREATENED:
                yield DraftStatement(option, False, "It is what it is threatened with.", option.claims, True)
            if wants and option.origin in (Origin.AGREED, Origin.OFFERED, Origin.REPORTED):
                because = "It would be owed to it; no report tells that it wants it."
                yield DraftStatement(option, True, because, option.claims, True)


def _by_own(actor: str, options: tuple[DraftOption, ...]) -> Iterator[DraftStatement]:
    """What it would do itself: what it agreed to or says that it would do, before what it has not confirmed and what costs it something."""
    reasons = {
        Origin.AGREED: (True, "It has bound itself."),
        Origin.OFFERED: (True, "It says itself that it would; what it wants for it is above, or is not told."),
        Origin.THREATENED: (False, "To carry out a threat costs something too."),
        Origin.REPORTED: (False, "It has not confirmed it, and nobody does for nothing what he need not."),
        Origin.ASKED: (False, "It has not answered, and nobody does for nothing what he need not."),
        Origin.REFUSED: (False, "It refuses it."),
    }
    for origin, (wants, because) in reasons.items():
        for option in options:
            if option.party == actor and option.origin is origin:
                yield DraftStatement(option, wants, because, option.claims, True)


def _needs(options: tuple[DraftOption, ...]) -> Iterator[DraftNeed]:
    """Conditions whose words name the issue of other options; never in a circle, which would tie options to each other."""
    from accords.claims.issues import PATTERNS

    waits: dict[DraftOption, set[DraftOption]] = {}
    for option in options:
        if not option.condition:
            continue
        low = option.condition.lower()
        issues = {name for name, pattern in PATTERNS.items() if pattern.search(low)} - {option.issue}
        needs = tuple(one for one in options if one.issue in issues and option not in _ahead(one, waits))
        if needs:
            waits[option] = set(needs)
            yield DraftNeed(option, needs, " ".join(option.condition.split()))


def _ahead(option: DraftOption, waits: Mapping[DraftOption, set[DraftOption]]) -> set[DraftOption]:
    """The option and all that it waits for."""
    found, ahead = {option}, [option]
    while ahead:
        new = waits.get(ahead.pop(), set()) - found
        found |= new
        ahead += new
    return found
