"""The sheet opens in a spreadsheet as it was written, computes nothing, and hides what must stay hidden."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.measures.waiting import WeekFigures
from admin.reports.sheets import weekly_csv
from kiosk.ground.calendar import Week
from kiosk.ground.cells import FORMULA_STARTS, text_cell
from survey.satisfaction import SealedScore
from tests.admin.measures.offices import W46, W47, busy, figures, sealed, visit

# Names that files and programs outside already use; a column may be added, never renamed.
HEADER = (
    "unit,sample,week,monday,target_seconds,older_target_seconds,arrivals,called,served,left,no_show,removed,"
    "closed,unfinished,doubtful,returned,waits,mean_wait_seconds,median_wait_seconds,p90_wait_seconds,"
    "longest_wait_seconds,called_within_target_share,called_within_older_target_share,started,"
    "mean_until_start_seconds,started_within_target_share,started_within_older_target_share,service_level_share,"
    "service_level_of_all_share,before_opening,mean_before_opening_seconds,uncounted,"
    "mean_uncounted_wait_seconds,mean_wait_with_uncounted_seconds,logged_by_staff,mean_logged_by_staff_seconds,"
    "mean_without_logged_by_staff_seconds,tallied_by_hand,mean_tallied_by_hand_seconds,"
    "ballots_from_week,ballots,level_1,level_2,level_3,level_4,level_5,"
    "satisfied_share,satisfied_low_share,satisfied_high_share,coverage_share,"
    "satisfied_lowest_share,satisfied_highest_share,"
    "kiosk_ballots_from_week,kiosk_ballots,kiosk_level_1,kiosk_level_2,kiosk_level_3,kiosk_level_4,kiosk_level_5,"
    "kiosk_satisfied_share,kiosk_satisfied_low_share,kiosk_satisfied_high_share,"
    "mean_wait_low_seconds,mean_wait_high_seconds,called_within_15_share,called_within_30_share,"
    "started_within_15_share,started_within_30_share"
)


def read(
    weeks: Sequence[WeekFigures],
    scores: Mapping[Week, SealedScore],
    unit: str = "Sở Tư pháp",
    *,
    kiosk: Mapping[Week, SealedScore] | None = None,
    sample: bool = False,
) -> list[dict[str, str]]:
    sheet = "".join(weekly_csv(weeks, scores, kiosk or {}, unit=unit, sample=sample))
    assert sheet.startswith("\ufeff")
    return list(csv.DictReader(StringIO(sheet.removeprefix("\ufeff"), newline="")))


def test_column_names_stay() -> None:
    assert ",".join(read([busy(W47, 10, 60)], {})[0]) == HEADER


def test_a_sheet_without_weeks_is_its_header() -> None:
    lines = list(weekly_csv([], {}, {}, unit="", sample=False))

    assert len(lines) == 1
    assert lines[0].endswith("\r\n")


def test_a_week_is_a_row_of_seconds_and_shares() -> None:
    (row,) = read([busy(W47, 12, 725)], {W47: sealed(W47, [0, 1, 2, 3, 6], 12, since=W46)})

    assert row["week"] == "2026-W47"
    assert row["monday"] == "2026-11-16"
    assert row["mean_wait_seconds"] == row["p90_wait_seconds"] == "725"
    assert row["called_within_target_share"] == "1.0000"
    assert row["ballots_from_week"] == "2026-W46"
    assert [row[f"level_{level}"] for level in range(1, 6)] == ["0", "1", "2", "3", "6"]
    assert row["satisfied_share"] == "0.7500"
    assert row["coverage_share"] == "1.0000"


def test_ballots_at_a_tablet_stand_in_columns_of_their_own() -> None:
    weeks, tablet = [busy(W47, 40, 60)], {W47: sealed(W47, [2, 0, 0, 0, 8], 40)}
    (row,) = read(weeks, {W47: sealed(W47, [0, 0, 0, 0, 20], 40)}, kiosk=tablet)
    (alone,) = read(weeks, {}, kiosk=tablet)

    assert (row["ballots"], row["satisfied_share"]) == ("20", "1.0000")
    assert (row["kiosk_ballots"], row["kiosk_level_1"], row["kiosk_satisfied_share"]) == ("10", "2", "0.8000")
    assert (alone["ballots"], alone["satisfied_share"], alone["kiosk_ballots"]) == ("", "", "10")
    assert alone["coverage_share"] == "0.2500"


def test_what_the_staff_logged_stands_beside_what_they_did_not() -> None:
    (row,) = read([figures([visit(wait=600), visit(wait=0, by_staff=True)] * 10)], {})

    assert row["logged_by_staff"] == "10"
    assert row["mean_logged_by_staff_seconds"] == "0"
    assert row["mean_without_logged_by_staff_seconds"] == "600"


def test_what_one_person_waited_is_in_no_cell() -> None:
    (row,) = read([figures([visit(wait=725), visit(wait=None, stay=1900, state="left")])], {})

    assert (row["arrivals"], row["waits"], row["uncounted"]) == ("2", "1", "1")
    named = ("target_seconds", "older_target_seconds")
    assert {row[name] for name in row if name.endswith(("_seconds", "_share")) and name not in named} == {""}


def test_no_data_is_an_empty_cell_and_never_zero_or_all() -> None:
    (row,) = read([figures([])], {})

    assert row["waits"] == row["arrivals"] == "0"
    measures = [name for name in row if name.endswith("_share") or name.startswith(("mean_", "median_", "p90_"))]
    assert {row[name] for name in measures} == {""}


def test_a_score_of_nine_ballots_shows_nothing_but_their_number() -> None:
    (row,) = read([busy(W47, 12, 60)], {W47: sealed(W47, [0, 0, 0, 0, 9], 12)})

    assert row["ballots"] == "9"
    hidden = [name for name in row if name.startswith(("level_", "satisfied_", "coverage"))]
    assert {row[name] for name in hidden} == {""}


def test_sample_data_say_so_in_every_row() -> None:
    weeks = [busy(W46, 10, 60), busy(W47, 10, 60)]

    assert [row["sample"] for row in read(weeks, {}, sample=True)] == ["DỮ LIỆU MẪU"] * 2
    assert [row["sample"] for row in read(weeks, {})] == ["", ""]


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_a_name_that_a_spreadsheet_would_compute_gets_an_apostrophe(start: str) -> None:
    (row,) = read([busy(W47, 10, 60)], {}, unit=f'{start}HYPERLINK("http://x","y")')

    assert row["unit"] == f'\'{start}HYPERLINK("http://x","y")'


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_a_text_cell_reads_back_as_it_was_and_never_begins_a_formula(text: str) -> None:
    ((cell,),) = csv.reader(StringIO(text_cell(text), newline=""))

    assert cell in {text, f"'{text}"}
    assert not cell.startswith(FORMULA_STARTS)
