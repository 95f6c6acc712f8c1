"""Somebody types a slip while somebody else withdraws its run: what is withdrawn is not cast."""

from threading import Event, Thread

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.ground.calendar import Week
from kiosk.ground.db import Database
from survey.paper import actions
from survey.paper.actions import Outcome, Typist, WithdrawnError
from survey.paper.comparing import Typed
from survey.paper.models import PaperEntry
from survey.questionnaires import queries as asked
from tests.factories import MONDAY
from tests.survey.paper.slips import printed

BLOCKED_SECONDS = 0.3


def test_a_slip_is_not_taken_while_its_run_is_withdrawn(live_database: Database) -> None:
    def begin(session: Session) -> tuple[int, int, str]:
        run = printed(session)
        return run.unit.id, run.run.id, run.codes[0]

    unit_id, run_id, code = live_database.write(begin)
    by, withdrawn, typed = Typist(7, frozenset({unit_id})), Event(), Event()

    def withdraw(session: Session) -> None:
        actions.withdraw(session, unit_id, run_id, by=by, now=MONDAY, today=MONDAY.date())
        withdrawn.set()
        typed.wait(BLOCKED_SECONDS)

    def enter(session: Session) -> Outcome:
        form = asked.form_for(session, unit_id, "visit", MONDAY.date())
        assert form is not None
        return actions.enter(session, code, form, Typed(), by=by, week=Week(2026, 47))[0]

    other = Thread(target=live_database.write, args=(withdraw,))
    other.start()
    withdrawn.wait(10)
    with pytest.raises(WithdrawnError):
        live_database.write(enter)
    typed.set()
    other.join()
    with live_database.read() as session:
        assert session.scalar(select(func.count()).select_from(PaperEntry)) == 0
