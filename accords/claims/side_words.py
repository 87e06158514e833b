"""What the rules of `claims.sides`, `claims.groups` and `claims.principals` look for in a text, all of it ordinary English."""

from __future__ import annotations

import re

GROUP_WORDS = (
    "Front|Movement|Army|Union|Alliance|Coalition|Congress|Party|Forces|Platform|League|Resistance|Brigades?|Militia|Opposition|"
    "Organi[sz]ation|Brotherhood|Unity|Coordination|Council|Rebels|Guard|Federation|Faction"
)
GROUP_WORD = re.compile(rf"(?<![\w’'-])(?:{GROUP_WORDS})(?![\w’'-])")
# What stands before and after that word in a name: "the [River People's] Front [for the Liberation of the Coast]".
NAME_BEFORE = re.compile(r"(?:(?:[A-Z][\w’'-]*|\d+)\s(?:of\s|and\s|for\s)?){1,5}$")
NAME_AFTER = re.compile(
    r"(?:\s(?:for|of)(?:\sthe)?(?:\s[A-Z][\w’'-]+){1,4}(?:(?:,\s|\sand\s|\sof\s|\sfor\s|\sof\sthe\s)[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*){0,2})"
)
GOES_ON = re.compile(r"\s(?:[A-Z][a-z]|of\s(?:the\s)?[A-Z])")
NAME = re.compile(r"[A-Z][\w’'&-]*(?:\s(?:of\s|for\s|the\s|and\s)?[A-Z][\w’'&-]*){0,5}")
TITLES = frozenset("Mr Mrs Ms Dr Sir Lord Lady President Minister Prime Secretary Senator General Colonel".split())
OPENING = frozenset(
    "The A An In On At But And For When While After Its Their His Her Our That This If With From By To Of As".split()
)
# A state's own bodies bear these names behind its adjective: "Northland Army", "Northland National Congress".
OF_A_STATE = re.compile(
    r"(?:National\s|Supreme\s|Federal\s|Republican\s|Armed\s|Security\s|Defen[cs]e\s)*(?:Army|Forces|Congress|Council|Guard)$"
)
STATE = (
    r"government|governments|cabinet|army|military|armed forces|troops|soldiers|police|authorities|ministry|department|regime|junta|generals|presidency|palace|"
    r"kingdom|republic|state|air force|navy|parliament|administration|military council|sovereign council|council of ministers|executive|"
    r"jets|warplanes|gunboats?|tanks|paratroops|helicopters?|state media|state television|general staff|high command"
)
REBEL = (
    r"rebels|guerrillas|insurgents|militants|fighters|separatists|paramilitar(?:y|ies)|militias?|militiam[ae]n|rebellion|insurgency|guerrilla|secessionists|"
    r"mutineers|rebel|guerrilla movement|armed group|rebel group|insurgent group"
)
NAMED = r"movement|group|front|faction|alliance|coalition|organi[sz]ation|league|union|party|bloc|platform|council|congress|brotherhood|coordination|resistance"
MODIFIERS = r"(?:(?:the|its|his|her|their|our|your|a|an|this|that|own|interim|transitional|ruling|military|federal|central|national|state|defen[cs]e|foreign|interior|former|main|armed|rebel|guerrilla|de facto|caretaker|new|royal|army)\s)*"
OF_STATE = re.compile(rf"{MODIFIERS}(?:{STATE})", re.I)
OF_REBELS = re.compile(rf"{MODIFIERS}(?:{REBEL})", re.I)
OF_NAMED = re.compile(rf"(?:the|our|my|his|her|its|this|that)\s(?:armed\s|rebel\s|whole\s)?(?P<head>{NAMED})", re.I)
REBELS_LAST = re.compile(rf"\b(?:{REBEL})$", re.I)
STATE_LAST = re.compile(
    rf"\b(?:{STATE}|forces|peacekeepers|artillery|gunners|commandos|officials|negotiators|planes|bombers|drones|F-16s|warships|ships)$",
    re.I,
)
OPPOSITION = re.compile(rf"{MODIFIERS}opposition", re.I)
OWNED = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’])\s")
# An office or calling that tells the side: "a rebel commander", "army spokesman", "the finance minister".
FOR_REBELS = re.compile(
    r"\b(?:rebels?|guerrillas?|insurgents?|separatist|paramilitar(?:y|ies)|militia|secessionist)\b", re.I
)
FOR_OPPOSITION = re.compile(r"\bopposition\b", re.I)
FOR_STATE = re.compile(
    r"\b(?:government|administration|army|military|ministry|presidential|palace|junta|cabinet|prime minister|premier|foreign minister|minister|president|vice-president|"
    r"chancellor|foreign secretary|home secretary|defen[cs]e secretary|secretary of state|attorney[- ]general|king|queen|emir|sultan|"
    r"general|colonel|brigadier|admiral|lieutenant|army chief|chief of staff|police|governor|interior|defen[cs]e)\b",
    re.I,
)
NOT_FOR_STATE = re.compile(
    r"\b(?:former|ex-|mediat\w+|facilitat\w+|envoy|ambassador|secretary[- ]general|director[- ]general|high representative|chairman|court|bank|company|"
    r"(?:president|vice-president|secretary|general) of (?!the republic\b)|opposition|rebel|party|union|federation|united nations|commission|adjutant)\b",
    re.I,
)
BESIDE = re.compile(
    r"\b(?:in|at|near|outside|inside|around|across|into|against|about|on|to|with|over|visiting|by|between|toward|towards)\s(?:the\s|\w+ern\s|central\s)?$", re.I
)  # fmt: skip
PHRASE_BEFORE = re.compile(
    r"(?:^|[\s“\"])((?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Aa]nother|[Oo]ne of|(?:[A-Z][\w-]+\s){0,3}[A-Z][\w-]+['’]s?)\s[^,;.:“”]{3,70}),\s$"
)
APPOSITION = re.compile(r",\s((?:the|an?|its|their|his|her|one of)\s(?:[^,;:“”\n.]|\.(?=\w)|(?<=[A-Z])\.){3,80})", re.I)
HIS = re.compile(r"(?:his|her)\s", re.I)
ITS = re.compile(r"(?:its|their)\s", re.I)
# What people say of their own side.
OUR_STATE = re.compile(
    rf"\b(?:[Mm]y|[Oo]ur)\s(?:own\s)?(?:{STATE}|country|nation|constitution|borders?|homeland|sovereignty|people)\b"
)
OUR_GROUP = re.compile(
    r"\b(?:[Mm]y|[Oo]ur)\s(?:own\s)?(?:movement|fighters|front|party|struggle|comrades|organi[sz]ation|cadres|guerrillas|combatants|revolution|commanders)\b"
)
LINK_AFTER = re.compile(r"\s(?:of|from|for)\s(?:the\s)?|\s\(|,\s(?:of|from)\s(?:the\s)?")
# What stands between two who are told of side by side.
GAP = re.compile(
    r"(?:['’]s?)?(?:,\s|\s)?(?:,?\s?and\s|\s?as well as\s|\swith\s|\sor\s)?(?:the\s)?(?:(?!and\b|with\b)[\w’'-]+\s){0,4}?",
    re.I,
)
LAST_GAP = re.compile(r"[^,]*?,?\s?(?:and|as well as)\s", re.I)
MEDIATES_BEFORE = re.compile(
    r"\b(?:mediated|brokered|hosted|facilitated|chaired|sponsored|convened|observed|helped|mediation|auspices)\s(?:by|of)\s(?:the\s)?(?:[\w’'-]+(?:,|\sand)\s)?$",
    re.I,
)
MEDIATES_AFTER = re.compile(
    r"(?:['’]s?)?[\s-](?:(?:and\s)?\w+\s){0,2}(?:mediat|facilitat|broker|host|(?:special\s)?envoy|monitor)", re.I
)
GOVERNS = re.compile(
    r"(?:['’]s?)?\s(?:government|army|military|president|prime minister|foreign minister|troops|soldiers|cabinet|defen[cs]e|authorities|officials)",
    re.I,
)
ARMY = re.compile(
    r"(?:['’]s?)?\s(?:army|military|troops|soldiers|forces|air force|air ?strikes?|strikes?|tanks|jets|defen[cs]e|captivity|prisons?|hostages?)\b",
    re.I,
)
# A single capital that is no person's name: "in Norland", "the Vale", "Norland's government".
A_BODY = re.compile(
    rf"(?:(?<=[a-z,]\sthe\s)|(?<=\bin\s)|(?<=\bfrom\s)|(?<=\bof\s))([A-Z][\w-]*)(?![\w’'-])(?!\s[A-Z])|(?<![\w-])([A-Z][\w-]*)['’]s\s(?:[\w-]+\s)?"
    rf"(?:{STATE}|president|premier|prime minister|leaders?|party|spokes\w+|delegation|negotiators?|capital)\b"
)
