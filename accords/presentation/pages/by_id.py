"""Rows of an answer by their ids, each view's once: the page of one row is not to go through all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from accords.assessment.commitments import Commitment
    from accords.assessment.dispute import Dispute
    from accords.assessment.meetings import MeetingRow
    from accords.assessment.view import View

# What a view answers does not change as long as it lives.
_MEETINGS: WeakKeyDictionary[View, dict[str, MeetingRow]] = WeakKeyDictionary()
_COMMITMENTS: WeakKeyDictionary[View, dict[str, Commitment]] = WeakKeyDictionary()
_DISPUTES: WeakKeyDictionary[View, dict[str, Dispute]] = WeakKeyDictionary()


def meeting_row(view: View, own: str) -> MeetingRow | None:
    """The occasion of a meeting, whichever report's telling of it the id is of."""
    if view not in _MEETINGS:
        _MEETINGS[view] = {told: row for row in view.meetings() for told in (*row.meetings, row.id)}
    return _MEETINGS[view].get(own)


def commitment_row(view: View, own: str) -> Commitment | None:
    if view not in _COMMITMENTS:
        _COMMITMENTS[view] = {row.id: row for row in view.commitments()}
    return _COMMITMENTS[view].get(own)


def dispute_row(view: View, own: str) -> Dispute | None:
    if view not in _DISPUTES:
        _DISPUTES[view] = {row.id: row for row in view.disputes()}
    return _DISPUTES[view].get(own)
