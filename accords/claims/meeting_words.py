"""The words that tell of a meeting: its nouns, its verbs, and what looks like one and is none.

The lists are general English of diplomatic reporting: what PLOVER's CONSULT (and CAMEO's 03 and 04 before it) counts as to
meet, host, visit, mediate and speak by telephone, with their ordinary synonyms. What stands in no list is no meeting.
"""

from __future__ import annotations

import re

from accords.reading.cues import words_of

# -- nouns -----------------------------------------------------------------------------------------------------------

# An occasion only where a day, a length or a verb of holding goes with them: talks may go on for years.
TALKS = words_of("talks negotiations negotiation discussions consultations")
_TALKS = "|".join(sorted(TALKS))
# Of texts in lower case.
NOUN = re.compile(
    r"\b(?P<noun>(?:mini-)?summit|meeting|(?:video|tele)?conference|(?:phone|telephone|video|conference)\s?call|call|conversation"
    rf"|(?:round|session|day|night|hours?|days|weekend)\s(?:of|in)\s(?:[\w-]+\s){{0,4}}?(?:{_TALKS})|session|round|roundtable|ceremony"
    rf"|signing|talk(?=\swith\b)|reception|dinner|lunch|breakfast|encounter|gathering|audience|plenary|face-to-face(?=\s(?:in|on|with|since|between|after|for)\b|[.,])|t[eê]te-[aà]-t[eê]te|{_TALKS})\b(?![-–’']\w)",
)
# What makes of the noun something else: the press, a party's own people, a fixed institution, a ceremony of its own kind.
_OTHER_BEFORE = re.compile(
    r"\b(?:press|news|media|cabinet|parliament(?:ary)?|party|congress(?:ional)?|board|committee|caucus|council|assembly|senate|question|photo|"
    r"prayer|town[- ]hall|public|staff|shareholders?['’]?|faculty|team|court|training|roll|wake-up|close|judgment|government|"
    r"bible|campaign|fundraising|union|opening|closing|swearing-in|award|graduation|wedding|welcoming|legislative|"
    r"tribal|coalition|community|internal|faction|politburo|group|trade|business|investor)\s(?:\w+\s)?$",
    re.I,
)
_REPEATED_BEFORE = re.compile(
    r"\b(?:daily|weekly|monthly|regular|annual|periodic|occasional|routine|frequent|countless)\s(?:\w+\s)?$", re.I
)
_CALL_BEFORE = re.compile(
    r"(?:\b(?:in|on|during|after)\s(?:a|the|his|her|their)|\b\w+-(?:minute|hour|hour-long)|\bby|\bsecond|\bfirst|\blater|['’]s?|day)\s$",
    re.I,
)
_CALL_AFTER = re.compile(r"\s(?:(?:late\s|early\s)?(?:on|last|that|this)\s\w+\s)?(?:with|between|among)\b", re.I)
_APPEAL_AFTER = re.compile(
    r"\s(?:for|to|upon|on(?!\s(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]\w+\s\d|\d)))\b"
)
# "Round" and "session" alone need a number to be of talks.
_ROUND_BEFORE = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+th|last|latest|next|final|new|previous|this|\w+-hour|marathon|all-night|late-night|plenary|negotiating)\s$",
    re.I,
)
# "His talk with B" against "to talk with B".
_TALK_BEFORE = re.compile(r"(?:['’]s?|\b(?:his|her|their|the|a|one))\s(?:(?!to\b)[\w-]+\s)?$")
# Determiners of nothing, or of more than one.
_CLASS_BEFORE = re.compile(r"\b(?:rounds|series|cycle|weeks|months|years|decades)\sof\s(?:[\w-]+\s)?$", re.I)
# Meals and the like, which one has with many.
SOCIAL = words_of("reception dinner lunch breakfast audience gathering ceremony")
NOT_COUNTED = words_of(
    "no any each every such all most many several these those some numerous further more few neither"
)

# -- verbs -----------------------------------------------------------------------------------------------------------

