"""The slip: what stands on the page and in the PDF, for whom, and that a printed code can be read back."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp
from sqlalchemy.orm import Session

from kiosk.queue.claim_codes import shown
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.tickets import Move
from tests import factories
from tests.client import BASE_URL, CheckedClient
from tests.kiosk.queue.office import Office, work
from tests.page import Page

THERMAL_DPI = 203


def test_a_slip_tells_all_that_somebody_without_a_phone_needs(client: CheckedClient, office: Office) -> None:
    ticket = office.take(client)
    own = TicketToken(ticket.path.removeprefix("/t/"))
    slip = Page(client.get(f"{ticket.path}/slip"))
    assert slip.heading == "Số của Ông/Bà A001"
    for said in (
        "Phường Ninh Kiều",
        "Khai sinh, kết hôn, khai tử",
        "Lấy số lúc 09:00, Thứ Hai 16/11",
        "Phía trước không có ai",
        f"Mã của số: {shown(own.code)}",
        "Nhập số và mã này ở máy tính bảng tại sảnh",
        "Không hỏi số căn cước",
    ):
        assert said in slip.text
    assert slip.link(href_contains=f"{ticket.path}/slip.pdf?size=80")


@pytest.mark.parametrize("size", ["80", "a6"])
def test_the_code_on_paper_is_read_back_at_the_resolution_of_a_thermal_printer(
    client: CheckedClient, office: Office, size: str
) -> None:
    ticket = office.take(client)
    answer = client.get(f"{ticket.path}/slip.pdf?size={size}")
    assert answer.mimetype == "application/pdf"
    document = pypdfium2.PdfDocument(io.BytesIO(answer.data))
    assert len(document) == 1
    picture = document[0].render(scale=THERMAL_DPI / 72, grayscale=True).to_pil().convert("1", dither=0)
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [f"{BASE_URL}{ticket.path}"]


def test_a_slip_speaks_the_language_that_is_asked_for(client: CheckedClient, office: Office, session: Session) -> None:
    office.birth.name_km = "កំណើត អាពាហ៍ពិពាហ៍"
    session.commit()
    ticket = office.take(client)
    assert "កំណើត អាពាហ៍ពិពាហ៍" in Page(client.get(f"{ticket.path}/slip?lang=km")).text
    document = pypdfium2.PdfDocument(io.BytesIO(client.get(f"{ticket.path}/slip.pdf?lang=km").data))
    assert "កំណើត" in document[0].get_textpage().get_text_bounded()


def test_a_moved_ticket_has_no_slip_at_its_old_address(
    client: CheckedClient, other_client: CheckedClient, office: Office, session: Session
) -> None:
    old = office.take(client)
    code = shown(TicketToken(old.path.removeprefix("/t/")).code)
    Page(Page(other_client.get("/q/7K3M9P2X/claim")).form().submit(other_client, number="A001", code=code))
    for way in ("/slip", "/slip.pdf"):
        assert "đã chuyển sang máy khác" in Page(client.get(f"{old.path}{way}"), status=410).heading


def test_a_ticket_that_ended_today_is_printed_for_the_rating_and_the_day_after_no_more(
    client: CheckedClient, office: Office, session: Session, nine: datetime, set_clock: Callable[[datetime], None]
) -> None:
    ticket = office.take(client)
    work(session, office, Move.CALL, Move.START, Move.FINISH)
    session.commit()
    assert Page(client.get(f"{ticket.path}/slip")).heading == "Số của Ông/Bà A001"
    set_clock(nine + timedelta(days=1))
    for way in ("/slip", "/slip.pdf"):
        late = Page(client.get(f"{ticket.path}{way}"), status=410)
        assert "không in phiếu nữa" in late.text
        assert late.link("Xem số của tôi")


@pytest.mark.parametrize("size", ["", "a7", "80'", "99" * 400])
def test_a_size_that_nobody_prints_is_the_roll(client: CheckedClient, office: Office, size: str) -> None:
    ticket = office.take(client)
    assert client.get(f"{ticket.path}/slip?size={size}").status_code == 200
    assert client.get(f"{ticket.path}/slip.pdf?size={size}").mimetype == "application/pdf"


def test_an_address_that_is_no_ticket_has_no_slip(client: CheckedClient, office: Office) -> None:
    for token in ("x", "0" * 26):
        assert client.get(f"/t/{token}/slip").status_code == 404
        assert client.get(f"/t/{token}/slip.pdf").status_code == 404


def test_who_was_counted_in_front_stands_on_the_slip(client: CheckedClient, office: Office, session: Session) -> None:
    for _ in range(4):
        factories.ticket(session, office.birth)
    session.commit()
    ticket = office.take(client)
    assert "Phía trước có 4 người" in Page(client.get(f"{ticket.path}/slip")).text
