"""Views that people read, with Datasette, R, pandas or SQL: the latest reading of each report, as people have ruled.

Described column by column in docs/reference/ledger.md. What rulings change is kept in tables of its own, which
`corrections` fills and which may be made anew at any time: a report that they change has all its rows there, as
`Rulings.applied` gives them. This is a step of a migration: what was released is never changed.
"""

from __future__ import annotations

# Act, PLOVER event type, and whether it tells where a party stands (`assessment.positions`).
_ACTS = (
    "('accept', 'AGREE', 1), ('agree', 'AGREE', 1), ('commit', 'AGREE', 1), ('offer', 'AGREE', 1), ('propose', 'AGREE', 1), "
    "('concede', 'CONCEDE', 1), ('withdraw', 'CONCEDE', 1), ('want', 'REQUEST', 1), ('request', 'REQUEST', 1), "
    "('demand', 'REQUEST', 1), ('reject', 'REJECT', 1), ('deny', 'REJECT', 1), ('threaten', 'THREATEN', 1), "
    "('warn', 'THREATEN', 0), ('support', 'SUPPORT', 1), ('accuse', 'ACCUSE', 0), ('assess', NULL, 0), "
    "('meet', 'CONSULT', 0), ('cooperate', 'COOPERATE', 1), ('aid', 'AID', 1), ('retreat', 'RETREAT', 1), "
    "('investigate', 'ACCUSE', 0), ('protest', 'PROTEST', 0), ('sanction', 'SANCTION', 0), ('mobilize', 'MOBILIZE', 0), "
    "('coerce', 'COERCE', 0), ('attack', 'ASSAULT', 0)"
)
_KEY = "reading INTEGER NOT NULL REFERENCES corrected (reading) ON DELETE CASCADE, n INTEGER NOT NULL"
_TABLES = (
    "CREATE TABLE acts (act TEXT PRIMARY KEY, plover TEXT, position INTEGER NOT NULL)",
    f"INSERT INTO acts (act, plover, position) VALUES {_ACTS}",
    "CREATE TABLE same_as (id TEXT PRIMARY KEY, stands_for TEXT NOT NULL)",
    "CREATE TABLE judged_reports (judgement TEXT NOT NULL, report TEXT NOT NULL, PRIMARY KEY (judgement, report))",
    "CREATE INDEX judged_reports_report ON judged_reports (report)",
    "CREATE TABLE corrected (reading INTEGER PRIMARY KEY REFERENCES readings (seq), report TEXT NOT NULL UNIQUE)",
    f"""CREATE TABLE corrected_actors (
        {_KEY}, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, party TEXT, role TEXT, iso3 TEXT, plover TEXT,
        aliases TEXT NOT NULL, PRIMARY KEY (reading, n))""",
    f"""CREATE TABLE corrected_attributions (
        {_KEY}, id TEXT NOT NULL, speaker TEXT, source_words TEXT NOT NULL, cue_words TEXT NOT NULL,
        content_words TEXT NOT NULL, kind TEXT NOT NULL, mode TEXT NOT NULL, channel TEXT, said_from TEXT, said_to TEXT,
        said_words TEXT, within TEXT, confidence DOUBLE PRECISION NOT NULL, source TEXT NOT NULL, cue TEXT NOT NULL,
        content TEXT NOT NULL, why TEXT NOT NULL, rulings TEXT NOT NULL, PRIMARY KEY (reading, n))""",
    f"""CREATE TABLE corrected_claims (
        {_KEY}, id TEXT NOT NULL, attribution TEXT, party TEXT NOT NULL, person TEXT, act TEXT NOT NULL,
        toward TEXT NOT NULL, issue TEXT NOT NULL, terms TEXT NOT NULL, negated INTEGER NOT NULL, strength TEXT,
        condition TEXT, chain TEXT NOT NULL, standing TEXT NOT NULL, words TEXT NOT NULL,
        confidence DOUBLE PRECISION NOT NULL, evidence TEXT NOT NULL, act_words TEXT NOT NULL, party_words TEXT NOT NULL,
        why TEXT NOT NULL, rulings TEXT NOT NULL, PRIMARY KEY (reading, n))""",
    f"""CREATE TABLE corrected_meetings (
        {_KEY}, id TEXT NOT NULL, name TEXT, date_from TEXT, date_to TEXT, date_words TEXT, place TEXT,
        participants TEXT NOT NULL, format TEXT, status TEXT NOT NULL, evidence TEXT NOT NULL, PRIMARY KEY (reading, n))""",
    f"""CREATE TABLE corrected_silences (
        {_KEY}, party TEXT NOT NULL, issue TEXT, evidence TEXT NOT NULL, PRIMARY KEY (reading, n))""",
    "CREATE INDEX corrected_actors_id ON corrected_actors (id)",
    "CREATE INDEX corrected_attributions_id ON corrected_attributions (id)",
    "CREATE INDEX corrected_claims_id ON corrected_claims (id)",
    # With the reading, for `corrections`, which asks for the first that names somebody.
    "DROP INDEX actors_id",
    "CREATE INDEX actors_id ON actors (id, reading)",
)


