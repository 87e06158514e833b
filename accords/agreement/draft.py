"""Commitments and positions -> the draft of an agreement file: an article for each issue, a clause for each commitment.

>>> draft = draft_of(material_of(accords.answers(ledger).as_of(None)))  # doctest: +SKIP
>>> Path("draft.yaml").write_text(draft.text, "utf-8")  # doctest: +SKIP
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accords.agreement.agreement import ClauseStanding, Kind
from accords.agreement.clauses import Clause, LeftOut, clauses_of
from accords.agreement.material import Material
from accords.agreement.parse_parties import NAME
from accords.agreement.spoken import counted, day_words
from accords.assessment.commitments import Commitment
from accords.assessment.positions import Position
from accords.documents.report import Report
from accords.vocabulary.act import Act
from accords.vocabulary.actor import fold, slug

_ALIASES, _LONG = 8, 80  # aliases of one party, characters of an id or a name
# Stances that stand against a clause, or ask for one.
_VERBS = {
    Act.DEMAND: "demands",
    Act.REQUEST: "asks for",
    Act.WANT: "wants",
    Act.REJECT: "rejects",
    Act.DENY: "denies",
    Act.THREATEN: "threatens",
    Act.WITHDRAW: "takes back",
}


@dataclass(frozen=True, slots=True)
class DraftParty:
    """`actor`: its id in the record; `id`: in the file, the same where it can be."""

    id: str
    actor: str
    name: str
    role: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftArticle:
    """One issue. `clauses` with the id of each as a stipulation and its name there; `beside`: positions that demand or reject, in words."""

    number: str
    issue: str
    clauses: tuple[tuple[str, str, Clause], ...]
    left_out: tuple[LeftOut, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An agreement file before anybody has mended it. `told_by`: the day by which all of its clauses had been told, `None` where no
    day is known. `elsewhere`: positions on issues on which nobody undertook anything, by issue."""

    id: str
    title: str
    about: str
    told_by: date | None
    sources: tuple[Report, ...]
    parties: tuple[DraftParty, ...]
    articles: tuple[DraftArticle, ...]
    elsewhere: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def text(self) -> str:
        """The file."""
        from accords.agreement.draft_text import text_of  # it needs this noun

        return text_of(self)

    @property
    def ids(self) -> dict[str, str]:
        """The id in the file of each actor of the record."""
        return {party.actor: party.id for party in self.parties}

    def to_json(self) -> dict[str, object]:
        ids = self.ids
        return {
            "id": self.id,
            "title": self.title,
            "in_force": self.told_by.isoformat() if self.told_by else None,
            "clauses": [
                {
                    "id": own,
                    "kind": clause.kind.value,
                    "standing": clause.standing.value,
                    "who": [ids[actor] for actor in clause.who],
                    "issue": article.issue,
                    "text": clause.text,
                    "commitments": list(clause.commitments),
                    "claims": list(clause.claims),
                }
                for article in self.articles
                for own, _, clause in article.clauses
            ],
            "left_out": [
                {"commitment": one.commitment, "who": one.who, "issue": article.issue, "reason": one.reason}
                for article in self.articles
                for one in article.left_out
            ],
        }


def draft_of(material: Material, *, name: str = "draft", title: str | None = None) -> Draft:
    """The draft of all commitments of the material. `name`: what its id is made of."""
    rows = material.commitments
    beside: dict[str, list[Position]] = {}
    for position in material.positions:
        if position.negated or position.stance in _VERBS:
            beside.setdefault(position.issue, []).append(position)
    articles: list[DraftArticle] = []
    issues: dict[str, list[Commitment]] = {}
    for row in rows:
        issues.setdefault(row.issue, []).append(row)
    for number, (issue, of_issue) in enumerate(issues.items(), 1):
        clauses, out = clauses_of(of_issue, material)
        words = tuple(_beside(one, material) for one in beside.pop(issue, ()))
        articles.append(DraftArticle(str(number), issue, _named(str(number), clauses), out, words))
    kept = [clause for article in articles for _, _, clause in article.clauses]
    parties = _parties(kept, material)
    used = {own for clause in kept for own in clause.claims}
    days = [day for own in used if (told := material.told.get(own)) and (day := told.day)]
    in_use = {told.claim.report for own in used if (told := material.told.get(own))}
    known = counted(material.known, "report") if material.known else "reports"
    known += f" known by {day_words(material.as_of)}" if material.as_of else ""
    return Draft(
        id=re.sub(r"[^a-z0-9]+", "-", slug(name)).strip("-")[:_LONG].strip("-") or "draft",
        title=title or (f"Draft on {articles[0].issue} from {known}" if len(articles) == 1 else f"Draft from {known}"),
        about=_about(kept, sum(len(article.left_out) for article in articles), known),
        told_by=max(days, default=None),
        sources=tuple(report for own, report in material.reports.items() if own in in_use),
        parties=parties,
        articles=tuple(articles),
        elsewhere=tuple((issue, tuple(_beside(one, material) for one in more)) for issue, more in beside.items()),
    )


