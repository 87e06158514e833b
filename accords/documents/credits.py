"""The news agency that a report says it was taken from: in its dateline, its byline or a line at its end.

Naming an agency inside a sentence ("told Reuters", "AFP reported") is no credit: it says who asked, not who wrote.
"""

from __future__ import annotations

import re

# What an agency is called in a credit, each line the name that stands for it and other forms. Facts, gathered for this project.
_AGENCIES = """
AFP|Agence France-Presse|Agence France Presse
AP|Associated Press|The Associated Press|A.P.
Reuters|Thomson Reuters|Reuters News
UPI|United Press International
Bloomberg|Bloomberg News
dpa|Deutsche Presse-Agentur|German Press Agency|dpa international
EFE|Agencia EFE|EFE News|La Agencia EFE
ANSA|Agenzia ANSA
AGI|Adnkronos|Askanews|LaPresse
TASS|ITAR-TASS
Interfax|Interfax-Ukraine|Interfax Ukraine
RIA Novosti|RIA|Sputnik
Ukrinform|Ukrainian National News
UNIAN
Belga|Belga News Agency
ANP|Algemeen Nederlands Persbureau
APA|Austria Presse Agentur
Keystone-SDA|SDA|ATS|Keystone-ATS
PA|PA Media|Press Association|PA news agency
Lusa|Agência Lusa|Lusa News Agency
NTB|TT|Ritzau|STT
PAP|Polish Press Agency|Polska Agencja Prasowa
CTK|ČTK|Czech News Agency
TASR|SITA
MTI|Hungarian News Agency
Agerpres|Mediafax
BTA|Bulgarian News Agency
HINA|Croatian News Agency
STA|Slovenian Press Agency
SRNA|FENA
Tanjug|Beta|FoNet
KosovaPress|ATA|MIA|Makfax
ANA-MPA|AMNA|Athens-Macedonian News Agency
CNA|Cyprus News Agency
Anadolu|Anadolu Agency|Anadolu Ajansi|AA|Anadolu Ajansı
DHA|Demirören News Agency|IHA|ILKHA
BelTA|Moldpres|Armenpress|Trend|Azertac|Interpressnews|Kazinform|Kabar|UzA|Turan
IRNA|ISNA|Fars|Fars News Agency|Tasnim|Mehr|Mehr News Agency
INA|Iraqi News Agency|NINA|SANA|NNA|National News Agency|Petra|Jordan News Agency
WAFA|Ma'an|Ma'an News Agency
SPA|Saudi Press Agency|WAM|Emirates News Agency|QNA|Qatar News Agency|KUNA|Kuwait News Agency|BNA|ONA|Saba
MENA|Middle East News Agency|MAP|Maghreb Arabe Presse|APS|Algérie Presse Service|TAP|LANA|SUNA|Sudan News Agency
ENA|Ethiopian News Agency|SONNA|KNA|Kenya News Agency|NAN|News Agency of Nigeria|GNA|Ghana News Agency|RNA|AIM|Angop|SAnews|PANA|APO Group
African News Agency|APA News|AIP|AMI|ANP Niger
Xinhua|Xinhua News Agency|China News Service|CNS
Kyodo|Kyodo News|Jiji|Jiji Press
Yonhap|Yonhap News Agency|Newsis|KCNA
CNA Taiwan|Central News Agency
PTI|Press Trust of India|ANI|Asian News International|IANS|UNI
APP|Associated Press of Pakistan|BSS|UNB|RSS Nepal|Pajhwok|Khaama Press|Bakhtar
Bernama|Antara|VNA|Vietnam News Agency|PNA|Philippine News Agency|TNA
AAP|Australian Associated Press|NZPA
Canadian Press|The Canadian Press|CP
Agência Brasil|Télam|Notimex|Prensa Latina|Colprensa|Andina|ABI|AVN
Inter Press Service|IPS|Catholic News Agency|McClatchy|Tribune News Service
"""
# Short forms that are other things too count in capitals alone, and only where a credit stands.
_NAME: dict[str, str] = {}
for _row in _AGENCIES.strip().splitlines():
    _first, *_forms = _row.split("|")
    # A line of several agencies of one country lists short names, each its own; a longer form belongs to the one before it.
    _owner = _first
    for _form in (_first, *_forms):
        if " " not in _form and "-" not in _form and _form != _first:
            _owner = _form if _form.lower() != _owner.lower() and not _form.startswith(("A.", "РИА")) else _owner
        _NAME[_form.casefold()] = _owner

