"""The address of the figures: read back as written, and refused with the name of the part that says nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.measures.periods import Period, PeriodKind, containing, free
from admin.reports.filters import By, Filters, UnreadableError, days_shown, offered
from kiosk.ground.calendar import Week

DAY = date(2026, 11, 20)
KINDS = [kind for kind in PeriodKind if kind is not PeriodKind.RANGE]


def codes(periods: tuple[Period, ...]) -> list[str]:
    return [period.code for period in periods]


def test_an_address_without_words_shows_twelve_weeks_up_to_the_latest_visit() -> None:
    periods = Filters.read({}).periods(DAY, days=None)
    assert (len(periods), periods[-1].code, periods[0].code) == (12, "2026-W47", "2026-W36")


def test_empty_fields_of_the_form_say_nothing() -> None:
    assert Filters.read({"kind": "week", "by": "", "group": " ", "until": ""}) == Filters()


@given(
    st.sampled_from(KINDS),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.integers(1, 60),
    st.none() | st.sampled_from(By),
    st.none() | st.integers(1, 2**63 - 1),
    st.sampled_from([None, "unknown", "business"]),
)
def test_what_is_written_into_an_address_is_read_back(
    kind: PeriodKind, day: date, back: int, by: By | None, group: int | None, respondent: str | None
) -> None:
    filters = Filters(
        kind=kind, until=containing(kind, day), back=back, by=by, group=group, respondent=respondent, priority="aged_80"
    )
    assert Filters.read({name: str(value) for name, value in filters.address.items()}) == filters


def test_a_free_range_is_one_period_and_four_weeks_when_its_ends_are_left_out() -> None:
    asked = Filters.read({"kind": "range", "from": "2026-01-01", "to": "2026-03-31"})
    assert asked.periods(DAY, days=None) == (free(date(2026, 1, 1), date(2026, 3, 31)),)
    assert asked == Filters.read({name: str(value) for name, value in asked.address.items()})
    (usual,) = Filters.read({"kind": "range"}).periods(DAY, days=None)
    assert (usual.days, usual.last) == (28, DAY)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("kind", {"kind": "fortnight"}),
        ("until", {"until": "2026-W54"}),
        ("until", {"kind": "month", "until": "never"}),
        ("until", {"until": "\x00"}),
        ("range", {"kind": "range", "from": "2026-02-30", "to": "2026-03-01"}),
        ("range", {"kind": "range", "from": "2026-03-01"}),
        ("range", {"kind": "range", "from": "2026-03-02", "to": "2026-03-01"}),
        ("range", {"kind": "range", "from": "1901-01-01", "to": "2026-03-01"}),
        ("back", {"back": "0"}),
        ("back", {"back": "61"}),
        ("back", {"back": "9" * 5000}),
        ("back", {"back": "²"}),
        ("by", {"by": "counter"}),
        ("group", {"group": "-1"}),
        ("group", {"group": str(2**63)}),
        ("class", {"class": "'--"}),
        ("class", {"class": "\ud800"}),
        ("channel", {"channel": "pigeon"}),
        ("respondent", {"respondent": "x"}),
    ],
)
def test_what_says_nothing_is_refused_by_name(name: str, said: dict[str, str]) -> None:
    with pytest.raises(UnreadableError) as refused:
        Filters.read(said)
    assert refused.value.name == name


def test_another_kind_keeps_the_place_in_time() -> None:
    asked = Filters.read({"kind": "month", "until": "2026-W47", "back": "2"})
    assert codes(asked.periods(date(2030, 1, 1), days=None)) == ["2026-10", "2026-11"]


def test_days_are_those_of_the_first_eight_weeks_of_the_pilot() -> None:
    days = days_shown(date(2026, 9, 1), DAY)
    assert days == (date(2026, 9, 1), date(2026, 10, 26))
    asked = Filters.read({"kind": "day", "back": "3"})
    assert codes(asked.periods(DAY, days=days)) == ["2026-10-24", "2026-10-25", "2026-10-26"]
    early = Filters.read({"kind": "day", "until": "2026-09-02"})
    assert codes(early.periods(DAY, days=days)) == ["2026-09-01", "2026-09-02"]


def test_before_the_pilot_and_without_one_no_day_is_shown() -> None:
    assert days_shown(None, DAY) is None
    assert days_shown(date(2026, 12, 1), DAY) is None
    with pytest.raises(UnreadableError, match="days"):
        Filters.read({"kind": "day"}).periods(DAY, days=None)


def test_periods_before_any_calendar_are_refused() -> None:
    with pytest.raises(UnreadableError, match="until"):
        Filters.read({"kind": "year", "until": "1900", "back": "60"}).periods(DAY, days=None)


def test_the_list_to_choose_from_goes_back_to_the_first_visit_and_holds_what_was_chosen() -> None:
    far = Period.of_week(Week(2020, 1))
    found = offered(PeriodKind.WEEK, date(2026, 11, 3), DAY, far)
    assert [period.code for period in found] == ["2026-W47", "2026-W46", "2026-W45", "2020-W01"]
    assert offered(PeriodKind.MONTH, DAY, DAY, far) == [containing(PeriodKind.MONTH, DAY)]
