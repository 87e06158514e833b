"""How far a party has gone, by plain words first and by the model where there are none."""

import pytest

from accords.claims.acts import strength_of
from accords.reading.clause import Clause
from accords.vocabulary import Span
from accords.vocabulary.act import Act, Strength


def told(text: str, trigger: str, act: Act, model: str | None = None) -> Strength | None:
    at = text.index(trigger)
    clause = Clause(Span(at, at + len(trigger)), Span(0, len(text)), None, ((act.value, 0.9),), (), model, 0.0)
    return strength_of(text, clause, act)


@pytest.mark.parametrize(
    ("text", "trigger", "act", "strength"),
    [
        ("Norland agreed to the plan", "agreed", Act.ACCEPT, Strength.ACTUAL),
        ("Norland will free forty men", "will free", Act.COMMIT, Strength.UNDERTAKEN),
        ("Norland has promised forty men", "has promised", Act.COMMIT, Strength.UNDERTAKEN),
        ("Norland is ready to free forty men", "is ready to free", Act.OFFER, Strength.POSSIBLE),
        ("Norland may yet sign", "may yet sign", Act.COOPERATE, Strength.POSSIBLE),
        ("Norland would free forty men if the siege ended", "would free", Act.OFFER, Strength.CONDITIONAL),
        ("Norland will free forty men once the siege ends", "will free", Act.COMMIT, Strength.CONDITIONAL),
        ("Norland dropped its demand", "dropped", Act.WITHDRAW, Strength.ACTUAL),
        ("Norland wants its islands back", "wants", Act.WANT, Strength.DESIRED),
    ],
)
def test_plain_words_tell_how_far_a_party_has_gone(text, trigger, act, strength):
    assert told(text, trigger, act) is strength


def test_where_the_words_leave_it_open_the_model_decides():
    assert told("Norland would free forty men", "would free", Act.COMMIT, "conditional") is Strength.CONDITIONAL
    assert told("Norland nodded it through", "nodded it through", Act.ACCEPT, "possible") is Strength.POSSIBLE


@pytest.mark.parametrize("act", [Act.REJECT, Act.DEMAND, Act.ACCUSE, Act.ASSESS, Act.WARN])
def test_what_neither_undertakes_nor_yields_has_no_strength(act):
    assert told("Norland will not have it", "will not have it", act, "undertaken") is None