def _number(expression: str, name: str) -> str:
    """Cast: so that SQLite finds it where a program asks with the text '1', as Datasette does."""
    return f"CAST({expression} AS INTEGER) AS {name}"


_LATEST = "NOT EXISTS (SELECT 1 FROM readings later WHERE later.supersedes = l.seq)"
_AS_READ = f"{_LATEST} AND NOT EXISTS (SELECT 1 FROM corrected x WHERE x.reading = l.seq)"
_FORGOTTEN = _number(
    "CASE WHEN EXISTS (SELECT 1 FROM tombstones t WHERE t.report = l.report) THEN 1 ELSE 0 END", "forgotten"
)


def _view(name: str, columns: str, base: str, rulings: bool = False) -> str:
    """`base` with `*` before the name of each table of what was read: as read, and beside it as people corrected it."""
    read = f"SELECT {columns.replace('RULINGS', _NONE)} FROM {base} WHERE {_AS_READ}"
    own = columns.replace("RULINGS", "o.rulings") if rulings else columns
    corrected = f"SELECT {own} FROM {base}"
    return f"CREATE VIEW {name} AS {read.replace('*', '')} UNION ALL {corrected.replace('*', 'corrected_')}"


_NONE = "'[]'"
_REPORT = "l.report, r.outlet, r.title, r.published, r.known_on"
_OF = "o JOIN readings l ON l.seq = o.reading JOIN reports r ON r.id = l.report"


def _name(actor: str) -> str:
    return f"(SELECT a.name FROM *actors a WHERE a.reading = o.reading AND a.id = {actor} ORDER BY a.n LIMIT 1)"


def _party() -> str:
    return "(SELECT a.party FROM *actors a WHERE a.reading = o.reading AND a.id = o.speaker ORDER BY a.n LIMIT 1)"


def _party_name() -> str:
    return """(SELECT b.name FROM *actors a JOIN *actors b ON b.reading = a.reading AND b.id = a.party
        WHERE a.reading = o.reading AND a.id = o.speaker ORDER BY a.n, b.n LIMIT 1)"""


def _said(column: str) -> str:
    return f"(SELECT s.{column} FROM *attributions s WHERE s.reading = o.reading AND s.id = o.attribution LIMIT 1)"


# As `assessment.order.days`: the day of the innermost saying that has one, of a stretch of days the last.
_DAY = """coalesce((
    WITH RECURSIVE around (own, within, day) AS (
        SELECT s.id, s.within, coalesce(s.said_to, s.said_from) FROM *attributions s
        WHERE s.reading = o.reading AND s.id = o.attribution
        UNION
        SELECT s.id, s.within, coalesce(s.said_to, s.said_from) FROM around
        JOIN *attributions s ON s.reading = o.reading AND s.id = around.within WHERE around.day IS NULL)
    SELECT max(around.day) FROM around), r.published)"""

_COUNTED = """CASE WHEN x.reading IS NULL THEN (SELECT count(*) FROM claims c WHERE c.reading = l.seq)
            ELSE (SELECT count(*) FROM corrected_claims c WHERE c.reading = l.seq) END"""
_CORRECTED = "CASE WHEN x.reading IS NULL THEN 0 ELSE 1 END"
_REPORTS = f"""CREATE VIEW reports_now AS
    SELECT r.id, r.outlet, r.title, r.published, r.known_on, r.language, r.url, r.given_id, r.fetched, l.seq AS reading,
        l.read_at, run.version, l.unclear, {_number(_COUNTED, "claims")}, {_number(_CORRECTED, "corrected")},
        {_FORGOTTEN}, t.made_at AS forgotten_at, t.reason AS forgotten_why
    FROM reports r JOIN readings l ON l.report = r.id JOIN runs run ON run.id = l.run
    LEFT JOIN corrected x ON x.reading = l.seq LEFT JOIN tombstones t ON t.report = r.id
    WHERE {_LATEST}"""

