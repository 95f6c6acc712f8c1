"""“Tôi đã có số”: number and code bring a ticket to another phone, once, with its one ballot."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.ground.web.addresses import digest
from kiosk.queue import breaker_actions, claim_actions
from kiosk.queue.claim_codes import shown
from kiosk.queue.cookies import NAME
from kiosk.queue.hall_code import hall_code
from kiosk.queue.models import CLAIM, MovedAddress, Ticket, TicketEvent
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.tickets import Move
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY, TEST_SECRET
from tests.form import Form
from tests.kiosk.queue.office import AT_COUNTER, ENTRANCE, WITHDRAWN, Office, on_monday, only_ticket, work
from tests.page import Page

Clock = Callable[[datetime], None]


def claim_form(client: CheckedClient, code: str = ENTRANCE) -> Form:
    return Page(client.get(f"/q/{code}/claim")).form(action_contains="/claim")


def code_of(page: Page) -> str:
    """The code that stands on a ticket's page, as it is shown."""
    return shown(TicketToken(page.path.removeprefix("/t/")).code)


def test_the_ticket_page_shows_the_code(client: CheckedClient, office: Office) -> None:
    page = office.take(client)
    assert f"Mã của số: {code_of(page)}" in page.text


def test_number_and_code_bring_the_ticket_to_another_phone_and_the_old_one_says_so(
    client: CheckedClient, other_client: CheckedClient, office: Office, session: Session
) -> None:
    old = office.take(client)
    new = Page(claim_form(other_client).submit(other_client, number="A001", code=code_of(old)))
    assert "A001" in new.heading
    assert new.path != old.path
    assert "đã chuyển sang máy khác" in Page(client.get(old.path), status=410).heading
    for more in ("/leave", "/check-out", "/forget"):
        assert client.get(f"{old.path}{more}").status_code == 410
    assert client.get(f"/q/{ENTRANCE}").status_code == 200
    assert other_client.get(f"/q/{ENTRANCE}").headers["Location"] == new.path
    cookie = other_client.get_cookie(NAME, domain="motcua.example")
    assert cookie is not None
    assert cookie.decoded_value == new.path.removeprefix("/t/")
    event = session.scalars(select(TicketEvent).where(TicketEvent.kind == CLAIM)).one()
    assert (event.from_state, event.to_state, event.staff_id) == ("waiting", "waiting", None)


@pytest.mark.parametrize(("number", "write"), [("12", str.lower), ("a 012", str.swapcase), ("Số A12", " ".join)])
def test_number_and_code_are_read_however_they_are_typed(
    plain: CheckedClient, office: Office, session: Session, number: str, write: Callable[[str], str]
) -> None:
    for _ in range(11):
        factories.ticket(session, office.birth)
    phone = factories.phone_ticket(session, office.birth)
    typed = write(TicketToken(phone.token).code.replace("0", "O").replace("1", "l"))
    assert "A012" in Page(claim_form(plain).submit(plain, number=number, code=typed)).heading


def test_the_same_form_sent_again_is_the_same_act(
    plain: CheckedClient, other_client: CheckedClient, office: Office, session: Session
) -> None:
    old = office.take(plain)
    form = claim_form(plain)
    answers = [form.submit(plain, follow=False, number="A001", code=code_of(old)) for _ in range(3)]
    ways = {answer.headers["Location"] for answer in answers}
    assert len(ways) == 1
    assert len(session.scalars(select(MovedAddress)).all()) == 1
    moved_on = Page(claim_form(other_client).submit(other_client, number="A001", code=code_of(Page(plain.get(*ways)))))
    assert form.submit(plain, follow=False, number="A001", code=code_of(old)).headers["Location"] in ways
    assert plain.get(*ways).status_code == 410
    assert plain.get(moved_on.path).status_code == 200


