"""The agency that a text credits, and what is no credit."""

from __future__ import annotations

import pytest

from accords.documents.credits import credit, own_wire

BODY = "Talks on the ridge went on for a ninth hour, and nobody spoke of a map."

CREDITED = {
    "dateline": (f"LONDON (Reuters) - {BODY}", "Reuters"),
    "dateline with a day": (f"Talks go on\n\nDOHA, March 6 (AP) — {BODY}", "AP"),
    "dateline of a town": (f"Talks go on\n\nDoha (AFP) – {BODY}", "AFP"),
    "dateline with a state": (f"KYIV, Ukraine (AP) — {BODY}", "AP"),
    "an agency that is not listed, in a dateline": (f"OSLO, Aug. 3 (Fjord Wire) — {BODY}", "Fjord Wire"),
    "between strokes": (f"MOSCOW, August 18. /TASS/. {BODY}", "TASS"),
    "a line at the end": (f"{BODY}\n\n— Reuters", "Reuters"),
    "brackets after the last sentence": (f"{BODY} (AFP)", "AFP"),
    "in full": (f"{BODY}\n\nAgence France-Presse", "AFP"),
    "with inputs": (f"{BODY}\n\n(With inputs from Fjord Wire)", "Fjord Wire"),
    "with reporting": (f"{BODY}\n\nWith reporting from the Associated Press", "AP"),
    "with agencies": (f"{BODY}\n\nWith agencies", "agencies"),
    "source": (f"{BODY}\n\nSource: Xinhua", "Xinhua"),
    "two names": (f"{BODY}\n\nAFP/Valley Echo", "AFP"),
    "byline": (f"Talks go on\n\nBy Deutsche Presse-Agentur\n\n{BODY}", "dpa"),
    "byline of a person": (f"Talks go on\n\nBy A. Writer, Associated Press\n\n{BODY}", "AP"),
    "how one agency signs": (f"{BODY}\n\n(Reporting by A. Writer in Doha; Editing by B. Cutter)", "Reuters"),
}
NOT_CREDITED = {
    "no agency": BODY,
    "told an agency": f"The envoy told Reuters on Monday that he was tired. {BODY}",
    "an agency reported": f"{BODY}\n\nAFP reported that the hall was cold, and the delegates wore coats.",
    "a body and its short form": f"NATO (North Atlantic Treaty Organization) — {BODY}",
    "a person and a party": f"Senator A. Writer (R-S.C.) — {BODY}",
    "prose about agencies": f"{BODY}\n\nOur agency partners work.",
    "reached by an agency": f"{BODY}\n\nWhen reached by the Associated Press he hung up.",
    "a heading": f"{BODY}\n\nMap",
    "an editor": f"{BODY}\n\nEditor: B. Cutter",
    "empty": "",
}


@pytest.mark.parametrize(("text", "agency"), CREDITED.values(), ids=CREDITED)
def test_an_agency_is_credited(text: str, agency: str) -> None:
    assert credit(text) == agency


@pytest.mark.parametrize("text", NOT_CREDITED.values(), ids=NOT_CREDITED)
def test_what_is_no_credit(text: str) -> None:
    assert credit(text) is None


def test_an_agency_knows_its_own_wire() -> None:
    text = f"DOHA (Agence France-Presse) — {BODY}"
    assert own_wire(text, "AFP")
    assert own_wire(f"DOHA (Fjord Wire) — {BODY}", "The Fjord Wire")
    assert not own_wire(text, "Valley Echo")
    assert not own_wire(BODY, "AFP")
    assert not own_wire(text, None)
