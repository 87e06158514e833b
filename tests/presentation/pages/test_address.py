"""Where pages stand: in an app, in a site, in one file."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from hypothesis import example, given
from hypothesis import strategies as st

from accords.presentation.pages.address import (
    LONGEST,
    Address,
    InSingle,
    InSite,
    element_of,
    file_name,
    file_of,
    in_app,
)

IDS = st.text(min_size=1, max_size=20)


def test_the_app_has_paths_queries_and_places() -> None:
    assert in_app(Address("overview")) == "/"
    assert in_app(Address("party", "russia")) == "/party/russia"
    assert in_app(Address("timeline", asked=(("party", "russia"), ("leaf", "2")))) == "/timeline?party=russia&leaf=2"
    assert in_app(Address("report", "ab12", place="c1")) == "/report/ab12#c1"
    assert in_app(Address("timeline", form="csv")) == "/timeline.csv"


def test_a_site_has_files_and_relative_links() -> None:
    here = InSite("report/ab12.html", {"party", "overview", "timeline"}, {"timeline"})
    assert here(Address("party", "russia")) == "../party/russia.html"
    assert here(Address("overview")) == "../index.html"
    assert here(Address("timeline", asked=(("leaf", "3"),))) == "../timeline.3.html"
    assert here(Address("timeline", form="xlsx")) == "../timeline.xlsx"


def test_what_only_a_server_can_answer_leads_nowhere_in_files() -> None:
    kinds = {"timeline"}
    for links in (InSite("index.html", kinds, kinds), InSingle(kinds)):
        assert links(Address("timeline", asked=(("party", "russia"),))) is None
        assert links(Address("queue")) is None
        assert links(Address("timeline", asked=(("leaf", "all"),))) is None
    assert InSite("index.html", kinds)(Address("timeline", form="csv")) is None
    assert InSingle(kinds)(Address("timeline", form="csv")) is None


def test_pages_of_one_file_are_its_elements() -> None:
    links = InSingle({"party", "report"})
    assert links(Address("party", "russia")) == "#/party/russia"
    assert links(Address("report", "ab12", place="c7")) == "#/report/ab12~c7"
    assert element_of(Address("party", "russia")) == "/party/russia"


@given(IDS, IDS)
def test_two_ids_never_share_a_file_not_even_where_case_does_not_count(one: str, other: str) -> None:
    if one != other:
        assert file_name(one).casefold() != file_name(other).casefold()


@given(IDS)
@example("con")
@example("NUL")
@example("aux.html")
@example("com1 .")
@example("lpt9")
@example("trailing dots...")
@example("a\u200b ")
def test_every_system_takes_the_name_of_a_file(own: str) -> None:
    """Windows has no files of the names of devices, and drops dots and spaces at the end of a name."""
    name = file_name(own)
    assert re.fullmatch(r"[a-z0-9_-]+", name) and len(name) <= LONGEST
    assert name not in ("con", "prn", "aux", "nul") and not re.fullmatch(r"(?:com|lpt)\d", name)
    assert file_of(Address("person", own)) == f"person/{name}.html"
    assert element_of(Address("person", own)) == f"/person/{name}"


def test_names_of_devices_keep_files_of_their_own() -> None:
    assert file_name("con") == "_63_on" != file_name("_63_on")
    assert file_name("contact-group") == "contact-group"


@given(IDS)
def test_no_id_leaves_its_folder(own: str) -> None:
    name = file_of(Address("party", own))
    assert name.startswith("party/") and name.count("/") == 1
    assert ".." not in name.split("/")


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20))
def test_an_id_comes_back_from_its_path_and_its_query(own: str) -> None:
    path = in_app(Address("issue", own, (("q", own),)))
    assert path is not None
    told = urlsplit(path)
    assert unquote(told.path.removeprefix("/issue/")) == own
    assert parse_qsl(told.query, keep_blank_values=True) == [("q", own)]