_OF_TALKS = rf"(?=\s(?:(?:his|her|their|direct|separate|bilateral|two-way|lengthy|further|new|face-to-face)\s){{0,2}}(?:{_TALKS})\b)"
_BY_PHONE = r"(?=\s(?:(?!with\b|to\b)[\w-]+\s){0,4}?(?:by|over\sthe|on\sthe|via)\s(?:tele)?phone\b)"
MET = re.compile(
    r"\b(?P<verb>met|meets?|meeting|s[ai]ts?\sdown|sitting\sdown|s[ai]ts?\s(?:side\sby\sside|face\sto\sface)|s[ai]t(?:ting)?\s(?:across|opposite|with|at\s(?:one|the\ssame)\stable|in\s(?:one|the\ssame|separate)\srooms?)|resum(?:e|es|ed)(?=\stheir\s(?:work|talks|negotiations|discussions)\b)|c[ao]m(?:e|es|ing)\sface\sto\sface|dined?|lunched|embraced"
    r"|(?:re)?turn(?:s|ed)?\sto\sthe\s(?:negotiating\s)?table|(?:go|goes|went|come|comes|came)\sback\sto\sthe\s(?:negotiating\s)?table|gather(?:s|ed|ing)?|(?:re)?conven(?:e|es|ed|ing)|sho(?:ok|ake)\shands"
    rf"|(?:speak(?:s|ing)?|spoke|spoken|talk(?:s|ed|ing)?|confer(?:s|red|ring)?){_BY_PHONE}|(?:hold|held|holds|holding){_OF_TALKS}"
    r"|confer(?:s|red|ring)?(?=\swith)|discuss(?:ed|ing)?(?=\s[^.;:“”\"()]{2,80}?\swith\s[A-Z]))\b"
)
TOOK = re.compile(
    r"\b(?P<verb>host(?:s|ed|ing)?|receiv(?:e|es|ed|ing)|welcom(?:e|es|ed|ing)|(?:tele)?phoned|telephones|see|sees|saw|seeing|visit(?:s|ed|ing)?"
    r"|br(?:ought|ing|ings|inging)(?:\stogether|(?=\s[^.;:,]{1,60}?\s(?:together|to\sthe\stable)\b))|join(?:s|ed|ing)?|(?:standing\s)?(?:beside|alongside|next\sto)|flanked\sby)\b"
)
# Calling and speaking: somebody must be called, and how long or when told.
SPOKE = re.compile(
    r"\b(?P<verb>(?:spoke|speaks?|speaking)\s(?:with|to)|rang|rings|call(?:ed|s)(?=\s(?:[A-Z][\w’'-]+\s){1,4}(?:from|on\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|to\s(?:brief|discuss|congratulate|say|thank|tell)))"
    r"|told(?=\s[^.;:“”\"()]{2,80}?\s(?:by|over\sthe|on\sthe)\s(?:tele)?phone\b)|(?:took|takes|had|has|received|made|placed)(?=\sa\s(?:[\w-]+\s){0,2}(?:phone\s|telephone\s)?call\s(?:from|to)\b))\b"
)
LASTED = re.compile(r"\b(?:minutes?|hours?|half\san\shour|(?:tele)?phone|call)\b")
INVITED = re.compile(r"\b(?P<verb>invit(?:e|es|ed|ing)|summon(?:s|ed|ing)?)\b")
# Who comes together at a place on a day, several at once.
BOUND = re.compile(
    r"\b(?P<verb>(?:is|are|was|were)\s(?:due|expected|back)|travell?(?:s|ed)?|fl(?:y|ies|ew)|head(?:s|ed)?|go|goes|went|return(?:s|ed)?|arriv(?:e|es|ed))\s(?:back\s)?(?:in|at|to)\s(?=[A-Z])"
)
SIGNED = re.compile(
    r"\b(?P<verb>sign(?:s|ed|ing)?|put(?:s|ting)?\s(?:their|his|her|its|our)\s(?:signatures?|initials?|names?|pens?)|initial(?:s|led|ed|ling)|countersign(?:s|ed)?)\b"
)
# Who faces the press together has met.
JOINT = re.compile(r"\b(?P<verb>[Jj]oint\s(?:news|press)\s(?:conference|briefing))\b")
# Others who were there: "in the presence of C", "with C looking on".
PRESENCE = re.compile(
    r"\b(?:in\s(?:the\s)?presence\sof|witnessed\sby|watched\sby|under\sthe\seyes?\sof|hosted\sby|chaired\sby)\s"
    r"|\bwith\s(?=[^.;:“”\"]{3,90}?\s(?:looking\son|in\sthe\schair|presiding|as\shosts?)\b)",
    re.I,
)
# Before a seat of government: who comes there.
WENT = re.compile(
    r"\b(?P<verb>travell?(?:s|ed|ing)?|com(?:e|es|ing)|came|fl(?:y|ies|ew|ying|own)|head(?:s|ed|ing)?|go(?:es|ing)?|went|due|expected|arriv(?:e|es|ed|ing)"
    r"|visit(?:s|ed|ing)?|return(?:s|ed|ing)?)\s(?:(?:back|for\stalks|later)\s)?(?:to|at|in|for)?\s?(?:the\s)?$"
)
# What can be met and is nobody: "met the deadline", "met with resistance".
MET_THINGS = re.compile(
    r"\s(?:with\s)?(?:(?:the|a|an|all|its|their|his|her|no|any|some|those|these|every|both|our|most)\s)?(?:[\w'’-]+\s){0,3}?"
    r"(?:deadlines?|demands?|conditions?|criteria|requirements?|targets?|needs?|obligations?|goals?|standards?|tests?|requests?|challenges?|costs?|"
    r"fates?|expectations?|resistance|opposition|criticism|silence|approval|scepticism|skepticism|anger|applause|force|concerns?|halfway|commitments?|"
    r"promises?|pledges?|end|death|bills?|protests?|derision|reality)\b",
    re.I,
)
_DOCUMENT = r"(?:agreement|accord|deals?|pacts?|peace|treat(?:y|ies)|declaration|cessation|papers|principles|points|protocols|communiqu[eé]|memorandum|ceasefire|truce|roadmap|protocol|document|text|framework|paper|plan|annex|understanding|charter|formula|settlement|statement|pledge|accords|agreements|documents)"
# The end of a document: where and when it was made.
DONE = re.compile(r"(?m)^[^\S\n]*(?P<verb>Done|Signed|Initialled|Given)\s(?:in|at)\s(?=[A-Z])")
SIGNED_WHAT = re.compile(
    rf"\s(?:(?:on|in|at|up)\s)?(?:(?:the|a|an|their|its|that|this)\s)?(?:[\w'’-]+\s){{0,5}}?{_DOCUMENT}\b"
)
WHAT_SIGNED = re.compile(
    rf"\b{_DOCUMENT},?\s(?:(?:which|that)\s)?(?P<coming>(?:is|are|was|were)\s(?:(?:due|set|expected|scheduled)\s)?to\sbe\s|will\sbe\s)?(?:(?:was|were|been|had\sbeen)\s)?(?:\w+ly\s)?$",
    re.I,
)
# A plural that meets by itself, whether or not anybody is named.
COLLECTIVE = re.compile(
    r"\b(?:delegations|sides|parties|leaders|ministers|presidents|premiers|negotiators|envoys|directors|experts|representatives|teams|commanders|"
    r"chiefs|generals|officials|diplomats|mediators|panels|principals|governments|facilitators|guarantors)\b",
    re.I,
)

