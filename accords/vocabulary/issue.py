"""An issue is what the talks are about: a closed list that a process file may add to, each with its PA-X category."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issue:
    """`pax` is the PA-X category that it falls under (PA-X Codebook, version 8)."""

    name: str
    pax: str


ISSUES: tuple[Issue, ...] = (
    Issue("security guarantees", "Security guarantees"),
    Issue("territory", "Territorial power-sharing and borders"),
    Issue("ceasefire", "Ceasefire"),
    Issue("peace agreement", "Political institutions, general"),
    Issue("talks", "Negotiation process"),
    Issue("alliance membership", "State definition, independence and foreign relations"),
    Issue("forces", "Security sector, armed forces"),
    Issue("arms supply", "Security sector, withdrawal of foreign forces and arms"),
    Issue("sanctions", "International relations"),
    Issue("prisoners", "Transitional justice, prisoner release"),
    Issue("assets and reparations", "Transitional justice, reparations"),
    Issue("nuclear", "Security sector, nuclear"),
    Issue("humanitarian", "Human rights, humanitarian assistance"),
    Issue("governance", "Governance"),
    Issue("accountability", "Transitional justice, general"),
    Issue("other", "Other"),
)
NAMES: tuple[str, ...] = tuple(issue.name for issue in ISSUES)
