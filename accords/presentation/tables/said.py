"""Columns of what reports say: the reports, whom they name, who said what, and which party is on record for what."""

from __future__ import annotations

from datetime import date

from accords.claims.claim import Claim
from accords.claims.saying import Saying
from accords.presentation.claim_words import name
from accords.presentation.dossier import Dossier, ReportRow
from accords.presentation.tables.field import Field, day, number, text, texts, yes_no
from accords.presentation.tables.words import claim_words, saying_words, whose
from accords.vocabulary import Actor


def outlet_of(report: str, dossier: Dossier) -> str | None:
    row = dossier.report_by_id.get(report)
    return row.outlet if row else None


def published_of(report: str, dossier: Dossier) -> date | None:
    row = dossier.report_by_id.get(report)
    return row.published if row else None


def name_of(actor: str | None, dossier: Dossier) -> str | None:
    return name(actor, dossier) if actor else None


def names_of(actors: tuple[str, ...], dossier: Dossier) -> tuple[str, ...]:
    return tuple(name(actor, dossier) for actor in actors)


def _party_of_speaker(saying: Saying, dossier: Dossier) -> str | None:
    actor = dossier.actor_by_id.get(saying.speaker or "")
    return actor.party if actor else None


TEXT_OF_REPORT: Field[ReportRow] = text(
    "text", "The report's text as it was read; left out on demand.", lambda r, d: r.text
)

REPORTS: tuple[Field[ReportRow], ...] = (
    text("id", "A hash of outlet, day, address and text.", lambda r, d: r.id),
    text("given_id", "The name under which it came: a file, or the id in its record.", lambda r, d: r.given_id),
    text("outlet", "Who published it.", lambda r, d: r.outlet),
    text("title", "Its headline.", lambda r, d: r.title),
    text("url", "Its address.", lambda r, d: r.url),
    text("language", "Two letters, ISO 639-1.", lambda r, d: r.language),
    day("published", "The day of publication; empty where nobody said.", lambda r, d: r.published),
    text("fetched", "When it was read, ISO 8601 with zone.", lambda r, d: r.fetched.isoformat() if r.fetched else None),
    text("encoding", "What its bytes were read as.", lambda r, d: r.encoding),
    text("text_sha256", "SHA-256 of the text in UTF-8.", lambda r, d: r.text_sha256),
    text(
        "family", "Id of the oldest report that it is a copy of; its own where it copies none.", lambda r, d: r.family
    ),
    number("unclear", "Clauses that hold an act whose party is unknown.", lambda r, d: r.unclear),
    TEXT_OF_REPORT,
)

ACTORS: tuple[Field[Actor], ...] = (
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
    text("iso3", "ISO 3166 code of its state, three letters.", lambda a, d: a.codes.get("iso3")),
    text("plover", "Its PLOVER code: USA, IGO, SYRREB.", lambda a, d: a.codes.get("plover")),
    texts("aliases", "Other forms that the reports use.", lambda a, d: a.aliases),
)

ATTRIBUTIONS: tuple[Field[Saying], ...] = (
    text("id", "The id that `within` and claims refer to.", lambda s, d: s.id),
    text("report", "Id of the report.", lambda s, d: s.report),
    text("outlet", "Who published the report.", lambda s, d: outlet_of(s.report, d)),
    day("published", "The report's day of publication.", lambda s, d: published_of(s.report, d)),
    text("speaker", "Id of who speaks; empty where nobody was resolved.", lambda s, d: s.speaker),
    text("speaker_name", "The speaker's name.", lambda s, d: name_of(s.speaker, d)),
    text("party", "Id of the party that the speaker speaks for.", _party_of_speaker),
    text("party_name", "That party's name.", lambda s, d: name_of(_party_of_speaker(s, d), d)),
    text("speaker_rule", "The rule by which the speaker was resolved, or why not.", lambda s, d: s.speaker_why.rule),
    text("source_words", "The words that name who speaks.", lambda s, d: saying_words(s, d).source),
    text("cue_words", "The words of saying.", lambda s, d: saying_words(s, d).cue),
    text("content_words", "The words said, or told to have been said.", lambda s, d: saying_words(s, d).content),
    text("kind", "assertion, belief, fact or eventuality.", lambda s, d: s.attribution.kind.value),
    text("mode", "direct (quoted), indirect, or mixed.", lambda s, d: s.attribution.mode.value),
    text("channel", "Through which it was said: a paper, a broadcaster.", lambda s, d: s.channel),
    day(
        "said_on_start",
        "First day on which it may have been said.",
        lambda s, d: s.said_on.start if s.said_on else None,
    ),
    day("said_on_end", "Last day on which it may have been said.", lambda s, d: s.said_on.end if s.said_on else None),
    text("said_on_words", "The words that give the day.", lambda s, d: s.said_on.words if s.said_on else None),
    text("within", "Id of the attribution in whose content this one stands.", lambda s, d: s.within),
    number(
        "confidence", "Probability that the relation is there, 0 to 1.", lambda s, d: round(s.attribution.confidence, 3)
    ),
)

CLAIMS: tuple[Field[Claim], ...] = (
    text("id", "The id that positions, commitments and disputes refer to.", lambda c, d: c.id),
    text("report", "Id of the report.", lambda c, d: c.report),
    text("outlet", "Who published the report.", lambda c, d: outlet_of(c.report, d)),
    day("published", "The report's day of publication.", lambda c, d: published_of(c.report, d)),
    text(
        "attribution",
        "Id of the innermost attribution around it; empty in the outlet's own voice.",
        lambda c, d: c.attribution,
    ),
    text("party", "Id of the party that it is about.", lambda c, d: c.party),
    text("party_name", "The party's name.", lambda c, d: name_of(c.party, d)),
    text("person", "Id of the person who acts for the party, where one is named.", lambda c, d: c.person),
    text("person_name", "That person's name.", lambda c, d: name_of(c.person, d)),
    text("act", "What the party is said to have done, to undertake, to want or to refuse.", lambda c, d: c.act.value),
    text("plover", "The act's PLOVER event type; `assess` has none.", lambda c, d: c.act.plover),
    yes_no("negated", "Yes where the report says that it was not done.", lambda c, d: c.negated),
    text(
        "strength",
        "actual, undertaken, conditional, possible or desired; empty for acts that are not graded.",
        lambda c, d: c.strength.value if c.strength else None,
    ),
    texts("toward", "Ids of those toward whom.", lambda c, d: c.toward),
    texts("toward_names", "Their names.", lambda c, d: names_of(c.toward, d)),
    text("issue", "What it is about.", lambda c, d: c.issue),
    text("terms", "The words that say what exactly.", lambda c, d: c.terms),
    text("condition", "The words of the condition.", lambda c, d: c.condition),
    text(
        "standing", "Who vouches: own (the party), counterpart, third party, or outlet.", lambda c, d: c.standing.value
    ),
    text("whose_words", "`own words`, or `according to ...`.", whose),
    texts("chain", "Ids of who vouches, from the report inwards.", lambda c, d: c.chain, " > "),
    texts("chain_names", "Their names.", lambda c, d: names_of(c.chain, d), " > "),
    text("words", "The words of the report on which it rests.", claim_words),
    number(
        "confidence", "Probability that party, act and issue are right, 0 to 1.", lambda c, d: round(c.confidence, 3)
    ),
)
