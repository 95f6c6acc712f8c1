"""“Trả lời sau”: for seven days a visit can be answered in each way there is, and then said in the open form."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.office.models import ServiceGroup, Unit
from kiosk.queue import actions, claim_codes
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.tickets import Move
from survey.ballots.models import PendingBallot
from survey.questionnaires import actions as questionnaires
from tests import factories
from tests.client import BASE_URL, CheckedClient
from tests.factories import MONDAY, Phone
from tests.page import Page
from tests.survey.ballots.test_pages import overall

SetClock = Callable[[datetime], None]
DAY_7, DAY_8 = MONDAY + timedelta(days=7), MONDAY + timedelta(days=8)


@pytest.fixture
def done(session: Session, set_clock: SetClock) -> Phone:
    """Somebody who went home on Monday without having answered."""
    set_clock(MONDAY)
    questionnaires.add_default_forms(session)
    unit = factories.unit(session)
    group = factories.group(session, unit)
    factories.code(session, unit, "ABCD2345")
    phone = factories.phone_ticket(session, group)
    clerk = factories.clerk(factories.counter(session, unit, "1", group))
    for minutes, kind in ((10, Move.CALL), (11, Move.START), (19, Move.FINISH)):
        actions.move(session, phone.ticket, kind, clerk, at=MONDAY + timedelta(minutes=minutes))
    return phone


def answer(client: CheckedClient, session: Session, page: Page) -> list[str]:
    """Fill the survey in and return the channels of all ballots."""
    page.form(button="Gửi").submit(client, forged={overall(session): "4"})
    return list(session.scalars(select(PendingBallot.channel)))


def test_on_the_seventh_day_the_phone_s_own_page_leads_to_the_survey(
    client: CheckedClient, session: Session, done: Phone, set_clock: SetClock
) -> None:
    set_clock(DAY_7 - timedelta(hours=1))
    link = Page(client.get(f"/t/{done.token}")).link("Trả lời ngay").href
    assert answer(client, session, Page(client.get(link))) == ["visit"]


def test_on_the_seventh_day_the_square_on_the_slip_does(
    client: CheckedClient, session: Session, done: Phone, set_clock: SetClock
) -> None:
    page = pypdfium2.PdfDocument(io.BytesIO(client.get(f"/t/{done.token}/slip.pdf?size=80").data))[0]
    [square] = zxingcpp.read_barcodes(page.render(scale=3, grayscale=True).to_pil())
    set_clock(DAY_7 - timedelta(hours=1))
    link = Page(client.get(square.text.removeprefix(BASE_URL))).link("Trả lời ngay").href
    assert answer(client, session, Page(client.get(link))) == ["visit"]


def test_on_the_seventh_day_number_and_code_do_at_the_tablet_although_the_number_was_given_again(
    client: CheckedClient, session: Session, done: Phone, set_clock: SetClock
) -> None:
    start = paired(client, session, done)
    set_clock(DAY_7)
    again = factories.phone_ticket(session, session.get_one(ServiceGroup, done.ticket.group_id), at=DAY_7)
    assert again.ticket.label == done.ticket.label
    assert answer(client, session, claim(client, start, done)) == ["kiosk"]


def test_on_the_eighth_day_each_way_leads_to_the_open_form(
    client: CheckedClient, other_client: CheckedClient, session: Session, done: Phone, set_clock: SetClock
) -> None:
    start = paired(other_client, session, done)
    set_clock(DAY_8)
    assert Page(client.get(f"/t/{done.token}")).link("góp ý").href.startswith("/q/ABCD2345")
    late = Page(client.get(f"/s/{done.vote}"), status=410)
    assert late.link("Góp ý").href == "/q/ABCD2345/feedback"
    assert "đã hết hạn" in Page(client.post(f"/s/{done.vote}", data={overall(session): "4"}), status=410).text
    claim(other_client, start, done, status=422)
    assert session.scalars(select(PendingBallot.id)).all() == []


def paired(client: CheckedClient, session: Session, done: Phone) -> str:
    """Make *client* a tablet of the hall and return its start."""
    unit = session.get_one(Unit, done.ticket.unit_id)
    _device, code = factories.device(session, unit)
    start = f"/kiosk/{unit.slug}"
    Page(client.get(start)).form(button="Ghép").submit(client, code=code)
    return start


def claim(client: CheckedClient, start: str, done: Phone, *, status: int = 200) -> Page:
    code = claim_codes.shown(TicketToken(done.token).code)
    form = Page(client.get(f"{start}/rate")).form(action_contains="/rate")
    return Page(form.submit(client, number=done.ticket.label, code=code), status=status)
