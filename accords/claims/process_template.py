"""A process file to fill in: every key with an example of talks that never were, and what it is for."""

from __future__ import annotations

import re

from accords.vocabulary import Fault, Misuse, slug

_TEMPLATE = """\
# One set of talks. What each key means: docs/reference/process.md. Replace the example, remove what you do not need,
# and check the file: accords process check {name}.yaml
name: {name}            # what --process is given
title: {title}          # what people read
aliases: []             # other names to find it by
from: 2024-03           # a year, a month or a day; leave out what you do not know
to: 2025-01-20          # leave it out while the talks go on

# Who takes part, by the names that reports use for the parties. States, blocs and many armed groups are known already
# (accords ships a roster); list the others under `actors`.
principals: [Norlund, Free Sarrow Movement]   # whose dispute it is; two at the least
mediators: [Norway]                           # who hosts, carries between them, facilitates or guarantees
participants: [European Union]                # others at the table: allies, neighbours
observers: [International Crisis Group]       # near the talks and not at the table: what they tell is a third party's

# Parties, groups and people. The form is a roster file's: docs/reference/roster.md. What accords ships for a name is
# kept; a line here adds to it and wins.
actors:
- name: Norlund
  kind: state           # person, state, bloc, organization, armed group or outlet
  adjectives: [Norlunder]
  capitals: [Tessbruck]           # "Tessbruck said" is Norlund
  seats: [Amber House]            # buildings and bodies that stand for it
- name: Free Sarrow Movement
  kind: armed group
  aliases: [FSM, Sarrow rebels]   # every spelling and short name that reports use
  plurals: [rebels]               # in reports of these talks "the rebels" are theirs
- name: Ingrid Solvane
  kind: person
  sex: f                # m or f, for "she said"; leave it out where you do not know
  party: Norlund        # for whom the person speaks
  roles:                # so that "the foreign minister" is found, by the day of the report
  - {{role: Foreign Minister, from: 2023-02, to: 2024-05-13}}
  - {{role: President, from: 2024-05-14}}
- name: Tomas Brask
  kind: person
  sex: m
  party: Free Sarrow Movement
  family: [Brask, Braske]         # spellings of the last name; where it stands first, write it here too
  roles:
  - {{role: Chief Negotiator, from: 2024-03}}
- {{name: Liv Aasen, kind: person, sex: f, party: Norway, roles: [{{role: Special Envoy}}]}}   # one line will do

# Longer names that hold one of the forms above and mean something else.
not_actors: [Norlund Times]

# Words that speak of an issue in these talks. A standard issue (docs/glossary.md lists them) takes words alone; one of
# your own also says under which PA-X category it falls.
issues:
- name: territory
  words: [Sarrow valley, Sarrow, ridge line]
- name: water
  pax: Land, property and environment
  words: [river water, Tessa dam, water quota]

# Words for several parties at once. With two principals "the two sides" are those already.
terms:
  the two delegations: [Norlund, Free Sarrow Movement]
"""


def template(name: str) -> str:
    """The file for talks of that name; it has no fault as it stands. `Misuse` where nothing can be made of the name."""
    short = re.sub(r"[^a-z0-9]+", "-", slug(name)).strip("-")
    if not short:
        accepted = "a name with letters or digits, such as my-talks"
        raise Misuse(Fault("NAME", repr(name), accepted, "Choose a short one: it is what `--process` is given."))
    title = " ".join(name.split())
    quoted = (
        title
        if re.fullmatch(r"\w[\w .,()'’-]*", title)
        else '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )
    return _TEMPLATE.format(name=short, title=quoted)
