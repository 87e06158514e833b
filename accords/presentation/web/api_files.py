"""What the API answers of agreements and scenarios: what `accords agreement … --json` and `accords bargain … --json` print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from accords.agreement.condition import State
from accords.presentation import agreement_form, supposing
from accords.presentation.agreement_record import Watched
from accords.presentation.bargain import Bargain
from accords.presentation.bargain_answer import answer as bargained
from accords.presentation.bargain_form import run as bargain_form
from accords.presentation.package_form import PackageForm
from accords.presentation.package_words import PackageWords
from accords.presentation.packages import Packages
from accords.presentation.pages.shown import Missing
from accords.presentation.web.asking import Answer, Call, Json
from accords.vocabulary import Fault, Misuse

_MOST_SUPPOSED = 20  # each unsettled one doubles what may be the case
Question = Callable[[Watched, date, Call], Json]


@dataclass(frozen=True, slots=True)
class _Agreement:
    name: str
    watched: Watched

    def to_json(self) -> Json:
        agreement = self.watched.agreement
        return {
            "name": self.name,
            "agreement": agreement.id,
            "title": agreement.title,
            "parties": [party.id for party in agreement.parties],
            "faults": [fault.to_json() for fault in self.watched.faults],
        }


@dataclass(frozen=True, slots=True)
class _Scenario:
    name: str
    game: Bargain | Packages

    def to_json(self) -> Json:
        game = self.game
        if isinstance(game, Packages):
            parties = [party.id for party in game.domain.parties]
            return {"name": self.name, "kind": "packages", "title": game.domain.title, "parties": parties}
        return {"name": self.name, "kind": "scenario", "title": game.title, "parties": list(game.game.parties)}


def agreements(call: Call) -> Json:
    with call.served.shown(call.asked) as shown:
        return call.part([_Agreement(*one) for one in shown.agreements.items()], "agreements", shown)


def of_agreement(question: Question) -> Answer:
    """An answer on one agreement, by what was known by the end of a day (today)."""

    def answer(call: Call) -> Json:
        with call.served.shown(call.asked) as shown:
            watched = shown.agreements.get(call.own)
            if watched is None:
                raise Missing("agreement", call.own)
            head = agreement_form.head(watched.agreement, watched.faults)
            return head | question(watched, call.asked.as_of or date.today(), call)

    return answer


def status(watched: Watched, day: date, call: Call) -> Json:
    return agreement_form.status(watched.status(day), watched.items(day), watched.without_effect(day))


def why(watched: Watched, day: date, call: Call) -> Json:
    return agreement_form.why(watched.why(call.word("norm") or "", day), watched.status(day))


def why_not(watched: Watched, day: date, call: Call) -> Json:
    told = call.word("state")
    if told is not None and told not in list(State):
        accepted = ", ".join(state.value for state in State)
        raise Misuse(Fault("state", repr(told[:80]), accepted, "Choose one of them, or leave it out."))
    state = State(told) if told else None
    return agreement_form.why_not(watched.why_not(call.word("norm") or "", state, day), state, watched.status(day))


def calendar(watched: Watched, day: date, call: Call) -> Json:
    return agreement_form.calendar(watched.calendar(day), watched.status(day))


def what_if(watched: Watched, day: date, call: Call) -> Json:
    suppose, settle = call.words.get("suppose", ()), call.words.get("settle", ())
    if not suppose and not settle:
        raise Misuse(Fault("what-if", "nothing that is supposed", "suppose or settle", "Say what happens."))
    if len(suppose) + len(settle) > _MOST_SUPPOSED:
        found = f"{len(suppose) + len(settle):,} things"
        raise Misuse(Fault("what-if", found, f"{_MOST_SUPPOSED} at the most", "Suppose less at once."))
    items, settled = supposing.supposed(watched.agreement, suppose, "suppose"), supposing.settled(settle, "settle")
    until = _day(call.word("until"), "until")
    return agreement_form.what_if(watched.what_if(day, supposed=items, settled=settled, until=until), items, settled)


def _day(told: str | None, name: str) -> date | None:
    try:
        return date.fromisoformat(told.strip()) if told else None
    except ValueError:
        fault = Fault(name, repr((told or "")[:80]), "a day as YYYY-MM-DD", "Correct it, or leave it out.")
        raise Misuse(fault) from None


def scenarios(call: Call) -> Json:
    with call.served.shown(call.asked) as shown:
        return call.part([_Scenario(*one) for one in shown.scenarios.items()], "scenarios", shown)


def scenario(call: Call) -> Json:
    """Worked out of the file alone, so that nobody else has to wait for it."""
    game = call.served.scenarios.get(call.own)
    if game is None:
        raise Missing("scenario", call.own)
    if isinstance(game, Packages):
        return PackageForm(PackageWords(game, whole=True)).answer(None, None)
    return bargain_form(bargained(game), [])