def _about(clauses: list[Clause], left_out: int, known: str) -> str:
    """How little of it is settled, first."""
    parts = [
        f"{sum(clause.standing is standing for clause in clauses)} {words}"
        for standing, words in (
            (ClauseStanding.AGREED, "agreed"),
            (ClauseStanding.OFFERED, "offered by those who would owe them"),
            (ClauseStanding.REPORTED, "only reported by others"),
        )
    ]
    out = f" {counted(left_out, 'commitment')} that was denied or taken back is left out." if left_out == 1 else ""
    if left_out > 1:
        out = f" {left_out} commitments that were denied or taken back are left out."
    return f"Drafted from {known}. Nobody has shown this text. Of {counted(len(clauses), 'clause')}: {', '.join(parts)}.{out}"


def _named(number: str, clauses: tuple[Clause, ...]) -> tuple[tuple[str, str, Clause], ...]:
    """The clauses of an article, each with its id and a name of its own."""
    taken: Counter[str] = Counter()
    names: dict[str, Clause] = {}
    for clause in clauses:
        stem = "-and-".join(map(_id, clause.who)) if len(clause.who) < 3 else f"{_id(clause.who[0])}-and-others"
        taken[stem] += 1
        name = stem if taken[stem] == 1 else f"{stem}-{taken[stem]}"
        while name in names:
            taken[stem] += 1
            name = f"{stem}-{taken[stem]}"
        names[name] = clause
    return tuple((f"{number}.{name}" if len(names) > 1 else number, name, clause) for name, clause in names.items())


def _id(actor: str) -> str:
    """The id of an actor, as far as a file can have it."""
    made = actor if NAME.fullmatch(actor) and len(actor) <= _LONG else re.sub(r"[\W_]+", "-", actor).strip("-")[:_LONG]
    return made if NAME.fullmatch(made) else "somebody"


def _parties(clauses: list[Clause], material: Material) -> tuple[DraftParty, ...]:
    """Those whom the clauses name, in their order; of names that several have, the first keeps it."""
    owing = dict.fromkeys(actor for clause in clauses for actor in clause.who)
    owed = dict.fromkeys(actor for clause in clauses for actor in clause.to)
    guaranteeing = {actor for clause in clauses if clause.kind is Kind.GUARANTEE for actor in clause.who}
    # Where every commitment is left out the file still has parties: those that had made them.
    actors = [*dict.fromkeys((*owing, *owed))] or [*dict.fromkeys(row.debtor for row in material.commitments)]
    ids: dict[str, str] = {}
    borne: set[str] = set()
    numbers: Counter[str] = Counter()
    for actor in actors:
        own = stem = _id(actor)
        while fold(own) in borne:
            numbers[stem] += 1
            own = f"{stem}-{numbers[stem] + 1}"
        ids[actor] = own
        borne.add(fold(own))
    parties = []
    for actor in actors:
        name = " ".join(material.name(actor).split())[:_LONG]
        if not name or (fold(name) in borne and fold(name) != fold(ids[actor])):
            name = f"{name} ({ids[actor]})".strip()
        borne.add(fold(name))
        parties.append(
            DraftParty(
                ids[actor], actor, name, "guarantor" if actor in guaranteeing else "party", _aliases(actor, material)
            )
        )
    return tuple(_unshared(parties, borne))


def _aliases(actor: str, material: Material) -> tuple[str, ...]:
    known = material.actors.get(actor)
    every = (" ".join(alias.split()) for alias in known.aliases) if known else ()
    return tuple(dict.fromkeys(alias for alias in every if alias and len(alias) <= _LONG))


def _unshared(parties: Iterable[DraftParty], borne: set[str]) -> Iterable[DraftParty]:
    """The parties with those aliases that no other party bears."""
    for party in parties:
        aliases: list[str] = []
        for alias in party.aliases:
            if fold(alias) not in borne and len(aliases) < _ALIASES:
                aliases.append(alias)
                borne.add(fold(alias))
        yield DraftParty(party.id, party.actor, party.name, party.role, tuple(aliases))


def _beside(position: Position, material: Material) -> str:
    """`Russia demands: … By Russia itself (Sergei Lavrov), Eastern Lines, 20 August 2025 [c0123].`; that only others say so comes first."""
    told = material.told.get(position.claim)
    party = material.inside(position.party)
    verb = f"does not {position.stance}" if position.negated else _VERBS[position.stance]
    terms = f": “{' '.join(told.claim.terms.split())}”" if told and told.claim.terms.strip() else ""
    by = f"By {material.source(position.claim)} [{position.claim}]."
    if told is not None and told.own:
        return f"{party[:1].upper()}{party[1:]} {verb}{terms}. {by}"
    return f"Others, and not {party} itself, say that it {verb}{terms}. {by}"
