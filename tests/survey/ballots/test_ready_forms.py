"""The forms of the survey as a hall full of phones gets them: drawn once in five seconds, each with its own token."""

import gzip
import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.office.models import Code, ServiceGroup, Unit, UnitVersion
from kiosk.queue import actions
from kiosk.queue.actions import Mover
from kiosk.queue.kinds import Channel
from kiosk.queue.tickets import Actor, Move
from survey.ballots.models import PendingBallot
from survey.ballots.tokens import VotingToken
from survey.questionnaires import actions as questionnaires
from survey.questionnaires.library import FORMS
from survey.questionnaires.models import Question
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY, Phone
from tests.page import Page
from tests.survey.questionnaires.drafts import draft, publish

SetClock = Callable[[datetime], None]
NOW = MONDAY + timedelta(minutes=20)
ADDRESS = "/q/ABCD2345/feedback"


@pytest.fixture
def cache_seconds() -> int:
    """As offices run it: what it has just shown it shows for five seconds."""
    return 5


@pytest.fixture
def phone(session: Session, set_clock: SetClock) -> Phone:
    """A visit that has just been served, at an office with a code at its entrance."""
    set_clock(NOW)
    questionnaires.add_default_forms(session)
    unit = factories.unit(session)
    group = factories.group(session, unit)
    factories.code(session, unit, "ABCD2345")
    phone = factories.phone_ticket(session, group)
    clerk = factories.clerk(factories.counter(session, unit, "1", group))
    for minutes, kind in ((10, Move.CALL), (11, Move.START), (19, Move.FINISH)):
        actions.move(session, phone.ticket, kind, clerk, at=MONDAY + timedelta(minutes=minutes))
    return phone


def test_each_phone_sends_its_own_remark(client: CheckedClient, session: Session, phone: Phone) -> None:
    overall = session.scalars(select(Question.id).where(Question.overall).order_by(Question.id)).all()[1]
    for page in [Page(client.get(ADDRESS)) for _ in range(3)]:
        form = page.form(button="Gửi")
        assert form.submit(client, forged={f"q{overall}": "5"}).status_code == 200
    assert session.scalar(select(func.count()).select_from(PendingBallot)) == 3


def test_a_new_name_shows_after_five_seconds(
    client: CheckedClient, session: Session, phone: Phone, set_clock: SetClock
) -> None:
    client.get(ADDRESS)
    session.scalars(select(UnitVersion)).one().name_vi = "Phường Mới"
    for wait, shown in ((4, False), (5, True)):
        set_clock(NOW + timedelta(seconds=wait))
        assert ("Phường Mới" in client.get(ADDRESS).text) is shown


def test_a_withdrawn_code_says_so_after_five_seconds(
    client: CheckedClient, session: Session, phone: Phone, set_clock: SetClock
) -> None:
    client.get(ADDRESS)
    session.scalars(select(Code)).one().withdrawn_at = NOW
    set_clock(NOW + timedelta(seconds=5))
    assert client.get(ADDRESS).status_code == 410


def test_a_stranger_who_says_to_be_a_tablet_changes_no_page_that_others_see(
    client: CheckedClient, other_client: CheckedClient, session: Session, phone: Phone
) -> None:
    client.set_cookie("__Host-kiosk", f"evil-slug.{'0' * 26}", domain="motcua.example", secure=True)
    other_client.set_cookie("__Host-visits", "0" * 26, domain="motcua.example", secure=True)
    for address in (ADDRESS, f"/s/{phone.vote}"):
        for browser in (client, other_client, client):
            assert "/kiosk/" not in browser.get(address).text


def test_a_tablets_own_page_leads_back_to_its_start_and_a_phones_does_not(
    client: CheckedClient, other_client: CheckedClient, session: Session, phone: Phone, set_clock: SetClock
) -> None:
    unit = session.get_one(Unit, phone.ticket.unit_id)
    _device, code = factories.device(session, unit)
    set_clock(MONDAY)
    Page(Page(client.get(f"/kiosk/{unit.slug}")).form(button="Ghép").submit(client, code=code))
    set_clock(NOW)
    for address in (ADDRESS, f"/s/{phone.vote}"):
        for browser, seen in ((client, True), (other_client, False), (client, True)):
            assert (f'data-start="/kiosk/{unit.slug}"' in browser.get(address).text) is seen


