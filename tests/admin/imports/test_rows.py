"""Which rows of a log can be trusted."""

from datetime import UTC, datetime
from typing import Literal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.imports.rows import COLUMNS, ImportedVisit, Reject, read_row

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SERVED = dict.fromkeys(COLUMNS, "") | {
    "ticket": "17",
    "service": "PS",
    "priority": "2",
    "arrived_at": "2026-11-16T08:00:00",
    "called_at": "2026-11-16T08:05:00",
    "started_at": "2026-11-16T08:05:30",
    "finished_at": "2026-11-16T08:12:00",
    "counter": "3",
    "outcome": "served",
}
FORMS: tuple[Literal["NFC"], Literal["NFD"]] = ("NFC", "NFD")
LEFT = SERVED | {
    "called_at": "",
    "started_at": "",
    "finished_at": "",
    "counter": "",
    "left_at": "2026-11-16T08:20:00",
    "outcome": "left",
}


def read(row: dict[str, str], **changed: str) -> ImportedVisit | Reject:
    return read_row(row | changed, now=NOW)


def local(hour: int, minute: int, second: int = 0) -> datetime:
    return datetime(2026, 11, 16, hour - 7, minute, second, tzinfo=UTC)


def test_a_served_visit_is_read_with_local_times_as_instants() -> None:
    assert read(SERVED) == ImportedVisit(
        ticket="17",
        service="PS",
        priority="2",
        counter="3",
        served=True,
        arrived_at=local(8, 0),
        called_at=local(8, 5),
        started_at=local(8, 5, 30),
        ended_at=local(8, 12),
    )


def test_somebody_who_left_has_no_call() -> None:
    visit = read(LEFT)
    assert isinstance(visit, ImportedVisit)
    assert (visit.served, visit.called_at, visit.started_at, visit.ended_at) == (False, None, None, local(8, 20))


def test_somebody_may_leave_after_the_call() -> None:
    visit = read(LEFT, called_at="2026-11-16T08:19:00", counter="3")
    assert isinstance(visit, ImportedVisit)
    assert visit.called_at == local(8, 19)


def test_a_log_without_starts_is_read() -> None:
    visit = read(SERVED, started_at="")
    assert isinstance(visit, ImportedVisit)
    assert visit.started_at is None


def test_a_wait_of_zero_is_a_wait() -> None:
    at = SERVED["arrived_at"]
    visit = read(SERVED, called_at=at, started_at=at, finished_at=at)
    assert isinstance(visit, ImportedVisit)
    assert visit.called_at == visit.arrived_at == visit.ended_at


@pytest.mark.parametrize("text", ["2026-11-16 08:00:00", "2026-11-16T08:00:00.250"])
def test_a_space_or_parts_of_a_second_are_fine(text: str) -> None:
    assert isinstance(read(SERVED, arrived_at=text), ImportedVisit)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"called_at": "2026-11-16T07:59:59"}, "times run backwards: called_at is before arrived_at"),
        ({"started_at": "2026-11-16T08:04:00"}, "times run backwards: started_at is before called_at"),
        ({"finished_at": "2026-11-16T08:05:29"}, "times run backwards: finished_at is before started_at"),
        ({"started_at": "", "finished_at": "2026-11-16T08:04"}, "finished_at is no time"),
        ({"called_at": ""}, "called_at is missing"),
        ({"finished_at": ""}, "finished_at is missing"),
        ({"arrived_at": ""}, "arrived_at is missing"),
        ({"ticket": " "}, "ticket is missing"),
        ({"service": ""}, "service is missing"),
        ({"outcome": ""}, "outcome is missing"),
        ({"outcome": "transferred"}, "outcome is neither served nor left"),
        ({"left_at": "2026-11-16T08:12:00"}, "left_at does not fit the outcome served"),
        ({"arrived_at": "16/11/2026 08:00"}, "arrived_at is no time"),
        ({"arrived_at": "2026-11-16T08:00:00Z"}, "arrived_at is no time"),
        ({"arrived_at": "2026-11-16T08:00:00+07:00"}, "arrived_at is no time"),
        ({"arrived_at": "2026-02-30T08:00:00"}, "arrived_at is no time"),
        ({"arrived_at": "٢٠٢٦-11-16T08:00:00"}, "arrived_at is no time"),
        ({"arrived_at": "0001-01-01T00:00:00"}, "arrived_at is no time"),
        ({"arrived_at": "1969-12-31T08:00:00"}, "arrived_at is before 1970"),
        ({"finished_at": "2026-11-22T07:00:01"}, "finished_at is in the future"),
        ({"counter": "3\x00"}, "counter holds characters that cannot be kept"),
        ({"counter": "3\x1b[31m"}, "counter holds characters that cannot be kept"),
        ({"ticket": "17\udc80"}, "ticket holds characters that cannot be kept"),
        ({"service": "\u202ePS"}, "service holds characters that cannot be kept"),
        ({"ticket": "x" * 201}, "ticket is longer than 200 characters"),
    ],
)
def test_what_cannot_be_trusted_is_rejected_with_its_reason(changed: dict[str, str], reason: str) -> None:
    rejected = read(SERVED, **changed)
    assert isinstance(rejected, Reject)
    assert rejected.reason.startswith(reason)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"left_at": ""}, "left_at is missing"),
        ({"left_at": "2026-11-16T07:00:00"}, "times run backwards: left_at is before arrived_at"),
        ({"called_at": "2026-11-16T08:21:00"}, "times run backwards: left_at is before called_at"),
        ({"started_at": "2026-11-16T08:10:00"}, "started_at does not fit the outcome left"),
    ],
)
def test_who_left_was_not_served(changed: dict[str, str], reason: str) -> None:
    assert read(LEFT, **changed) == Reject(reason)


def test_accents_in_two_pieces_are_the_same_name() -> None:
    visits = [read(SERVED, service=normalize(form, "Hộ tịch")) for form in FORMS]
    assert visits[0] == visits[1]


def test_khmer_keeps_the_marks_between_its_words() -> None:
    visit = read(SERVED, service="សេវា\u200bសាធារណៈ")
    assert isinstance(visit, ImportedVisit)
    assert "\u200b" in visit.service


@given(st.dictionaries(st.sampled_from(COLUMNS), st.text() | st.just(SERVED["called_at"])))
def test_whatever_stands_in_a_row_it_is_read_or_rejected(changed: dict[str, str]) -> None:
    visit = read(SERVED, **changed)
    if isinstance(visit, ImportedVisit):
        times = [visit.arrived_at, visit.called_at, visit.started_at, visit.ended_at]
        happened = [at for at in times if at is not None]
        assert happened == sorted(happened)
    else:
        assert visit.reason
