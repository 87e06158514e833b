"""Who may be named: runs of capitals with the title before and the apposition after, and pronouns of the third person.

Only the form is read here. Whether "Georgia Meloni" and "Georgia" are a person and a state is for `claims` to look up,
and so is the choice among earlier mentions for a pronoun, which needs sex and party (docs/decisions/speakers.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from accords.reading.cues import alternatives
from accords.reading.reading import Form, Mention
from accords.reading.sentences import Sentences
from accords.vocabulary import Span

PARTICLES = "von|van|der|den|de|la|le|du|da|dos|do|del|di|bin|ibn|bint|al|el|ter|zu|abu|ul"
# The small letters of the Latin, Greek and Cyrillic alphabets beyond ASCII: no name begins with one.
_SMALL = "".join(c for c in map(chr, range(0xAA, 0x530)) if c.islower())
# Those that open a last name which stands alone, and are no common word before a capital.
_OPENING = "von|van|bin|ibn|bint|abu|ter|zu|al|el|de|del|di"
_ARABIC = r"(?:al|el|ul|ad|an|ar|as|at|az|ash)-[^\W\d_a-z][\w’']+(?:-[\w’']+)*"
_CAPITAL = (
    r"(?:(?:[A-Z]\.){1,3}|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Lt|Col|Prof|St|Maj|Brig|Adm)\.|(?!I\b)"
    rf"[^\W\d_a-z{_SMALL}][\w’'\-]*)"
)
_RUN = re.compile(
    rf"(?<![\w’'\-])(?:(?:(?:{_OPENING})[ ](?:(?:{PARTICLES})[ ]){{0,2}})?{_CAPITAL}|{_ARABIC})(?:[ \u00a0](?:(?:{PARTICLES})[ ]){{0,3}}{_CAPITAL}|[ \u00a0]{_ARABIC}){{0,9}}"
)
_POSSESSIVE_INSIDE = re.compile(rf"['’]s?[ ](?![a-z{_SMALL}])(?=\w)")
_POSSESSIVE_MARK = re.compile(r"['’]s?$|[.,]+$")
_CONTRACTION = re.compile(r"['’](?:ve|re|ll|m|d|t)$")
_POSSESSIVE = re.compile(r"['’]s?$")
_PRONOUNS = "he him her his hers she they them their it its He Him Her His Hers She They Them Their It Its".split()
_PRONOUN = re.compile("(?:" + alternatives(_PRONOUNS, r"\w") + r")\b")

# Words that are capitalised by their place or as days and months, and open no name.
NO_NAME = frozenset(
    """A An The In On At It He She They We I You But And Or If So Not No Yes Then There This That These Those His Her Hers
    Its Their Our My Your As For From To Of By With After Before When While Where Who What Which Why How Once Since Until Asked
    Speaking According Also Both Neither Either Nor Now Here One Two Three Four Five Six Seven Eight Nine Ten Some Most Many
    All Any Each Every Nothing Nobody None Another Other Others Several Such Well Yet Still Only Just Even Standing Next Last
    Later Earlier Meanwhile However Although Though Despite During Under Over Between Among Against Through Without Within
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September
    October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Today Yesterday Tomorrow Article Would Will
    Could Can Do Does Did Has Have Had Is Are Was Were Be Been Being Let Perhaps Maybe Whether Because Unlike Like Citing
    Asked Told Said Says Sources Officials Diplomats Analysts Negotiators Mediators Talks Fighting Ceasefire Peace""".split()
)
# A capitalised run that ends in one of these names a body, a place or a thing.
_NO_NAME_OR_NOTHING = NO_NAME | {""}
NO_PERSON = frozenset(
    """Ministry Department Office Council Commission Parliament Government Congress Senate Bank Group Union Party Army Forces
    Force Court Agency Press News Times Post Herald Radio Television TV Broadcasting Wire Newswire Desk Gazette Observer
    Record Courier Dispatch Tribune Journal Review Monitor Institute University Centre Center Foundation Company Corporation
    Corp Inc Ltd Media Network Channel House Association Federation Committee Movement Front Organisation Organization
    Command Guard Bloc Alliance League Club United City Town Bulletin Service Mission Fund Programme Program Summit Agreement
    Accord Accords Region Street Sea Island Islands Strip Protocol Treaty Day Base Elections Mosque Church Airport Square
    Hospital Hotel Palace Museum School College Cathedral Temple Stadium Bridge River Valley Mountains Province District
    Oblast Republic Kingdom Peninsula Gulf Presidents Ministers Leaders Society Trust Board Authority Services Corps Brigade
    Division Regiment Cup Championship Olympics Games Prize Award Act Law Bill Constitution Statement Declaration Memorandum
    Framework Plan Process Initiative Dialogue Forum Conference Charter Convention Nations States Bureau Secretariat Desk
    Watch International Global Relief Rights Aid Action Project Campaign Observatory Democrats Democratic Liberation Popular
    Revolutionary Catholic Catholics Falls Empire Industries Holdings Airlines Motors Energy Systems Partners
    War Assembly Cabinet Embassy Police Tribunal Chamber Line Road Camp Border North South East West Brief Daily Weekly
    Standard Chronicle Mail Telegraph Echo Coalition Quartet Delegation Mediation Community Tower Ocean Lake Mount Room""".split()
)
_ROLE_WORD = (
    "president|vice-president|premier|minister|secretary|secretary-general|chancellor|envoy|emissary|negotiator|spokesman|"
    "spokeswoman|spokesperson|ambassador|leader|chief|commander|general|admiral|colonel|brigadier|captain|marshal|major|"
    "king|queen|emir|prince|princess|sultan|sheikh|pope|patriarch|archbishop|bishop|cardinal|ayatollah|imam|mufti|"
    "chairman|chairwoman|chair|chairperson|director|mediator|representative|commissioner|senator|congressman|congresswoman|"
    "governor|mayor|head|aide|adviser|advisor|analyst|professor|manager|coach|deputy|lawmaker|lawyer|historian|researcher|"
    "fellow|economist|judge|prosecutor|coordinator|official|speaker|facilitator|broker|delegate|rapporteur|founder|editor|"
    "correspondent|reporter|anchor|host|presenter|diplomat|counterpart|counsel|counsellor|attorney|officer|commandant|strongman|warlord|"
    "striker|goalkeeper|midfielder|captain|resident|farmer|teacher|doctor|nurse|student|activist|author|executive|president-elect"
)
_ROLES_WORD = f"{'|'.join(w + 's' for w in _ROLE_WORD.split('|'))}|spokesmen|spokeswomen|chairmen|secretaries|aides|allies|people|men|women|sources|witnesses|residents|families|relatives|unions|countries|states|nations|capitals|troops|rebels|experts|observers|critics|supporters|colleagues|insiders|authorities|monitors|investigators|prosecutors|mps|lawmakers|guerrillas|fighters|soldiers|villagers|parties|sides|delegations"


_ANY_ROLE = alternatives(_ROLE_WORD.split("|"))
ROLE = re.compile(rf"\b(?:{_ANY_ROLE})\b", re.I)
ROLES = re.compile(rf"\b(?:{alternatives(_ROLES_WORD.split('|'))})\b", re.I)
HONORIFICS = (
    "Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Dame|Gen|Sen|Rep|Lt|Col|Prof|Maj|Brig|Adm|Capt|Sgt|Gov|Amb|Hon|Rev|PM"
    "|Doctor|Shri|Smt|Herr|Frau|Monsieur|Madame|Mme|Maître|Señor|Señora|Signor|Signora|Senhor|Senhora|Sayyid|Hajji|Comrade|Datuk"
)
HONORIFIC = re.compile(rf"(?:{HONORIFICS})\.?$")
_HONORIFICS = frozenset(form for word in HONORIFICS.split("|") for form in (word, f"{word}."))
# Words of a title that stand in capitals before a name beside the role itself.
_TITLE_PART = re.compile(
    r"^(?:Special|Senior|Former|Acting|Chief|Deputy|Vice|Vice-President|Prime|Foreign|Defen[cs]e|Interior|Finance|Justice|First|Second|Crown|"
    r"Supreme|High|Press|Peace|Presidential|State|National|Security|Lead|Top|Ex-President|Lieutenant|Brigadier|Major|Field|Air|Rear|Grand|His|Her|"
    r"Excellency|H\.E\.|Honourable|Honorable|Right|Reverend|Father|Sister|Brother|Mother|Commander-in-Chief|Under|Assistant|Attorney|Union|Executive|Affairs)$"
)
# What a minister or secretary is one of: "minister of state Holt", "Secretary of State Holt".
_PORTFOLIO = "state|affairs|relations|defen[cs]e|interior|justice|finance|trade|energy|security|war|information|government|delegation|staff|parliament"
_OF_PORTFOLIO = rf"(?:of|for)[ ](?:the[ ])?(?:(?:foreign|national|internal|external|home)[ ])?(?:{_PORTFOLIO})"
PORTFOLIO = re.compile(rf"{_OF_PORTFOLIO}[ ]", re.I)
_BEFORE = re.compile(
    rf"(?:[\w’'.\-]+[ ]){{0,5}}(?:{_ANY_ROLE})s?(?:[ ]{_OF_PORTFOLIO})?(?P<comma>,)?[ ]$",
    re.I,
)
_OFFICE_OF = re.compile(rf"\b(?:{_ANY_ROLE})[ ](?:of|for)[ ](?:the[ ])?$", re.I)
# The pattern is dear, and one name in ten has a role before it: its last word is looked up first.
_ROLE_WORDS = frozenset(form for word in _ROLE_WORD.split("|") for form in (word, word + "s")) | {
    *_PORTFOLIO.replace("defen[cs]e", "defence|defense").split("|")
}
_ONE_ROLE, _SEVERAL_ROLES = frozenset(_ROLE_WORD.split("|")), frozenset(_ROLES_WORD.split("|"))
_NOT_BLANK = re.compile(r"\S+")
_JUNIOR = re.compile(r"\b(?:Jr|Sr)\.$")
_APOSTROPHE = ("'", "’")


def _last_word(before: str) -> str:
    words = before.rstrip(" ,").rsplit(None, 1)
    return words[-1].lower() if words else ""


# An apposition is closed again: "After meeting Holt, the Russian envoy said" has none.
_AFTER = re.compile(
    r"(?:,|[ ]\()[ ]?((?:the|a|an|who|whose|his|her|its|their|chief|head|former|deputy|then|senior|[A-Z][\w’']+)\b[^,.;()\n]{0,90})(?=[,.;:()\n]|$)"
)
# "In Port Halla, the minister arrived."
_PLACE_BEFORE = re.compile(r"\b(?:In|At|From|Near|Outside|Inside|Across|Around)[ ](?:the[ ])?$")
_CLOSED = re.compile(r"[’']?s?[,.;:)\n—–-]|$")
# "In Port Halla, Foreign Minister Holt": the role is the next name's; "After meeting Holt, the envoy said": a new clause.
_NO_APPOSITION = re.compile(
    rf"\b(?:{_ANY_ROLE})[ ](?:(?-i:[A-Z])|said|says|told|added|warned|wrote|asked|met|left|called|will|would|has|had|was|is\b)",
    re.I,
)
_SENTENCE_BREAK = re.compile(r"(?<!\bMr\.)(?<!\bDr\.)(?<!\b[A-Z]\.)(?<=[.!?;:])[ ]")


def mentions(text: str, sentences: Sentences) -> tuple[Mention, ...]:
    """All names by form and all pronouns, in order of place."""
    found = [*_names(text), *(_pronouns(text))]
    found.sort(key=lambda m: m.span)
    return tuple(found)


def _pronouns(text: str) -> Iterator[Mention]:
    for m in _PRONOUN.finditer(text):
        yield Mention(Span(*m.span()), Form.PRONOUN)


def _names(text: str) -> Iterator[Mention]:
    for run in _RUN.finditer(text):
        begin, words = run.start(), run.group()
        if words in NO_NAME:
            continue
        # A run ends at a possessive: in "Russia's Vladimir Putin" the owner is one name and the person another.
        cuts = [0, *(cut.end() for cut in _POSSESSIVE_INSIDE.finditer(words)), len(words)]
        owner = ""
        for a, b in pairwise(cuts):
            mention = _name_in(text, Span(begin + a, begin + b), owner)
            if mention is not None:
                yield mention
            owner = words[a:b]


def _name_in(text: str, span: Span, owner: str = "") -> Mention | None:
    """The name in one run of capitals, its title and its apposition; `None` where nothing of it may be a name."""
    words = [(m.start() + span.start, m.group()) for m in _NOT_BLANK.finditer(span.words(text))]
    first = 0
    while first < len(words) and _opens_no_name(words[first][1], last=first == len(words) - 1):
        first += 1
    words = words[first:]
    if not words:
        return None
    title_begin = words[0][0]
    role_at = len(words) - 1
    while role_at >= 0 and not _is_role(words[role_at][1]):
        role_at -= 1
    titled = role_at >= 0
    rest = words[role_at + 1 :]
    if titled and not rest:
        return None  # a role alone: "the Prime Minister"
    while len(rest) > 1 and _TITLE_PART.match(rest[0][1]):
        rest = rest[1:]
    begin, end = rest[0][0], rest[-1][0] + len(rest[-1][1])
    # "of" after a role belongs to the title: "Secretary-General of the United Nations"
    name = text[begin:end]
    core = _POSSESSIVE.sub("", name).rstrip(".,") if not _JUNIOR.search(name) else name
    if not core or core in NO_NAME or _CONTRACTION.search(core):
        return None
    at = Span(begin, begin + len(core))
    title = text[title_begin:begin].strip()
    if (
        title
        and not titled
        and not _TITLE_PART.match(core)
        and (office := _OFFICE_OF.search(text, max(0, title_begin - 25), title_begin))
    ):
        title, titled = f"{office.group()}{title}", True
    if owner and title:
        title = f"{owner.strip()} {title}"
    before = None
    if not titled and _last_word(text[max(0, begin - 30) : begin]) in _ROLE_WORDS:
        before = _BEFORE.search(text, max(0, begin - 70), begin)
    apart = before is not None and before.group("comma") and not _CLOSED.match(text, begin + len(core))
    if before and not apart:
        # Words of the sentence before are no part of it: "It failed. Foreign minister Holt".
        own = _SENTENCE_BREAK.split(before.group())[-1]
        title = f"{own.strip(' ,')} {title}".strip()
        titled = True
    after = _AFTER.match(text, at.end, at.end + 120)
    apposition = after.group(1) if after and not _PLACE_BEFORE.search(text, max(0, begin - 12), begin) else ""
    if (
        apposition
        and not apposition.startswith("who ")
        and (not ROLE.search(apposition) or _NO_APPOSITION.search(apposition))
    ):
        apposition = ""
    person = (titled or bool(apposition)) and not set(core.split()) & NO_PERSON
    return Mention(at, Form.NAME, title, apposition, text[at.end : at.end + 1] in _APOSTROPHE, person)


def _is_role(word: str) -> bool:
    low = word.lower()
    return low.rstrip(".,") in _ONE_ROLE or low in _SEVERAL_ROLES or word in _HONORIFICS


def _opens_no_name(word: str, *, last: bool) -> bool:
    if word == "Jan" and not last:
        return False  # a given name; the month has a full stop or a number after it
    return word in NO_NAME or _POSSESSIVE_MARK.sub("", word) in _NO_NAME_OR_NOTHING