def test_each_reader_gets_their_own_language(client: CheckedClient, phone: Phone) -> None:
    for address in (ADDRESS, f"/s/{phone.vote}"):
        for _ in range(2):
            told = [Page(client.get(address, headers={"Accept-Language": wanted})).language for wanted in ("vi", "en")]
            assert told == ["vi", "en"]


def test_thanks_are_given_at_once(client: CheckedClient, session: Session, phone: Phone) -> None:
    page = Page(client.get(f"/s/{phone.vote}"))
    overall = session.scalars(select(Question.id).where(Question.overall).order_by(Question.id)).first()
    page.form(button="Gửi").submit(client, forged={f"q{overall}": "4"})
    assert "Xin cảm ơn" in client.get(f"/s/{phone.vote}").text


def test_nobody_gets_another_s_receipt_although_all_share_one_page(
    client: CheckedClient, other_client: CheckedClient, session: Session, phone: Phone
) -> None:
    group, citizen = session.get_one(ServiceGroup, phone.ticket.group_id), Mover(Actor.CITIZEN, Channel.PHONE)
    phones = [phone, *(factories.phone_ticket(session, group) for _ in range(3))]
    overall = session.scalars(select(Question.id).where(Question.overall).order_by(Question.id)).first()
    for each in phones[1:]:
        actions.move(session, each.ticket, Move.LEAVE, citizen, at=NOW)
    for each in phones:
        client.post(f"/s/{each.vote}", data={f"q{overall}": "4"})
    for browser in (client, other_client):
        for packed in ("gzip", "identity"):
            for each in phones:
                page = browser.get(f"/s/{each.vote}", headers={"Accept-Encoding": packed})
                text = gzip.decompress(page.data) if packed == "gzip" else page.data
                assert re.findall(b"/r/([0-9a-z]{26})", text) == [VotingToken(each.vote).receipt.encode()]


def test_what_one_phone_is_told_was_masked_is_told_no_other(
    client: CheckedClient, other_client: CheckedClient, session: Session, phone: Phone
) -> None:
    other_client.get(ADDRESS)
    overall = session.scalars(select(Question.id).where(Question.overall).order_by(Question.id)).all()[1]
    words = session.scalars(select(Question.id).where(Question.kind == "text").order_by(Question.id.desc())).first()
    told = []
    for browser, text in ((client, "0912 345 678"), (other_client, "Tốt")):
        form = Page(browser.get(ADDRESS)).form(button="Gửi")
        told.append("đã che" in form.submit(browser, forged={f"q{overall}": "5", f"q{words}": text}).text)
    assert told == [True, False]


def test_a_survey_of_another_unit_keeps_its_own_name(client: CheckedClient, session: Session, phone: Phone) -> None:
    other = factories.unit(session, "Phường Khác")
    theirs = factories.phone_ticket(session, factories.group(session, other))
    assert session.get_one(Unit, phone.ticket.unit_id).id != other.id
    assert "Phường Khác" not in client.get(f"/s/{phone.vote}").text
    assert "Phường Khác" in client.get(f"/s/{theirs.vote}").text


def test_a_version_published_today_is_asked_after_five_seconds_and_the_former_is_still_taken(
    client: CheckedClient, session: Session, phone: Phone, set_clock: SetClock
) -> None:
    page = Page(client.get(f"/s/{phone.vote}"))
    row = publish(session, draft(session, phone.ticket.unit_id, FORMS["factors"]))
    for wait, shown in ((4, False), (5, True)):
        set_clock(NOW + timedelta(seconds=wait))
        assert (row.name_vi in client.get(f"/s/{phone.vote}").text) is shown
    overall = session.scalars(select(Question.id).where(Question.overall).order_by(Question.id)).first()
    page.form(button="Gửi").submit(client, forged={f"q{overall}": "4"})
    assert session.scalars(select(PendingBallot.questionnaire_id)).one() != row.id
