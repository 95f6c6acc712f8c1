"""The page says where waits may be hidden, and is silent about an honest office."""

from dataclasses import replace

import pytest
from flask import Flask

from admin.measures import caution_wording
from admin.measures.cautions import Caution, Warned, cautions
from admin.measures.figures import Figures
from admin.measures.visits import Visit, VisitColumns
from admin.measures.waiting import of
from tests.admin.measures import hiding
from tests.admin.measures.hiding import Hide, honest, said
from tests.admin.measures.offices import TARGETS, visit, waiting

SERVED = [visit(wait=600)] * 100


def figures(*visits: Visit) -> Figures:
    return of(VisitColumns.of(visits), TARGETS)


def kinds(found: Figures, *before: Figures) -> list[str]:
    return [one.kind.value for one in cautions(found, before)]


def test_nothing_is_said_of_an_ordinary_week_nor_of_a_few_visits() -> None:
    assert kinds(figures(*SERVED)) == []
    assert kinds(figures(*SERVED[:9])) == []
    assert kinds(figures(*[waiting(9000)] * 9)) == []
    assert kinds(figures()) == []


def test_more_than_one_in_twenty_left_out_is_said_with_what_they_had_waited() -> None:
    assert kinds(figures(*SERVED[:95], *[waiting(300)] * 5)) == []

    assert cautions(figures(*SERVED[:94], *[waiting(300)] * 6)) == (Caution(Warned.LEFT_OUT, 6, 0.06),)
    assert cautions(figures(*SERVED[:90], *[waiting(300)] * 10)) == (Caution(Warned.LEFT_OUT, 10, 0.1, 300.0),)


def test_few_who_waited_very_long_are_said_when_the_mean_is_a_tenth_longer_with_them() -> None:
    assert kinds(figures(*SERVED[:97], *[waiting(2500)] * 3)) == []
    assert kinds(figures(*SERVED[:97], *[waiting(2700)] * 3)) == ["longer"]


def test_less_is_said_where_the_mean_would_pass_the_target_with_them() -> None:
    near = [visit(wait=880, way=5)] * 97

    assert kinds(figures(*near, *[waiting(1400)] * 3)) == []
    assert kinds(figures(*near, *[waiting(1600)] * 3)) == ["longer"]
    assert kinds(figures(*[visit(wait=901)] * 97, *[waiting(1700)] * 3)) == []


@pytest.mark.parametrize(
    ("hidden", "kind"),
    [
        (visit(state="removed", wait=None, stay=500), "removed"),
        (visit(state="closed", wait=None, stay=500), "closed"),
        (visit(wait=500, doubtful=True), "doubtful"),
    ],
)
def test_each_way_out_of_the_mean_is_named_above_one_in_fifty(hidden: Visit, kind: str) -> None:
    assert kinds(figures(*SERVED[:98], *[hidden] * 2)) == []
    assert kinds(figures(*SERVED[:97], *[hidden] * 3)) == [kind]


def test_calling_everybody_before_the_target_and_serving_them_later_is_named() -> None:
    early = [visit(wait=600, way=30)] * 80 + [visit(wait=840, way=120)] * 20

    (found,) = cautions(figures(*early))

    assert found.kind is Warned.CALLED_EARLY
    assert found.share == pytest.approx(0.2)
    assert kinds(figures(*[visit(wait=60, way=239)] * 50)) == []
    assert kinds(figures(*[visit(wait=60, way=240)] * 50)) == ["called_early"]


def test_a_few_who_pass_the_target_on_their_way_are_not_called_early() -> None:
    assert kinds(figures(*[visit(wait=880, way=60)] * 8, *[visit(wait=1500)] * 30, *SERVED)) == []


def test_services_that_are_over_at_once_are_named_with_the_mean_of_the_others() -> None:
    at_once = visit(wait=20, way=0, stay=49)

    assert kinds(figures(*SERVED[:95], *[at_once] * 5)) == []
    assert kinds(figures(*SERVED, *[visit(wait=20, way=0, stay=50)] * 50)) == []
    assert cautions(figures(*SERVED, *[at_once] * 10)) == (Caution(Warned.BRIEF, 10, 10 / 110, 600.0),)
    assert cautions(figures(*SERVED[:90], *[at_once] * 6)) == (Caution(Warned.BRIEF, 6, 6 / 96),)
    assert kinds(figures(*SERVED, *[visit(way=0, stay=600, by_staff=True, by_hand=True)] * 50)) == []


def test_people_put_aside_are_named_when_many_or_when_it_makes_the_wait_a_tenth_longer() -> None:
    assert kinds(figures(*SERVED[:95], *[visit(hold=60)] * 5)) == []
    assert cautions(figures(*SERVED[:90], *[visit(hold=60)] * 10)) == (Caution(Warned.HELD, 10, 0.1, 60.0),)
    assert kinds(figures(*SERVED[:98], *[visit(hold=3000, stay=9000)] * 2)) == []
    assert cautions(figures(*SERVED[:98], *[visit(hold=3100, stay=9000)] * 2)) == (Caution(Warned.HELD, 2, 0.02),)
    assert kinds(figures(*[visit(wait=60)] * 98, *[visit(wait=60, hold=2900, stay=9000)] * 2)) == []


