"""The parts of the visits add up to the whole, but for groups: who was transferred queued in each."""

from hypothesis import given
from hypothesis import strategies as st

from admin.measures.slices import Leg, Slice, Transferred, by_stay, parts, sliced, where
from admin.measures.visits import Visit, VisitColumns
from kiosk.queue.kinds import Channel, Respondent
from tests.admin.measures.offices import TARGETS, at, visit

SECOND = 1_000_000
EIGHT = at("2026-11-16 08:00")


@st.composite
def _visits(draw: st.DrawFn) -> Visit:
    return visit(
        wait=draw(st.none() | st.integers(-5, 4000)), state=draw(st.sampled_from(["done", "left", "closed"]))
    )._replace(
        group_id=draw(st.integers(1, 3)),
        counter_id=draw(st.none() | st.integers(1, 3)),
        priority_class=draw(st.sampled_from(["normal", "elderly", "pregnant"])),
        channel=draw(st.sampled_from([*map(str, Channel)])),
        respondent=draw(st.sampled_from([None, *map(str, Respondent)])),
    )


@given(st.lists(_visits(), max_size=30), st.sampled_from([*Slice]))
def test_every_visit_is_in_one_part(visits: list[Visit], by: Slice) -> None:
    columns = VisitColumns.of(visits)
    field = {Slice.GROUP: "group_id", Slice.COUNTER: "counter_id", Slice.CLASS: "priority_class"}.get(by, by.value)

    found = dict(sliced(columns, by, TARGETS))

    assert set(found) == {getattr(one, field) for one in visits}
    for key, figures in found.items():
        assert figures.counts.arrivals == sum(getattr(one, field) == key for one in visits)
        assert len(where(columns, by, key)) == figures.counts.arrivals
    assert sum(figures.counts.served for figures in found.values()) == int(columns.served().sum())


def test_a_part_that_nobody_is_in_is_empty() -> None:
    columns = VisitColumns.of([visit()])

    assert len(where(columns, Slice.GROUP, 99)) == 0
    assert sliced(VisitColumns.of([]), Slice.CLASS, TARGETS) == []


def leg(group: int, queued: int, called: int | None, ended: int | None, outcome: str | None = "done") -> Leg:
    """Return a leg; seconds after eight."""
    call, end = (None if second is None else EIGHT + second * SECOND for second in (called, ended))
    return Leg(group, group * 10, EIGHT + queued * SECOND, call, call, end, outcome)


def whole(*legs: Leg, state: str = "done", **values: object) -> Transferred:
    """Return the visit that these legs are of."""
    final = next(leg for leg in reversed(legs))
    called = [leg.first_called_us for leg in legs if leg.first_called_us]
    instants = (EIGHT, None, called[0] if called else None, final.started_us, final.ended_us)
    own = Visit(*instants, state, doubtful=False, group_id=final.group_id, counter_id=final.counter_id)
    return Transferred(own._replace(**values), legs)  # type: ignore[arg-type]


def test_a_transferred_visit_counts_in_each_group_with_its_wait_there() -> None:
    moved = whole(leg(1, 0, 300, 400, "transferred"), leg(2, 400, 1000, 1600))
    other = visit(wait=600)._replace(group_id=1)
    columns = VisitColumns.of([moved.visit, other])

    groups = dict(sliced(by_stay(columns, [moved]), Slice.GROUP, TARGETS))

    assert {group: (one.counts.arrivals, one.wait.n) for group, one in groups.items()} == {1: (2, 2), 2: (1, 1)}
    assert groups[1].wait.mean_seconds == (300 + 600) / 2
    assert groups[2].wait.mean_seconds == 600


def test_who_gives_up_after_a_transfer_was_served_in_the_first_group_and_left_the_second() -> None:
    moved = whole(leg(1, 0, 300, 400, "transferred"), leg(2, 400, None, 4000, "left"), state="left")

    groups = dict(sliced(by_stay(VisitColumns.of([moved.visit]), [moved]), Slice.GROUP, TARGETS))

    assert (groups[1].counts.served, groups[1].counts.left) == (1, 0)
    assert (groups[2].counts.served, groups[2].counts.left) == (0, 1)
    assert groups[2].uncounted.seconds == 3600


def test_coming_back_after_a_missed_call_continues_the_stay() -> None:
    moved = whole(leg(1, 0, 300, 400, "no_show"), leg(1, 500, 900, 1000))

    (one,) = sliced(by_stay(VisitColumns.of([moved.visit]), [moved]), Slice.GROUP, TARGETS)

    assert one[0] == 1
    assert one[1].counts.arrivals == 1
    assert one[1].wait.mean_seconds == 300


def test_of_two_visits_alike_only_the_transferred_one_is_replaced() -> None:
    moved = whole(leg(1, 0, 300, 400, "transferred"), leg(2, 400, 1000, 1600))
    columns = VisitColumns.of([moved.visit, moved.visit])

    groups = {key: len(part) for key, part in parts(by_stay(columns, [moved]), Slice.GROUP)}

    assert groups == {1: 1, 2: 2}


def test_a_doubtful_arrival_and_the_quoted_wait_belong_to_the_first_stay() -> None:
    legs = (leg(1, 0, 300, 400, "transferred"), leg(2, 400, 1000, 1600))
    moved = whole(*legs, doubtful=True, by_staff=True, estimate_low_seconds=0, estimate_high_seconds=600)

    groups = dict(sliced(by_stay(VisitColumns.of([moved.visit]), [moved]), Slice.GROUP, TARGETS, deep=True))

    assert (groups[1].counts.doubtful, groups[2].counts.doubtful) == (1, 0)
    assert groups[2].logged_by_staff.n == 0
    assert groups[2].quotes is not None
    assert groups[2].quotes.n == 0


def test_a_transfer_keeps_its_class_whatever_the_others_are() -> None:
    moved = whole(leg(1, 0, 300, 400, "transferred"), leg(2, 400, 1000, 1600), priority_class="pregnant")
    elderly = visit()._replace(priority_class="elderly")

    found = by_stay(VisitColumns.of([elderly, moved.visit]), [moved])

    assert {key: len(part) for key, part in parts(found, Slice.CLASS)} == {"elderly": 1, "pregnant": 2}


def test_without_transfers_stays_are_the_visits() -> None:
    columns = VisitColumns.of([visit(), visit(wait=None, state="left")])

    assert len(by_stay(columns, [])) == 2
