"""Leaving the queue and checking out from the phone."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from kiosk.ground.web import form_tokens
from kiosk.ground.web.addresses import voting_token
from kiosk.queue import actions, citizen_actions
from kiosk.queue.actions import OvertakenError
from kiosk.queue.tickets import Move
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.form import Form
from tests.kiosk.queue.office import MINUTE, Office, counted, only_ticket, work
from tests.page import Page

Clock = Callable[[datetime], None]


def form_at(client: CheckedClient, path: str) -> Form:
    return Page(client.get(path)).form(action_contains=path)


def test_leaving_takes_one_button_and_the_reason_is_optional(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    page = office.take(plain)
    form = page.follow(plain, "Tôi không chờ nữa").form(action_contains="/leave")
    assert form.choices["reason"] == ["too_long", "papers_missing", "wrong_place", "coming_back", "other"]
    assert "reason" not in form.defaults
    left = Page(form.submit(plain))
    assert (left.path, left.heading) == (page.path, "Đã trả số A001")
    assert (only_ticket(session).state, only_ticket(session).reason) == ("left", None)
    assert left.link("ý kiến").href == f"/s/{voting_token(page.path.removeprefix('/t/'))}"


def test_the_reason_tapped_is_kept(plain: CheckedClient, office: Office, session: Session) -> None:
    form_at(plain, f"{office.take(plain).path}/leave").submit(plain, reason="papers_missing")
    assert only_ticket(session).reason == "papers_missing"


def test_whoever_is_called_may_still_leave(plain: CheckedClient, office: Office, session: Session) -> None:
    page = office.take(plain)
    work(session, office, Move.CALL)
    question = Page(plain.get(page.path)).follow(plain, "Tôi không đến quầy được")
    assert "Đã trả số" in Page(question.form(action_contains="/leave").submit(plain)).heading


def test_leaving_twice_is_leaving_once(plain: CheckedClient, office: Office, session: Session) -> None:
    path = f"{office.take(plain).path}/leave"
    form, second_tab = form_at(plain, path), form_at(plain, path)
    for one in (form, form, second_tab):
        assert "Đã trả số" in Page(one.submit(plain)).heading
    assert counted(session) == (1, 2)


def test_checking_out_twice_leads_to_the_same_survey(plain: CheckedClient, office: Office, session: Session) -> None:
    page = office.take(plain)
    work(session, office, Move.CALL, Move.START)
    form = form_at(plain, f"{page.path}/check-out")
    answers = {form.submit(plain, follow=False).headers["Location"] for _ in range(3)}
    assert answers == {f"/s/{voting_token(page.path.removeprefix('/t/'))}"}
    assert counted(session) == (1, 4)


def test_when_the_clerk_was_faster_checking_out_only_opens_the_survey(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    page = office.take(plain)
    work(session, office, Move.CALL, Move.START)
    form = form_at(plain, f"{page.path}/check-out")
    ended = work(session, office, Move.FINISH, at=MONDAY + 5 * MINUTE).ended_at
    for answer in (form.submit(plain, follow=False), plain.get(f"{page.path}/check-out")):
        assert (answer.status_code, answer.headers["Location"][:3]) == (303, "/s/")
    assert only_ticket(session).ended_at == ended


@pytest.mark.parametrize(
    ("end", "moves"),
    [
        ("check-out", ()),
        ("check-out", (Move.CALL, Move.NO_SHOW)),
        ("check-out", (Move.CALL, Move.START, Move.HOLD)),
        ("leave", (Move.CALL, Move.START)),
        ("leave", (Move.CALL, Move.FINISH)),
        ("leave", (Move.REMOVE,)),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value) or "waiting",
)
def test_in_the_wrong_state_nothing_happens_and_the_page_leads_back_to_the_ticket(
    plain: CheckedClient, office: Office, session: Session, end: str, moves: tuple[Move, ...]
) -> None:
    page = office.take(plain)
    work(session, office, *moves)
    state = only_ticket(session).state
    path = f"{page.path}/{end}"
    with plain.application.test_request_context():
        token = form_tokens.make(end, only_ticket(session).token_hash or "")
    for answer in (plain.get(path), plain.post(path, data={"form_token": token})):
        refused = Page(answer, status=409)
        assert refused.link("Xem số của tôi").href == page.path
        assert "Chưa có gì thay đổi" in refused.text
    assert only_ticket(session).state == state


def test_a_counter_that_is_faster_in_the_same_instant_wins_and_the_ticket_says_what_is_true(
    plain: CheckedClient, office: Office, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(*_args: object, **_kwargs: object) -> None:
        raise OvertakenError

    page = office.take(plain)
    leave = form_at(plain, f"{page.path}/leave")
    work(session, office, Move.CALL)
    check_out = form_at(plain, f"{page.path}/check-out")
    monkeypatch.setattr(actions, "move", overtaken)
    for form in (leave, check_out):
        assert form.submit(plain, follow=False).headers["Location"] == page.path


@pytest.mark.parametrize("end", ["leave", "check-out"])
def test_forms_that_are_forged_foreign_or_old_change_nothing(
    plain: CheckedClient, office: Office, session: Session, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    page = office.take(plain)
    work(session, office, Move.CALL)
    others = factories.phone_ticket(session, office.birth)
    form = form_at(plain, f"{page.path}/{end}")
    with plain.application.test_request_context():
        foreign = form_tokens.make(end, others.ticket.token_hash or "")
        other_purpose = form_tokens.make("take", "7K3M9P2X")
    for token in (foreign, other_purpose, "x" * 10_000, "\0"):
        refused = Page(form.submit(plain, forged={"form_token": token}), status=400)
        assert refused.link("Xem số của tôi").href == page.path
    assert form.submit(plain, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    whole_day = form_tokens.LIFETIME_SECONDS
    monkeypatch.setattr(form_tokens, "LIFETIME_SECONDS", -1)
    old = Page(form.submit(plain), status=422)
    assert "quá 24 giờ" in old.text
    assert session.get_one(type(others.ticket), others.ticket.id - 1).state == "called"
    monkeypatch.setattr(form_tokens, "LIFETIME_SECONDS", whole_day)
    assert old.form(action_contains=end).submit(plain, follow=False).status_code == 303


def test_a_reason_that_is_not_offered_is_refused_and_the_form_stays(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    form = form_at(plain, f"{office.take(plain).path}/leave")
    for junk in ("x" * 10_000, "<b>vì</b>", "\0"):
        page = Page(form.submit(plain, forged={"reason": junk}), status=422)
        assert "một lý do trong danh sách" in page.text
        assert page.form(action_contains="/leave")
    assert only_ticket(session).state == "waiting"


def test_a_ticket_that_vanished_meanwhile_is_said_so(session: Session) -> None:
    with pytest.raises(citizen_actions.UnknownTicketError):
        citizen_actions.leave(session, "0" * 64, None, key="k", now=MONDAY)


@pytest.mark.parametrize("end", ["check-out", "leave"])
def test_a_server_whose_clock_is_behind_says_so_and_changes_nothing(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock, end: str
) -> None:
    path = f"{office.take(plain).path}/{end}"
    work(session, office, Move.CALL, at=MONDAY + 2 * MINUTE)
    form = form_at(plain, path)
    page = Page(form.submit(plain), status=409)
    assert "Đồng hồ máy chủ" in page.text
    assert only_ticket(session).state == "called"
    set_clock(MONDAY + 3 * MINUTE)
    form.submit(plain)
    assert only_ticket(session).state == {"check-out": "done", "leave": "left"}[end]
