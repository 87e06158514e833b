"""A ledger as a dossier and back: complete, also with rulings; dossiers of other programs; a part of a dossier."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accords.claims.accounts import accounts_of
from accords.claims.build import Account
from accords.claims.meeting import Meeting, MeetingStatus
from accords.ledger.entry import Head, Run
from accords.ledger.exchange import write_log
from accords.ledger.judgement import Judgement, Ruling
from accords.ledger.ledger import Ledger
from accords.ledger.whole import read_whole
from accords.presentation.dossier import Dossier
from accords.presentation.dossier_export import (
    FileForm,
    dossier_of,
    export_json,
    import_dossier,
    import_file,
    load_any,
    select,
)
from accords.presentation.explain import explain
from accords.presentation.page import page
from accords.presentation.screen import Screen
from accords.presentation.terminal import terminal
from accords.vocabulary import Misuse, Span, When
from tests.ledger.accounts import FETCHED, RUN, account, accounts, read_again
from tests.ledger.test_exchange import STEPS, grown

LATER = Run(FETCHED + timedelta(days=1), "0.1-synthetic", "d" * 64, "b" * 64)
AT = datetime(2031, 3, 2, 7, 0, tzinfo=UTC)


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[[], Ledger]]:
    """One more ledger, in a file: both databases are asked in tests/ledger, and what is asked here is no matter of theirs."""
    made: list[Ledger] = []

    def new() -> Ledger:
        made.append(Ledger.new(tmp_path / f"{len(made)}.ledger"))
        return made[-1]

    yield new
    for ledger in made:
        ledger.close()


def through(form: object) -> Any:
    """The form as it comes out of a file."""
    return json.loads(json.dumps(form))


def take(ledger: Ledger, form: object, **options: Any) -> Any:
    done, faults = import_dossier(ledger, through(form), "d.json", **options)
    assert faults == done.faults("d.json")
    return done


def bodies(ledger: Ledger) -> list[Account]:
    """As read, without rulings: texts and all."""
    return list(ledger.accounts(as_read=True))


def filled(ledger: Ledger) -> Ledger:
    """Four reports, one read anew; two are ruled on, one ruling undone; two actors are one; one report is forgotten."""
    four = list(accounts(4))
    ledger.add(four, RUN, read_at=AT)
    ledger.add([read_again(four[1])], LATER, read_at=AT + timedelta(days=1))
    ledger.rule("act", four[0].claims[0].id, {"act": "reject"}, who="Ines")
    undone = ledger.rule("strength", four[2].claims[0].id, {"strength": "possible"}, who="Omar")
    ledger.rule("undo", undone.id, who="Ines")
    ledger.forget(four[3].report.id, reason="asked by its author", who="Ines")
    return ledger


def test_a_rebuilt_ledger_says_the_same(make: Callable[[], Ledger]) -> None:
    ledger, other = filled(make()), make()
    done = take(other, export_json(ledger))
    assert dossier_of(other) == dossier_of(ledger)
    assert bodies(other) == bodies(ledger), "and under the rulings lies what was read"
    assert other.judgements() == ledger.judgements() and other.tombstones() == ledger.tombstones()
    assert (done.reports, done.readings, done.judgements, done.tombstones) == (4, 4, 3, 1)
    assert list(other.check()) == []
    assert export_json(other)["reports"] == export_json(ledger)["reports"]


def test_it_also_says_the_same_once_a_ruling_is_undone(make: Callable[[], Ledger]) -> None:
    ledger, other = filled(make()), make()
    take(other, export_json(ledger))
    ruling = ledger.judgements()[0]
    before = dossier_of(other)
    for one in (ledger, other):
        one.judge(Judgement(Ruling.UNDO, ruling.id, "Omar", AT))
    assert dossier_of(other) == dossier_of(ledger) != before
    assert dossier_of(other).claim_by_id[ruling.subject].act.value != "reject"


def test_the_past_and_single_reports_are_told_alike(make: Callable[[], Ledger]) -> None:
    ledger, other = make(), make()
    ledger.add(list(accounts(12)), RUN)
    take(other, export_json(ledger))
    for day in (date(2029, 1, 3), date(2029, 1, 8)):
        assert dossier_of(other, as_of=day) == dossier_of(ledger, as_of=day)
    for read in ledger.accounts():
        assert list(other.accounts(reports=[read.report.id])) == [read], "what other reports know of an actor stays out"


def test_reports_count_as_read_by_the_run_that_read_them(make: Callable[[], Ledger]) -> None:
    ledger, other = filled(make()), make()
    take(other, export_json(ledger))
    ids = [read.report.id for read in accounts(3)]
    assert other.known(ids, how=LATER.how) == {ids[1]} == ledger.known(ids, how=LATER.how)


def test_a_dossier_without_a_ledger_is_kept_as_an_import(make: Callable[[], Ledger]) -> None:
    ledger = make()
    take(ledger, Dossier.of(accounts(2)).to_json(), version="0.3")
    run, at = next(iter(read_whole(ledger.database).made.values()))
    assert (run.source, run.version, run.weights) == ("import", "0.3", "unknown") and at == run.begun


def test_a_second_time_adds_nothing(make: Callable[[], Ledger]) -> None:
    ledger, other = filled(make()), make()
    for form in (export_json(ledger), Dossier.of(accounts(3, first=20)).to_json()):
        take(other, form)
        head = other.head()
        done = take(other, form)
        assert other.head() == head and done.reports == done.readings == done.judgements == done.tombstones == 0


def test_texts_left_out_are_null_and_words_stay(make: Callable[[], Ledger]) -> None:
    ledger, other = filled(make()), make()
    form = export_json(ledger, text=False)
    first = account(0).report.text.splitlines()[0]
    assert first not in json.dumps(form, ensure_ascii=False)
    assert [row["text"] for row in form["reports"]] == [None] * 4  # type: ignore[attr-defined]
    take(other, form)
    kept, said = dossier_of(other), dossier_of(ledger)
    for name in ("actors", "attributions", "claims", "meetings", "silences", "commitments", "positions", "disputes"):
        assert getattr(kept, name) == getattr(said, name), name
    assert [row.id for row in kept.reports] == [row.id for row in said.reports]
    assert export_json(other, text=False)["ledger"] != {} and list(other.check()) == []


def test_every_rendering_takes_a_dossier_without_texts(make: Callable[[], Ledger], claimed: Dossier) -> None:
    ledger = make()
    take(ledger, claimed.to_json())
    form = export_json(ledger, text=False)
    bare = Dossier.from_json(through(form))
    assert bare.to_json()["claims"] == form["claims"]
    shown = "\n".join(terminal(bare, screen=Screen(100, False)))
    assert "text not here" in shown and "0 words" not in shown
    html = page(bare)
    assert "was left out, or forgotten" in html
    with_text = Dossier.from_json(through(export_json(ledger)))
    for own in with_text.kind_by_id:
        told = "\n".join(explain(bare, own).lines(100))
        assert "line 0" not in told and "“”" not in told
    for claim in bare.claims:
        assert claim.words.split()[0] in html and claim.words in explain(bare, claim.id).to_json()["evidence"]["words"]  # type: ignore[index]
    for saying in bare.attributions:
        assert explain(bare, saying.id).to_json()["content"]["words"]  # type: ignore[index]


def test_a_forgotten_report_is_shown_without_its_words(make: Callable[[], Ledger]) -> None:
    ledger = filled(make())
    said = dossier_of(ledger)
    gone = account(3).report
    shown = "\n".join(terminal(said, screen=Screen(100, False))) + page(said)
    assert said.report_by_id[gone.id].text == ""
    assert not any(claim.words in shown for claim in account(3).claims)


def test_what_was_forgotten_elsewhere_is_forgotten_here_and_told(make: Callable[[], Ledger]) -> None:
    ledger, other = filled(make()), make()
    gone = account(3).report.id
    other.add([account(3)], RUN)
    _, faults = import_dossier(other, through(export_json(ledger)), "d.json")
    assert other.text(gone) is None and [stone.report for stone in other.tombstones()] == [gone]
    assert any(gone in fault.place and "gone from this ledger" in fault.remedy for fault in faults)
    assert list(other.check()) == []


def meeting_in_two() -> list[Account]:
    """Two reports of one meeting, as the later one tells it: it was held, and a third was there."""
    one, two = accounts(2)
    place = one.meetings[0].evidence[0][1]
    own, other = one.report.id, two.report.id
    first = Meeting(
        "m1", None, When.day(date(2029, 1, 1)), "Harbourg", ("norland",), None, MeetingStatus.PLANNED, ((own, place),)
    )
    second = Meeting(
        "m1", "the Harbourg talks", None, "Dalum", ("vestria", "norland"), "video", MeetingStatus.HELD,
        ((other, Span(0, 4)),),
    )  # fmt: skip
    return [replace(one, meetings=(first,)), replace(two, meetings=(second, *two.meetings))]


def test_a_meeting_of_several_reports_is_one(make: Callable[[], Ledger]) -> None:
    pair = meeting_in_two()
    (meeting, *_) = Dossier.of(pair).meetings
    assert [m.id for m in Dossier.of(pair).meetings].count("m1") == 1
    assert (meeting.name, meeting.place, meeting.format) == ("the Harbourg talks", "Harbourg", "video")
    assert meeting.status is MeetingStatus.HELD and meeting.date == When.day(date(2029, 1, 1))
    assert meeting.participants == ("norland", "vestria")
    assert [report for report, _ in meeting.evidence] == [read.report.id for read in pair]
    assert Dossier.of(reversed(pair)).meetings[0].status is MeetingStatus.HELD, (
        "the later report, whenever it was added"
    )


def test_a_meeting_of_several_reports_goes_to_each_with_its_own_evidence(make: Callable[[], Ledger]) -> None:
    pair = meeting_in_two()
    read, faults = accounts_of(through(Dossier.of(pair).to_json()), "d.json")
    assert not faults
    assert [[m.evidence for m in one.meetings if m.id == "m1"] for one in read] == [
        [m.evidence for m in one.meetings if m.id == "m1"] for one in pair
    ]
    assert Dossier.of(read) == Dossier.of(pair)
    ledger, other = make(), make()
    ledger.add(pair, RUN)
    take(other, export_json(ledger))
    assert bodies(other) == bodies(ledger), "each as its own report tells it"


def test_a_meeting_without_evidence_is_kept_where_it_can_only_be_of_one_report(make: Callable[[], Ledger]) -> None:
    one, two = accounts(2)
    bare = replace(one, meetings=(replace(one.meetings[0], evidence=()),))
    (read,), faults = accounts_of(through(Dossier.of([bare]).to_json()), "d.json")
    assert not faults and read.meetings == bare.meetings
    read_two, (fault,) = accounts_of(through(Dossier.of([bare, two]).to_json()), "d.json")
    assert read_two[0].meetings == () and fault.place == "d.json: meetings[0].evidence"
    assert "nothing is kept without" in fault.accepted
    ledger, other = make(), make()
    ledger.add([bare, two], RUN)
    take(other, export_json(ledger))
    assert bodies(other) == bodies(ledger), "a ledger says where it stood"


# As another program may write it: what only it could know is left out or null.
def other_program() -> dict[str, Any]:
    text = "“We accept the plan,” said Ana Kos of Norland.\nVestria did not comment.\nThey meet on Friday."
    accept = text.index("We accept the plan")
    return {
        "format": "accords-dossier/1",
        "reports": [
            {"id": "r1", "text": text, "outlet": "Example Post", "published": "2029-02-01", "family": "r1"},
            {"id": "r2", "text": "Nothing new.", "family": "r2"},
        ],
        "actors": [
            {"id": "ana-kos", "name": "Ana Kos", "kind": None, "party": "norland"},
            {"id": "norland", "name": "Norland", "kind": None, "party": "norland"},
            {"id": "vestria", "name": "Vestria", "kind": "state", "party": "vestria"},
            {"id": "nobody", "name": "Nobody", "kind": None},
        ],
        "attributions": [
            {"id": "a1", "report": "r1", "speaker": "ana-kos", "kind": None, "mode": None,
             "content": [[accept, accept + 18]]},
        ],
        "claims": [
            {"id": "c1", "report": "r1", "attribution": "a1", "party": "norland", "person": "ana-kos", "act": "accept",
             "issue": "peace agreement", "standing": "own", "chain": ["ana-kos"], "evidence": [[accept, accept + 18]],
             "words": "We accept the plan"},
        ],
        "meetings": [
            {"id": "m1", "status": "planned", "participants": ["norland", "vestria"],
             "evidence": [{"report": "r1", "span": [text.index("They"), len(text)]}]},
        ],
        "commitments": [{"id": "k1", "debtor": "norland", "issue": "other", "status": None}],
        "positions": "none",
        "silences": [{"report": "r1", "party": "vestria", "issue": None}],
    }  # fmt: skip


def test_a_dossier_of_another_program_becomes_accounts() -> None:
    (one, two), faults = accounts_of(other_program(), "d.json")
    assert faults == []
    assert [actor.id for actor in one.actors] == ["ana-kos", "norland", "vestria"] and two.actors == ()
    assert [actor.kind.value for actor in one.actors] == ["person", "state", "state"]
    assert one.sayings[0].words.content == one.claims[0].words == "We accept the plan"
    assert (one.sayings[0].attribution.kind.value, one.silences[0].evidence) == ("assertion", ())
    assert one.meetings[0].evidence[0][0] == "r1"
    dossier = Dossier.of([one, two])
    assert [(row.party, row.stance.value) for row in dossier.positions] == [("norland", "accept")], "worked out anew"


LEFT_OUT: dict[str, tuple[Callable[[dict[str, Any]], object], str, str]] = {
    "words that are not the text's": (
        lambda d: d["claims"][0].update(words="We reject the plan"),
        "d.json: claims[0].words",
        "the text's own words at its spans: 'We accept the plan'",
    ),
    "words of a saying that are not the text's": (
        lambda d: d["attributions"][0].update(words={"source": "", "cue": "", "content": "We agree"}),
        "d.json: attributions[0].words.content",
        "We accept the plan",
    ),
    "a span beyond the text": (
        lambda d: d["claims"][0].update(evidence=[[0, 999]]),
        "d.json: claims[0].evidence[0]",
        "inside the report's text",
    ),
    "an act that is none": (lambda d: d["claims"][0].update(act="ponder"), "d.json: claims[0].act", "accept, agree"),
    "a claim of no report": (lambda d: d["claims"][0].update(report="r9"), "d.json: claims[0].report", "one of the file's"),
    "a row that is none": (lambda d: d["silences"].append(7), "d.json: silences[1]", "an object"),
    "an actor without a name": (lambda d: d["actors"][3].pop("name"), "d.json: actors[3].name", "a string"),
    "an id twice": (lambda d: d["claims"].append(dict(d["claims"][0])), "d.json: claims[1].id", "no other row"),
    "an actor twice": (lambda d: d["actors"].append(dict(d["actors"][0])), "d.json: actors[4].id", "no other row"),
    "a report twice": (lambda d: d["reports"].append(dict(d["reports"][1])), "d.json: reports[2].id", "no other report"),
    "a report without an id": (lambda d: d["reports"][1].update(id=""), "d.json: reports[1].id", "no other report"),
    "a report without text or digest": (lambda d: d["reports"][1].pop("text"), "d.json: reports[1].text", "one of them"),
    "a text that is another": (
        lambda d: d["reports"][1].update(text_sha256="0" * 64),
        "d.json: reports[1].text_sha256",
        "that of the text",
    ),
    "clauses below nought": (lambda d: d["reports"][1].update(unclear=-1), "d.json: reports[1].unclear", "from 0"),
}  # fmt: skip


@pytest.mark.parametrize("situation", LEFT_OUT)
def test_a_row_that_cannot_be_taken_is_left_out_with_its_place_and_the_rest_is_kept(situation: str) -> None:
    change, place, accepted = LEFT_OUT[situation]
    form = other_program()
    change(form)
    read, (fault,) = accounts_of(form, "d.json")
    assert fault.place == place and accepted in fault.accepted and "left out" in fault.remedy
    assert read[0].report.id == "r1" and read[0].meetings


def test_a_report_that_cannot_be_taken_goes_with_its_rows_and_is_told_once() -> None:
    form = other_program()
    form["reports"][0]["published"] = "soon"
    (read,), (fault,) = accounts_of(form, "d.json")
    assert read.report.id == "r2" and fault.place == "d.json: reports[0].published"
    assert "all that was read in it" in fault.remedy


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ([], "a dossier: an object with 'format'"),
        ({"format": "accords-dossier/2"}, "Read the reports anew"),
        ({"format": "accords-dossier/1", "reports": {}}, "a list, or null"),
        ({"format": "accords-dossier/1", "ledger": []}, "an object, or null"),
    ],
)
def test_what_is_no_dossier_is_refused_whole(form: object, words: str) -> None:
    with pytest.raises(Misuse, match=words):
        accounts_of(form, "d.json")


BAD_LEDGER: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "a run that was changed": (lambda told: told["runs"][0].update(version="9"), "ledger: runs[0].id"),
    "a reading by no run": (lambda told: told["readings"][0].update(run="r0"), "ledger: readings[0].run"),
    "a time that is none": (lambda told: told["readings"][0].update(read_at="soon"), "times as"),
    "a ruling that was changed": (lambda told: told["judgements"][0].update(who="Omar"), "ledger: judgements[0].id"),
    "a ruling that is none": (lambda told: told["judgements"][0].update(ruling="maybe"), "ledger: judgements[0]"),
    "a tombstone of nobody": (lambda told: told["tombstones"][0].pop("who"), "ledger: tombstones[0].who"),
}


@pytest.mark.parametrize("situation", BAD_LEDGER)
def test_a_changed_history_is_refused_and_nothing_is_kept(situation: str, make: Callable[[], Ledger]) -> None:
    change, words = BAD_LEDGER[situation]
    form = through(export_json(filled(make())))
    change(form["ledger"])
    other = make()
    with pytest.raises(Misuse) as refused:
        import_dossier(other, form, "d.json")
    assert words in str(refused.value)
    assert other.head() == Head()


def test_an_undoing_of_nothing_and_a_tombstone_of_nobody_are_faults(make: Callable[[], Ledger]) -> None:
    form = through(export_json(filled(make())))
    form["ledger"]["judgements"] = form["ledger"]["judgements"][2:]
    gone = account(3).report.id
    form["reports"] = [row for row in form["reports"] if row["id"] != gone]
    for name in ("claims", "attributions", "silences"):
        form[name] = [row for row in form[name] if row["report"] != gone]
    form["meetings"] = [row for row in form["meetings"] if row["evidence"][0]["report"] != gone]
    done, faults = import_dossier(make(), form, "d.json")
    assert [fault.place for fault in faults] == ["d.json: ledger.judgements[0]", "d.json: ledger.tombstones[0]"]
    assert done.reports == 3


def test_what_no_database_keeps_is_replaced_in_its_place(make: Callable[[], Ledger]) -> None:
    form = other_program()
    for row in form["reports"]:
        row["text"] = row["text"].replace("plan", "p\0an").replace("new", "\ud83dew")
    form["claims"][0].update(words="We accept the p\0an", terms="half \udc00", why={"a\0": ["\ud800"]})
    ledger = make()
    _, faults = import_dossier(ledger, through(form), "d.json")
    assert faults == ()
    one, two = ledger.accounts()
    assert "p\ufffdan" in one.report.text and two.report.text == "Nothing \ufffdew."
    assert (one.claims[0].words, one.claims[0].terms) == ("We accept the p\ufffdan", "half \ufffd")
    assert list(ledger.check()) == []


def test_lists_without_end_are_refused(make: Callable[[], Ledger]) -> None:
    deep: object = []
    for _ in range(5000):
        deep = [deep]
    form = other_program()
    form["claims"][0]["why"] = {"deep": deep}
    with pytest.raises(Misuse, match="without end"):
        accounts_of(form, "d.json")


def written(ledger: Ledger, folder: Path) -> dict[FileForm, Path]:
    log, dossier = folder / "talks.jsonl", folder / "talks.json"
    with log.open("wb") as file:
        write_log(ledger.database, file)
    dossier.write_text(json.dumps(export_json(ledger), indent=1), "utf-8")
    return {FileForm.LOG: log, FileForm.DOSSIER: dossier}


def test_a_file_is_told_by_its_first_bytes_and_taken(make: Callable[[], Ledger], tmp_path: Path) -> None:
    ledger = filled(make())
    for form, path in written(ledger, tmp_path).items():
        with load_any(path) as (found, _):
            assert found is form
        for name, stdin in ((path, None), ("-", io.BytesIO(path.read_bytes()))):
            other = make()
            done, faults = import_file(other, name, version="0.1", stdin=stdin)
            assert faults == () and done.reports == 4
            assert dossier_of(other) == dossier_of(ledger)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "No such file"),
        (b"", "no JSON"),
        (b"Delegations met.", "no JSON"),
        (b"\xff\xfe{", "not UTF-8"),
        (b'{"format": "accords-ledger/1"', "cut off"),
        (b"SQLite format 3\0" + bytes(200), "a ledger, or another SQLite database"),
        (b'{"text": "A record."}\n', "without 'format'"),
    ],
)
def test_a_file_that_is_neither_is_refused(
    make: Callable[[], Ledger], tmp_path: Path, content: bytes | None, words: str
) -> None:
    path = tmp_path / "file"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Misuse) as refused:
        import_file(make(), path)
    assert words in str(refused.value) and str(path) in refused.value.fault.place


def test_a_selection_by_reports_keeps_all_that_is_in_them() -> None:
    whole = Dossier.of(accounts(6))
    chosen = select(whole, as_of=date(2029, 1, 3))
    assert chosen == Dossier.of(account(n) for n in range(3)) or {r.id for r in chosen.reports} == {
        account(n).report.id for n in range(3)
    }
    assert chosen.claims == Dossier.of(accounts(3)).claims
    assert chosen.positions == Dossier.of(accounts(3)).positions, "worked out anew"
    outlet = whole.reports[0].outlet
    assert outlet is not None
    by_outlet = select(whole, outlet=outlet.upper())
    assert {row.outlet for row in by_outlet.reports} == {outlet}
    one = select(whole, reports=[whole.reports[4].id])
    assert one.claims == Dossier.of([account(4)]).claims and one.meetings == Dossier.of([account(4)]).meetings


def test_a_selection_by_party_and_issue_keeps_what_its_claims_refer_to() -> None:
    whole = Dossier.of(accounts(6))
    party, issue = whole.claims[0].party, whole.claims[0].issue
    part = select(whole, party=party, issue=issue)
    assert part.claims == tuple(c for c in whole.claims if (c.party, c.issue) == (party, issue)) != ()
    known = {saying.id for saying in part.attributions}
    assert {c.attribution for c in part.claims} <= known
    assert {s.within for s in part.attributions} - {None} <= known
    ids = {actor.id for actor in part.actors}
    assert ids >= {link for c in part.claims for link in (c.party, *c.chain, *c.toward)}
    assert {row.id for row in part.reports} == {c.report for c in part.claims} | {s.report for s in part.silences}
    assert {(row.party, row.issue) for row in part.positions} == {(party, issue)}
    assert not part.meetings or issue == "talks"
    assert Dossier.from_json(through(part.to_json())) == part, "whole in itself"


def test_a_party_may_be_named_and_its_meetings_stay() -> None:
    whole = Dossier.of(accounts(6))
    party = whole.claims[0].party
    name = whole.actor_by_id[party].name
    assert select(whole, party=name.upper()) == select(whole, party=party)
    assert all(party in meeting.participants for meeting in select(whole, party=party).meetings)
    assert select(whole, party="Atlantis").reports == ()


def test_nothing_asked_is_everything() -> None:
    whole = Dossier.of(accounts(4))
    assert select(whole) == whole


def test_an_exported_selection_has_the_rulings_and_no_ledger(make: Callable[[], Ledger]) -> None:
    ledger = filled(make())
    form = export_json(ledger, party=account(0).claims[0].party)
    assert "ledger" not in form
    ruled = {row["id"]: row["act"] for row in form["claims"]}  # type: ignore[attr-defined]
    assert ruled[account(0).claims[0].id] == "reject"
    of_one = export_json(ledger, reports=[account(1).report.id])
    assert [row["id"] for row in of_one["reports"]] == [account(1).report.id]  # type: ignore[attr-defined]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, text=st.booleans())
def test_a_ledger_rebuilt_from_its_dossier_says_the_same_whatever_was_done(
    steps: list[tuple[str, int]], text: bool, make: Callable[[], Ledger]
) -> None:
    ledger, other = make(), make()
    grown(ledger, steps)
    form = export_json(ledger, text=text)
    take(other, form)
    assert dossier_of(other, text=text) == dossier_of(ledger, text=text)
    assert list(other.accounts(as_read=True, texts=text)) == list(ledger.accounts(as_read=True, texts=text))
    assert other.judgements() == ledger.judgements()
    undone = {judgement.subject for judgement in ledger.judgements() if judgement.ruling is Ruling.UNDO}
    for judgement in ledger.judgements():
        if judgement.ruling is not Ruling.UNDO and judgement.id not in undone:
            for one in (ledger, other):
                one.judge(Judgement(Ruling.UNDO, judgement.id, "Omar", AT))
    assert dossier_of(other, text=text) == dossier_of(ledger, text=text)
    assert list(other.check()) == []
    head = other.head()
    take(other, form)
    assert other.head() == head
