"""A number and its code, typed at the tablet."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.ground.limits import Bucket
from kiosk.office.models import Device
from kiosk.queue import actions, claim_codes
from kiosk.queue.models import TicketEvent
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.tickets import Move
from survey.ballots.models import PendingBallot, SpentToken
from survey.questionnaires import actions as questionnaires
from survey.questionnaires.models import Question
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY, Phone
from tests.kiosk.queue.office import Office
from tests.page import Page


@pytest.fixture
def served(session: Session, office: Office) -> Phone:
    """Somebody who is done at the counter, with a slip in the hand."""
    questionnaires.add_default_forms(session)
    phone = factories.phone_ticket(session, office.birth)
    for seconds, kind in ((60, Move.CALL), (70, Move.START), (300, Move.FINISH)):
        at = MONDAY + timedelta(seconds=seconds)
        actions.move(session, phone.ticket, kind, factories.clerk(office.counter), at=at)
    return phone


def code_of(phone: Phone) -> str:
    return claim_codes.shown(TicketToken(phone.token).code)


def overall(session: Session) -> str:
    return f"q{session.scalars(select(Question.id).where(Question.overall).order_by(Question.id)).first()}"


def rate(tablet: CheckedClient, start: str, number: str, code: str, *, status: int = 200, lang: str = "") -> Page:
    page = Page(tablet.get(f"{start}/rate{lang}"))
    return Page(page.form(action_contains="/rate").submit(tablet, number=number, code=code), status=status)


def test_a_visit_is_rated_at_the_tablet_under_its_own_channel(
    tablet: CheckedClient, session: Session, served: Phone, start: str
) -> None:
    page = rate(tablet, start, "a1", code_of(served).lower())
    assert page.path == f"/s/{served.vote}"
    assert page.find("main")[0].get("data-start") == start
    page = Page(page.form(button="Gửi").submit(tablet, forged={overall(session): "4"}))
    assert page.heading == "Xin cảm ơn Ông/Bà"
    assert page.link("Xong, về đầu").href == start
    assert "đóng trang" not in page.text
    assert "Quét mã này bằng điện thoại để giữ biên nhận" in page.text
    assert "<title>Mã QR của biên nhận</title>" in page.response.text
    assert "/r/" not in page.response.text  # a link would leave it open for whoever comes next
    ballot = session.scalars(select(PendingBallot)).one()
    assert (ballot.channel, ballot.served) == ("kiosk", True)


def test_one_visit_has_one_ballot_whether_at_the_tablet_or_on_the_phone(
    tablet: CheckedClient, other_client: CheckedClient, session: Session, served: Phone, start: str
) -> None:
    other_client.post(f"/s/{served.vote}", data={overall(session): "5"})
    assert rate(tablet, start, "A001", code_of(served)).heading == "Xin cảm ơn Ông/Bà"
    tablet.post(f"/s/{served.vote}", data={overall(session): "1"})
    assert session.scalars(select(PendingBallot.channel)).all() == ["visit"]
    assert len(session.scalars(select(SpentToken)).all()) == 1


def test_a_phone_with_a_made_up_key_casts_as_a_phone(
    other_client: CheckedClient, session: Session, served: Phone
) -> None:
    other_client.set_cookie("__Host-kiosk", f"x.{'0' * 26}", domain="motcua.example", secure=True)
    other_client.post(f"/s/{served.vote}", data={overall(session): "5"})
    assert session.scalars(select(PendingBallot.channel)).all() == ["visit"]


def test_a_missing_answer_comes_back_within_the_frame(
    tablet: CheckedClient, session: Session, served: Phone, start: str
) -> None:
    page = Page(tablet.post(f"/s/{served.vote}", data={}), status=422)
    assert page.find("main")[0].get("data-start") == start
    assert page.find("div", class_="error-summary")


def test_somebody_who_still_waits_is_told_when_to_come(
    tablet: CheckedClient, session: Session, office: Office, served: Phone, start: str
) -> None:
    waiting = factories.phone_ticket(session, office.birth)
    page = rate(tablet, start, waiting.ticket.label, code_of(waiting))
    assert "Xin quay lại máy này khi Ông/Bà đã xong việc" in page.text
    assert {link.href for link in page.links if link.words == "Về đầu"} == {start}


@pytest.mark.parametrize(
    ("number", "code", "said"),
    [
        ("A001", "000000", "Mã của số chưa đúng"),
        ("A999", "000000", "không có số này"),
        ("", "", "Xin nhập số thứ tự"),
        ("%00🙂", "x" * 3000, "Xin nhập số thứ tự"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    tablet: CheckedClient, served: Phone, start: str, number: str, code: str, said: str
) -> None:
    page = rate(tablet, start, number, code, status=422)
    assert said in page.text
    assert page.form(action_contains="/rate").defaults["number"] == number[:40]


def test_five_wrong_codes_and_then_the_desk(tablet: CheckedClient, served: Phone, start: str) -> None:
    for _ in range(5):
        rate(tablet, start, "A001", "000000", status=422)
    assert "Xin đến quầy hướng dẫn" in rate(tablet, start, "A001", code_of(served), status=429).text


def test_the_tablet_stands_in_the_hall_and_is_not_asked_for_its_code(
    tablet: CheckedClient, session: Session, office: Office, served: Phone, start: str
) -> None:
    session.add(Bucket(key=f"claims:unit:{office.unit.id}", since=MONDAY, used=99))
    assert rate(tablet, start, "A001", code_of(served)).path.startswith("/s/")


def test_the_language_of_the_tablet_goes_on_into_the_survey(tablet: CheckedClient, served: Phone, start: str) -> None:
    page = rate(tablet, start, "A001", code_of(served), lang="?lang=en")
    assert page.language == "en"
    assert page.find("main")[0].get("data-start") == start


def test_a_rating_form_that_is_not_ours_does_nothing(tablet: CheckedClient, served: Phone, start: str) -> None:
    page = Page(tablet.post(f"{start}/rate", data={"number": "A001", "code": code_of(served)}), status=422)
    assert "Trang này đã cũ" in page.text


def test_a_phones_number_becomes_paper_once(
    tablet: CheckedClient, other_client: CheckedClient, session: Session, office: Office, start: str
) -> None:
    assert tablet.get(f"{start}/paper").location == start
    session.scalars(select(Device)).one().prints = True
    phone = factories.phone_ticket(session, office.birth)
    form = Page(tablet.get(f"{start}/paper")).form(action_contains="/paper")
    pages = [Page(form.submit(tablet, number="A001", code=code_of(phone))) for _ in range(2)]
    assert pages[0].path == pages[1].path
    assert pages[0].find("article", class_="slip")
    assert session.scalars(select(TicketEvent.channel).where(TicketEvent.kind == "claim")).all() == ["kiosk"]
    assert other_client.get(f"/t/{phone.token}").status_code == 410
    wrong = Page(form.submit(tablet, number="A001", code=code_of(phone), forged={"form_token": "x"}), status=422)
    assert "chưa có gì thay đổi" in wrong.text


def test_a_form_that_the_next_person_finds_on_the_tablet_brings_their_own_number(
    tablet: CheckedClient, session: Session, office: Office, start: str
) -> None:
    session.scalars(select(Device)).one().prints = True
    first, second = (factories.phone_ticket(session, office.birth) for _ in range(2))
    form = Page(tablet.get(f"{start}/paper")).form(action_contains="/paper")
    Page(form.submit(tablet, number="A001", code=code_of(first)))
    assert "A002" in Page(form.submit(tablet, number="A002", code=code_of(second))).text


def test_visits_of_seven_days_are_rated_here_and_older_ones_are_not(
    tablet: CheckedClient, served: Phone, start: str, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(MONDAY + timedelta(days=7))
    assert rate(tablet, start, "A001", code_of(served)).path == f"/s/{served.vote}"
    set_clock(MONDAY + timedelta(days=8))
    assert "không có số này" in rate(tablet, start, "A001", code_of(served), status=422).text


def test_whoever_tries_codes_tries_those_of_days_before_as_often_and_no_more(
    tablet: CheckedClient, served: Phone, start: str, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(MONDAY + timedelta(days=1))
    for _ in range(5):
        rate(tablet, start, "A001", "000000", status=422)
    assert "Mã của số chưa đúng" in rate(tablet, start, "A001", code_of(served), status=422).text
