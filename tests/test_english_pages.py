"""A reader of English meets no Vietnamese: on any page, after any refusal; only names may have no English."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import chain
from xml.etree.ElementTree import Element

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from admin.accounts.models import Staff
from admin.accounts.roles import Role
from kiosk.ground.i18n import FourNames
from kiosk.ground.web.addresses import voting_token
from kiosk.office.models import Counter, HolidayOverride, OpeningException, ServiceGroup, Unit, UnitVersion
from kiosk.queue import actions, desk_actions
from kiosk.queue.actions import Mover
from kiosk.queue.kinds import Channel, PauseReason
from kiosk.queue.tickets import Actor, Move
from survey.questionnaires import actions as questionnaires
from tests import cast, factories
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.form import Form
from tests.kiosk.queue.office import AT_COUNTER, ENTRANCE, MINUTE, WITHDRAWN, Office, on_monday, open_office, work
from tests.page import Page
from tests.vietnamese import vietnamese

pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
Clock = Callable[[datetime], None]
SPOKEN = ("alt", "aria-label", "title", "placeholder", "value", "data-offline", "data-failed")
GIVEN = {"csrf_token", "form_token", "token", "next", "province"}
PLACES = {"province", "ward"}
FILES = re.compile(r"\.(pdf|png|svg|csv)\b|/chart")
NOBODY = Mover(actor=Actor.SYSTEM, channel=Channel.SYSTEM)
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
    """An office where everything has an English name, on Monday at nine."""
    set_clock(MONDAY)
    questionnaires.add_default_forms(session)
    office = open_office(session)
    translate_names(session)
    return office


def translate_names(session: Session) -> None:
    named = [session.scalars(select(kind)) for kind in (UnitVersion, ServiceGroup, Counter)]
    for number, row in enumerate(chain(*named)):
        assert isinstance(row, FourNames)
        row.name_en = f"English name {number}"
    session.commit()


def read(response: TestResponse) -> Page:
    """Return the page, all of whose words, names of pictures included, are English or marked as Vietnamese."""
    page = Page(response, status=response.status_code)
    assert page.language == "en"
    assert not vietnamese(" ".join(words(page.tree))), page.path
    return page


def words(element: Element) -> Iterator[str]:
    """Yield what is read out, without what is marked as Vietnamese, names of places, and the record of changes."""
    if element.get("lang") != "vi" and element.get("id") not in PLACES and element.get("class") != "acts":
        yield from (element.get(name, "") for name in SPOKEN)
        yield element.text or ""
        for child in element:
            yield from words(child)
            yield child.tail or ""


def blank(page: Page) -> Iterator[Form]:
    """Yield the forms of a page that can be sent without an answer."""
    yield from (form for form in page.forms if form.method == "POST" and form.choices.keys() - {"csrf_token", "token"})


def send_empty(form: Form, client: CheckedClient) -> TestResponse:
    """Send a form as it would come with no field filled in; what the page itself put in stays."""
    kept = [(name, value) for name, value in form.defaults.items(multi=True) if name in GIVEN]
    return client.post(form.action, data=MultiDict(kept), follow_redirects=True)


@pytest.mark.parametrize("hour", [6, 7, 9, 12, 22], ids=["too early", "early", "open", "lunch", "closed"])
def test_behind_a_printed_code(client: CheckedClient, office: Office, set_clock: Clock, hour: int) -> None:
    set_clock(on_monday(hour))
    for path in (f"/q/{ENTRANCE}", f"/q/{AT_COUNTER}", f"/q/{ENTRANCE}/take", f"/q/{WITHDRAWN}"):
        page = read(client.get(f"{path}?lang=en"))
        for form in blank(page):
            read(send_empty(form, client))
    for path in ("/", "/?code=12", f"/q/{ENTRANCE}/procedures", "/q/N0NE0000", "/t/none", "/s/none", "/nowhere"):
        read(client.get(path))
    feedback = read(client.get(f"/q/{ENTRANCE}/feedback"))
    assert read(send_empty(feedback.forms[0], client)).response.status_code == 422
    read(client.get(f"/q/{ENTRANCE}/feedback/thanks"))


@pytest.mark.parametrize("moves", ENDINGS.values(), ids=ENDINGS.keys())
def test_my_ticket(
    client: CheckedClient, office: Office, session: Session, set_clock: Clock, moves: tuple[Move, ...]
) -> None:
    read(client.get(f"/q/{ENTRANCE}/take?lang=en"))
    path = office.take(client).path
    work(session, office, *moves)
    for days in (0, 8):
        set_clock(MONDAY + timedelta(days=days) + MINUTE)
        for part in ("", "/leave", "/check-out"):
            page = read(client.get(f"{path}{part}", follow_redirects=True))
            for form in blank(page):
                read(send_empty(form, client))
        read(client.get(f"/s/{voting_token(path.removeprefix('/t/'))}"))


def test_a_ticket_over_target_and_one_closed_at_night(
    client: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    other = factories.counter(session, office.unit, "4", office.birth)
    translate_names(session)
    factories.desk(session, other, office.birth)
    desk_actions.pause_desk(session, other.id, PauseReason.SYSTEM_DOWN, now=MONDAY)
    client.get("/?lang=en")
    path = office.take(client).path
    set_clock(MONDAY + 20 * MINUTE)
    assert "We are sorry" in read(client.get(path)).text
    read(client.get(f"{path}?auto=30"))
    read(Page(client.get(f"{path}/leave")).forms[0].submit(client, reason="too_long"))
    path = Page(Page(client.get(f"/q/{ENTRANCE}/take")).forms[0].submit(client, group=str(office.birth.id))).path
    actions.move(session, work(session, office), Move.CLOSE, NOBODY, at=on_monday(17))
    read(client.get(path))


def test_every_page_that_staff_can_follow_a_link_to(
    client: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    everybody = staff(session, office.unit)
    visit_once(session, office)
    session.add(OpeningException(unit_id=office.unit.id, day=date(2026, 11, 20), opens=time(8), closes=time(10)))
    session.add(HolidayOverride(day=date(2026, 11, 23), is_working=False, note="swapped", document="1"))
    read(client.get("/admin/sign-in?lang=en"))
    read(client.post("/admin/sign-in", data={}))
    seen, ahead = set[str](), [cast.sign_in(client, everybody).path]
    while ahead:
        path = ahead.pop()
        page = read(client.get(path, follow_redirects=True))
        for form in blank(page):
            read(send_empty(form, client))
        seen.add(path)
        found = {link.href.partition("#")[0] for link in page.links if "lang=vi" not in link.href}
        pages = {href for href in found if href.startswith("/admin") and not FILES.search(href)}
        ahead += sorted(pages - seen - {*ahead})
    assert len(seen) > 25, sorted(seen)


def staff(session: Session, unit: Unit) -> Staff:
    """Somebody who may open every page of *unit*."""
    person = cast.staff(session, Role.ADMINISTRATOR, unit, login="everybody", name="An Everybody")
    cast.grant(session, person, Role.SUPERVISOR, unit)
    cast.grant(session, person, Role.CLERK, unit)
    return person


def visit_once(session: Session, office: Office) -> None:
    factories.ticket(session, office.birth)
    work(session, office, Move.CALL, Move.START, Move.FINISH)
    factories.ticket(session, office.birth)
