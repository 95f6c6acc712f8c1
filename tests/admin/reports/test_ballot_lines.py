"""What was answered at a tablet of the hall is found in the week, apart from what came from phones."""

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy.orm import Session

from kiosk.ground.calendar import Week
from survey.ballots import actions, queries, seal_actions
from survey.ballots.actions import Voter
from survey.ballots.answers import Answers
from survey.ballots.models import BallotChannel
from survey.questionnaires import actions as questionnaires
from survey.questionnaires import queries as asked
from tests import cast
from tests.admin.reports.test_pages import WAITS, serve, weekly
from tests.cast import Cast
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.markup import words

W47 = Week(2026, 47)


@pytest.fixture
def people(session: Session, set_clock: Callable[[datetime], None]) -> Cast:
    """A unit where 48 people were served in one week; ballots come on top."""
    set_clock(MONDAY + timedelta(days=7))
    people = cast.cast(session)
    serve(session, people.unit, WAITS * 4)
    questionnaires.add_default_forms(session)
    return people


def vote(session: Session, people: Cast, channel: BallotChannel, levels: list[int]) -> None:
    form = asked.form_for(session, people.unit.id, "visit", W47.monday)
    assert form is not None
    overall = next(row.question.id for row in form.questions if row.question.overall)
    for place, level in enumerate(levels):
        voter = Voter(f"{channel}-{place}", people.unit.id, channel, W47, served=True)
        assert actions.cast(session, voter, form.questionnaire.id, Answers({overall: (level,)}))


def seal(session: Session) -> None:
    for heap in queries.heaps(session, W47.shift(1)):
        seal_actions.seal(session, heap, before=W47.shift(1), now=MONDAY + timedelta(days=7), chance=Random(5))


def test_ten_ballots_at_the_tablet_are_a_line_of_the_week_and_count_in_its_coverage(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    vote(session, people, BallotChannel.VISIT, [5] * 12)
    vote(session, people, BallotChannel.KIOSK, [1, 1, 3, 4, 4, 5, 5, 5, 5, 5])
    seal(session)

    page = weekly(client, people)
    lines = [[words(cell) for cell in row] for row in page.tree.iter("tr")]

    both = ["45,8 %", "39,6 – 93,8 %"]
    told = [line for line in lines if line[1] in {"điện thoại", "máy tính bảng"}]
    assert told == [
        ["T47 (16/11)", "điện thoại", "12", "0", "0", "0", "0", "12", "100 %", "75,8 – 100 %", *both],
        ["T47 (16/11)", "máy tính bảng", "10", "2", "0", "1", "2", "5", "70 %", "39,7 – 89,2 %", *both],
    ]
    sheet = client.get(f"/admin/reports/{people.unit.id}/weekly.csv").text.removeprefix("\ufeff")
    last = list(csv.DictReader(io.StringIO(sheet)))[-1]
    assert (last["ballots"], last["kiosk_ballots"], last["kiosk_satisfied_share"]) == ("12", "10", "0.7000")
    assert last["coverage_share"] == "0.4583"


def test_nine_ballots_at_the_tablet_wait(client: CheckedClient, session: Session, people: Cast) -> None:
    vote(session, people, BallotChannel.KIOSK, [5] * 9)
    seal(session)
    page = weekly(client, people)
    assert "Chưa đủ phiếu để công bố" in page.text