_CAPITALISED = r"(?:[A-Z][\w’'&.-]*|d’|de|of|the|and|for|du|da|do|la)"
_AGENCY_NAME = rf"[A-Z][\w’'&.-]*(?:\s+{_CAPITALISED}){{0,5}}"
# What an agency that is not listed calls itself.
_CALLED = re.compile(
    r"\b(?:press|news\s?wire|wire|news agency|agency|agence|agencia|agência|agenzia|agentur|presse|news service|pressbureau)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?P<place>[A-Z][^\n()\[\]:;“”\"]{1,60}?),?\s*[(\[](?P<name>[A-Z][^()\[\]\d\n]{1,60}|dpa)[)\]]\s*(?:—|–|--|-|:)\s*\S"
)
_SLASHED = re.compile(r"[A-Z][^/\n]{2,60}?\s*/(?P<name>[A-Z][\w -]{1,30})/")
_BARE = re.compile(rf"(?:[A-Z][^\n()—–]{{1,40}}[,:]\s*)?(?P<name>{_AGENCY_NAME}|dpa)\s*(?:—|–|--|\s-)\s+\S")
_CUE = (
    r"(?:(?:written|reported|compiled|edited)\s+)?(?:with\s+(?:additional\s+)?(?:inputs?|reporting|reports?|material|contributions?|files?)"
    r"\s+(?:from|by|of)|with\s+(?:the\s+)?|source|sources|agency|agencies|by|via|from|credit|story by|text|news|©|\(c\)|copyright)"
)
_CREDIT_LINE = re.compile(
    rf"[\s(\[*_—–|-]*(?:(?P<cue>(?i:{_CUE}))\s*:?\s*)?(?:the\s+)?(?P<name>(?i:(?:news\s+|wire\s+)?agenc(?:y|ies)(?:\s+reports?)?)|{_AGENCY_NAME}|dpa)"
    r"(?:\s*(?:/|,|and|&|\|)\s*[\w .'’-]{1,40})?[\s)\]*_.|]*"
)
_BYLINE = re.compile(rf"(?:By|BY)\s[^,|/\n]{{3,60}}[,|/]\s*(?P<name>{_AGENCY_NAME}|dpa)\.?")
# How one agency signs, and no other does.
_SIGNED = re.compile(r"\(?(?:Additional )?Reporting by [^;\n]+;\s*(?:Writing|Editing) by [^\n]+$")
_TAIL = re.compile(rf"(?:[.!?”\"]\s*(?:\((?P<in>{_AGENCY_NAME}|dpa)\)|[—–-]+\s*(?P<out>{_AGENCY_NAME}|dpa)))\s*\.?\s*$")
_AGENCIES_WORD = re.compile(r"(?:news\s+|wire\s+)?agenc(?:y|ies)(?:\s+reports?)?", re.IGNORECASE)
_LINES = 6  # lines at either end that are looked at
_LINE = 90  # code points; a longer line is prose


def credit(text: str) -> str | None:
    """The agency that the text credits ("AFP", "Meridian Press"), "agencies" where it names none of several, else `None`.

    A listed agency has one name however it is written; others keep the words of the text.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines[:_LINES]:
        if found := _opening(line):
            return found
    for line in (*lines[1:_LINES], *lines[-_LINES:]):
        if len(line) <= _LINE and (found := _line(line)):
            return found
    for line in reversed(lines[-_LINES:]):
        tail = _TAIL.search(line)
        if _SIGNED.search(line):
            return "Reuters"
        if tail and (found := _agency(tail["in"] or tail["out"])):
            return found
    return None


def own_wire(text: str, outlet: str | None) -> bool:
    """True where the agency that the text credits is the outlet that published it."""
    named = credit(text) if outlet else None
    return bool(named and outlet) and _plain(named or "") == _plain(_listed(outlet or "") or outlet or "")


def _opening(line: str) -> str | None:
    dateline = _DATELINE.match(line)
    if dateline and _is_place(dateline["place"]) and not _spelt_out(dateline["place"], dateline["name"]):
        # After a place in capitals or a day the brackets are the place of the agency, whatever it is called.
        name, place = dateline["name"].strip(), dateline["place"]
        stated = place.split(",")[0].isupper() or bool(re.search(r"\d", place))
        return _listed(name) or (name if stated and len(name.split()) <= 6 else None)
    slashed = _SLASHED.match(line)
    if slashed and (found := _agency(slashed["name"])):
        return found
    bare = _BARE.match(line)
    return _listed(bare["name"]) if bare else None


def _line(line: str) -> str | None:
    byline = _BYLINE.fullmatch(line)
    if byline and (found := _listed(byline["name"])):
        return found
    whole = _CREDIT_LINE.fullmatch(line)
    if whole is None:
        return None
    if _AGENCIES_WORD.fullmatch(whole["name"]):
        return "agencies" if whole["cue"] or line.lstrip()[0] in "(—–-[" else None
    if not whole["name"][0].isupper() and whole["name"] != "dpa":
        return None
    cue = (whole["cue"] or "").casefold()
    if cue.startswith("with") and len(cue) > 5 and len(whole["name"].split()) <= 5:
        return _listed(whole["name"]) or whole["name"]
    return _agency(whole["name"])


def _agency(name: str) -> str | None:
    name = name.strip()
    return _listed(name) or (name if _CALLED.search(name) else None)


def _listed(name: str) -> str | None:
    bare = re.sub(r"^(?:the\s+)", "", name.strip().strip(".,"), flags=re.IGNORECASE)
    found = _NAME.get(bare.casefold()) or _NAME.get(name.strip().casefold())
    # Three letters that are no abbreviation here ("Map", "Una") are a word or a name.
    return found if found and (len(bare) > 4 or bare.isupper() or bare == found or bare.casefold() == "dpa") else None


def _is_place(words: str) -> bool:
    """True of what may stand before the brackets of a dateline: a place, and a day."""
    left = [w for w in re.split(r"[\s,./]+", words) if w]
    return 0 < len(left) <= 8 and all(
        w[0].isupper() or w[0].isdigit() or w in ("de", "del", "of", "al", "el") for w in left
    )


def _spelt_out(place: str, name: str) -> bool:
    """True where the brackets give the short form of the words before them, or spell it out."""
    initials = "".join(w[0] for w in name.split() if w[0].isupper())
    others = "".join(w[0] for w in place.split() if w[0].isupper())
    return len(name) > 1 and (initials == place.strip() or (name.isupper() and name == others and len(others) > 1))


def _plain(name: str) -> str:
    return re.sub(r"^the\s+|[^\w]+", "", name.casefold())