_CLAIMS = _view(
    "claims_now",
    f"""o.id, {_REPORT}, {_DAY} AS day, o.party, {_name("o.party")} AS party_name, o.person,
    {_name("o.person")} AS person_name, o.act, p.plover, o.negated, o.strength, o.issue, o.terms, o.condition, o.toward,
    o.standing, {_number("CASE WHEN o.standing = 'own' THEN 1 ELSE 0 END", "own_words")}, o.chain, o.words, o.confidence,
    o.attribution, {_said("said_from")} AS said_from, {_said("said_to")} AS said_to, o.evidence, RULINGS AS rulings,
    {_FORGOTTEN}""",
    f"*claims {_OF} LEFT JOIN acts p ON p.act = o.act",
    rulings=True,
)
_ATTRIBUTIONS = _view(
    "attributions_now",
    f"""o.id, {_REPORT}, o.speaker, {_name("o.speaker")} AS speaker_name, {_party()} AS party,
    {_party_name()} AS party_name, o.source_words, o.cue_words, o.content_words, o.kind, o.mode, o.channel,
    o.said_from, o.said_to, nullif(o.said_words, '') AS said_words, o.within, o.confidence, RULINGS AS rulings, {_FORGOTTEN}""",
    f"*attributions {_OF}",
    rulings=True,
)
_MEETINGS = _view(
    "meetings_now",
    f"""o.id, {_REPORT}, o.name, o.status, o.date_from, o.date_to, nullif(o.date_words, '') AS date_words, o.place, o.format, o.participants,
    {_FORGOTTEN}""",
    f"*meetings {_OF}",
)
_SILENCES = _view(
    "silences_now",
    f"{_REPORT}, o.party, {_name('o.party')} AS party_name, o.issue, o.evidence, {_FORGOTTEN}",
    f"*silences {_OF}",
)
# What each report tells of an actor, one row a report and actor.
_TOLD = _view(
    "actors_of_reports",
    f"o.id, {_REPORT}, o.name, o.kind, o.party, o.role, o.iso3, o.plover, o.aliases, {_FORGOTTEN}",
    f"*actors {_OF}",
)
# Which report tells most of somebody, by the measure of `vocabulary.actor.united`; of equals the earliest.
_ACTORS = f"""CREATE VIEW actors_now AS
    SELECT id, name, kind, party, role, iso3, plover, reports, first_day, last_day FROM (
        SELECT a.*, min(a.known_on) OVER whole AS first_day, max(a.known_on) OVER whole AS last_day,
            {_number("count(*) OVER whole", "reports")},
            row_number() OVER (PARTITION BY a.id ORDER BY
                CASE WHEN a.kind = 'unnamed' THEN 1 ELSE 0 END,
                CASE WHEN a.party IS NULL THEN 0 ELSE 1 END + CASE WHEN a.role IS NULL THEN 0 ELSE 1 END
                    + CASE WHEN a.iso3 IS NULL AND a.plover IS NULL THEN 0 ELSE 1 END DESC,
                length(a.name) - length(replace(a.name, ' ', '')) DESC, a.known_on, a.report) AS place
        FROM actors_of_reports a WINDOW whole AS (PARTITION BY a.id)) told
    WHERE place = 1"""
_JUDGEMENTS = f"""CREATE VIEW judgements_now AS
    SELECT j.id, j.ruling, j.subject, j.value, j.who, j.made_at, j.note,
        {_number("CASE WHEN u.id IS NULL THEN 1 ELSE 0 END", "stands")},
        u.id AS undone_by, u.who AS undone_who, u.made_at AS undone_at
    FROM judgements j LEFT JOIN judgements u ON u.undoes = j.id WHERE j.ruling <> 'undo'"""
# The first and the last code point of a claim's evidence, "[[12,40],[52,60]]". Without the functions for JSON, which SQLite
# does not let the views of a file use that may be somebody else's (trusted_schema).
_SPANS = "trim(c.evidence, '[]')"
_FIRST = f"CAST(nullif(substr({_SPANS}, 1, length({_SPANS}) - length(ltrim({_SPANS}, '0123456789'))), '') AS INTEGER)"
_LAST = f"CAST(nullif(substr({_SPANS}, length(rtrim({_SPANS}, '0123456789')) + 1), '') AS INTEGER)"
# As `assessment.positions`.
_POSITIONS = f"""CREATE VIEW positions_now AS
    SELECT party, party_name, issue, standing, own_words, act AS stance, negated, strength, day AS as_of, id AS claim, terms,
        words, report, outlet FROM (
        SELECT c.*, row_number() OVER (PARTITION BY c.party, c.issue, c.own_words ORDER BY coalesce(c.day, '0001-01-01') DESC,
            coalesce({_FIRST}, -1) DESC, coalesce({_LAST}, -1) DESC, c.report DESC, c.id DESC) AS place
        FROM claims_now c JOIN acts ON acts.act = c.act AND acts.position = 1) latest
    WHERE place = 1"""

MADE: tuple[str, ...] = (
    *_TABLES, _REPORTS, _CLAIMS, _ATTRIBUTIONS, _MEETINGS, _SILENCES, _TOLD, _ACTORS, _JUDGEMENTS, _POSITIONS
)  # fmt: skip
