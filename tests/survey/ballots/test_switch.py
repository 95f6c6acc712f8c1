"""A form that was open when another version began: nothing is lost, and nothing is counted under other words."""

import gzip
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.office.models import Unit
from kiosk.queue import actions
from kiosk.queue.tickets import Move
from survey.ballots.models import PendingBallot
from survey.questionnaires import actions as questionnaires
from survey.questionnaires import queries
from survey.questionnaires.library import FORMS, QUESTIONS
from survey.questionnaires.models import Question, Questionnaire
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY, Phone
from tests.page import Page
from tests.survey.questionnaires.drafts import draft, next_version, publish

SetClock = Callable[[datetime], None]
TONIGHT = MONDAY + timedelta(hours=14, minutes=59)  # one minute to midnight in Việt Nam
TOMORROW = date(2026, 11, 17)


@pytest.fixture
def phone(session: Session, set_clock: SetClock) -> Phone:
    """A visit that has been served, at an office with a code at its entrance."""
    set_clock(TONIGHT)
    questionnaires.add_default_forms(session)
    unit = factories.unit(session)
    group = factories.group(session, unit)
    factories.code(session, unit, "ABCD2345")
    phone = factories.phone_ticket(session, group)
    clerk = factories.clerk(factories.counter(session, unit, "1", group))
    for minutes, kind in ((10, Move.CALL), (11, Move.START), (19, Move.FINISH)):
        actions.move(session, phone.ticket, kind, clerk, at=MONDAY + timedelta(minutes=minutes))
    return phone


def asked(session: Session, phone: Phone, role: str = "visit") -> Questionnaire:
    form = queries.form_for(session, phone.ticket.unit_id, role, MONDAY.date())
    assert form is not None
    return form.questionnaire


def overall(session: Session, row: Questionnaire) -> str:
    found = session.scalars(select(Question.id).where(Question.questionnaire_id == row.id, Question.overall)).one()
    return f"q{found}"


def cast_forms(session: Session) -> list[int]:
    return list(session.scalars(select(PendingBallot.questionnaire_id)))


@pytest.mark.parametrize(("address", "role"), [("/s/{vote}", "visit"), ("/q/ABCD2345/feedback", "open")])
def test_a_form_opened_before_midnight_counts_as_it_was_read(
    client: CheckedClient, session: Session, phone: Phone, set_clock: SetClock, address: str, role: str
) -> None:
    first = asked(session, phone, role)
    second = publish(session, next_version(session, first), TOMORROW)
    page = Page(client.get(address.format(vote=phone.vote)))
    set_clock(TONIGHT + timedelta(minutes=2))
    answer = page.form(button="Gửi").submit(client, **{overall(session, first): "4"})  # type: ignore[arg-type]
    assert "Xin cảm ơn" in answer.text
    assert cast_forms(session) == [first.id]
    assert second.id != first.id


def test_a_fault_in_an_old_form_brings_back_the_old_form_with_what_was_typed(
    client: CheckedClient, session: Session, phone: Phone, set_clock: SetClock
) -> None:
    first = asked(session, phone)
    page = Page(client.get(f"/s/{phone.vote}"))
    unit = session.get_one(Unit, phone.ticket.unit_id)
    publish(session, draft(session, unit.id, FORMS["factors"]))
    first_question = session.scalars(select(Question.id).where(Question.questionnaire_id == first.id)).first()
    answer = page.form(button="Gửi").submit(client, **{f"q{first_question}": "2"})  # type: ignore[arg-type]
    again = Page(answer, status=422)
    assert again.find("input", name="form")[0].get("value") == str(first.id)
    again.form(button="Gửi").submit(client, **{overall(session, first): "5"})  # type: ignore[arg-type]
    assert cast_forms(session) == [first.id]


@pytest.mark.parametrize("forged", ["9" * 30, "\x00٣", "draft", "foreign"])
def test_a_version_that_nobody_was_shown_there_is_not_taken(
    client: CheckedClient, session: Session, phone: Phone, forged: str
) -> None:
    row = asked(session, phone)
    elsewhere = publish(session, draft(session, factories.unit(session).id))
    others = {"draft": next_version(session, row).id, "foreign": elsewhere.id}
    data = {"form": str(others.get(forged, forged)), overall(session, row): "3"}
    client.post(f"/s/{phone.vote}", data=data)
    assert cast_forms(session) == [row.id]


def test_below_a_question_of_conduct_stands_where_denunciations_are_taken(
    client: CheckedClient, session: Session, phone: Phone
) -> None:
    unit = session.get_one(Unit, phone.ticket.unit_id)
    row = draft(session, unit.id)
    questionnaires.add_question(session, row.id, 7, QUESTIONS["money"])
    publish(session, row)
    assert "nơi tiếp công dân" in Page(client.get(f"/s/{phone.vote}")).text
    unit.denunciations = "Thanh tra phường, 12 Trần Phú <b>"
    assert "Thanh tra phường, 12 Trần Phú <b>" in Page(client.get(f"/s/{phone.vote}")).text


def test_what_is_not_translated_is_told_in_vietnamese_and_marked_as_such(
    client: CheckedClient, session: Session, phone: Phone
) -> None:
    row = draft(session, phone.ticket.unit_id)
    row.name_km = None
    publish(session, row)
    page = Page(client.get(f"/s/{phone.vote}?lang=km"))
    assert [span.text for span in page.find("span", lang="vi")] == [row.name_vi]


@pytest.mark.parametrize("language", ["vi", "km"])
def test_nineteen_statements_are_folded_by_factor_and_stay_small(
    client: CheckedClient, session: Session, phone: Phone, language: str
) -> None:
    publish(session, draft(session, phone.ticket.unit_id, FORMS["factors"]))
    answer = client.get(f"/s/{phone.vote}?lang={language}")
    page = Page(answer)
    assert len(page.find("details", class_="part")) == 5
    assert len(page.find("fieldset")) == 20
    assert len(gzip.compress(answer.text.encode())) <= 14 * 1024
