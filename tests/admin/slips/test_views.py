"""“In lại phiếu”: a phone's ticket becomes paper, and a lost slip is printed again without its ballot."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts.roles import Role
from kiosk.ground.events import AuditEvent
from kiosk.office.models import ServiceGroup
from kiosk.queue import actions
from kiosk.queue.models import CLAIM, CopiedAddress, TicketEvent
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.tickets import Move
from tests import cast, factories
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY, Phone
from tests.form import Form
from tests.kiosk.queue.conftest import nine
from tests.page import Page

__all__ = ["nine"]

BUTTONS = ("In phiếu", "In phiếu không có mã")


@pytest.fixture
def people(session: Session, nine: object) -> Cast:
    return cast.cast(session)


@pytest.fixture
def birth(session: Session, people: Cast) -> ServiceGroup:
    return factories.group(session, people.unit)


@pytest.fixture
def phone(session: Session, birth: ServiceGroup) -> Phone:
    return factories.phone_ticket(session, birth)


@pytest.fixture
def greeter(client: CheckedClient, session: Session, people: Cast) -> CheckedClient:
    sign_in(client, cast.staff(session, Role.GREETER, people.unit, login="greeter"))
    return client


def form_of(client: CheckedClient, unit_id: int, *, lost: bool = False) -> Form:
    forms = Page(client.get(f"/admin/slips/{unit_id}")).forms
    return next(form for form in forms if form.action.endswith("/lost" if lost else f"/slips/{unit_id}"))


def test_number_and_code_lead_to_a_slip_with_everything_and_the_phone_says_where_the_number_went(
    greeter: CheckedClient, other_client: CheckedClient, people: Cast, phone: Phone, session: Session
) -> None:
    code = TicketToken(phone.token).code
    slip = Page(form_of(greeter, people.unit.id).submit(greeter, number="A001", code=code))
    assert slip.heading == "Số của Ông/Bà A001"
    assert "Mã của số" in slip.text
    assert other_client.get(f"/t/{phone.token}").status_code == 410
    event = session.scalars(select(TicketEvent).where(TicketEvent.kind == CLAIM)).one()
    assert (event.channel, event.staff_id is not None) == ("clerk", True)


def test_the_same_form_again_leads_to_the_same_slip(greeter: CheckedClient, people: Cast, phone: Phone) -> None:
    form, code = form_of(greeter, people.unit.id), TicketToken(phone.token).code
    ways = {
        form.submit(greeter, follow=False, number="A001", code=code).headers["Location"].split("?")[0] for _ in range(2)
    }
    assert len(ways) == 1


def test_a_fifth_wrong_code_ends_the_tries_and_points_to_the_lost_slip(
    greeter: CheckedClient, people: Cast, phone: Phone
) -> None:
    for _ in range(5):
        wrong = Page(form_of(greeter, people.unit.id).submit(greeter, number="A001", code="000000"), status=422)
        assert "Mã của số chưa đúng" in wrong.text
    used_up = form_of(greeter, people.unit.id).submit(greeter, number="A001", code=TicketToken(phone.token).code)
    assert "Mất phiếu" in Page(used_up, status=429).text


@pytest.mark.parametrize("typed", [("", ""), ("A001", "7K3"), ("x" * 900, "7K3M9P"), ("A002", "7K3M9P"), ("\0", "\0")])
def test_what_finds_nothing_comes_back_with_what_was_typed(
    greeter: CheckedClient, people: Cast, phone: Phone, typed: tuple[str, str]
) -> None:
    number, code = typed
    page = Page(form_of(greeter, people.unit.id).submit(greeter, number=number, code=code), status=422)
    assert page.forms[1].defaults["number"] == number[:40].strip("\0")


def test_a_lost_slip_is_printed_again_without_code_and_takes_nothing_from_the_first(
    greeter: CheckedClient, other_client: CheckedClient, people: Cast, phone: Phone, session: Session
) -> None:
    slip = Page(form_of(greeter, people.unit.id, lost=True).submit(greeter, number="a1"))
    assert slip.heading == "Số của Ông/Bà A001"
    assert "Mã của số" not in slip.text
    copied = slip.path.removesuffix("/slip")
    assert "A001" in Page(other_client.get(copied)).heading
    assert "Mã của số" in Page(other_client.get(f"/t/{phone.token}")).text
    assert [(act.act, act.subject, act.unit_id) for act in session.scalars(select(AuditEvent))] == [
        ("slip.copy", "A001", people.unit.id)
    ]


def test_a_slip_without_code_never_leads_to_the_survey_and_the_first_one_still_does(
    greeter: CheckedClient, other_client: CheckedClient, people: Cast, phone: Phone, session: Session
) -> None:
    slip = Page(form_of(greeter, people.unit.id, lost=True).submit(greeter, number="A001"))
    counter = factories.counter(session, people.unit, "1")
    for kind in (Move.CALL, Move.START, Move.FINISH):
        actions.move(session, phone.ticket, kind, factories.clerk(counter), at=MONDAY)
    session.commit()
    copied = slip.path.removesuffix("/slip")
    assert "/s/" not in other_client.get(copied).text
    assert other_client.get(f"{copied}/check-out").headers["Location"].endswith(copied)
    assert f"/s/{phone.vote}" in other_client.get(f"/t/{phone.token}").text


def test_the_same_lost_form_again_adds_nothing(
    greeter: CheckedClient, people: Cast, phone: Phone, session: Session
) -> None:
    form = form_of(greeter, people.unit.id, lost=True)
    ways = {form.submit(greeter, follow=False, number="A001").headers["Location"] for _ in range(2)}
    assert len(ways) == 1
    assert len(session.scalars(select(CopiedAddress)).all()) == 1


def test_one_sent_form_prints_for_another_person_what_was_typed_for_them(
    greeter: CheckedClient, people: Cast, birth: ServiceGroup, phone: Phone, session: Session
) -> None:
    form, other = form_of(greeter, people.unit.id), factories.phone_ticket(session, birth)
    headings = [
        Page(form.submit(greeter, number=number, code=TicketToken(one.token).code)).heading
        for number, one in (("A001", phone), ("A002", other))
    ]
    assert headings == ["Số của Ông/Bà A001", "Số của Ông/Bà A002"]


def test_one_sent_form_prints_two_lost_slips_each_its_own(
    greeter: CheckedClient, people: Cast, birth: ServiceGroup, phone: Phone, session: Session
) -> None:
    factories.phone_ticket(session, birth)
    form = form_of(greeter, people.unit.id, lost=True)
    slips = [Page(form.submit(greeter, number=number)) for number in ("A001", "A002")]
    assert [slip.heading for slip in slips] == ["Số của Ông/Bà A001", "Số của Ông/Bà A002"]


def test_the_two_forms_of_one_page_never_print_each_others_slip(
    greeter: CheckedClient, people: Cast, birth: ServiceGroup, phone: Phone, session: Session
) -> None:
    factories.phone_ticket(session, birth)
    page = Page(greeter.get(f"/admin/slips/{people.unit.id}"))
    take, lost = (next(form for form in page.forms if form.buttons == [said]) for said in BUTTONS)
    assert take.defaults["token"] != lost.defaults["token"]
    Page(take.submit(greeter, number="A001", code=TicketToken(phone.token).code))
    borrowed = Page(lost.submit(greeter, number="A002", forged={"token": take.defaults["token"]}), status=409)
    assert "chưa có gì thay đổi" in borrowed.text
    slip = Page(borrowed.form(button="In phiếu không có mã").submit(greeter, number="A002"))
    assert slip.heading == "Số của Ông/Bà A002"
    assert "Mã của số" not in slip.text


def test_a_number_that_waits_on_two_days_is_printed_for_the_day_that_is_named(
    greeter: CheckedClient, people: Cast, birth: ServiceGroup, session: Session
) -> None:
    people.unit.close_at_night = False
    first = factories.phone_ticket(session, birth, at=MONDAY - timedelta(days=3))
    factories.phone_ticket(session, birth)
    form = form_of(greeter, people.unit.id, lost=True)
    page = Page(form.submit(greeter, number="A001"), status=422)
    assert "Xin chọn ngày" in page.text
    assert session.scalars(select(CopiedAddress)).all() == []
    wrong = Page(form.submit(greeter, number="A001", forged={"day": "\0"}), status=422)
    asked = wrong.form(button="In phiếu không có mã")
    assert asked.defaults["number"] == "A001"
    Page(asked.submit(greeter, day="2026-11-13"))
    assert session.scalars(select(CopiedAddress.ticket_id)).all() == [first.ticket.id]


def test_a_number_that_has_ended_is_not_printed_without_its_code(
    greeter: CheckedClient, people: Cast, phone: Phone, session: Session
) -> None:
    actions.move(session, phone.ticket, Move.REMOVE, factories.clerk(), at=MONDAY, reason="x")
    session.commit()
    answer = form_of(greeter, people.unit.id, lost=True).submit(greeter, number="A001")
    assert "không có số này" in Page(answer, status=422).text


def test_somebody_with_one_unit_is_led_there(greeter: CheckedClient, people: Cast) -> None:
    assert greeter.get("/admin/slips/").headers["Location"].endswith(f"/admin/slips/{people.unit.id}")


def test_the_hall_of_another_unit_is_closed(greeter: CheckedClient, people: Cast) -> None:
    assert greeter.get(f"/admin/slips/{people.neighbour.id}").status_code == 403