# -- in what form ------------------------------------------------------------------------------------------------------

VIDEO = re.compile(r"\b(?:video(?:\s?-?\w+)?|videoconference|virtual(?:ly)?|online|zoom|remotely)\b", re.I)
_PHONE = re.compile(r"\b(?:phone|phoned|telephone[ds]?)\b", re.I)
_PHONE_NOUN = re.compile(r"\b(?:phone|telephone|teleconference|call|conference\scall)\b", re.I)
_IN_PERSON = re.compile(
    r"\b(?:in\sperson|face[- ]to[- ]face|summit|reception|dinner|lunch|breakfast|ceremony|signing|hosted|shook|s[ai]t\sdown|handshake|beside)\b",
    re.I,
)


def is_occasion(text: str, noun: re.Match[str], low: int) -> bool:
    """True where the noun may stand for a meeting, by the words next to it; nothing left of `low` is looked at."""
    before = text[max(low, noun.start() - 40) : noun.start()]
    after = text[noun.end() : noun.end() + 40]
    word = noun["noun"].lower()
    if any(pattern.search(before) for pattern in (_REPEATED_BEFORE, _OTHER_BEFORE, _CLASS_BEFORE)):
        return False
    if word == "call":
        return bool(_CALL_BEFORE.search(before) and not _APPEAL_AFTER.match(after)) or bool(_CALL_AFTER.match(after))
    if word == "talk":
        return bool(_TALK_BEFORE.search(before))
    if word in ("round", "session"):
        return bool(_ROUND_BEFORE.search(before))
    return True


def format_of(stretch: str, noun: str) -> str | None:
    """ "video", "phone", "in person", or `None` where the words do not say."""
    if VIDEO.search(stretch):
        return "video"
    if _PHONE_NOUN.search(noun) or _PHONE.search(stretch):
        return "phone"
    return "in person" if _IN_PERSON.search(stretch) else None
