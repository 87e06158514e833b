"""The dateline: outlet and day of publication where the first lines of a report state them.

Two forms are read, in the first lines alone. A header line stands by itself and consists of short pieces, one of them
a full date ("By A. Writer, Harbour News, 3 March 2015"). A dateline opens a paragraph before a dash ("GENEVA,
23 October 2020 (Wire) —"). Where a weekday and a date contradict each other, or a date has no year, nobody said.
"""

from __future__ import annotations

import re
from datetime import date

from accords.documents.metadata import Given

_LINES = 5  # lines that are not blank
_HEAD = 4000  # code points looked at
_HEADER_LENGTH = 200
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    r"(?<![\w-])(?:(?P<weekday>Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?(?:the\s+)?"
    rf"(?:(?P<d1>{_DAY})(?:\s+of)?\s+(?P<m1>{_MONTH}),?(?:\s+of)?\s+(?P<y1>{_YEAR})"
    rf"|(?P<m2>{_MONTH})\s+(?P<d2>{_DAY}),?\s+(?P<y2>{_YEAR})"
    rf"|(?P<y3>{_YEAR})-(?P<m3>\d\d)-(?P<d3>\d\d))(?![\w-])",
    re.IGNORECASE,
)
_CLOCK = r"(?:[\d:.]+\s*(?:[ap]\.?m\.?|GMT|UTC|[BCE]E?S?T|MSK)?,?\s+)?"
_PUBLISHED = re.compile(
    rf"\b(?:(?:first\s+)?published|posted|issued|date|release date|publication date)(?:\s+(?:on|at))?\s*:?\s*{_CLOCK}$",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    rf"\b(?:updated|modified|revised|corrected|amended|edited|accessed|retrieved)(?:\s+(?:on|at))?\s*:?\s*{_CLOCK}$",
    re.IGNORECASE,
)
_PIECES = re.compile(r"\s*(?:[|•·—–,;:()]|\s-\s|\s--\s|\.\s)\s*")
_BYLINE = re.compile(r"(?:by|from|von|par|por)\s", re.IGNORECASE)
_ISSUED = re.compile(r"(?:Issued|Released|Published)\s+by\s+(?:the\s+)?(?=[A-Z])")
_REMARK = re.compile(r"\b(?:translat|transcri|version|edition|edited|local time|newest|rolling)", re.IGNORECASE)
# Small words that stand inside the name of an outlet, an office or a place, or in a byline.
_SMALL_WORDS = (
    "of the for and in on at de del della dell' di do da dos das du la le el il les los der die das von van al our a "
    "correspondent correspondents staff desk team writer reporter reporters news press office service by "
    "edition weekly morning evening daily diplomatic political foreign special bureau agency issued"
)
_PARTICLES = frozenset(_SMALL_WORDS.split())
_STAFF = re.compile(
    r"\s+(?:(?:web|news|foreign|world|international|politics|political|diplomatic|online)\s+)+"
    r"(?:desk|team|staff|service|bureau|newsroom|editors?)$",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:(?:breaking|world|international|national|foreign|top|latest|political)\s+)?"
    r"(?:news|world|international|europe|asia|africa|americas|middle east|politics|analysis|opinion|comment|explainer"
    r"|interview|transcript|live|press release|press office|press service|editorial|feature|briefing|statement)",
    re.IGNORECASE,
)
# What tells an outlet, or an office that issues texts, from a place or a person.
_OUTLET = re.compile(
    r"\b(?:agency|newswire|wire|news|newspaper|press|times|post|herald|courier|gazette|tribune|telegraph|guardian"
    r"|observer|chronicle|journal|standard|bulletin|record|dispatch|echo|mirror|monitor|mail|express|examiner|review"
    r"|register|reporter|sentinel|inquirer|argus|independent|ledger|magazine|daily|weekly|today|online|media|network"
    r"|broadcasting|broadcaster|radio|television|tv|channel|brief|digest|desk|report|correio|jornal|journal|diario"
    r"|diário|periódico|giornale|corriere|gazzetta|zeitung|tageblatt|presse|agence|agencia|haber|office|ministry"
    r"|mission|secretariat|spokesperson|embassy|Reuters|AFP|AP|UPI|DPA|EFE|ANSA|TASS|Interfax|Xinhua|Kyodo|Anadolu"
    r"|BBC|CNN|NPR|ABC|CBS|NBC|Bloomberg|Politico|Axios|Ukrinform|Al Jazeera)\b"
    r"|\w(?:zeitung|rundschau|blatt)\b|\w\.(?:com|org|net)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"The\s+(?!Hague\b|Gambia\b|Bahamas\b|Netherlands\b)[A-Z]")
_OF_THE_DAY = re.compile(r"(?:Daily|Morning|Evening|Sunday|Weekly)\s+[A-Z]\w+$")
_JOINED = re.compile(r"[A-Z]?[a-z]+[A-Z]\w*")  # capitals inside: GlobeView
_DASH = re.compile(r"\s*(?:—|–|--)\s*|\s+-\s+")
_AGENCY = re.compile(r"\s*\((?P<name>[A-Z][^()\d]{1,60})\)\s*$")
_SLASHED = re.compile(r"(?P<head>[A-Z][^/]{2,60}?)\.?\s+/(?P<name>[A-Z][\w -]{1,30})/\.?\s")


def dateline(text: str) -> Given:
    """`outlet` and `published` as the first lines of `text` state them, each `None` where they do not."""
    found = Given()
    for line in _first_lines(text[:_HEAD]):
        found = found.over(_opening(line))
        if len(line) <= _HEADER_LENGTH:
            found = found.over(_header(line))
    return found


def full_date(words: str) -> date | None:
    """The day that `words` name in full: day, month and year, and a weekday that agrees, where there is one."""
    match = _DATE.fullmatch(words.strip())
    return _day(match) if match else None


def _first_lines(head: str) -> list[str]:
    return [line.strip() for line in re.split(r"[\r\n]+", head) if line.strip()][:_LINES]


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    day = parts["d1"] or parts["d2"] or parts["d3"]
    month = parts["m1"] or parts["m2"]
    number = _MONTHS.index(month[:3].lower()) + 1 if month else int(parts["m3"])
    try:
        found = date(int(parts["y1"] or parts["y2"] or parts["y3"]), number, int(re.sub(r"\D", "", day)))
    except ValueError:
        return None
    weekday = parts["weekday"]
    return found if not weekday or _WEEKDAYS.index(weekday[:3].lower()) == found.weekday() else None


def _header(line: str) -> Given:
    """A line of short pieces with one full date; the day is that of publication unless it is called otherwise."""
    if line.startswith("(") and line.endswith(")"):
        line = line[1:-1]
    dates = list(_DATE.finditer(line))
    published = [match for match in dates if _PUBLISHED.search(line, 0, match.start())]
    changed = [match for match in dates if _CHANGED.search(line, 0, match.start())]
    open_dates = [match for match in dates if match not in changed]
    if len(published) == 1:
        at = published[0]
    elif len(open_dates) == 1:
        at = open_dates[0]
    elif not open_dates and changed:
        at = changed[0]
    else:
        return Given()
    before = _CHANGED.sub("", _PUBLISHED.sub("", line[: at.start()])).rstrip()
    after = line[at.end() :].strip()
    if (before and before[-1] not in "|•·—–,;:(.-") or (after and after[0] not in "|•·—–,;:().-"):
        return Given()
    # After a full stop a remark may follow ("Edited transcript."); after anything else the pieces go on.
    pieces = _pieces(before)
    rest = [] if after.startswith(".") else _pieces(after)
    for other in dates:
        rest = [piece for piece in rest if other[0] not in piece]
    if not all(_is_piece(piece) for piece in (*pieces, *rest)):
        return Given()
    return Given(outlet=_outlet(pieces + rest), published=None if at in changed else _day(at))


def _pieces(words: str) -> list[str]:
    return [piece.strip(" \"“”'.-") for piece in _PIECES.split(words) if piece.strip(" \"“”'.-")]


def _is_piece(piece: str) -> bool:
    """True of a name, a byline or a few words beside them; false of anything that may be a sentence."""
    words = piece.split()
    if len(words) > 14:
        return False
    if len(words) <= 6 and _REMARK.search(piece):
        return True
    if len(words) <= 3 and not any(word[0].isupper() for word in words):
        return True
    if not (words[0][0].isupper() or words[0][0].isdigit() or _BYLINE.match(piece)):
        return False
    return all(not word[0].islower() or word.lower() in _PARTICLES or "'" in word or "’" in word for word in words)


def _outlet(pieces: list[str]) -> str | None:
    for piece in pieces:
        staff = _STAFF.search(piece)
        if _BYLINE.match(piece):
            # "By the Harbour News foreign desk" names its outlet; any other byline names a person.
            name = re.sub(r"^\w+\s+(?:the\s+)?", "", piece)
            if not staff or not name[:1].isupper():
                continue
            name = _STAFF.sub("", name)
            if _OUTLET.search(name):
                return name
            continue
        name = _ISSUED.sub("", _STAFF.sub("", piece))
        if not name[:1].isupper() or _SECTION.fullmatch(name):
            continue
        if (
            staff
            or _OUTLET.search(name)
            or _ARTICLE.match(name)
            or _JOINED.fullmatch(name)
            or _OF_THE_DAY.match(name)
            or "&" in name
        ):
            return name
    return None


def _opening(line: str) -> Given:
    """The dateline before the dash that opens a paragraph: PLACE, date (AGENCY) —."""
    slashed = _SLASHED.match(line)
    if slashed and _is_place(slashed["head"]):
        return Given(outlet=slashed["name"], published=_only_day(slashed["head"]))
    dash = _DASH.search(line, 0, 160)
    if dash is None or not line[dash.end() :]:
        return Given()
    head = line[: dash.start()]
    agency = _AGENCY.search(head)
    rest = head[: agency.start()] if agency else head
    day = _only_day(rest)
    place = _DATE.sub("", rest).strip(" ,.")
    if not place or not _is_place(rest):
        return Given()
    # Without a full date only capitals tell a dateline from words in brackets before a dash.
    stated = day is not None or place.split(",")[0].isupper()
    outlet = agency["name"].strip() if agency and stated and not _spelt_out(place, agency["name"]) else None
    return Given(outlet=outlet, published=day)


def _only_day(words: str) -> date | None:
    dates = list(_DATE.finditer(words))
    return _day(dates[0]) if len(dates) == 1 else None


def _is_place(words: str) -> bool:
    """True of place names and a date, full or not: at most seven words, each with a capital, a figure or a particle."""
    left = _DATE.sub(" ", words).replace(",", " ").replace("/", " ").split()
    return 0 < len(left) <= 7 and all(
        w[0].isupper() or w[0].isdigit() or w.lower() in ("de", "del", "of") for w in left
    )


def _spelt_out(short: str, name: str) -> bool:
    """True where the brackets spell out the capitals before them: NATO (North Atlantic Treaty Organization)."""
    return sorted(w[0] for w in name.split() if w[0].isupper()) == sorted(c for c in short if c.isalpha())
