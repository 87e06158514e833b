"""What opens a zone and what moves a party to assent: a change that is told works, and nothing smaller of its kind does."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import partial

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from accords.bargaining import opening as opening_module
from accords.bargaining.domain import Domain, DomainParty, Valuation
from accords.bargaining.opening import LevelChange, Opening, assent, opening
from accords.bargaining.packages import zone
from accords.bargaining.worths import slabs
from tests.bargaining.talks import Wants, domain, domains, exact, gains_of

# Told numbers are rounded to six decimals, so that this much less is too little.
LESS = Fraction(2, 10**6)


def with_party(talks: Domain, party: str, change: dict[str, object]) -> Domain:
    return replace(talks, parties=tuple(replace(one, **change) if one.id == party else one for one in talks.parties))


def with_issue(talks: Domain, party: str, issue: str, change: dict[str, object]) -> Domain:
    at = [one.id for one in talks.issues].index(issue)
    own = next(one for one in talks.parties if one.id == party)
    issues: tuple[Valuation, ...] = (*own.issues[:at], replace(own.issues[at], **change), *own.issues[at + 1 :])
    return with_party(talks, party, {"issues": issues})


def with_value(talks: Domain, party: str, issue: str, level: str, number: Fraction) -> Domain:
    at, own = int(level[1:]), own_issue(talks, party, issue)
    return with_issue(talks, party, issue, {"values": (*own.values[:at], exact(number), *own.values[at + 1 :])})


def opens(talks: Domain) -> bool:
    return not zone(talks).empty


def own_issue(talks: Domain, party: str, issue: str) -> Valuation:
    own: DomainParty = next(one for one in talks.parties if one.id == party)
    return own.issues[[one.id for one in talks.issues].index(issue)]


SHUT = domain(
    Wants(60, [(1, [100, 50, 0]), (1, [100, 0, 0])]),
    Wants(60, [(3, [0, 40, 100]), (1, [0, 20, 100])]),
)
# Worth to p0: 100, 50, 50 / 75, 25, 25 / 50, 0, 0; to p1: 0, 5, 25 / 30, 35, 55 / 75, 80, 100.


def test_what_opens_a_zone_is_what_one_would_work_out_by_hand() -> None:
    found = opening(SHUT)
    assert found is not None
    first, second = found.reservations
    assert (first.party, first.now, first.needed, first.package.levels) == ("p0", 60, 50, (2, 0))
    assert (second.party, second.now, second.needed, second.package.levels) == ("p1", 60, 30, (1, 0))
    # To p0 the last level of the first issue is worth nothing; with 20 it would take (2, 0), worth 10 more on the whole.
    value = found.values[0]
    assert (value.party, value.issue, value.level, value.now, value.needed) == ("p0", "i0", "l2", 0, 20)
    # The second issue at 100, the first at 0: with 1.5 to 1 they come to 60.
    weight = next(one for one in found.weights if (one.party, one.issue) == ("p0", "i1"))
    assert (weight.now, weight.needed, weight.package.levels) == (1, 1.5, (2, 0))
    assert found.nearest.package.levels == (2, 0)
    assert (found.nearest.lacks, found.nearest.share) == ((10, 0), 0.1)


def test_an_open_zone_needs_no_opening() -> None:
    assert opening(domain(Wants(0, [(1, [1])]), Wants(0, [(1, [1])]))) is None


def test_where_nobody_alone_can_open_the_zone_only_the_nearest_package_is_told() -> None:
    """Whatever is settled, two of the three walk away."""
    found = opening(domain(Wants(5, [(1, [9, 0, 0])]), Wants(5, [(1, [0, 9, 0])]), Wants(5, [(1, [0, 0, 9])])))
    assert found is not None
    assert (found.reservations, found.values, found.weights) == ((), (), ())
    assert len([lack for lack in found.nearest.lacks if lack]) == 2
    assert found.nearest.share == pytest.approx(5 / 9)


@settings(deadline=None)
@given(domains())
def test_every_change_that_is_told_opens_the_zone_and_a_smaller_one_does_not(talks: Domain) -> None:
    found = opening(talks)
    assert (found is None) == opens(talks)
    if found is None:
        return
    for one in found.reservations:
        assert opens(with_party(talks, one.party, {"reservation": exact(str(one.needed))}))
        assert not opens(with_party(talks, one.party, {"reservation": exact(Fraction(str(one.needed)) + LESS)}))
    for change in found.values:
        needed = Fraction(str(change.needed))
        assert opens(with_value(talks, change.party, change.issue, change.level, needed))
        assert not opens(with_value(talks, change.party, change.issue, change.level, needed - LESS))
    for weight in found.weights:
        needed = Fraction(str(weight.needed))
        assert opens(with_issue(talks, weight.party, weight.issue, {"weight": exact(needed)}))
        less = needed - LESS if weight.needed > weight.now else needed + LESS
        assert not opens(with_issue(talks, weight.party, weight.issue, {"weight": exact(less)}))


@settings(deadline=None)
@given(domains())
def test_a_party_that_is_told_of_no_reservation_could_give_way_altogether_in_vain(talks: Domain) -> None:
    found = opening(talks)
    assume(found is not None)
    assert found is not None
    told = {one.party for one in found.reservations}
    for party in talks.parties:
        assert opens(with_party(talks, party.id, {"reservation": exact(-1_000)})) == (party.id in told)


@settings(deadline=None)
@given(domains(), st.data())
def test_assent_costs_the_others_least(talks: Domain, data: st.DataObject) -> None:
    gains = gains_of(talks)
    levels = data.draw(st.sampled_from(sorted(gains)))
    which = data.draw(st.sampled_from(range(len(talks.parties))))
    found = assent(talks, talks.package(talks.number(levels)), talks.parties[which].id)
    acceptable = {other: own for other, own in gains.items() if own[which] >= 0}
    assert (found is None) == (not acceptable)
    if found is None:
        return

    def cost(other: tuple[int, ...]) -> tuple[int, int]:
        lost = sum(
            gains[levels][party] >= 0 > gains[other][party] for party in range(len(talks.parties)) if party != which
        )
        return lost, sum(a != b for a, b in zip(levels, other, strict=True))

    assert found.package.levels in acceptable
    assert (len(found.losers), len(found.changes)) == cost(found.package.levels) == min(map(cost, acceptable))
    assert found.gains == pytest.approx([float(one) for one in gains[found.package.levels]])
    if gains[levels][which] >= 0:
        assert found.changes == found.losers == ()


def test_assent_is_told_issue_by_issue() -> None:
    found = assent(SHUT, SHUT.package(SHUT.number((2, 2))), "p0")
    assert found is not None
    # Only the first or both of these would do; the cheapest that p0 takes makes p1 refuse whichever it is, so one issue is changed less.
    assert found.changes == (LevelChange("i0", "l2", "l1"), LevelChange("i1", "l2", "l0"))
    assert found.losers == ("p1",)
    assert found.gains == (15, -30)


def test_two_changes_that_keep_another_on_board_come_before_one_that_loses_it() -> None:
    talks = domain(
        Wants(5, [(1, [0, 10, 4]), (1, [0, 0, 6])]),
        Wants(5, [(1, [10, -2, 5]), (1, [10, 10, 5])]),
    )
    found = assent(talks, talks.package(0), "p0")
    assert found is not None
    # The second level of the first issue alone gives p0 its 5, and leaves p1 with 4.
    assert found.changes == (LevelChange("i0", "l0", "l2"), LevelChange("i1", "l0", "l2"))
    assert found.losers == ()
    assert found.gains == (0, 0)


@settings(deadline=None)
@given(domains(), st.integers(1, 5))
def test_how_packages_are_cut_into_slabs_changes_nothing(talks: Domain, most: int) -> None:
    package = talks.package(talks.size - 1)
    whole = opening(talks), [assent(talks, package, party.id) for party in talks.parties]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(opening_module, "slabs", partial(slabs, most=most))
        cut = opening(talks), [assent(talks, package, party.id) for party in talks.parties]
    assert numbers_of(cut[0]) == numbers_of(whole[0])
    for one, other in zip(cut[1], whole[1], strict=True):
        assert (one is None) == (other is None)
        if one is not None and other is not None:
            assert (len(one.losers), len(one.changes)) == (len(other.losers), len(other.changes))


def numbers_of(found: Opening | None) -> object:
    """What is told, without which of several equal packages shows it."""
    if found is None:
        return None
    return (
        sorted((one.party, one.needed) for one in found.reservations),
        sorted((one.party, one.issue, one.level, one.needed) for one in found.values),
        sorted((one.party, one.issue, one.share) for one in found.weights),
        round(found.nearest.share, 12),
    )


def test_who_refuses_everything_cannot_be_moved() -> None:
    talks = domain(Wants(10, [(1, [1, 2])]), Wants(0, [(1, [1, 2])]))
    assert assent(talks, talks.package(0), "p0") is None
