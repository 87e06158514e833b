"""What holds of every claim, with the real model: on our examples, on what is in the shared folder where it is there, on long texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import accords
from accords.claims.build import Account, build
from accords.claims.process import load_process
from accords.claims.roster import load_roster
from accords.claims.standing import Table, standing
from accords.documents.readers import Given, read_sources
from accords.documents.report import Report
from accords.reading.reader import read
from accords.reading.reading import Reading
from accords.reading.tagger import load_tagger
from accords.vocabulary.act import Act, Standing
from tests.growth import growth

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module")
def tagger():
    return load_tagger()


@pytest.fixture(scope="module")
def roster():
    return load_roster()


def texts(shared_folder: Path | None = None) -> list[Path]:
    folders = [EXAMPLES] if shared_folder is None else [shared_folder / "reports/dev", shared_folder / "reports/others"]
    return sorted(p for folder in folders for p in folder.glob("*.txt"))


def accounts_of(paths: list[Path], tagger: Any, roster: Any, process: str | None) -> list[tuple[Account, Any]]:
    chosen = load_process(process) if process else None
    known = chosen.roster(roster) if chosen else roster
    found = []
    for item in read_sources(paths, given=Given(language="en")):
        assert isinstance(item, Report)
        reading = read(item, tagger=tagger)
        found.append((build(reading, roster=known, process=chosen), reading))
    return found


def hold(account: Account, reading: Any) -> None:
    """The laws of one account."""
    text = account.report.text
    sayings = {s.id: s for s in account.sayings}
    actors = {a.id: a for a in account.actors}
    assert len({c.id for c in account.claims}) == len(account.claims)
    for claim in account.claims:
        sentence = reading.sentences.holding(claim.trigger[0].start)
        for span in (*claim.evidence, *claim.trigger, *claim.party_words):
            assert 0 <= span.start < span.end <= len(text) and text[span.start : span.end].strip()
            assert span.within(sentence), "evidence is no longer than its sentence"
        assert claim.party in actors and set(claim.toward) | set(claim.chain) <= set(actors)
        # the chain is that of the saying it stands in, from the report inwards
        chain, saying = [], sayings.get(claim.attribution or "")
        while saying is not None:
            chain.append(saying.speaker)
            saying = sayings.get(saying.within or "")
        assert list(claim.chain) == [s for s in reversed(chain) if s is not None]
        # nobody is on record whom the evidence does not mention, by name, by reference or by speaking
        named = actors[claim.party]
        words = " ".join(text[s.start : s.end] for s in claim.evidence)
        assert (
            claim.party_words
            or claim.chain
            or any(form in words for form in (named.name, *named.aliases))
            or claim.act is Act.AGREE
        )
        if claim.strength is not None:
            assert claim.act.graded
        if claim.standing is Standing.OWN:
            assert all(actors[s].party in (claim.party, None) or s == claim.party for s in claim.chain)
        if claim.standing is Standing.OUTLET:
            assert not claim.chain
    for meeting in account.meetings:
        assert set(meeting.participants) <= set(actors) and meeting.evidence
    for silence in account.silences:
        assert silence.party in actors


@pytest.mark.parametrize("process", [None, "ukraine-2025"])
def test_the_laws_hold_of_the_examples(tagger, roster, process):
    for account, reading in accounts_of(texts(), tagger, roster, process):
        hold(account, reading)


@pytest.mark.parametrize("process", [None, "cyprus"])
def test_the_laws_hold_of_the_shared_reports(shared, tagger, roster, process):
    for account, reading in accounts_of(texts(shared), tagger, roster, process):
        hold(account, reading)


def test_standing_of_every_short_chain_is_that_of_the_definition():
    """By brute force over three parties: own, another at the table, somebody who is not."""
    table = Table(frozenset(("A", "B")))
    for chain in ([], *[[x] for x in "ABC"], *[[x, y] for x in "ABC" for y in "ABC"]):
        links = [None if x == "C" else x for x in chain]
        expected = (
            "outlet" if not chain
            else "own" if set(chain) == {"A"}
            else "counterpart" if [x for x in chain if x != "A"][-1] == "B"
            else "third party"
        )  # fmt: skip
        assert standing("A", links, table).value == expected


def test_reports_without_negotiation_make_no_claims(tmp_path, tagger):
    rows = {
        "match": "Norvane win again\n\nNorvane beat the visitors 2-0 on Saturday. “We agreed at half-time to stay calm,” the captain said. The referee rejected "
        "every appeal. Their coach demanded a penalty and accused the linesman of sleeping. The league said it would look into it.",
        "weather": "Rain to ease\n\nForecasters said the rain would ease by Friday. “People should stay at home,” a spokeswoman for the weather service warned. The "
        "city promised to clear the drains and asked drivers to leave their cars. Schools refused to close.",
        "company": "Mill shuts\n\nThe owners of the mill rejected the offer of a rival, its chief executive said. She promised that nobody would lose a job and "
        "denied that a sale was near. The union threatened to strike unless wages rise.",
    }
    for name, text in rows.items():
        path = tmp_path / f"{name}.txt"
        path.write_text(text, "utf-8")
        assert accords.read(path, language="en", tagger=tagger).claims == (), name


def reading_of(text: str, tagger: Any) -> Reading:
    report = Report(text, next(r for r in read_sources([EXAMPLES / "witkoff.txt"], given=Given())).fetched)  # type: ignore[union-attr]
    return read(report, tagger=tagger)


@pytest.mark.slow
def test_a_report_with_three_thousand_attributions_costs_in_proportion(tagger, roster):
    paragraph = (
        "Foreign Minister Ana Kovac said on Tuesday that Russia would accept the truce. Ukraine’s envoy, Petro Hrin, told reporters that it had refused. "
        "According to two diplomats, the talks go on. She added that nobody had signed.\n\n"
    )
    readings = {count: reading_of(paragraph * count, tagger) for count in (90, 720)}
    few, many = (len(reading.attributions) for reading in readings.values())
    assert many >= 2_500 and many >= 7.8 * few
    grown = growth(readings.__getitem__, lambda reading: build(reading, roster=roster), *readings)
    assert grown.is_near_linear, grown


def test_a_sentence_of_twenty_thousand_characters_is_read(tagger, roster):
    def sentence(clauses: int) -> str:
        return "Hamas said that Israel had refused the truce, and " * clauses + "the mediators left."

    readings = {clauses: reading_of(sentence(clauses), tagger) for clauses in (50, 400)}
    assert len(sentence(400)) > 20_000 and len(build(readings[400], roster=roster).sayings) > 100
    grown = growth(readings.__getitem__, lambda reading: build(reading, roster=roster), *readings)
    assert grown.is_near_linear, grown
