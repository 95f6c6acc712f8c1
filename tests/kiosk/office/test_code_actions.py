import re
from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from kiosk.office import code_actions, counter_actions, queries
from tests.factories import MONDAY, code, counter, unit
from tests.kiosk.office import record


def test_entrances_and_counters_get_codes_of_eight_readable_characters(session: Session) -> None:
    row = unit(session)
    desk = counter(session, row, "3")

    entrance = code_actions.issue_code(session, row.id, now=MONDAY, staff_id=7)
    at_desk = code_actions.issue_code(session, row.id, counter_id=desk.id, now=MONDAY, staff_id=7)

    assert [view.code.code for view in queries.codes_of(session, row.id)] == [entrance.code, at_desk.code]
    assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{8}", at_desk.code)
    assert (record.last(session).subject, record.last(session).details) == (
        at_desk.code,
        {"counter": {"old": None, "new": "3"}},
    )


def test_a_code_that_hangs_somewhere_is_never_issued_again(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    row = unit(session)
    code(session, row, "AAAAAAAA")
    drawn: Iterator[str] = iter(["AAAAAAAA", "BBBBBBBB"])
    monkeypatch.setattr(code_actions, "new_code", lambda: next(drawn))

    assert code_actions.issue_code(session, row.id, now=MONDAY, staff_id=7).code == "BBBBBBBB"


def test_a_withdrawn_code_stays_and_is_withdrawn_once(session: Session) -> None:
    row = unit(session)
    text = code(session, row, "AAAAAAAA").code

    code_actions.withdraw_code(session, text, now=MONDAY, staff_id=7)

    view = queries.find_code(session, text)
    assert view is not None
    assert view.code.withdrawn_at == MONDAY
    assert record.refused(lambda: code_actions.withdraw_code(session, text, now=MONDAY, staff_id=7)) == (
        "already_withdrawn",
        "code",
    )
    assert record.refused(lambda: code_actions.withdraw_code(session, "ZZZZZZZZ", now=MONDAY, staff_id=7)) == (
        "unknown",
        "code",
    )


def test_a_code_is_for_a_counter_in_use_of_the_same_unit(session: Session) -> None:
    row, neighbour = unit(session), unit(session)
    theirs, closed = counter(session, neighbour), counter(session, row)
    counter_actions.set_counter_active(session, closed.id, active=False, now=MONDAY, staff_id=7)

    def issue(counter_id: int) -> tuple[str, str]:
        return record.refused(
            lambda: code_actions.issue_code(session, row.id, counter_id=counter_id, now=MONDAY, staff_id=7)
        )

    assert issue(theirs.id) == ("unknown", "counter")
    assert issue(closed.id) == ("inactive", "counter")
