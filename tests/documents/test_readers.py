"""Files, folders, pages, records and standard input become reports; what is wrong is listed and the rest is read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import fields
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accords.documents.answer import Answer, Fetched, Later
from accords.documents.metadata import Given
from accords.documents.readers import read_sources
from accords.documents.report import Report
from accords.vocabulary import Fault, Misuse
from tests.growth import growth

AT = datetime(2024, 5, 1, 12, tzinfo=UTC)
TEXT = "Talks go on\n\n“We agreed,” the envoy said.\n"
GERMAN = 4 * (
    "Der Minister sagte, dass die Gespräche nicht abgebrochen sind und sich die beiden Seiten auf einen Termin "
    "verständigt haben. "
)
PAGE = (
    '<!doctype html><html lang="en"><head><title>Talks go on</title>'
    '<meta property="og:site_name" content="Page Post"><meta name="date" content="2015-01-01"></head><body><article>'
    "<p>“We agreed on the whole of the text,” the envoy said to reporters.</p></article></body></html>"
)


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(*sources: Path | str, **options: Any) -> list[Report | Fault]:
    return list(read_sources(sources, **options))


def report(*sources: Path | str, **options: Any) -> Report:
    (one,) = read(*sources, **options)
    assert isinstance(one, Report), one
    return one


def fault(*sources: Path | str, **options: Any) -> Fault:
    (one,) = read(*sources, **options)
    assert isinstance(one, Fault), one
    return one


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", TEXT)
    one = report(path)
    assert (one.text, one.title, one.given_id, one.place) == (TEXT, "Talks go on", "a.txt", str(path))
    assert (one.outlet, one.published, one.url, one.language, one.encoding) == (None, None, None, "en", "utf-8")
    assert one.fetched.tzinfo is UTC
    assert one.received == TEXT.encode()


@pytest.mark.parametrize(
    "text",
    [
        "One.\r\nTwo.\r\n",
        "\n\n  indented\n\ttabbed \n",
        "The envoy \u202bעמוס\u202c said “e\u0301 agreed”.\u200f",
        "“We agreed, she said. \"Nobody did,” he said. 'No",
        "𝒜 letter beyond the first plane 🕊 and a soft\u00adhyphen.",
    ],
)
def test_nothing_of_the_text_is_changed(tmp_path: Path, text: str) -> None:
    assert report(write(tmp_path, "a.txt", text)).text == text


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert report(write(tmp_path, "a.txt", "\ufeff" + TEXT)).text == TEXT
    assert report(write(tmp_path, "b.txt", TEXT.encode("utf-16"))).text == TEXT


def test_the_encoding_is_said(tmp_path: Path) -> None:
    one = report(write(tmp_path, "a.txt", (TEXT * 5).encode("cp1252")))
    assert (one.text, one.encoding) == (TEXT * 5, "cp1252")


REFUSALS: dict[str, tuple[str, bytes, str, str]] = {
    "empty": ("a.txt", b"", "no text", "saved whole"),
    "white space": ("a.txt", b" \r\n\t ", "white space only", "saved whole"),
    "empty page": ("a.html", b"", "no text", "saved whole"),
    "binary": ("a.txt", b"\0\1\2\3" * 9, "binary", "plain text"),
    "PDF by its content": ("a.txt", b"%PDF-1.4", "a PDF document", "plain text"),
    "PDF by its name": ("a.pdf", b"%PDF-1.4", "a file of the kind .pdf", "pipe its text"),
    "JSON": ("a.json", b"{}", "a file of the kind .json", ".jsonl"),
    "metadata": ("a.txt.meta.json", b"{}", "the metadata of a report", "Name the report"),
    "no article": ("a.html", b"<html><body><nav>Home</nav></body></html>", "an HTML page without an article", ".txt"),
    "no records": ("a.jsonl", b"\n\n", "no records", "saved whole"),
    "German": ("a.txt", GERMAN.encode(), "text in German (de)", "--language de"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_what_cannot_be_read_is_a_fault_with_place_and_remedy(tmp_path: Path, case: str) -> None:
    name, content, found, remedy = REFUSALS[case]
    path = write(tmp_path, name, content)
    one = fault(path)
    assert one.place == str(path)
    assert found in one.found
    assert remedy in one.remedy


@pytest.mark.parametrize("source", ["nowhere.txt", "", "a\0b.txt", "x" * 5000])
def test_a_source_that_is_not_there_is_a_fault_and_the_rest_is_read(tmp_path: Path, source: str) -> None:
    first, second = read(source, write(tmp_path, "a.txt", TEXT))
    assert isinstance(first, Fault)
    assert first.found == "no file or folder of this name"
    assert isinstance(second, Report)


# Addresses


def fetched(body: bytes, media_type: str = "text/html", **what: Any) -> Fetched:
    return Fetched("https://h.example/talks", AT, body, media_type, **what)


def test_the_page_of_an_address_is_a_report() -> None:
    asked: list[str] = []

    def fetch(address: str) -> Fetched:
        asked.append(address)
        return fetched(PAGE.encode())

    one = report("https://h.example/short", fetch=fetch)
    assert asked == ["https://h.example/short"]
    assert one.text == "Talks go on\n\n“We agreed on the whole of the text,” the envoy said to reporters."
    assert known(one) == ("Page Post", "2015-01-01", "Talks go on", "https://h.example/talks")
    assert (one.place, one.fetched, one.received) == ("https://h.example/talks", AT, PAGE.encode())


def test_the_text_of_an_address_is_a_report() -> None:
    one = report(
        "http://h.example/a", fetch=lambda address: fetched(TEXT.encode("cp1252"), "text/plain", charset="cp1252")
    )
    assert (one.text, one.encoding, one.url) == (TEXT, "cp1252", "https://h.example/talks")


def test_a_page_is_known_by_its_address_where_it_names_one() -> None:
    named = PAGE.replace("<title>", '<link rel="canonical" href="https://h.example/1"><title>')
    assert report("http://h.example/a", fetch=lambda address: fetched(named.encode())).url == "https://h.example/1"


NOT_READ: dict[str, tuple[Answer, str]] = {
    "a fault": (Fault("https://h.example/a", "the answer 404 Not Found", "a", "r"), "the answer 404"),
    "later": (Later(Fault("p", "the answer 503", "a", "r"), AT), "Try again after 2024-05-01 12:00 UTC"),
    "an answer cut off": (fetched(PAGE.encode(), cut=Fault("p", "cut off", "a", "r")), "cut off"),
    "a page without an article": (fetched(b"<html><body><nav>Home</nav></body></html>"), "without an article"),
    "too large": (fetched(b"x" * 2000), "--max-size"),
}


@pytest.mark.parametrize("case", NOT_READ)
def test_an_address_that_gives_no_report_is_a_fault_and_the_rest_is_read(tmp_path: Path, case: str) -> None:
    answer, words = NOT_READ[case]
    path = write(tmp_path, "a.txt", TEXT)
    first, second = read("https://h.example/a", path, fetch=lambda address: answer, max_bytes=1000)
    assert isinstance(first, Fault)
    assert words in str(first)
    assert isinstance(second, Report)


def test_an_address_on_the_own_machine_is_refused_unless_told() -> None:
    assert "not public (localhost leads to" in fault("http://localhost:9/").found


def test_an_address_of_another_kind_is_a_fault() -> None:
    assert fault("ftp://h.example/a").found == "an address of the kind `ftp:`"


def test_the_network_is_not_loaded_for_files(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    script = (
        "import sys; from accords.documents.readers import read_sources; list(read_sources([sys.argv[1]])); "
        "assert not {'urllib3', 'lxml', 'protego', 'ssl'} & set(sys.modules), 'loaded'"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True)


def test_a_single_path_in_place_of_a_sequence_is_misuse() -> None:
    with pytest.raises(Misuse, match="a sequence of paths"):
        read_sources("a.txt")
    with pytest.raises(Misuse, match="--max-size"):
        read_sources(["a.txt"], max_bytes=0)


# Sizes


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_a_report_over_the_limit_is_refused_with_size_limit_and_option(tmp_path: Path, name: str) -> None:
    one = fault(write(tmp_path, name, "x" * 5001), max_bytes=5000)
    assert one.found == "5,001 bytes"
    assert "5,000 bytes" in one.accepted
    assert "--max-size" in one.remedy


def test_a_report_at_the_limit_is_read(tmp_path: Path) -> None:
    assert len(report(write(tmp_path, "a.txt", "They met. " * 100), max_bytes=1000).text) == 1000


@pytest.mark.parametrize(("length", "size"), [(1001, 1001), (200_000, 200_013)])
def test_a_record_over_the_limit_is_refused_and_the_next_is_read(tmp_path: Path, length: int, size: int) -> None:
    lines = [json.dumps({"text": "They met."}), json.dumps({"text": "x" * length}), json.dumps({"text": "They left."})]
    first, second, third = read(write(tmp_path, "a.jsonl", "\n".join(lines)), max_bytes=1000)
    assert isinstance(first, Report) and isinstance(second, Fault) and isinstance(third, Report)
    assert second.place.endswith("a.jsonl:2")
    assert second.found == f"a record of {size:,} bytes"
    assert third.place.endswith("a.jsonl:3")


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_one_line_of_four_megabytes_is_read_at_once(tmp_path: Path, name: str) -> None:
    def of(characters: int) -> Path:
        text = "The envoy said “we agreed” and left. " * (characters // 37)
        path = write(tmp_path, f"{characters}-{name}", text if name == "a.txt" else json.dumps({"text": text}))
        assert report(path).text == text
        return path

    grown = growth(of, report, 250_000, 4_000_000)
    assert grown.is_near_linear, grown


def test_any_number_of_comments_may_stand_before_a_text(tmp_path: Path) -> None:
    """Whether it is a page is to be told by what follows them. Tried as the end of each other a hundred would take hours."""

    def of(comments: int) -> Path:
        return write(tmp_path, f"{comments}.txt", "<!-- x -->" * comments + TEXT * 4)

    grown = growth(of, report, 6, 48)
    assert grown.is_near_linear, grown


# Metadata

SAID: dict[str, Any] = {
    "outlet": "Options",
    "published": date(2020, 1, 1),
    "title": "By option",
    "url": "https://o.example",
}
RECORD = {"outlet": "Record", "published": "2019-01-01", "title": "By record", "url": "https://r.example"}
BESIDE = {"outlet": "Beside", "published": "2018-01-01", "title": "By the file beside", "url": "https://b.example"}
DATED = "Talks go on\n\nHarbour Courier, 3 March 2015\n\nThe envoy said so.\n"


def known(one: Report) -> tuple[str | None, str | None, str | None, str | None]:
    return one.outlet, one.published.isoformat() if one.published else None, one.title, one.url


def test_options_go_before_all(tmp_path: Path) -> None:
    write(tmp_path, "a.jsonl", json.dumps({"text": DATED, **RECORD}))
    write(tmp_path, "a.jsonl.meta.json", json.dumps(BESIDE))
    one = report(tmp_path / "a.jsonl", given=Given(**SAID))
    assert known(one) == ("Options", "2020-01-01", "By option", "https://o.example")


def test_a_record_goes_before_the_file_beside_it_field_by_field(tmp_path: Path) -> None:
    write(tmp_path, "a.jsonl", json.dumps({"text": DATED, "outlet": "Record"}))
    write(tmp_path, "a.jsonl.meta.json", json.dumps(BESIDE))
    assert known(report(tmp_path / "a.jsonl")) == ("Record", "2018-01-01", "By the file beside", "https://b.example")


def test_the_file_beside_goes_before_the_page(tmp_path: Path) -> None:
    write(tmp_path, "a.html", PAGE)
    assert known(report(tmp_path / "a.html")) == ("Page Post", "2015-01-01", "Talks go on", None)
    write(tmp_path, "a.meta.json", json.dumps({"outlet": "Beside", "id": "page-1"}))
    one = report(tmp_path / "a.html")
    assert known(one) == ("Beside", "2015-01-01", "Talks go on", None)
    assert one.given_id == "page-1"


def test_the_page_goes_before_the_dateline(tmp_path: Path) -> None:
    body = PAGE.replace("<p>", "<p>Harbour Courier, 3 March 2015</p><p>", 1)
    assert known(report(write(tmp_path, "a.html", body)))[:2] == ("Page Post", "2015-01-01")


def test_the_dateline_counts_where_nobody_else_speaks(tmp_path: Path) -> None:
    assert known(report(write(tmp_path, "a.txt", DATED))) == ("Harbour Courier", "2015-03-03", "Talks go on", None)
    assert known(report(tmp_path / "a.txt", given=Given(outlet="Options")))[:2] == ("Options", "2015-03-03")


def test_the_full_name_beside_goes_before_the_stem(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "a.meta.json", json.dumps({"outlet": "Stem"}))
    assert report(tmp_path / "a.txt").outlet == "Stem"
    write(tmp_path, "a.txt.meta.json", json.dumps({"outlet": "Full"}))
    assert report(tmp_path / "a.txt").outlet == "Full"


@pytest.mark.parametrize(
    ("content", "found"),
    [("{", "not JSON"), ("[]", "a list"), ('{"published": "March"}', "`March`"), ('{"outlet": 1}', "the number 1")],
)
def test_a_bad_file_beside_is_a_fault_and_the_report_waits(tmp_path: Path, content: str, found: str) -> None:
    write(tmp_path, "a.txt", TEXT)
    beside = write(tmp_path, "a.meta.json", content)
    one = fault(tmp_path / "a.txt")
    assert one.place == str(beside)
    assert found in one.found


# Languages


def test_another_language_is_read_on_request(tmp_path: Path) -> None:
    one = report(write(tmp_path, "a.txt", GERMAN), given=Given(language="de"))
    assert (one.language, one.text) == ("de", GERMAN)


def test_a_declared_language_is_no_request(tmp_path: Path) -> None:
    one = fault(write(tmp_path, "a.jsonl", json.dumps({"text": GERMAN, "language": "de"})))
    assert "German" in one.found
    page = f'<html lang="de"><body><article><p>{GERMAN}</p></article></body></html>'
    assert "German" in fault(write(tmp_path, "a.html", page)).found


# Records


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (b"{", "not JSON"),
        (b'{"text": "x"', "at column"),
        (b"[" * 100_000, "not JSON"),
        (b"7", "no object (`7`)"),
        (b'["text"]', "no object"),
        (b"{}", "without `text`"),
        (b'{"text": null}', "without `text`"),
        (b'{"text": 5}', "`text` of type int"),
        (b'{"text": ""}', "no text"),
        (b'{"text": " \\n"}', "white space only"),
        (b'{"text": "caf\xe9"}', "not UTF-8"),
        (b'{"text": "x", "published": "March 3"}', "`published` with `March 3`"),
        (b'{"text": "x", "outlet": 3}', "`outlet` with the number 3"),
    ],
)
def test_a_bad_line_is_a_fault_with_its_number_and_the_rest_is_read(tmp_path: Path, line: bytes, found: str) -> None:
    good = json.dumps({"text": "They met.", "id": "good"}).encode()
    first, second, third = read(write(tmp_path, "a.jsonl", good + b"\n" + line + b"\r\n\n" + good))
    assert isinstance(first, Report) and isinstance(second, Fault) and isinstance(third, Report)
    assert second.place == f"{tmp_path / 'a.jsonl'}:2"
    assert found in second.found
    assert (third.place, third.given_id) == (f"{tmp_path / 'a.jsonl'}:4", "good")


@pytest.mark.parametrize("unsound", ["\\u0000", "\\ud83d", "\\ude00"])
def test_what_no_database_keeps_is_replaced_in_its_place(tmp_path: Path, unsound: str) -> None:
    line = f'{{"text": "They met{unsound} on Monday.", "title": "Talks{unsound}", "id": "{unsound}1", "outlet": "{unsound}"}}'
    one = report(write(tmp_path, "a.jsonl", line))
    assert one.text == "They met\ufffd on Monday."
    assert (one.title, one.given_id, one.outlet) == ("Talks\ufffd", "\ufffd1", "\ufffd")
    one.text.encode()


def test_a_whole_surrogate_pair_is_one_character(tmp_path: Path) -> None:
    assert report(write(tmp_path, "a.jsonl", '{"text": "They met \\ud83d\\ude00 again."}')).text == "They met 😀 again."


def test_a_page_may_name_what_is_no_character_and_keeps_its_bytes(tmp_path: Path) -> None:
    page = PAGE.replace("<p>", "<p>They met&#0; and&#xD800; met. ", 1)
    one = report(write(tmp_path, "a.html", page))
    assert "\0" not in one.text and one.text.encode() and one.received == page.encode()


def test_a_json_document_over_several_lines_is_one_fault(tmp_path: Path) -> None:
    one = fault(write(tmp_path, "a.jsonl", json.dumps([{"text": "They met."}], indent=1)))
    assert "over several lines" in one.found


def test_records_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    assert report(write(tmp_path, "a.ndjson", '\ufeff{"text": "They met."}')).given_id is None
    assert "UTF-16" in fault(write(tmp_path, "b.jsonl", '{"text": "They met."}'.encode("utf-16"))).found


@given(
    text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300)
    | st.sampled_from([TEXT, DATED, "\ufeff" + TEXT])
)
@settings(max_examples=60, deadline=None)
def test_a_record_and_a_file_with_the_same_text_differ_in_given_id_only(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.mktemp("law")
    (file,) = read(write(folder, "a.txt", text))
    (record,) = read(write(folder, "a.jsonl", json.dumps({"text": text})))
    if isinstance(file, Fault) or isinstance(record, Fault):
        assert isinstance(file, Fault) == isinstance(record, Fault) or text.startswith(
            ("%PDF", "{\\rtf", "GIF8", "BZh", "<")
        )
        return
    aside = {"given_id", "fetched", "place", "encoding", "received"}
    names = {field.name for field in fields(Report)} - aside
    assert {name: getattr(file, name) for name in names} == {name: getattr(record, name) for name in names}


# Folders


def test_a_folder_is_read_in_order_with_its_folders_and_one_fault_stops_nothing(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.HTML", "sub/d.jsonl"):
        content = PAGE if name.endswith("HTML") else '{"text": "They met."}' if name.endswith("jsonl") else TEXT
        write(tmp_path, name, content)
    write(tmp_path, "aa.txt", b"\0\0\0\0")
    for name in (".hidden.txt", ".git/x.txt", "b.meta.json", "note.json", "photo.png", "data.csv"):
        write(tmp_path, name, '{"outlet": "Beside"}')
    found = read(tmp_path)
    names = [str(Path(one.place).relative_to(tmp_path)) for one in found]
    assert names == ["a.md", "aa.txt", "b.txt", "sub/c.HTML", "sub/d.jsonl:1"]
    assert [type(one) for one in found] == [Report, Fault, Report, Report, Report]


def test_a_document_in_a_folder_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    write(tmp_path, "a.docx", b"PK")
    assert fault(tmp_path).found == "a file of the kind .docx"


def test_a_folder_without_reports_is_a_fault(tmp_path: Path) -> None:
    assert fault(tmp_path).found == "a folder without reports"


def test_pipes_and_broken_links_in_a_folder_hold_nothing_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    write(tmp_path, "c.txt", TEXT)
    assert report(tmp_path).given_id == "c.txt"


def test_reports_come_one_at_a_time(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    found = read_sources([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert isinstance(next(found), Report)
    write(tmp_path, "b.txt", TEXT)  # not there when the first was read
    assert isinstance(next(found), Report)


# Standard input


def test_standard_input_is_told_apart_by_what_it_holds() -> None:
    plain = report("-", stdin=BytesIO(TEXT.encode()))
    assert (plain.text, plain.given_id, plain.place) == (TEXT, None, "-")
    page = report("-", stdin=BytesIO(PAGE.encode()))
    assert page.outlet == "Page Post"
    assert page.received == PAGE.encode()
    assert report("-", stdin=BytesIO(TEXT.encode("utf-16"))).text == TEXT


def test_records_of_standard_input_may_be_longer_than_what_is_looked_at() -> None:
    long = {"text": "They met. " * 2000, "id": "long"}
    lines = "\n".join(json.dumps(record) for record in (long, {"text": "They left.", "id": "short"}))
    first, second = read("-", stdin=BytesIO(lines.encode()))
    assert isinstance(first, Report) and isinstance(second, Report)
    assert (first.text, first.given_id, first.place) == (long["text"], "long", "-:1")
    assert second.given_id == "short"


def test_empty_and_endless_standard_input_are_faults() -> None:
    assert "no text" in fault("-", stdin=BytesIO(b"")).found
    assert fault("-", stdin=BytesIO(b"x" * 9000), max_bytes=1000).found == "more than 1,000 bytes"


def test_a_page_saved_as_text_is_read_as_a_page(tmp_path: Path) -> None:
    assert "<" not in report(write(tmp_path, "a.txt", PAGE)).text


# Headlines


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Talks go on\n\nThe envoy left.\n", "Talks go on"),
        ("\n\n  Talks go on?  \r\nThe envoy left.\r\n", "Talks go on?"),
        ("# Talks go on\n\nThe envoy left.", "Talks go on"),
        ("Envoy quits talks with U.S.\nThe envoy left.", "Envoy quits talks with U.S."),
        ("The envoy left.\nHe came back.\n", None),
        ("Talks go on", None),
        ("x" * 201 + "\nThe envoy left.", None),
        ("Tuesday, March 3, 2015\n\nThe envoy left.", None),
        ("* * *\n\nThe envoy left.", None),
    ],
)
def test_the_title_is_a_first_line_that_is_a_headline(tmp_path: Path, text: str, title: str | None) -> None:
    assert report(write(tmp_path, "a.txt", text)).title == title
