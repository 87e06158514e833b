"""The views show what answers show: on both databases, whatever people have ruled."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Float, Integer, LargeBinary, Text, inspect, select, text

from accords.assessment.order import days
from accords.assessment.positions import STANCES, positions
from accords.claims.build import Account
from accords.ledger import corrections
from accords.ledger import tables as t
from accords.ledger.judgement import Judgement
from accords.ledger.keep import add_judgements
from accords.ledger.ledger import Ledger
from accords.ledger.recall import read_accounts, read_judgements
from accords.ledger.ruled_claims import RULING
from accords.vocabulary import Misuse, Span
from accords.vocabulary.act import Act
from tests.ledger.accounts import RUN, account, accounts, read_again

Rows = list[dict[str, Any]]
LATER = replace(RUN, begun=RUN.begun + timedelta(days=1), version="0.1-synthetic")


def rows_of(ledger: Ledger, query: str, **values: object) -> Rows:
    with ledger.database.reading() as connection:
        return [dict(row) for row in connection.execute(text(query), values).mappings()]


def corrected(ledger: Ledger) -> dict[str, Rows]:
    """Everything that is worked out of the rulings."""
    kept = (t.SAME_AS, t.JUDGED_REPORTS, t.CORRECTED, *t.CORRECTED_READ)
    with ledger.database.reading() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()]
            for table in kept
        }


def in_order(rows: Iterable[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


# What the views have to show, worked out from the accounts as answers see them.


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def _of_report(one: Account, forgotten: set[str]) -> dict[str, Any]:
    report = one.report
    published = _iso(report.published)
    known_on = published or _iso(report.fetched.date() if report.fetched else None)
    own = {"report": report.id, "outlet": report.outlet, "title": report.title, "published": published}
    return {**own, "known_on": known_on, "forgotten": int(report.id in forgotten)}


def claims_shown(ruled: list[Account], forgotten: set[str]) -> Iterable[dict[str, Any]]:
    for one in ruled:
        day_of = days(one.sayings, {one.report.id: one.report.published})
        named = {actor.id: actor.name for actor in one.actors}
        said = {saying.id: saying.said_on for saying in one.sayings}
        for claim in one.claims:
            when = said.get(claim.attribution or "")
            yield {
                **_of_report(one, forgotten),
                "id": claim.id,
                "day": _iso(day_of(claim)),
                "party": claim.party,
                "party_name": named.get(claim.party),
                "person": claim.person,
                "person_name": named.get(claim.person or ""),
                "act": claim.act.value,
                "plover": claim.act.plover,
                "negated": int(claim.negated),
                "strength": claim.strength.value if claim.strength else None,
                "issue": claim.issue,
                "terms": claim.terms,
                "condition": claim.condition,
                "toward": json.dumps(list(claim.toward), separators=(",", ":")),
                "standing": claim.standing.value,
                "own_words": int(claim.standing == "own"),
                "chain": json.dumps(list(claim.chain), separators=(",", ":")),
                "words": claim.words,
                "confidence": claim.confidence,
                "attribution": claim.attribution,
                "said_from": _iso(when.start if when else None),
                "said_to": _iso(when.end if when else None),
                "evidence": json.dumps([list(span) for span in claim.evidence], separators=(",", ":")),
                "rulings": json.dumps(claim.why.get(RULING, [])),
            }


def attributions_shown(ruled: list[Account], forgotten: set[str]) -> Iterable[dict[str, Any]]:
    for one in ruled:
        actors = {actor.id: actor for actor in one.actors}
        for saying in one.sayings:
            speaker = actors.get(saying.speaker or "")
            party = speaker.party if speaker else None
            a, when = saying.attribution, saying.said_on
            yield {
                **_of_report(one, forgotten),
                "id": saying.id,
                "speaker": saying.speaker,
                "speaker_name": speaker.name if speaker else None,
                "party": party,
                "party_name": actors[party].name if party in actors else None,
                "source_words": saying.words.source,
                "cue_words": saying.words.cue,
                "content_words": saying.words.content,
                "kind": a.kind.value,
                "mode": a.mode.value,
                "channel": saying.channel,
                "said_from": _iso(when.start if when else None),
                "said_to": _iso(when.end if when else None),
                "said_words": when.words if when else None,
                "within": saying.within,
                "confidence": round(a.confidence, 3),
            }


def meetings_shown(ruled: list[Account], forgotten: set[str]) -> Iterable[dict[str, Any]]:
    for one in ruled:
        for meeting in one.meetings:
            yield {
                **_of_report(one, forgotten),
                "id": meeting.id,
                "name": meeting.name,
                "status": meeting.status.value,
                "date_from": _iso(meeting.date.start if meeting.date else None),
                "date_to": _iso(meeting.date.end if meeting.date else None),
                "date_words": meeting.date.words if meeting.date else None,
                "place": meeting.place,
                "format": meeting.format,
                "participants": json.dumps(list(meeting.participants), separators=(",", ":")),
            }


def silences_shown(ruled: list[Account], forgotten: set[str]) -> Iterable[dict[str, Any]]:
    for one in ruled:
        named = {actor.id: actor.name for actor in one.actors}
        for silence in one.silences:
            yield {
                **_of_report(one, forgotten),
                "party": silence.party,
                "party_name": named.get(silence.party),
                "issue": silence.issue,
                "evidence": json.dumps([list(span) for span in silence.evidence], separators=(",", ":")),
            }


def actors_shown(ruled: list[Account], forgotten: set[str]) -> Iterable[dict[str, Any]]:
    for one in ruled:
        for actor in one.actors:
            yield {
                **_of_report(one, forgotten),
                "id": actor.id,
                "name": actor.name,
                "kind": actor.kind.value,
                "party": actor.party,
                "role": actor.role,
                "iso3": actor.codes.get("iso3"),
                "plover": actor.codes.get("plover"),
                "aliases": json.dumps(list(actor.aliases), separators=(",", ":"), ensure_ascii=False),
            }


SHOWN: dict[str, Callable[[list[Account], set[str]], Iterable[dict[str, Any]]]] = {
    "claims_now": claims_shown,
    "attributions_now": attributions_shown,
    "meetings_now": meetings_shown,
    "silences_now": silences_shown,
    "actors_of_reports": actors_shown,
}


def assert_views_show_what_answers_show(ledger: Ledger) -> None:
    ruled = list(ledger.accounts(texts=False))
    forgotten = {stone.report for stone in ledger.tombstones()}
    for view, shown in SHOWN.items():
        expected = list(shown(ruled, forgotten))
        found = rows_of(ledger, f"SELECT * FROM {view}")
        if view == "attributions_now":
            found = [{name: row[name] for name in row if name != "rulings"} for row in found]
        assert in_order(found) == in_order(expected), view
    published = {one.report.id: one.report.published for one in ruled}
    day_of = days((s for one in ruled for s in one.sayings), published)
    columns = "party, issue, stance, strength, standing, as_of, claim, negated"
    latest = rows_of(ledger, f"SELECT {columns} FROM positions_now")
    expected = [
        {name: told for name, told in position.to_json().items() if name in columns.split(", ")}
        | {"negated": int(position.negated)}
        for position in positions((c for one in ruled for c in one.claims), day_of)
    ]
    assert in_order(latest) == in_order(expected)
    counted = {row["id"]: row["claims"] for row in rows_of(ledger, "SELECT id, claims FROM reports_now")}
    assert counted == {one.report.id: len(one.claims) for one in ruled}
    told = {actor.id for one in ruled for actor in one.actors}
    assert sorted(row["id"] for row in rows_of(ledger, "SELECT id FROM actors_now")) == sorted(told)


def assert_nothing_is_stale(ledger: Ledger) -> None:
    """What was brought up to date step by step is what is worked out anew of the whole ledger."""
    before = corrected(ledger)
    with ledger.database.writing() as connection:
        corrections.rebuild(connection)
    after = corrected(ledger)
    assert {name: in_order(rows) for name, rows in before.items()} == {
        name: in_order(rows) for name, rows in after.items()
    }


# Random rulings.


def rule_at_random(ledger: Ledger, chance: Random) -> None:
    """One ruling of a kind drawn by chance, or an undoing, on something that was read."""
    read = list(ledger.accounts(texts=False, as_read=True))
    one = chance.choice([some for some in read if some.claims and some.sayings])
    claim, saying = chance.choice(one.claims), chance.choice(one.sayings)
    ids = sorted({actor.id for some in read for actor in some.actors})
    people = [own for own in ids if "-" in own]
    who = chance.choice(people)
    states = [own for own in ids if own not in people]
    party = chance.choice(states)
    other = chance.choice([own for own in people if own != who])
    added = {"party": party, "act": chance.choice(list(Act)).value, "issue": "nuclear"}
    words = [
        list(span) for span in chance.choice([claim.evidence, saying.attribution.source, saying.attribution.content])
    ]
    brought = {"name": "Somebody Else", "id": f"somebody-{chance.randrange(3)}", "kind": "person", "party": "kasmere"}
    options: list[tuple[str, str, dict[str, object]]] = [
        ("right", claim.id, {}),
        ("misread", claim.id, {}),
        ("right", saying.id, {}),
        ("misread", saying.id, {}),
        ("misread", one.meetings[0].id, {}),
        ("act", claim.id, {"act": chance.choice(list(Act)).value}),
        ("issue", claim.id, {"issue": "nuclear"}),
        ("strength", claim.id, {"strength": "possible"}),
        ("party", claim.id, {"party": party}),
        ("party", claim.id, {"party": "a-new-bloc", "name": "A New Bloc", "kind": "bloc"}),
        ("re-attribute", claim.id, {"speaker": chance.choice(people)}),
        ("re-attribute", saying.id, {"speaker": None}),
        ("re-attribute", saying.id, {"speaker": "nina-new", "name": "Nina New", "party": "norland"}),
        ("same actor", who, {"other": other}),
        ("same actor", party, {"other": chance.choice(states)}),
        ("not the same", who, {"other": other}),
        ("split", who, {**brought, "reports": [one.report.id]}),
        ("split", claim.chain[0] if claim.chain else who, {**brought, "claims": [claim.id]}),
        ("claim", one.report.id, {**added, "words": words}),
        (
            "claim",
            one.report.id,
            {**added, "words": words, "attribution": saying.id, "toward": [other], "negated": True},
        ),
        ("note", claim.id, {}),
    ]
    for row in (j.value["read"] for j in ledger.judgements() if j.ruling == "claim"):
        options += [("misread", row["id"], {}), ("act", row["id"], {"act": "commit"})]
    undone = {j.subject for j in ledger.judgements() if j.ruling == "undo"}
    standing = [j.id for j in ledger.judgements() if j.ruling != "undo" and j.id not in undone]
    if standing and chance.random() < 0.25:
        options = [("undo", chance.choice(standing), {})]
    ruling, subject, value = chance.choice(options)
    try:
        ledger.rule(ruling, subject, value, who="R. Reader", note=f"{chance.random()}")
    except Misuse as refused:
        # Whoever is drawn twice; what was added already, or taken back; a report that was forgotten.
        expected = (
            "another id than that of the subject",
            "which is there already",
            "which was set aside",
            "no id",
            "whose text is not here",
        )
        assert any(words in str(refused) for words in expected), refused


@pytest.mark.parametrize("seed", (1, 7, 20))
def test_views_show_what_answers_show_after_random_rulings(place: str, seed: int) -> None:
    chance = Random(seed)
    with Ledger.new(place) as ledger:
        read = list(accounts(4, seed, paragraphs=4))
        ledger.add(read, RUN)
        for step in range(12):
            rule_at_random(ledger, chance)
            if step % 4 == 3:
                again = read_again(chance.choice(read))
                fewer = replace(again, claims=again.claims[chance.randrange(2) :])
                ledger.add([fewer, account(100 + step, seed, paragraphs=4)], LATER)
            if step % 4 == 3:
                assert_views_show_what_answers_show(ledger)
                assert_nothing_is_stale(ledger)
        ledger.forget(read[0].report.id, reason="asked to", who="R. Reader")
        assert_views_show_what_answers_show(ledger)
        assert_nothing_is_stale(ledger)


def test_without_rulings_the_views_show_the_latest_readings(place: str) -> None:
    with Ledger.new(place) as ledger:
        first, second = account(1), account(2)
        ledger.add([first, second], RUN)
        ledger.add([read_again(first)], LATER)
        assert_views_show_what_answers_show(ledger)
        versions = {row["id"]: row["version"] for row in rows_of(ledger, "SELECT id, version FROM reports_now")}
        assert versions == {first.report.id: "0.1-synthetic", second.report.id: "0.0-synthetic"}
        assert not any(corrected(ledger).values())


def test_a_ruling_is_seen_at_once_and_undone_again(place: str) -> None:
    with Ledger.new(place) as ledger:
        one = account(1)
        ledger.add([one], RUN)
        claim = one.claims[0]
        query = "SELECT issue, rulings, negated FROM claims_now WHERE id = :id"
        before = rows_of(ledger, query, id=claim.id)
        assert before == [{"issue": claim.issue, "rulings": "[]", "negated": 0}]
        made = ledger.rule("issue", claim.id, {"issue": "nuclear"}, who="R. Reader")
        assert rows_of(ledger, query, id=claim.id) == [
            {"issue": "nuclear", "rulings": json.dumps([made.id]), "negated": 0}
        ]
        ledger.rule("undo", made.id, who="S. Senior")
        assert rows_of(ledger, query, id=claim.id) == before
        assert not corrected(ledger)["corrected"]


def test_a_claim_set_aside_is_gone_from_the_view_and_stays_in_the_table(place: str) -> None:
    with Ledger.new(place) as ledger:
        one = account(1)
        ledger.add([one], RUN)
        gone = one.claims[0].id
        ledger.rule("misread", gone, who="R. Reader")
        assert rows_of(ledger, "SELECT id FROM claims_now WHERE id = :id", id=gone) == []
        assert rows_of(ledger, "SELECT id FROM claims WHERE id = :id", id=gone) == [{"id": gone}]


def test_an_attribution_names_the_rulings_on_it_and_on_the_claims_in_it(place: str) -> None:
    with Ledger.new(place) as ledger:
        one = account(1)
        ledger.add([one], RUN)
        claim = one.claims[0]
        who = next(actor.id for actor in one.actors if actor.role and actor.id != claim.person)
        on_claim = ledger.rule("re-attribute", claim.id, {"speaker": who}, who="R. Reader")
        on_saying = ledger.rule("right", claim.attribution or "", who="R. Reader")
        query = "SELECT speaker, rulings FROM attributions_now WHERE id = :id"
        [row] = rows_of(ledger, query, id=claim.attribution)
        assert row == {"speaker": who, "rulings": json.dumps(sorted([on_claim.id, on_saying.id]))}


def test_one_who_is_united_with_another_is_one_actor_in_reports_old_and_new(place: str) -> None:
    with Ledger.new(place) as ledger:
        read = list(accounts(12))
        ledger.add(read[:6], RUN)
        kept, given_up = "norland", "vestria"
        ledger.rule("same actor", kept, {"other": given_up}, who="R. Reader")
        ledger.add(read[6:], RUN)
        assert rows_of(ledger, "SELECT party FROM claims_now WHERE party = :id", id=given_up) == []
        assert rows_of(ledger, "SELECT id FROM actors_now WHERE id = :id", id=given_up) == []
        naming = {one.report.id for one in read if {kept, given_up} & {actor.id for actor in one.actors}}
        [counted] = rows_of(ledger, "SELECT reports, first_day, last_day FROM actors_now WHERE id = :id", id=kept)
        published = sorted(str(one.report.published) for one in read if one.report.id in naming)
        assert counted == {"reports": len(naming), "first_day": published[0], "last_day": published[-1]}
        assert rows_of(ledger, "SELECT * FROM same_as WHERE id = :id", id=given_up) == [
            {"id": given_up, "stands_for": kept}
        ]
        assert_views_show_what_answers_show(ledger)
        assert_nothing_is_stale(ledger)


def test_a_speaker_whom_a_later_report_first_tells_of_is_known_from_then_on(place: str) -> None:
    with Ledger.new(place) as ledger:
        one, later = account(1), account(2)
        new = next(a for a in later.actors if a.role and a.id not in {actor.id for actor in one.actors})
        ledger.add([one], RUN)
        saying = one.sayings[0].id
        ledger.rule("re-attribute", saying, {"speaker": new.id, "name": "M. Holt"}, who="R. Reader")
        query = "SELECT speaker, speaker_name, party FROM attributions_now WHERE id = :id"
        assert rows_of(ledger, query, id=saying) == [{"speaker": new.id, "speaker_name": "M. Holt", "party": None}]
        ledger.add([later], RUN)
        assert rows_of(ledger, query, id=saying) == [{"speaker": new.id, "speaker_name": new.name, "party": new.party}]
        assert_nothing_is_stale(ledger)


def test_a_ruling_on_a_claim_looks_at_its_report_alone(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[list[str]] = []
    reading = read_accounts

    def noted(connection: Any, *, reports: Any, texts: bool) -> Any:
        looked_at.append(list(reports))
        return reading(connection, reports=reports, texts=texts)

    monkeypatch.setattr(corrections, "read_accounts", noted)
    with Ledger.new(place) as ledger:
        read = list(accounts(10, paragraphs=3))
        ledger.add(read, RUN)
        ruled = next(one for one in read if one.claims)
        ledger.rule("right", ruled.claims[0].id, who="R. Reader")
        ledger.add(list(accounts(10, 1, paragraphs=3)), RUN)
        ledger.add([read_again(ruled)], LATER)
    assert looked_at == [[ruled.report.id], [ruled.report.id]]


def test_judgements_tell_whether_they_stand_and_who_undid_them(place: str) -> None:
    with Ledger.new(place) as ledger:
        one = account(1)
        ledger.add([one], RUN)
        stands = ledger.rule("right", one.claims[0].id, who="R. Reader", note="checked")
        undone = ledger.rule("misread", one.claims[1].id, who="R. Reader")
        undoing = ledger.rule("undo", undone.id, who="S. Senior")
        found = rows_of(ledger, "SELECT id, ruling, who, note, stands, undone_by, undone_who FROM judgements_now")
        assert {row["id"]: row for row in found} == {
            stands.id: {
                "id": stands.id, "ruling": "right", "who": "R. Reader", "note": "checked", "stands": 1,
                "undone_by": None, "undone_who": None,
            },
            undone.id: {
                "id": undone.id, "ruling": "misread", "who": "R. Reader", "note": None, "stands": 0,
                "undone_by": undoing.id, "undone_who": "S. Senior",
            },
        }  # fmt: skip
        [mark] = rows_of(ledger, "SELECT report FROM judged_reports WHERE judgement = :id", id=stands.id)
        assert mark == {"report": one.report.id}


def test_what_rests_on_a_forgotten_report_is_marked_and_has_no_words_of_it(place: str) -> None:
    with Ledger.new(place) as ledger:
        one, other = account(1), account(2)
        ledger.add([one, other], RUN)
        ledger.rule("issue", one.claims[0].id, {"issue": "nuclear"}, who="R. Reader")
        ledger.forget(one.report.id, reason="asked by the outlet", who="R. Reader")
        [row] = rows_of(ledger, "SELECT forgotten, forgotten_why FROM reports_now WHERE id = :id", id=one.report.id)
        assert row == {"forgotten": 1, "forgotten_why": "asked by the outlet"}
        marks = rows_of(ledger, "SELECT report, forgotten, words, terms FROM claims_now")
        assert {(row["report"], row["forgotten"]) for row in marks} == {(one.report.id, 1), (other.report.id, 0)}
        assert {row["words"] + row["terms"] for row in marks if row["forgotten"]} == {""}
        assert [row["issue"] for row in rows_of(
            ledger, "SELECT issue FROM claims_now WHERE id = :id", id=one.claims[0].id
        )] == ["nuclear"]  # fmt: skip
        for name, rows in corrected(ledger).items():
            assert not any(claim.words in json.dumps(rows, ensure_ascii=False) for claim in one.claims), name


def test_the_day_of_a_claim_is_that_of_the_innermost_saying_that_has_one(place: str) -> None:
    with Ledger.new(place) as ledger:
        read = [account(n) for n in range(30)]
        assert any(s.within and not s.said_on for one in read for s in one.sayings)
        dated = []
        for one in read:
            outer = {s.within for s in one.sayings if s.within}
            day = next((s.said_on for s in one.sayings if s.said_on), None)
            sayings = tuple(replace(s, said_on=day) if s.id in outer else s for s in one.sayings)
            dated.append(replace(one, sayings=sayings))
        ledger.add(dated, RUN)
        assert_views_show_what_answers_show(ledger)


def test_of_two_claims_of_one_day_the_position_is_that_which_stands_later_in_the_report(place: str) -> None:
    """Also where its evidence is in two pieces, or is nowhere."""
    with Ledger.new(place) as ledger:
        one = account(1)
        places = [(Span(200, 240),), (Span(9, 20), Span(90, 95)), (Span(9, 20), Span(100, 104)), ()]
        claims = tuple(
            replace(one.claims[0], id=f"c{n}", act=Act.WANT, attribution=None, evidence=evidence)
            for n, evidence in enumerate(places)
        )
        for kept in (claims, claims[1:], claims[3:]):
            ledger.add([replace(one, claims=kept)], RUN)
            assert_views_show_what_answers_show(ledger)


def test_rulings_are_kept_or_refused_together_with_what_they_change(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("no more")

    with Ledger.new(place) as ledger:
        one = account(1)
        ledger.add([one], RUN)
        monkeypatch.setattr(corrections, "_mark_same", broken)
        with pytest.raises(RuntimeError, match="no more"):
            ledger.rule("right", one.claims[0].id, who="R. Reader")
        assert ledger.judgements() == ()
        assert not any(corrected(ledger).values())


def test_many_rulings_at_once_come_to_the_same_as_one_by_one(new_place: Callable[[], str]) -> None:
    chance, read = Random(5), list(accounts(4, paragraphs=4))
    with Ledger.new(new_place()) as slow, Ledger.new(new_place()) as fast:
        for ledger in (slow, fast):
            ledger.add(read, RUN)
        for _ in range(12):
            rule_at_random(slow, chance)
        made: tuple[Judgement, ...] = slow.judgements()
        with fast.database.writing() as connection:
            add_judgements(connection, made, fast.name)
            assert read_judgements(connection) == made
        kept, same = corrected(slow), corrected(fast)
        readings = {row["report"]: row["reading"] for row in kept["corrected"]}
        assert readings == {row["report"]: row["reading"] for row in same["corrected"]}
        assert {name: in_order(rows) for name, rows in kept.items()} == {
            name: in_order(rows) for name, rows in same.items()
        }


# The tables.


def test_the_tables_of_a_ledger_are_those_that_queries_name(place: str) -> None:
    kinds = {Text: ("TEXT",), Integer: ("INTEGER",), Float: ("DOUBLE", "REAL"), LargeBinary: ("BLOB", "BYTEA")}
    with Ledger.new(place) as ledger, ledger.database.reading() as connection:
        looked = inspect(connection)
        for table in t.METADATA.tables.values():
            found = {column["name"]: str(column["type"]).upper() for column in looked.get_columns(table.name)}
            if table is t.TEXTS:
                found.pop("search", None)  # the column that PostgreSQL fills by itself
            assert list(found) == [column.name for column in table.columns], table.name
            for column in table.columns:
                assert found[column.name].startswith(kinds[type(column.type)]), f"{table.name}.{column.name}"
            key = looked.get_pk_constraint(table.name)["constrained_columns"]
            assert key == [column.name for column in table.primary_key], table.name
        search = {"search", *(f"search_{part}" for part in ("config", "content", "data", "docsize", "idx"))}
        assert set(looked.get_table_names()) - search == set(t.METADATA.tables)


def test_the_table_of_acts_is_the_list_of_acts(place: str) -> None:
    with Ledger.new(place) as ledger:
        found = {row["act"]: (row["plover"], row["position"]) for row in rows_of(ledger, "SELECT * FROM acts")}
    assert found == {act.value: (act.plover, int(act in STANCES)) for act in Act}


def test_numbers_are_found_by_programs_that_ask_with_text(tmp_path: Path) -> None:
    """Datasette hands over '1' of an address as it is."""
    with Ledger.new(tmp_path / "talks.ledger") as ledger:
        one = account(1)
        ledger.add([one], RUN)
        ledger.rule("right", one.claims[0].id, who="R. Reader")
        own = rows_of(ledger, "SELECT id FROM claims_now WHERE own_words = :one", one="1")
        assert len(own) == sum(claim.standing == "own" for claim in one.claims)
        for view, column in (("reports_now", "corrected"), ("judgements_now", "stands"), ("actors_now", "reports")):
            assert rows_of(ledger, f"SELECT {column} FROM {view} WHERE {column} = :one", one="1"), view
        assert not rows_of(ledger, "SELECT id FROM claims_now WHERE forgotten = :one", one="1")


# The page about them.

PAGE = (Path(__file__).parents[2] / "docs/reference/ledger.md").read_text("utf-8")


def on_the_page() -> dict[str, list[str]]:
    """Table or view -> the columns that its section lists."""
    sections = re.split(r"^### ", PAGE, flags=re.M)[1:]
    return {section.split("\n", 1)[0]: re.findall(r"^\| `(\w+)` \|", section, flags=re.M) for section in sections}


def test_every_column_of_every_table_and_view_has_its_line_on_the_page(place: str) -> None:
    listed = on_the_page()
    with Ledger.new(place) as ledger, ledger.database.reading() as connection:
        looked = inspect(connection)
        names = {*t.METADATA.tables, *looked.get_view_names()}
        assert set(listed) == names
        for name in sorted(names):
            columns = [column["name"] for column in looked.get_columns(name)]
            base = name.removeprefix("corrected_")
            if base != name:
                assert f"The columns of `{base}`" in PAGE
                columns = [column for column in columns if column not in t.METADATA.tables[base].columns]
            elif name == "texts":
                columns = [column for column in columns if column != "search"]
            assert listed[name] == columns, name


def test_the_queries_of_the_page_are_answered_by_both_databases(place: str) -> None:
    queries = re.findall(r"```sql\n(.*?);\n```", PAGE, flags=re.S)
    assert len(queries) == 3
    with Ledger.new(place) as ledger:
        one = account(1)
        ledger.add([one], RUN)
        ledger.rule("misread", one.claims[0].id, who="R. Reader")
        answers = [rows_of(ledger, query) for query in queries]
    assert [row["shown"] for row in answers[2]] == [0]
