"""The survey as a phone sees it: asked once, thanked always, never traced."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from admin.accounts.roles import Role
from kiosk.ground.web.addresses import digest
from kiosk.office.models import Code, Counter, ServiceGroup, Unit
from kiosk.queue import actions
from kiosk.queue.kinds import Channel
from kiosk.queue.models import Ticket
from kiosk.queue.tickets import Actor, Move
from survey.ballots import actions as ballots
from survey.ballots.models import PendingBallot, PendingComment, SpentToken
from survey.questionnaires import actions as questionnaires
from survey.questionnaires.models import Question
from tests import cast, factories
from tests.cast import sign_in, sign_in_on_page
from tests.client import CheckedClient
from tests.factories import MONDAY, Phone
from tests.page import Page

SetClock = Callable[[datetime], None]
AFTER_A_MONTH = MONDAY + timedelta(days=30)


@pytest.fixture
def phone(session: Session, set_clock: SetClock) -> Phone:
    """A visit that has just been served."""
    set_clock(MONDAY + timedelta(minutes=20))
    questionnaires.add_default_forms(session)
    unit = factories.unit(session)
    group = factories.group(session, unit)
    counter = factories.counter(session, unit, "1", group)
    factories.code(session, unit, "ABCD2345")
    phone = factories.phone_ticket(session, group)
    clerk = factories.clerk(counter)
    for minutes, kind in ((10, Move.CALL), (11, Move.START), (19, Move.FINISH)):
        actions.move(session, phone.ticket, kind, clerk, at=MONDAY + timedelta(minutes=minutes))
    return phone


def overall(session: Session, role: str = "waiting") -> str:
    """The field of the one required question."""
    return (
        f"q{session.scalars(select(Question.id).where(Question.overall).order_by(Question.id)).all()[role == 'open']}"
    )


def test_a_served_visit_answers_and_is_thanked(client: CheckedClient, session: Session, phone: Phone) -> None:
    page = Page(client.get(f"/s/{phone.vote}"))
    assert "Xin cảm ơn" in _answer(page, client, {overall(session): "4"})
    assert "Mỗi lần đến chỉ có một phiếu." in client.get(f"/s/{phone.vote}").text
    ballot = session.scalars(select(PendingBallot)).one()
    assert (ballot.week, ballot.served, ballot.wait_band, ballot.channel) == ("2026-W47", True, "5_to_15", "visit")
    assert list(ballot.answers.values()) == [[4]]


def test_a_second_post_is_told_that_it_does_not_count(client: CheckedClient, session: Session, phone: Phone) -> None:
    client.post(f"/s/{phone.vote}", data={overall(session): "5"})
    assert "lần này không ghi thêm" not in client.get(f"/s/{phone.vote}").text
    again = Page(client.post(f"/s/{phone.vote}", data={overall(session): "1"})).text
    assert "Phiếu của lần đến này đã gửi trước đó; lần này không ghi thêm." in again
    assert "Phiếu đã được ghi nhận" not in again
    assert "lần này không ghi thêm" not in client.get(f"/s/{phone.vote}").text
    assert [list(row.answers.values()) for row in session.scalars(select(PendingBallot))] == [[[5]]]


def test_a_missing_answer_keeps_what_was_typed(client: CheckedClient, session: Session, phone: Phone) -> None:
    remark = session.scalars(select(Question.id).where(Question.kind == "text").order_by(Question.id)).first()
    answer = client.post(f"/s/{phone.vote}", data={f"q{remark}": "Chờ hơi lâu <b>"})
    assert answer.status_code == 422
    assert "Chờ hơi lâu &lt;b&gt;" in answer.text
    assert session.scalar(select(func.count()).select_from(SpentToken)) == 0


def test_nothing_stored_leads_from_a_ballot_to_its_visit(client: CheckedClient, session: Session, phone: Phone) -> None:
    client.post(f"/s/{phone.vote}", data={overall(session): "2"})
    ballot = session.scalars(select(PendingBallot)).one()
    spent = session.scalars(select(SpentToken)).one()
    stored = {str(value) for value in vars(ballot).values()} | {spent.token_hash}
    ticket = phone.ticket
    assert not stored & {ticket.token_hash, ticket.vote_hash, ticket.issue_key, phone.token, phone.vote}
    assert not any(column.type.python_type.__name__ == "datetime" for column in PendingBallot.__table__.columns)


def test_the_link_lives_seven_days(client: CheckedClient, session: Session, phone: Phone, set_clock: SetClock) -> None:
    set_clock(MONDAY + timedelta(days=7))
    assert client.get(f"/s/{phone.vote}").status_code == 200
    set_clock(MONDAY + timedelta(days=7, seconds=1))
    assert client.get(f"/s/{phone.vote}").status_code == 410


def test_whoever_still_waits_is_asked_later(client: CheckedClient, session: Session, phone: Phone) -> None:
    waiting = factories.phone_ticket(session, session.get_one(ServiceGroup, phone.ticket.group_id))
    assert "sau khi xong việc" in client.get(f"/s/{waiting.vote}").text
    client.post(f"/s/{waiting.vote}", data={overall(session): "1"})
    assert session.scalar(select(func.count()).select_from(PendingBallot)) == 0


def test_whoever_left_has_a_ballot_too_marked_as_not_served(
    client: CheckedClient, session: Session, phone: Phone
) -> None:
    left = factories.phone_ticket(session, session.get_one(ServiceGroup, phone.ticket.group_id))
    citizen = actions.Mover(actor=Actor.CITIZEN, channel=Channel.PHONE)
    actions.move(session, left.ticket, Move.LEAVE, citizen, at=MONDAY + timedelta(minutes=5))
    client.post(f"/s/{left.vote}", data={overall(session): "1"})
    assert session.scalars(select(PendingBallot.served)).one() is False


def test_an_unknown_survey_says_what_to_do(client: CheckedClient, phone: Phone) -> None:
    answer = client.get(f"/s/{digest('vote', 'guessed')[:40]}")
    assert answer.status_code == 404
    assert "mở lại trang số của Ông/Bà" in answer.text


def test_a_browser_of_the_office_casts_nothing(client: CheckedClient, session: Session, phone: Phone) -> None:
    sign_in(client, cast.staff(session, Role.CLERK, session.get_one(Unit, phone.ticket.unit_id)))
    for address in (f"/s/{phone.vote}", "/q/ABCD2345/feedback"):
        assert client.post(address, data={overall(session): "5"}).status_code == 403
    assert session.scalar(select(func.count()).select_from(PendingBallot)) == 0


def test_a_browser_in_which_staff_worked_casts_nothing_for_thirty_days(
    client: CheckedClient, session: Session, phone: Phone, set_clock: SetClock
) -> None:
    unit = session.get_one(Unit, phone.ticket.unit_id)
    page = sign_in_on_page(client, cast.staff(session, Role.CLERK, unit))
    page.form(action_contains="sign-out").submit(client)
    late = factories.phone_ticket(session, session.get_one(ServiceGroup, phone.ticket.group_id), at=AFTER_A_MONTH)
    citizen = actions.Mover(actor=Actor.CITIZEN, channel=Channel.PHONE)
    actions.move(session, late.ticket, Move.LEAVE, citizen, at=AFTER_A_MONTH)
    form = Page(client.get("/q/ABCD2345/feedback")).form().defaults["token"]
    for address, sent in ((f"/s/{phone.vote}", {}), ("/q/ABCD2345/feedback", {"token": form})):
        answer = client.post(address, data={overall(session): "5"} | sent)
        assert answer.status_code == 403
        assert "30 ngày qua" in answer.text
        assert client.get(address).status_code == 200
    client.get("/admin/sign-in")  # looking at the page makes the mark no older and no younger
    for days, status in ((30, 403), (31, 303)):
        set_clock(MONDAY + timedelta(days=days))
        assert client.post(f"/s/{late.vote}", data={overall(session): "1"}).status_code == status


def test_a_form_of_another_site_is_refused(client: CheckedClient, session: Session, phone: Phone) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    answer = client.post(f"/s/{phone.vote}", data={overall(session): "5"}, headers=headers)
    assert answer.status_code == 403
    assert session.scalar(select(func.count()).select_from(PendingBallot)) == 0


def test_an_open_remark_needs_no_ticket_and_is_kept_apart(
    client: CheckedClient, session: Session, phone: Phone
) -> None:
    page = Page(client.get("/q/abcd-2345/feedback"))
    fields = {overall(session, "open"): "2", f"q{remark_of_open(session)}": "Gọi tôi 0912345678"}
    thanked = _answer(page, client, fields)
    assert "đã che 1 chỗ" in thanked
    assert "Mỗi lần đến" not in thanked, "it may be sent as often as one likes"
    ballot = session.scalars(select(PendingBallot)).one()
    assert (ballot.channel, ballot.served, ballot.group_id) == ("poster", None, None)
    assert session.scalars(select(PendingComment.text)).one() == "Gọi tôi •••"


def test_an_open_remark_sent_twice_counts_once(client: CheckedClient, session: Session, phone: Phone) -> None:
    page = Page(client.get("/q/ABCD2345/feedback"))
    for _ in range(2):
        assert "Xin cảm ơn" in _answer(page, client, {overall(session, "open"): "3"})
    assert session.scalar(select(func.count()).select_from(PendingBallot)) == 1


def test_a_feedback_form_older_than_a_day_comes_back_with_its_answers(
    client: CheckedClient, session: Session, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Page(client.get("/q/ABCD2345/feedback"))
    monkeypatch.setattr("kiosk.ground.web.form_tokens.LIFETIME_SECONDS", -1)
    assert re.search(r'value="3"[^>]*checked', _answer(page, client, {overall(session, "open"): "3"}, status=422))


def test_a_forged_feedback_form_is_refused(client: CheckedClient, session: Session, phone: Phone) -> None:
    answer = client.post("/q/ABCD2345/feedback", data={"token": "forged", overall(session, "open"): "3"})
    assert answer.status_code == 400


@pytest.mark.parametrize("words", ["Gọi tôi 0912345678", "Quầy 3 tốt"])
def test_the_address_says_nothing_of_what_was_written(
    client: CheckedClient, session: Session, phone: Phone, words: str
) -> None:
    token = Page(client.get("/q/ABCD2345/feedback")).form().defaults["token"]
    sent = {"token": token, overall(session, "open"): "2", f"q{remark_of_open(session)}": words}
    location = client.post("/q/ABCD2345/feedback", data=sent).location
    assert re.fullmatch("/q/ABCD2345/feedback/thanks/[0-9a-z]{26}", location)
    remark = session.scalars(select(Question.id).where(Question.kind == "text").order_by(Question.id)).first()
    answer = client.post(f"/s/{phone.vote}", data={overall(session): "5", f"q{remark}": words})
    assert answer.location == f"/s/{phone.vote}"


def test_a_withdrawn_code_takes_no_remark_and_says_where_to_go(
    client: CheckedClient, session: Session, phone: Phone
) -> None:
    token = Page(client.get("/q/ABCD2345/feedback")).form().defaults["token"]
    session.get_one(Code, "ABCD2345").withdrawn_at = MONDAY
    for answer in (
        client.get("/q/ABCD2345/feedback"),
        client.post("/q/ABCD2345/feedback", data={"token": token, overall(session, "open"): "1"}),
    ):
        assert answer.status_code == 410
        assert "mã mới ở lối vào" in answer.text
        assert "0292 3820 000" in answer.text
        assert "<textarea" not in answer.text
    assert session.scalar(select(func.count()).select_from(PendingBallot)) == 0


def test_one_code_takes_so_many_remarks_and_no_more_for_a_while(
    client: CheckedClient, session: Session, phone: Phone, set_clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("survey.ballots.actions.REMARKS", 2)
    pages = [Page(client.get("/q/ABCD2345/feedback")) for _ in range(3)]
    fields = {overall(session, "open"): "1", f"q{remark_of_open(session)}": "Chờ lâu"}
    for page in (*pages[:2], pages[0]):
        assert "Xin cảm ơn" in _answer(page, client, fields)
    assert "Chờ lâu" in _answer(pages[2], client, fields, status=429)
    set_clock(MONDAY + timedelta(minutes=31))
    assert "Xin cảm ơn" in _answer(pages[2], client, fields)
    assert session.scalar(select(func.count()).select_from(PendingBallot)) == 3


def test_whoever_answers_during_the_service_counts_as_served(
    client: CheckedClient, session: Session, phone: Phone
) -> None:
    served = factories.phone_ticket(session, session.get_one(ServiceGroup, phone.ticket.group_id))
    clerk = factories.clerk(session.get_one(Counter, phone.ticket.counter_id))
    for kind in (Move.CALL, Move.START):
        actions.move(session, served.ticket, kind, clerk, at=MONDAY + timedelta(minutes=19))
    client.post(f"/s/{served.vote}", data={overall(session): "5"})
    assert session.scalars(select(PendingBallot.served)).one() is True


def test_an_undo_just_before_casting_does_not_misfile_the_ballot(
    client: CheckedClient, session: Session, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = factories.phone_ticket(session, session.get_one(ServiceGroup, phone.ticket.group_id))
    citizen = actions.Mover(actor=Actor.CITIZEN, channel=Channel.PHONE)
    actions.move(session, waiting.ticket, Move.LEAVE, citizen, at=MONDAY + timedelta(minutes=5))
    cast_visit = ballots.cast_visit

    def after_an_undo(write: Session, *given: Any, **named: Any) -> object:
        write.execute(
            update(Ticket)
            .where(Ticket.id == waiting.ticket.id)
            .values(state="waiting", ended_at=None, ended_quality=None)
        )
        return cast_visit(write, *given, **named)

    monkeypatch.setattr(ballots, "cast_visit", after_an_undo)
    answer = client.post(f"/s/{waiting.vote}", data={overall(session): "1"})
    assert answer.status_code == 409
    assert "sau khi xong việc" in answer.text
    assert session.scalar(select(func.count()).select_from(PendingBallot)) == 0


def _answer(page: Page, client: CheckedClient, fields: dict[str, str], *, status: int = 200) -> str:
    return Page(page.form().submit(client, **fields), status=status).response.text  # type: ignore[arg-type]


def remark_of_open(session: Session) -> int:
    """The text question of the open form."""
    return session.scalars(select(Question.id).where(Question.kind == "text").order_by(Question.id.desc())).first()  # type: ignore[return-value]
