"""Columns of answers that no dossier has: the timeline, meetings of many reports, actors with their counts, alterations, rulings."""

from __future__ import annotations

from accords.assessment.actors import ActorRow
from accords.assessment.alteration import Alteration
from accords.assessment.meetings import MeetingRow
from accords.assessment.timeline import TimelineRow
from accords.ledger.judgement import Judgement
from accords.presentation.tables.field import Field, day, number, text, texts, yes_no
from accords.presentation.tables.said import name_of, names_of, outlet_of

TIMELINE: tuple[Field[TimelineRow], ...] = (
    day("day", "Of saying or meeting, else of publication; empty where nobody said.", lambda r, d: r.day),
    text("kind", "statement, meeting or commitment.", lambda r, d: r.kind.value),
    texts("parties", "Ids of the parties.", lambda r, d: r.parties),
    texts("party_names", "Their names.", lambda r, d: names_of(r.parties, d)),
    text("issue", "What it is about; empty of meetings.", lambda r, d: r.issue),
    text("what", "The act of a statement, the status of a meeting or a commitment.", lambda r, d: r.what),
    text("words", "The words of the report.", lambda r, d: r.words),
    texts("according_to", "Ids of who vouches, from the report inwards.", lambda r, d: r.according_to, " > "),
    texts("according_to_names", "Their names.", lambda r, d: names_of(r.according_to, d), " > "),
    text(
        "standing",
        "Who vouches: own, counterpart, third party or outlet.",
        lambda r, d: r.standing.value if r.standing else None,
    ),
    text("report", "Id of the report that tells it first.", lambda r, d: r.report),
    text("outlet", "Who published it.", lambda r, d: outlet_of(r.report, d)),
    text("id", "Id of the claim, the meeting or the commitment.", lambda r, d: r.id),
    number(
        "independent_outlets", "How many outlets tell of it, copies counted once.", lambda r, d: r.independent_outlets
    ),
    yes_no("undated", "Yes where nobody said when the report was published.", lambda r, d: r.undated),
)

MEETINGS: tuple[Field[MeetingRow], ...] = (
    text("id", "A hash of the place that first tells of it.", lambda m, d: m.id),
    text("name", "What it is called, where it has a name.", lambda m, d: m.name),
    text("status", "held, under way, planned, proposed or cancelled.", lambda m, d: m.status.value),
    day("start", "First day; empty where open or not told.", lambda m, d: m.date.start if m.date else None),
    day("end", "Last day, itself included; empty where open or not told.", lambda m, d: m.date.end if m.date else None),
    text("place", "Where.", lambda m, d: m.place),
    text("format", "in person, video or phone; empty where not told.", lambda m, d: m.format),
    texts("participants", "Ids of those present whom the reports name.", lambda m, d: m.participants),
    texts("participant_names", "Their names.", lambda m, d: names_of(m.participants, d)),
    texts("parties", "Ids of the parties that they are there for.", lambda m, d: m.parties),
    texts("reports", "Ids of the reports that tell of it.", lambda m, d: dict.fromkeys(own for own, _ in m.evidence)),
    number(
        "independent_outlets", "How many outlets tell of it, copies counted once.", lambda m, d: m.independent_outlets
    ),
    day("first", "When the first report of it came to be known.", lambda m, d: m.first),
    day("latest", "When the latest report of it came to be known.", lambda m, d: m.latest),
)

ACTORS: tuple[Field[ActorRow], ...] = (
    text("id", "The id that other tables use.", lambda a, d: a.id),
    text("name", "The fullest name known.", lambda a, d: a.name),
    text(
        "kind",
        "person, state, bloc, organization, armed group, outlet, document or unnamed.",
        lambda a, d: a.kind.value,
    ),
    text("party", "Id of the party that it speaks for; empty where unknown.", lambda a, d: a.party),
    text("party_name", "The party's name.", lambda a, d: name_of(a.party, d)),
    text("role", "What it is called: envoy, minister.", lambda a, d: a.role),
    texts("aliases", "Other forms that the reports use.", lambda a, d: a.aliases),
    number("reports", "How many reports name it.", lambda a, d: a.reports),
    number("claims", "How many claims are about it.", lambda a, d: a.claims),
    number("independent_outlets", "How many outlets name it, copies counted once.", lambda a, d: a.independent_outlets),
    day("first", "When the first report that names it came to be known.", lambda a, d: a.first),
    day("latest", "When the latest did.", lambda a, d: a.latest),
)

ALTERATIONS: tuple[Field[Alteration], ...] = (
    text("id", "A hash of its kind and places.", lambda x, d: x.id),
    text("kind", "attribution lost, words altered, date moved, role or strength.", lambda x, d: x.kind.value),
    text("note", "What changed.", lambda x, d: x.note),
    text("original", "Id of the oldest report.", lambda x, d: x.original.report),
    text("original_outlet", "Who published it.", lambda x, d: outlet_of(x.original.report, d)),
    text("original_words", "Its words.", lambda x, d: x.original.words),
    text("copy", "Id of the copy.", lambda x, d: x.copy.report),
    text("copy_outlet", "Who published it.", lambda x, d: outlet_of(x.copy.report, d)),
    text("copy_words", "Its words.", lambda x, d: x.copy.words),
    text(
        "lowered",
        "The standing that its claims have by the original.",
        lambda x, d: x.lowered.value if x.lowered else None,
    ),
    text("already_in", "Id of the oldest copy with the same change, where it is another.", lambda x, d: x.already_in),
)

RULINGS: tuple[Field[Judgement], ...] = (
    text("id", "The id by which it is undone.", lambda j, d: j.id),
    text("made_at", "When, ISO 8601 with zone.", lambda j, d: j.made_at.isoformat()),
    text("who", "Who ruled.", lambda j, d: j.who),
    text("ruling", "One of the closed list.", lambda j, d: j.ruling.value),
    text("subject", "Id of what is ruled on.", lambda j, d: j.subject),
    texts(
        "value",
        "What the ruling says.",
        lambda j, d: (f"{name}: {told}" for name, told in j.value.items() if name != "read"),
    ),
    text("note", "Why, or what is to be kept in mind.", lambda j, d: j.note),
)