def test_arrivals_logged_by_the_staff_are_named_when_most_or_much_shorter() -> None:
    by_staff = visit(wait=590, by_staff=True)

    assert kinds(figures(*SERVED[:50], *[by_staff] * 50)) == []
    assert kinds(figures(*SERVED[:49], *[by_staff] * 51)) == ["logged"]
    assert kinds(figures(*SERVED, *[visit(wait=60, by_staff=True)] * 9)) == []
    assert kinds(figures(*SERVED, *[visit(wait=60, by_staff=True)] * 10)) == ["logged"]


def test_people_sent_back_to_the_queue_are_named() -> None:
    assert kinds(replace(figures(*SERVED), returned=3)) == []
    assert kinds(replace(figures(*SERVED), returned=4)) == ["returned"]


def test_a_jump_of_those_left_out_is_said_against_at_least_four_periods() -> None:
    usual, now = figures(*SERVED[:99], waiting(100)), figures(*SERVED[:95], *[waiting(100)] * 5)

    assert kinds(now, *[usual] * 4) == ["jump"]
    assert kinds(now, *[usual] * 3) == []
    assert kinds(usual, *[usual] * 8) == []
    assert kinds(now, *[usual, now] * 4) == []


def test_the_weightiest_comes_first() -> None:
    hidden = [
        *[visit(state="removed", wait=None, stay=7200)] * 5,
        *[visit(wait=5000, doubtful=True)] * 5,
        *[visit(state="closed", wait=None, stay=7200)] * 5,
    ]
    aside = [visit(wait=60, way=3000, stay=4000, by_staff=True, hold=900)] * 30
    at_once = [visit(wait=60, way=3000, stay=3080)] * 10
    everything = replace(figures(*SERVED[:60], *aside, *at_once, *hidden), returned=9)

    found = kinds(everything, *[figures(*SERVED)] * 4)

    assert found == [kind.value for kind in Warned]


def test_of_a_hundred_honest_weeks_at_most_five_get_a_word() -> None:
    spoken = sum(bool(said(seed)[1]) for seed in range(100))

    assert spoken <= 5
    assert 240 < (honest(0).wait.mean_seconds or 0) < 900


@pytest.mark.parametrize("hide", [hiding.removing, hiding.closing, hiding.correcting])
def test_whoever_hides_the_longest_four_in_a_hundred_is_found_every_time(hide: Hide) -> None:
    for seed in range(20):
        shown, found = said(seed, hide)
        assert (shown.wait.mean_seconds or 0) < 0.9 * (honest(seed).wait.mean_seconds or 0)
        assert hiding.WAYS[hide] <= {one.kind for one in found}


@pytest.mark.parametrize("hide", [hiding.clicking_through, hiding.putting_aside, hiding.padding])
def test_whoever_ends_waits_on_paper_only_is_found_every_time(hide: Hide) -> None:
    for seed in range(10):
        shown, found = said(seed, hide)
        assert (shown.wait.mean_seconds or 0) < 0.6 * (honest(seed).wait.mean_seconds or 0)
        assert hiding.WAYS[hide] <= {one.kind for one in found}


def test_calling_early_is_found_in_every_week_in_which_one_in_seventeen_began_too_late() -> None:
    found = [said(seed, hiding.calling_early) for seed in range(30)]
    worth_hiding = [warned for shown, warned in found if (shown.until_start.within_target or 0) < 16 / 17]

    assert len(worth_hiding) >= 20
    assert all(Warned.CALLED_EARLY in {one.kind for one in warned} for warned in worth_hiding)


def test_what_is_said_with_the_headline_gives_nobody_of_few_away(app: Flask) -> None:
    by_hand = visit(wait=60, by_staff=True, by_hand=True)
    with app.test_request_context():
        few = caution_wording.with_headline(figures(*SERVED[:10], waiting(7200), by_hand))
        many = caution_wording.with_headline(figures(*SERVED[:20], *[waiting(3600)] * 10, *[by_hand] * 10))
        all_logged = caution_wording.with_headline(figures(*[by_hand._replace(by_hand=False)] * 10))
        two = caution_wording.with_headline(figures(waiting(7200), by_hand._replace(by_hand=False)))

    assert [kind for kind, _ in few] == ["warn", "info", "info"]
    assert not any("trung bình là" in said or "chờ trung bình" in said for _, said in few)
    assert "không tính 1 lượt" in few[0][1]
    assert few[0][1].endswith("Dưới 10 lượt nên không nêu số phút.")
    assert [said for _, said in many] == [
        (
            "Trung bình trên không tính 10 lượt (tự trả số, không đến, bị bỏ số, hết giờ, chưa chắc chắn)."
            " Kể cả những lượt ấy, trung bình là 20,2 phút."
        ),
        "Ghi tay: 10 lượt, chờ trung bình 1 phút, chép từ phiếu giấy nên đúng đến phút.",
        "Trong 30 lượt được tính, 10 do cán bộ ghi, chờ trung bình 1 phút; không kể những lượt ấy là 10 phút.",
    ]
    assert all_logged == [("warn", "Cả 10 lượt đều do cán bộ ghi.")]
    assert two == []


def test_each_is_said_in_words_with_its_size(app: Flask) -> None:
    found = [Caution(kind, 12, 0.06, 900.0, before=0.01) for kind in Warned]

    with app.test_request_context():
        said, further = caution_wording.sentences(found), caution_wording.further(found)
        (without,) = caution_wording.sentences([replace(found[0], seconds=None)])

    assert all("15 phút" in one and ("6 %" in one or "12 lượt" in one) and one.endswith(".") for one in said)
    assert len(set(said)) == len(Warned)
    assert further == [one for one in said if said.index(one) in (2, 3, 4, 5, 6, 8, 9, 10)]
    assert "phút" not in without
