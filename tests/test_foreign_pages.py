"""A reader of English, Khmer or Chinese meets no Vietnamese on a phone: on any page, after any refusal.

Only names may lack a translation.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from kiosk.ground.i18n import DEFAULT, LANGUAGES
from kiosk.ground.web.addresses import voting_token
from kiosk.queue import actions, desk_actions
from kiosk.queue.actions import Mover
from kiosk.queue.kinds import Channel, PauseReason
from kiosk.queue.tickets import Actor, Move
from survey.ballots import cli
from survey.questionnaires import actions as questionnaires
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.foreign import blank, read, send_empty, translate_names
from tests.kiosk.procedures import office as procedures
from tests.kiosk.queue.office import AT_COUNTER, ENTRANCE, MINUTE, WITHDRAWN, Office, on_monday, open_office, work
from tests.ledger_key import given_key
from tests.page import Page
from tests.survey.ballots.test_pages import overall
from tests.survey.opinions import ballots

pytestmark = [
    pytest.mark.parametrize("kind", ["sqlite"], indirect=True),
    pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {DEFAULT})),
]
FILES = re.compile(r"\.(pdf|png|svg|mp3|csv|json|py)\b")
BIRTH = replace(procedures.BIRTH, name_en="Birth", name_km="ចុះបញ្ជីកំណើត", name_zh="出生登记")
Clock = Callable[[datetime], None]
NOBODY = Mover(actor=Actor.SYSTEM, channel=Channel.SYSTEM)
SORRY = {"en": "We are sorry", "km": "សូមអភ័យទោស", "zh": "很抱歉"}
ENDINGS: dict[str, tuple[Move, ...]] = {
    "waiting": (),
    "called": (Move.CALL,),
    "being served": (Move.CALL, Move.START),
    "on hold": (Move.CALL, Move.START, Move.HOLD),
    "done": (Move.CALL, Move.START, Move.FINISH),
    "no-show": (Move.CALL, Move.NO_SHOW),
    "removed": (Move.REMOVE,),
}


@pytest.fixture
def office(session: Session, set_clock: Clock) -> Office:
    """An office where everything has a name in every language, on Monday at nine."""
    set_clock(MONDAY)
    questionnaires.add_default_forms(session)
    office = open_office(session)
    translate_names(session)
    return office


@pytest.mark.parametrize("hour", [6, 7, 9, 12, 22], ids=["too early", "early", "open", "lunch", "closed"])
def test_behind_a_printed_code(
    client: CheckedClient, office: Office, set_clock: Clock, language: str, hour: int
) -> None:
    set_clock(on_monday(hour))
    for path in (f"/q/{ENTRANCE}", f"/q/{AT_COUNTER}", f"/q/{ENTRANCE}/take", f"/q/{WITHDRAWN}"):
        page = read(client.get(f"{path}?lang={language}"), language)
        for form in blank(page):
            read(send_empty(form, client), language)
    for path in (
        "/",
        "/?code=12",
        f"/q/{ENTRANCE}/procedures",
        "/q/N0NE0000",
        "/t/none",
        "/s/none",
        "/r/none",
        "/nowhere",
    ):
        read(client.get(path), language)
    feedback = read(client.get(f"/q/{ENTRANCE}/feedback"), language)
    assert read(send_empty(feedback.forms[0], client), language).response.status_code == 422
    read(client.get(f"/q/{ENTRANCE}/feedback/thanks"), language)


@pytest.mark.parametrize("moves", ENDINGS.values(), ids=ENDINGS.keys())
def test_my_ticket(
    client: CheckedClient, office: Office, session: Session, set_clock: Clock, language: str, moves: tuple[Move, ...]
) -> None:
    read(client.get(f"/q/{ENTRANCE}/take?lang={language}"), language)
    path = office.take(client).path
    work(session, office, *moves)
    for days in (0, 8):
        set_clock(MONDAY + timedelta(days=days) + MINUTE)
        for part in ("", "/leave", "/check-out", "/come-back", "/slip"):
            page = read(client.get(f"{path}{part}", follow_redirects=True), language)
            for form in blank(page):
                read(send_empty(form, client), language)
        read(client.get(f"/s/{voting_token(path.removeprefix('/t/'))}"), language)


def test_a_ticket_over_target_and_one_closed_at_night(
    client: CheckedClient, office: Office, session: Session, set_clock: Clock, language: str
) -> None:
    other = factories.counter(session, office.unit, "4", office.birth)
    translate_names(session)
    factories.desk(session, other, office.birth)
    desk_actions.pause_desk(session, other.id, PauseReason.SYSTEM_DOWN, now=MONDAY)
    client.get(f"/?lang={language}")
    path = office.take(client).path
    set_clock(MONDAY + 20 * MINUTE)
    assert SORRY[language] in read(client.get(path), language).text
    read(client.get(f"{path}?auto=30"), language)
    read(Page(client.get(f"{path}/leave")).forms[0].submit(client, reason="too_long"), language)
    path = Page(Page(client.get(f"/q/{ENTRANCE}/take")).forms[0].submit(client, group=str(office.birth.id))).path
    actions.move(session, work(session, office), Move.CLOSE, NOBODY, at=on_monday(17))
    read(client.get(path), language)


def test_every_page_that_a_phone_can_follow_a_link_to(
    client: CheckedClient, office: Office, session: Session, language: str
) -> None:
    procedures.add(session, office.unit, "1.001193", BIRTH, office.birth)
    session.commit()
    read(client.get(f"/q/{ENTRANCE}/take?lang={language}"), language)
    ticket, slug = office.take(client).path, office.unit.slug
    seen, ahead = set[str](), [ticket, f"/q/{ENTRANCE}", f"/u/{slug}", "/offline", f"/display/{slug}?lang={language}"]
    while ahead:
        path = ahead.pop()
        page = read(client.get(path, follow_redirects=True), language)
        seen.add(path)
        found = {link.href.partition("#")[0] for link in page.links if link.words not in LANGUAGES.values()}
        pages = {href for href in found if href.startswith("/") and not FILES.search(href)}
        ahead += sorted(pages - seen - {*ahead})
    rooms = {path.partition("?")[0].split("/")[1] for path in seen}
    assert rooms >= {"q", "t", "u", "privacy", "accessibility", "display"}


def test_the_receipt_from_the_promise_to_the_log_and_what_people_say(
    app: Flask, client: CheckedClient, office: Office, session: Session, set_clock: Clock, language: str, tmp_path: Path
) -> None:
    given_key(app, tmp_path)
    client.get(f"/?lang={language}")
    ticket = office.take(client).path
    work(session, office, Move.CALL, Move.START, Move.FINISH)
    survey = f"/s/{voting_token(ticket.removeprefix('/t/'))}"
    read(client.post(survey, data={overall(session): "4"}, follow_redirects=True), language)
    [receipt] = {link.href for link in read(client.get(survey), language).links if link.href.startswith("/r/")}
    for weeks in (0, 3):
        set_clock(MONDAY + timedelta(weeks=weeks))
        read(client.get(receipt), language)
    with app.app_context():
        cli.seal_past_weeks(MONDAY + timedelta(weeks=3))
    form = ballots.form(session)
    ballots.batch(session, office.unit, form, ballots.rated(form, [5] * 12 + [2] * 3))
    for path in (receipt, "/ledger", f"/u/{office.unit.slug}/opinions"):
        read(client.get(path), language)


@pytest.mark.parametrize("door", ["open", "code of the hall"])
def test_the_tablet_and_what_it_keeps_for_a_lost_network(
    client: CheckedClient, office: Office, session: Session, language: str, door: str
) -> None:
    office.unit.presence_code = door != "open"
    start, (_device, code) = f"/kiosk/{office.unit.slug}", factories.device(session, office.unit, prints=True)
    session.commit()
    read(client.get(f"{start}?lang={language}"), language)
    stranger = Page(client.get(f"{start}?lang={language}")).forms[0]
    assert read(send_empty(stranger, client), language).response.status_code == 422
    Page(client.get(start)).forms[0].submit(client, code=code)
    seen, ahead = set[str](), [f"{start}?lang={language}", f"{start}/offline?lang={language}"]
    while ahead:
        page = read(client.get(ahead.pop(), follow_redirects=True), language)
        seen.add(page.path)
        for form in blank(page):
            read(send_empty(form, client), language)
        found = {
            link.href for link in page.links if link.words not in LANGUAGES.values() and f"lang={language}" in link.href
        }
        ahead += sorted(href for href in found if href.startswith("/kiosk") and href.partition("?")[0] not in seen)
    assert len(seen) >= 4, sorted(seen)
