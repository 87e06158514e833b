"""When two spellings are one name."""

from __future__ import annotations

import re
from functools import lru_cache

from accords.claims.given_names import FEMALE, MALE
from accords.claims.listed import flat
from accords.vocabulary.actor import fold


@lru_cache(maxsize=1024)
def plain_name(name: str) -> str:
    """A name as names are compared: folded, hyphens as spaces; "al-Burhan" and "Al Burhan" are one."""
    return " ".join(fold(flat(name)).replace(".", " ").split())


def same_given(one: str, other: str) -> bool:
    """True of a given name and its initial, and of two spellings of one: Mohamed and Muhammad, Sergei and Sergey."""
    if one[0] != other[0]:
        return False
    if min(len(one), len(other)) == 1 or one == other:
        return True
    sexes = {_sex(one), _sex(other)} - {None}
    return len(sexes) < 2 and (one[:3] == other[:3] or _consonants(one) == _consonants(other))


def _sex(given: str) -> str | None:
    name = given.title()
    return "m" if name in MALE else "f" if name in FEMALE else None


def _consonants(name: str) -> str:
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouy]", "", name))
