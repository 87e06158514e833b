"""Parties and their options in a scenario file, and what names the options have in the rest of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from accords.agreement.parse_check import Check, kind_of, shown
from accords.agreement.parse_parties import NAME
from accords.agreement.refusal import Refusal
from accords.bargaining.condition import Condition, Taken
from accords.bargaining.parse_condition import condition_of
from accords.bargaining.scenario import MOST_OPTIONS, Irreversible, Option
from accords.claims.nodes import Node
from accords.vocabulary.actor import fold

PARTY_KEYS = ("name", "options")
REASON_KEYS = ("because", "claims", "guess")
OPTION_KEYS = ("text", "irreversible", *REASON_KEYS)
IRREVERSIBLE = {
    "yes": Irreversible.TAKEN,
    "true": Irreversible.TAKEN,
    "taken": Irreversible.TAKEN,
    "not taken": Irreversible.NOT_TAKEN,
    "no": None,
    "false": None,
}
MOST_PARTIES = 16
_ACCEPTED = "an id of letters, digits, hyphens and spaces"


class Reason:
    """What a node says of why: `because`, `claims`, `guess`."""

    def __init__(self, check: Check, mapping: Mapping[str, Node]) -> None:
        self.because = check.words("because", mapping["because"]) if "because" in mapping else ""
        self.claims = tuple(text for text, _ in check.texts("claims", mapping["claims"])) if "claims" in mapping else ()
        self.guess = check.yes("guess", mapping["guess"]) if "guess" in mapping else False


class Options:
    """The options of all parties, in the order of the file, by every name that they have."""

    def __init__(self, check: Check, every: Sequence[Option]) -> None:
        self.check, self.every = check, every
        self._bearers: dict[str, list[int]] = {}
        for number, option in enumerate(every):
            for name in (option.id, option.name):
                self._bearers.setdefault(fold(name), []).append(number)

    def number(self, name: str) -> int | Refusal:
        """Which option it names."""
        bearers = self._bearers.get(fold(name), [])
        if len(bearers) == 1:
            return bearers[0]
        if bearers:
            each = [f"`{self.every[one].id}`" for one in bearers]
            found = f"`{shown(name)}`, which several parties have"
            return Refusal(found, " or ".join(each), "Say whose it is: `party.option`.")
        near = self.check.nearest(name, (known for one in self.every for known in (one.id, one.name)))
        remedy = f"Did you mean `{near}`?" if near else "Add it to the options of its party, or mend the name."
        if " " in name and all(fold(word) in self._bearers for word in name.split()):
            remedy = "Join them with `and` or `or`."
        return Refusal(f"the unknown option `{shown(name)}`", "an option of a party: `party.option`", remedy)

    def named(self, key: str, node: Node) -> list[int]:
        """The numbers of a list of options; a fault for each that is none, or is there twice."""
        numbers: list[int] = []
        for name, item in self.check.texts(key, node):
            found = self.number(name.replace("`", ""))
            if isinstance(found, Refusal):
                self.check.fault(item, found.found, found.accepted, found.remedy)
            elif found in numbers:
                self.check.fault(item, f"`{shown(name)}` a second time", "each option once", "Remove one of them.")
            else:
                numbers.append(found)
        return numbers

    def condition(self, key: str, node: Node) -> Condition:
        """A condition, with a fault for all that is wrong with it."""
        words = self.check.text(key, node)
        if not words:
            return Taken(0)
        made = condition_of(words, self.number)
        if not isinstance(made, list):
            return made
        for one in made:
            self.check.fault(node, f"{one.found} in `{shown(words)}`", one.accepted, one.remedy)
        return Taken(0)


def options_of(check: Check, node: Node) -> tuple[dict[str, tuple[str, str, tuple[Option, ...]]], bool]:
    """Parties by id: name, place, options. False where there are more options than can be looked at."""
    found: dict[str, tuple[str, str, tuple[Option, ...]]] = {}
    borne: dict[str, str] = {}
    nodes = check.mapping("`parties`", node, "a mapping of ids to parties: `norland: {name: Norland, options: {…}}`")
    if not nodes and isinstance(node.value, dict):
        check.fault(node, "`parties` with nothing in it", "one party or several", "Name those who take part.")
    for identity, item in nodes.items():
        if not NAME.fullmatch(identity):
            remedy = "Give it a short id, and the rest as `name`."
            check.fault(item, f"the party `{shown(identity)}`", _ACCEPTED, remedy)
        elif other := borne.get(fold(identity)):
            found_ = f"the party `{shown(identity)}` beside `{other}`"
            check.fault(item, found_, "ids that differ by more than capitals", "Rename one of them.")
        else:
            borne[fold(identity)] = identity
            found[identity] = _party(check, identity, item)
    number = sum(len(options) for _, _, options in found.values())
    if nodes and not number:
        remedy = "Give at least one party something that it could do."
        check.fault(node, "no option of any party", "one option or several", remedy)
    if len(found) > MOST_PARTIES:
        remedy = "Leave out those who have no options, or join those who act as one."
        check.fault(node, f"{len(found):,} parties", f"at most {MOST_PARTIES}", remedy)
    if number > MOST_OPTIONS:
        check.fault(
            node,
            f"{number:,} options: 2^{number} states" + (f", that is {1 << number:,}" if number <= 100 else ""),
            f"at most {MOST_OPTIONS} options ({1 << MOST_OPTIONS:,} states)",
            "Leave out the options on which no preference rests, make one of those that are only taken together, "
            "or make a scenario of each part of the talks.",
        )
    return found, 0 < number <= MOST_OPTIONS and len(found) <= MOST_PARTIES


def _party(check: Check, identity: str, node: Node) -> tuple[str, str, tuple[Option, ...]]:
    of = f"the party `{identity}`"
    mapping = check.mapping(of, node, "a mapping with `name` and `options`")
    check.unknown(mapping, PARTY_KEYS, of)
    name = check.text("name", mapping["name"]) if "name" in mapping else ""
    options: list[Option] = []
    borne: dict[str, str] = {}
    if "options" in mapping:
        accepted = "a mapping of options to what they are: `lift: lift the blockade`"
        nodes = check.mapping(f"`options` of {of}", mapping["options"], accepted)
        for own, item in nodes.items():
            if not NAME.fullmatch(own):
                remedy = "Give it a short id, and the rest as its text."
                check.fault(item, f"the option `{shown(own)}`", _ACCEPTED, remedy)
            elif other := borne.get(fold(own)):
                accepted = "ids that differ by more than capitals"
                check.fault(item, f"the option `{shown(own)}` beside `{other}`", accepted, "Rename one of them.")
            # One that is at fault is an option all the same: what names it is not wrong too.
            options.append(_option(check, identity, own, item))
            borne.setdefault(fold(own), own)
    return name or identity, check.place(node), tuple(options)


def _option(check: Check, party: str, name: str, node: Node) -> Option:
    of, own = f"the option `{shown(name)}`", f"{party}.{name}"
    if not isinstance(node.value, dict):
        return Option(own, party, name, check.text(name, node) or name, check.place(node))
    check.unknown(node.value, OPTION_KEYS, of)
    if "text" not in node.value:
        check.missing(node, "text", of, "what is done, in a few words")
    text = check.text("text", node.value["text"]) if "text" in node.value else ""
    irreversible = None
    if "irreversible" in node.value:
        given = node.value["irreversible"]
        words = given.value.casefold() if isinstance(given.value, str) else None
        if words in IRREVERSIBLE:
            irreversible = IRREVERSIBLE[words]
        else:
            accepted = "`yes` (once taken it stays), `not taken` (once given up it is gone) or `no`"
            remedy = "Choose one of these."
            check.fault(given, f"`irreversible` of {of} as {kind_of(given)}", accepted, remedy)
    reason = Reason(check, node.value)
    place = check.place(node)
    return Option(own, party, name, text or name, place, irreversible, reason.because, reason.claims, reason.guess)
