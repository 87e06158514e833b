"""`accords read` from the files to the page, with a stand-in for the model."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

import accords
from accords.presentation.cli.main import main
from accords.reading.relation import Relation
from accords.reading.tagger import Tagged
from accords.vocabulary import Span

SAID = re.compile(r"([A-Z]\w+(?: [A-Z]\w+)*) (said) (?:that )?([^.\n]+)")
REPORT = "Envoy Mira Holt said that the border will open. Mira Holt said the talks go on.\n"


class StandIn:
    """Finds "NAME said WORDS" where the shipped tagger would find more."""

    def tag(self, texts: Sequence[str]) -> list[Tagged]:
        found = [
            [Relation((Span(*m.span(1)),), (Span(*m.span(2)),), (Span(*m.span(3)),), 0.9) for m in SAID.finditer(text)]
            for text in texts
        ]
        return [Tagged(tuple(relations), ()) for relations in found]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("accords.reading.tagger.shipped_tagger", StandIn)
    monkeypatch.chdir(tmp_path)
    for name in ("ACCORDS_ROSTER", "ACCORDS_MAX_SIZE", "ACCORDS_LANGUAGE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["read", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_a_report_becomes_a_page_by_speaker(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = said(capsys, "a.txt", "--outlet", "Example Post", "--published", "2025-08-17")
    assert (status, err) == (0, "")
    assert out.startswith("Example Post, Sunday 17 August 2025\n")
    assert "- the border will open · [" in out and "Mira Holt" in out


def test_the_json_form_is_the_python_twins(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = said(capsys, "a.txt", "--json", "--outlet", "Example Post")
    form = json.loads(out)
    twin = json.loads(json.dumps(accords.read("a.txt", outlet="Example Post").to_json()))
    for one in (form, twin):
        del one["reports"][0]["fetched"]
    assert (status, err) == (0, "") and form == twin
    assert form["reports"][0]["text"] == REPORT


def test_every_id_of_a_dossier_can_be_explained(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = said(capsys, "a.txt", "--json")
    (here / "d.json").write_text(out, "utf-8")
    rows = json.loads(out)["attributions"]
    assert len(rows) == 2
    for row in rows:
        assert main(["explain", row["id"], "--in", "d.json"]) == 0
        told = capsys.readouterr().out
        assert "speaker  Mira Holt" in told and "Rule:" not in told


def test_a_bad_file_among_good_ones_is_listed_and_the_rest_is_read(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "b.txt").write_bytes(bytes(range(256)) * 8)
    status, out, err = said(capsys, "a.txt", "b.txt", "--json")
    form = json.loads(out)
    assert status == 1
    assert len(form["reports"]) == 1 and len(form["faults"]) == 1
    assert err.startswith("fault: b.txt") and err.count("\n") == 1


def test_where_nothing_can_be_read_the_faults_are_listed_with_status_1(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = said(capsys, "none.txt")
    assert (status, out) == (1, "")
    assert err.startswith("fault: none.txt: found no file")


def test_a_report_above_the_size_is_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "accords.toml").write_text('max_size = "20"\n')
    status, _, err = said(capsys, "a.txt")
    assert status == 1 and "at most 20 bytes a report" in err
    assert said(capsys, "a.txt", "--max-size", "1KB")[0] == 0


def test_a_page_is_written_and_nothing_printed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = said(capsys, "a.txt", "--html", "page.html")
    assert (status, out, err) == (0, "", "")
    assert '<mark class="content"' in (here / "page.html").read_text("utf-8")
    assert sorted(p.name for p in here.iterdir()) == ["a.txt", "page.html"]


def test_a_page_can_go_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "a.txt", "--html", "-")[1].startswith("<!DOCTYPE html>")


def test_a_report_that_comes_twice_counts_once(capsys: pytest.CaptureFixture[str]) -> None:
    form = json.loads(said(capsys, "a.txt", "a.txt", "--json")[1])
    assert len(form["reports"]) == 1 and len(form["attributions"]) == 2


def test_a_roster_with_a_fault_is_misuse_with_its_line(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "names.yaml").write_text("actors: [\n", "utf-8")
    status, out, err = said(capsys, "a.txt", "--roster", "names.yaml")
    assert (status, out) == (2, "")
    assert "names.yaml" in err and "Traceback" not in err


def test_a_roster_is_checked(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "names.yaml").write_text("actors: [\n", "utf-8")
    assert main(["roster", "check", "names.yaml"]) == 1
    assert "fault: names.yaml" in capsys.readouterr().out
    assert main(["roster", "check", "names.yaml", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["faults"]
