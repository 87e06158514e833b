"""Bytes as received, from a file or the network -> Report."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from accords.documents.answer import Answer, Later, NotModified
from accords.documents.encoding import decode
from accords.documents.metadata import NOTHING, Given
from accords.documents.plain import report_of
from accords.documents.report import Report
from accords.vocabulary import Fault

# Atomic: the end of a comment is the next `-->`, and no later one is tried.
_PAGE_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->\s*){0,5})<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(
    rb"<(?:meta[^>]{0,200}charset\s*=|\?xml[^>]{0,100}encoding\s*=)\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_HEAD = 4096  # bytes in which a page declares its charset
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})


def report_of_bytes(
    data: bytes,
    *,
    place: str,
    user: Given = NOTHING,
    stated: Given = NOTHING,
    otherwise: Given = NOTHING,
    given_id: str | None = None,
    is_page: bool = False,
    charset: str | None = None,
    fetched: datetime | None = None,
) -> Report | Fault:
    """The report in `data`; text that begins as an HTML page is one, whatever its name.

    What the user gives goes before what is `stated` beside the bytes, that before what a page states of itself, and
    that before what is said `otherwise`. `charset` is the one that came with the bytes; a page may declare its own.
    """
    fetched = fetched or datetime.now(UTC).replace(microsecond=0)
    decoded = decode(data, place, declared=charset or _declared(data))
    if isinstance(decoded, Fault):
        return decoded
    text = decoded.text
    if (is_page or _PAGE_START.match(text)) and text.strip():
        from accords.documents.page import read_page  # trafilatura, 0.2 s, which plain text does not pay

        page = read_page(text, place)
        if isinstance(page, Fault):
            return page
        text, stated = page.text, stated.over(page.given)
    return report_of(
        text,
        place=place,
        user=user,
        stated=stated.over(otherwise),
        given_id=given_id,
        fetched=fetched,
        encoding=decoded.encoding,
        received=data,
    )


def report_of_answer(
    answer: Answer,
    *,
    place: str,
    user: Given = NOTHING,
    stated: Given = NOTHING,
    otherwise: Given = NOTHING,
    given_id: str | None = None,
) -> Report | Fault:
    """The report in what an address answered; its place is where it stood in the end.

    Its url is what is given or stated, else the page's own, else that place.
    """
    if isinstance(answer, Later):
        return later_fault(answer)
    if isinstance(answer, NotModified):
        return Fault(place, "nothing new since the last visit", "a report", "Read the copy that is kept.")
    if isinstance(answer, Fault):
        return answer
    if answer.cut is not None:
        return answer.cut
    return report_of_bytes(
        answer.body,
        place=answer.address,
        user=user,
        stated=stated,
        otherwise=otherwise.over(Given(url=answer.address)),
        given_id=given_id,
        is_page=answer.media_type in _PAGE_TYPES,
        charset=answer.charset,
        fetched=answer.at,
    )


def later_fault(later: Later) -> Fault:
    """The fault of a host that wants to be left alone, with the time that it names."""
    if later.until is None:
        return later.fault
    remedy = f"Try again after {later.until:%Y-%m-%d %H:%M} UTC."
    return Fault(later.fault.place, later.fault.found, later.fault.accepted, remedy)


def _declared(data: bytes) -> str | None:
    """The charset that a page declares in its first 4,096 bytes."""
    found = _CHARSET.search(data, 0, _HEAD) if b"<" in data[:200] else None
    return found[1].decode("ascii", "replace") if found else None