def test_the_same_form_with_another_number_brings_that_one(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    form = claim_form(plain)
    phones = [factories.phone_ticket(session, office.birth) for _ in range(2)]
    for number, phone in zip(("A001", "A002"), phones, strict=True):
        assert number in Page(form.submit(plain, number=number, code=TicketToken(phone.token).code)).heading


def test_an_answer_that_got_lost_leaves_the_old_code_good_until_the_new_address_was_opened(
    plain: CheckedClient, other_client: CheckedClient, office: Office, session: Session
) -> None:
    old = office.take(plain)
    vote = only_ticket(session).vote_hash
    lost = [
        claim_form(client).submit(client, follow=False, number="A001", code=code_of(old))
        for client in (plain, other_client)
    ]
    assert len({answer.headers["Location"] for answer in lost}) == 2
    for path in (old.path, lost[0].headers["Location"]):
        assert plain.get(path).status_code == 410
    new = Page(claim_form(plain).submit(plain, number="A001", code=code_of(old)))
    assert "A001" in new.heading
    assert "chưa đúng" in Page(claim_form(plain).submit(plain, number="A001", code=code_of(old)), status=422).text
    assert plain.get(new.path).status_code == 200
    ticket = only_ticket(session)
    assert (ticket.vote_hash, ticket.former_box) == (vote, None)


def test_the_old_address_says_how_to_get_the_number_until_the_new_one_was_opened(
    plain: CheckedClient, office: Office
) -> None:
    old = office.take(plain)
    answer = claim_form(plain).submit(plain, follow=False, number="A001", code=code_of(old))
    assert f"mã {code_of(old)}" in Page(plain.get(old.path), status=410).text
    assert plain.get(answer.headers["Location"]).status_code == 200
    assert code_of(old) not in Page(plain.get(old.path), status=410).text


def test_asking_to_check_out_opens_the_new_address_too(plain: CheckedClient, office: Office, session: Session) -> None:
    old = office.take(plain)
    work(session, office, Move.CALL)
    answer = claim_form(plain, AT_COUNTER).submit(plain, number="A001", code=code_of(old))
    assert "xong việc" in Page(answer).heading
    assert only_ticket(session).former_box is None


def test_a_number_without_its_letter_is_asked_for_it_where_there_are_several(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    phone = factories.phone_ticket(session, office.birth)
    factories.phone_ticket(session, office.guidance)
    code = TicketToken(phone.token).code
    asked = Page(claim_form(plain).submit(plain, number="1", code=code), status=422)
    assert "kể cả chữ cái" in asked.text or "cả chữ cái ở đầu" in asked.text
    assert asked.find("input", name="code", value=code)
    assert "A001" in Page(asked.form(action_contains="/claim").submit(plain, number="A1")).heading


@pytest.mark.parametrize(
    ("number", "code", "said"),
    [
        ("", "7K3M9P", "Xin nhập số thứ tự"),
        ("A001", "7K3M9", "sáu chữ và số"),
        ("A999", "7K3M9P", "không có số này"),
        ("<b>", "\x00\ud7ff😀", "Xin nhập số thứ tự"),
        ('"><img src=x onerror=alert(1)>', "'><svg/onload=alert(1)>", "Xin nhập số thứ tự"),
    ],
)
def test_what_cannot_be_right_is_said_and_stays_typed(
    plain: CheckedClient, office: Office, number: str, code: str, said: str
) -> None:
    page = Page(claim_form(plain).submit(plain, number=number, code=code), status=422)
    assert said in page.text
    assert page.form(action_contains="/claim").defaults["number"] == number
    assert page.find("input", aria_invalid="true")


def test_five_wrong_codes_use_a_ticket_up_and_the_sixth_right_one_too(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    old = office.take(plain)
    for _ in range(claim_actions.TRIES):
        assert "chưa đúng" in Page(claim_form(plain).submit(plain, number="A001", code="ZZZZZZ"), status=422).text
    page = Page(claim_form(plain).submit(plain, number="A001", code=code_of(old)), status=429)
    assert "quầy hướng dẫn" in page.text
    assert plain.get(old.path).status_code == 200
    other = factories.phone_ticket(session, office.birth)
    right = TicketToken(other.token).code
    assert "A002" in Page(claim_form(plain).submit(plain, number="A002", code=right)).heading


def test_the_right_code_gives_back_its_five_tries(plain: CheckedClient, office: Office) -> None:
    page = office.take(plain)
    for _ in range(3):
        for _ in range(claim_actions.TRIES - 1):
            claim_form(plain).submit(plain, number="A001", code="ZZZZZZ")
        page = Page(claim_form(plain).submit(plain, number="A001", code=code_of(page)))
    assert "A001" in page.heading


def test_whoever_guesses_at_many_tickets_meets_the_halls_code_and_people_in_the_hall_go_on(
    plain: CheckedClient, office: Office, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(breaker_actions, "WRONG_CLAIMS", 2)
    phones = [factories.phone_ticket(session, office.birth) for _ in range(3)]
    for number in ("A001", "A002"):
        claim_form(plain).submit(plain, number=number, code="ZZZZZZ")
    right = TicketToken(phones[2].token).code
    asked = Page(claim_form(plain).submit(plain, number="A003", code=right), status=422)
    assert "ở sảnh" in asked.text
    assert session.get_one(Ticket, phones[2].ticket.id).token_hash == digest("ticket", phones[2].token)
    code = hall_code(TEST_SECRET, office.unit.id, MONDAY)
    assert "A003" in Page(asked.form(action_contains="/claim").submit(plain, hall_code=code)).heading


@pytest.mark.parametrize("moves", [(Move.CALL,), (Move.CALL, Move.START)])
def test_a_claim_at_the_counter_that_serves_the_ticket_asks_whether_one_is_done(
    plain: CheckedClient, other_client: CheckedClient, office: Office, session: Session, moves: tuple[Move, ...]
) -> None:
    old = office.take(plain)
    work(session, office, *moves)
    page = Page(other_client.get(f"/q/{AT_COUNTER}")).follow(other_client, "Tôi đã có số")
    page = Page(page.form(action_contains="/claim").submit(other_client, number="A001", code=code_of(old)))
    assert "xong việc ở quầy 3?" in page.heading
    survey = page.form(action_contains="/check-out").submit(other_client)
    assert survey.request.path.startswith("/s/")


def test_a_claim_at_the_counter_of_somebody_who_waits_shows_the_ticket(
    plain: CheckedClient, other_client: CheckedClient, office: Office
) -> None:
    old = office.take(plain)
    form = claim_form(other_client, AT_COUNTER)
    assert Page(form.submit(other_client, number="A001", code=code_of(old))).path.startswith("/t/")


def test_yesterdays_number_and_another_offices_number_are_not_found(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    phone = factories.phone_ticket(session, office.birth)
    code = TicketToken(phone.token).code
    set_clock(on_monday(9) + timedelta(days=1))
    Page(claim_form(plain).submit(plain, number="A001", code=code), status=422)
    office.unit.close_at_night = False
    assert "A001" in Page(claim_form(plain).submit(plain, number="A001", code=code)).heading


def test_the_move_can_be_undone_at_the_counter_as_if_the_ticket_had_stayed(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    old = office.take(plain)
    work(session, office, Move.CALL, Move.NO_SHOW)
    Page(claim_form(plain).submit(plain, number="A001", code=code_of(old)))
    assert work(session, office, Move.UNDO, at=MONDAY + timedelta(minutes=1)).state == "called"


def test_a_database_tells_neither_address_nor_code_nor_voting_token(
    plain: CheckedClient, other_client: CheckedClient, office: Office, session: Session
) -> None:
    old = office.take(plain)
    new = Page(claim_form(other_client).submit(other_client, number="A001", code=code_of(old)))
    ticket = only_ticket(session)
    stored = {str(value) for value in vars(ticket).values()}
    for page in (old, new):
        own = TicketToken(page.path.removeprefix("/t/"))
        assert not stored & {own.text, own.code, own.vote, digest("spent", own.vote)}
    event = session.scalars(select(TicketEvent).where(TicketEvent.kind == CLAIM)).one()
    assert event.note is None


def test_a_withdrawn_code_and_a_forged_form_take_nothing_over(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    assert plain.get(f"/q/{WITHDRAWN}/claim").headers["Location"] == f"/q/{WITHDRAWN}"
    answer = claim_form(plain).submit(plain, forged={"form_token": "x"}, number="A001", code="7K3M9P")
    assert "không đọc được" in Page(answer, status=400).text
