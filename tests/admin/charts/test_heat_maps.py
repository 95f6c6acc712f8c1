"""Maps of the week: a shade and a number where there is enough, hatched where not, blank where it was shut."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from admin.charts.heat_maps import maps_figure
from admin.charts.map_texts import MapTexts, Show
from admin.charts.shades import WHITE, letters_on, luminance, shade
from admin.charts.sheet import PAGE, PHONE, saved, svg
from admin.measures.presences import Presences, SessionRow
from admin.measures.rush import Rush, rush
from admin.measures.rush_finding import rush_finding
from admin.measures.visits import Visit, VisitColumns
from tests.admin.measures.offices import at, visit

TEXTS = MapTexts(
    title="Người dân chờ nhiều nhất vào thứ Hai 8:00–9:00.",
    headings={Show.ARRIVALS: "Người đến mỗi ngày", Show.WAITS: "Chờ trung bình (phút)", Show.COUNTERS: "Số quầy mở"},
    weekdays=("T2", "T3", "T4", "T5", "T6", "T7", "CN"),
    few="gạch chéo: dưới 10 lượt",
    worst="khung đậm: giờ chờ nhiều nhất",
    no_data="Chưa có dữ liệu",
    not_recorded="Chưa ghi giờ mở quầy",
    sample="DỮ LIỆU MẪU",
)
BUSY = [visit("2026-11-16 08:10", wait=1500)] * 12 + [visit("2026-11-17 14:10", wait=120)] * 25
OPEN = [(1, at("2026-11-16 08:00"), at("2026-11-16 08:30")), (1, at("2026-11-16 08:00"), at("2026-11-16 09:00"))]


def week(visits: Sequence[Visit], sessions: Sequence[SessionRow] = ()) -> Rush:
    return rush(VisitColumns.of(visits), Presences.of(sessions, [], at("2026-12-01 00:00")))


def drawn(found: Rush, shows: Sequence[Show] = tuple(Show), texts: MapTexts = TEXTS) -> Figure:
    finding = rush_finding(found)
    worst = finding.worst if finding else None
    return maps_figure(found, shows, worst=worst, long_seconds=1800, texts=texts, sample=False)


def maps(figure: Figure) -> list[Axes]:
    return figure.axes[1:]


def numbers(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.texts if text.get_gid() != "map" and text.get_text()]


def test_each_map_writes_its_own_numbers_over_the_same_half_hours() -> None:
    arrivals, waits, counters = maps(drawn(week(BUSY, OPEN)))
    assert (numbers(arrivals), numbers(waits)) == (["12", "25"], ["25", "2"])
    assert numbers(counters) == ["2", "1"]
    assert arrivals.get_ylim() == waits.get_ylim() == counters.get_ylim() == (29, 16)


def test_a_phone_shows_the_one_map_asked_for() -> None:
    (only,) = maps(drawn(week(BUSY, OPEN), [Show.WAITS]))
    assert numbers(only) == ["25", "2"]


def test_a_half_hour_with_few_visits_is_hatched_and_explained_and_has_no_number() -> None:
    figure = drawn(week([*BUSY, visit("2026-11-18 09:00")]), [Show.ARRIVALS])
    assert numbers(maps(figure)[0]) == ["12", "25"]
    assert maps(figure)[0].lines
    assert TEXTS.few.encode() in svg(figure)
    assert TEXTS.few.encode() not in svg(drawn(week(BUSY), [Show.ARRIVALS]))


def test_the_worst_hour_is_framed_in_every_map_and_explained() -> None:
    figure = drawn(week(BUSY, OPEN))
    assert [patch.get_gid() for axes in maps(figure) for patch in axes.patches if patch.get_gid()] == ["worst"] * 3
    assert TEXTS.worst.encode() in svg(figure)


def test_where_nobody_waited_nothing_is_framed() -> None:
    figure = drawn(week([visit(wait=0)] * 20), [Show.WAITS])
    assert numbers(maps(figure)[0]) == ["0"]
    assert b'id="worst' not in svg(figure)


def test_unrecorded_counters_are_said_and_not_drawn_as_none() -> None:
    counters = maps(drawn(week(BUSY)))[2]
    assert "".join(numbers(counters)).replace("\n", " ") == TEXTS.not_recorded
    assert not counters.patches


def test_a_saturday_has_a_column_only_where_the_office_was_open_on_one() -> None:
    def names(found: Rush) -> list[str]:
        return [label.get_text() for label in maps(drawn(found))[0].get_xticklabels()]

    assert names(week(BUSY)) == ["T2", "T3"]
    assert names(week([*BUSY, visit("2026-11-21 08:00")])) == ["T2", "T3", "T7"]


def test_names_of_weekdays_never_run_into_each_other() -> None:
    english = replace(TEXTS, weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
    whole = [visit(f"2026-11-{day} 08:00") for day in range(16, 23)]
    assert [label.get_text() for label in maps(drawn(week(BUSY), texts=english))[0].get_xticklabels()] == ["Mon", "Tue"]
    assert maps(drawn(week(whole), texts=english))[0].get_xticklabels()[0].get_text() == "Mo"


def test_a_wait_as_long_as_the_older_target_is_as_dark_as_can_be() -> None:
    (axes,) = maps(drawn(week([visit(wait=1800)] * 10 + [visit("2026-11-16 09:00", wait=7200)] * 10), [Show.WAITS]))
    colours = [tuple(patch.get_facecolor()) for patch in axes.patches]
    assert [colour[:3] for colour in colours if colour[3]] == [pytest.approx(shade(1))] * 2


@pytest.mark.parametrize("share", [step / 20 for step in range(21)])
def test_more_is_darker_and_its_number_stands_out(share: float) -> None:
    colour = shade(share)
    light, dark = sorted([luminance(colour), 1.0 if letters_on(colour) == WHITE else 0.0], reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
    assert share == 0 or luminance(colour) < luminance(shade(share - 0.05))


@pytest.mark.parametrize("shape", [PAGE, PHONE])
@pytest.mark.parametrize("visits", [[], [visit()], [visit("2026-11-16 00:00"), visit("2026-11-22 23:59")]])
def test_little_or_no_data_still_makes_a_picture(visits: list[Visit], shape: object) -> None:
    assert svg(drawn(week(visits))).endswith(b"</svg>\n")


def test_long_words_and_a_sample_fit_on_a_phone() -> None:
    long = replace(TEXTS, headings=dict.fromkeys(Show, "Thời gian chờ trung bình mỗi người tính bằng phút"))
    found = week(BUSY, OPEN)
    figure = maps_figure(found, list(Show), worst=None, long_seconds=1800, texts=long, sample=True, shape=PHONE)
    assert b'id="sample"' in saved(figure, PHONE)
