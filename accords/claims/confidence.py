"""How likely a claim is right: party, act and issue.

A logistic model of what made it, fitted by `training/calibrate.py` on the fold of our own reports that no weights were trained on.
How far it holds on texts nobody looked at is measured (`make measure`: expected calibration error on our own test set).
"""

from __future__ import annotations

import math

from accords.reading.clause import Clause

# Constant; log-odds that there is an act; logarithms of the act's and the issue's probabilities; a party named in the clause, a
# pronoun or a description, nobody but the speaker; several parties of one clause; a party that the roster or the process lists.
CONSTANT, ACT_AT_ALL, ACT, ISSUE = -1.262, 0.227, 0.998, 1.401
DESCRIBED, SPEAKER, SEVERAL, LISTED = -0.449, -0.697, -0.353, 1.247
_PRONOUNS = frozenset("he she it they who which we i us our his her their its".split())


def features(clause: Clause, words: str, act: float, issue: float, parties: int, listed: bool) -> tuple[float, ...]:
    """In the order of the constants above. `words` are the party's in the text, empty where nothing stands for it."""
    there = min(max(clause.confidence, 0.01), 0.99)
    bare = words.strip(" ,\"“”'’")
    named = bare[:1].isupper() and bare.lower() not in _PRONOUNS
    return (
        1.0,
        math.log(there / (1 - there)),
        math.log(max(act, 1e-3)),
        math.log(max(issue, 1e-3)),
        float(bool(bare) and not named),
        float(not bare),
        float(parties > 1),
        float(listed),
    )


def confidence(row: tuple[float, ...]) -> float:
    """The probability that a claim with these features is right."""
    weights = (CONSTANT, ACT_AT_ALL, ACT, ISSUE, DESCRIBED, SPEAKER, SEVERAL, LISTED)
    return round(1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, row, strict=True)))), 4)
