"""What the words beside a name tell of who bears it: sex, office, a calling of one's own, that it is a body."""

from __future__ import annotations

import re

from accords.vocabulary import Span

_FEMALE_TITLE = re.compile(
    r"\b(?:spokeswoman|chairwoman|queen|princess|mother|widow|mrs|ms|miss|lady|dame|sister|congresswoman|baroness|ombudswoman|frau|madame|mme|señora|signora|senhora|smt)\b",
    re.I,
)
_MALE_TITLE = re.compile(
    r"\b(?:spokesman|chairman|king|prince|father|mr|sir|lord|emir|pope|sultan|congressman|sheikh|imam|ayatollah|bishop|archbishop|patriarch|cardinal|brother|herr|monsieur|señor|signor|senhor|shri|ombudsman)\b", re.I
)  # fmt: skip
_BODY_WORD = "company|firm|group|agency|bank|operator|manufacturer|maker|club|team|charity|organi[sz]ation|newspaper|broadcaster|union|network|carrier|airline|association|party|movement|think tank|contractor|consultancy"
_BODY_AFTER = re.compile(
    rf",\s(?:the|an?)\s(?:(?!of\b|for\b|at\b|with\b|from\b|to\b|in\b)[\w-]+\s){{0,4}}(?:{_BODY_WORD})"
    r"(?=[,.;)]|\s(?:that|which|based|in|of|from|working|operating|owned)\b)"
)
_BODY_BEFORE = re.compile(rf"\b(?:{_BODY_WORD})\s$")
# These speak for themselves, wherever they are from.
PRIVATE = re.compile(
    r"\b(?:residents?|farmers?|teachers?|doctors?|nurses?|students?|activists?|authors?|analysts?|professors?|historians?|researchers?|fellows?|"
    r"economists?|strikers?|goalkeepers?|midfielders?|coach|manager|correspondents?|reporters?|anchor|presenter|people|men|women|witness(?:es)?|"
    r"famil(?:y|ies)|relatives?|villagers?|experts?|observers?|critics?|worker|workers)\b", re.I
)  # fmt: skip
LEADING_CLAUSE = re.compile(
    r"who\s(?:\w+ly\s)?(?:leads|led|heads|headed|chairs|chaired|represents|represented|speaks for|spoke for|is|was|has been|had been|serves|served|became)\b"
)


def sex_in(words: str) -> str | None:
    """The sex that a title or apposition tells: "spokeswoman", "King"."""
    return "f" if _FEMALE_TITLE.search(words) else "m" if _MALE_TITLE.search(words) else None


def told_as_body(text: str, span: Span) -> bool:
    """ "Harlow Steel, a shipping company," and "the charity Port Bell"."""
    after = _BODY_AFTER.match(text, span.end, span.end + 80)
    return after is not None or _BODY_BEFORE.search(text, max(0, span.start - 40), span.start) is not None


def shown_role(role: str) -> str:
    """A role as an actor bears it: without the article and "who was"."""
    return re.sub(r"^(?:who\s(?:is|was|has been|had been|became)\s)?(?:the|an?|its|his|her|their|then)\s", "", role)
