"""No text that anybody can type ever runs, even where the browser's own policy is switched off."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from kiosk.office.models import ServiceGroup, Unit
from tests import factories
from tests.browser import hostile
from tests.browser.everything import EVERYTHING, OUTSIDER, Everything, fill
from tests.browser.pages import of_citizens, of_staff, other_faces
from tests.browser.people import open_counter, sign_in
from tests.browser.pilot import ENTRANCE, Pilot
from tests.browser.server import Server
from tests.browser.trap import FETCH, Trap, single_spaced
from tests.browser.xss_corpus import CORPUS
from tests.cast import PASSWORD

OpenPage = Callable[..., Page]


@pytest.fixture
def everything(server: Server, pilot: Pilot) -> Everything:
    return fill(server.database, pilot)


@pytest.fixture
def doors(server: Server, pilot: Pilot, everything: Everything) -> list[str]:
    """Codes of units that are named after the whole corpus; the office of the story holds all of it."""
    return hostile.infest(server.database, pilot, everything)


def missing(text: str) -> list[str]:
    """Which payloads do not stand in *text* as they were typed: they would have been taken for markup."""
    return [payload for payload in CORPUS if single_spaced(payload) not in text]


def test_nothing_runs_on_phones(
    open_page: OpenPage, server: Server, pilot: Pilot, everything: Everything, doors: list[str]
) -> None:
    trap = Trap(open_page(phone=True, policy=False))
    for address in (*of_citizens(server.app, pilot, everything), *other_faces(everything)):
        trap.open(address)
    shown = " ".join(trap.open(f"/q/{code}/procedures") for code in doors)
    assert missing(shown) == []
    listed = " ".join(trap.open(f"/q/{ENTRANCE}/g/{pilot.births}?page={page}") for page in range(1, 8))
    assert missing(listed) == []
    for part in ("take", "feedback", f"procedures/{everything.procedure_id}"):
        assert missing(trap.open(f"/q/{ENTRANCE}/{part}")) == [], part
    assert not trap.found, "\n".join(trap.found)


def test_nothing_runs_at_the_tablet(open_page: OpenPage, server: Server, pilot: Pilot, doors: list[str]) -> None:
    trap, start = Trap(open_page(policy=False)), f"/kiosk/{pilot.slug}"
    code = server.database.write(lambda s: factories.device(s, s.get_one(Unit, pilot.unit), "TAB")[1])
    trap.open(start)
    trap.page.get_by_label("Mã ghép").fill(code)
    trap.page.get_by_role("button", name="Ghép máy này").click()
    trap.page.locator(".tongues").wait_for()
    assert missing(trap.open(f"{start}/take")) == []
    trap.page.locator(".grid label").first.click()
    trap.page.locator(".primary").click()
    trap.page.locator(".ticket-number").wait_for()
    trap.look()
    assert not trap.found, "\n".join(trap.found)


def test_nothing_runs_where_staff_work(
    open_page: OpenPage, server: Server, pilot: Pilot, everything: Everything, doors: list[str]
) -> None:
    trap = Trap(open_page(policy=False))
    sign_in(trap.page, EVERYTHING)
    shown = {address: trap.open(address) for address in of_staff(server.app, pilot, everything)}
    unit = f"/admin/units/{pilot.slug}"
    whole = [unit, f"{unit}/exceptions", "/admin/holidays", "/admin/staff/", f"/admin/reports/{pilot.unit}/comments"]
    procedures = f"/admin/procedures/{pilot.slug}"
    assert missing(" ".join(trap.open(f"{procedures}?page={page}") for page in range(1, 8))) == []
    assert missing(shown[f"{procedures}/{everything.procedure_id}"]) == []
    for address in (*whole, "/admin/counter/", "/admin/units", "/admin/staff/new", "/admin/reports/"):
        assert missing(shown[address]) == [], address
    form = f"/admin/questionnaires/{hostile.asked(server.database)}"
    assert missing(trap.open(f"{form}/preview/vi")) == []
    trap.open(form)
    for drawing in (f"/admin/reports/{pilot.unit}/weekly.svg", f"/admin/codes/{doors[0]}/qr.svg"):
        trap.open(drawing)
        assert trap.page.locator("parsererror").count() == 0, drawing
    assert not trap.found, "\n".join(trap.found)


def test_nothing_runs_where_outsiders_judge(
    open_page: OpenPage, pilot: Pilot, everything: Everything, doors: list[str]
) -> None:
    trap = Trap(open_page(policy=False))
    sign_in(trap.page, OUTSIDER)
    shown = trap.open(f"/admin/moderation/{pilot.unit}/comments")
    assert 0 < len(missing(shown)) < len(CORPUS), "the first page of comments has some of them"
    for address in ("/admin/monitoring/", f"/admin/spot-checks/checks/{everything.check_id}"):
        trap.open(address)
    assert not trap.found, "\n".join(trap.found)


def test_nothing_runs_at_the_counter_and_for_whoever_watches(
    open_page: OpenPage, server: Server, pilot: Pilot, doors: list[str]
) -> None:
    clerk = Trap(open_page(policy=False))
    open_counter(clerk.page, pilot)
    for payload in CORPUS[::20]:
        person = server.database.write(lambda s: factories.ticket(s, s.get_one(ServiceGroup, pilot.births)).id)
        clerk.open(f"{pilot.console}?remove={person}")
        clerk.page.locator("#remove-note").fill(payload)
        clerk.page.get_by_role("button", name="Lý do khác").first.click()
        clerk.page.get_by_text("Đã bỏ số").first.wait_for()
        clerk.look()
    supervisor = Trap(open_page(policy=False))
    sign_in(supervisor.page, pilot.supervisor)
    for address in ("/admin/", "/admin/reports/", pilot.weekly, f"/admin/reports/{pilot.unit}/comments"):
        supervisor.open(address)
    assert not clerk.found + supervisor.found, "\n".join(clerk.found + supervisor.found)


def test_nothing_in_an_address_runs(open_page: OpenPage, pilot: Pilot, everything: Everything) -> None:
    trap = Trap(open_page(policy=False))
    sign_in(trap.page, EVERYTHING)
    quoted = [quote(payload, safe="") for payload in CORPUS]
    shown = ["/?code={0}&lang={0}", "/admin/sign-in?next={0}&lang={0}", f"/q/{ENTRANCE}/procedures?q={{0}}"]
    read = [
        "/admin/units?q={0}",
        "/nowhere/{0}",
        "/q/{0}",
        f"/q/{ENTRANCE}/g/{{0}}?page={{0}}",
        f"/admin/procedures/{pilot.slug}?q={{0}}&page={{0}}",
        f"/q/{ENTRANCE}?choices={{0}}&lang={{0}}",
        "/t/{0}?auto={0}",
        "/s/{0}",
        "/admin/units/new?under={0}",
        f"/admin/units/{pilot.slug}/place?province={{0}}",
        f"{pilot.weekly}?until={{0}}",
        f"/admin/reports/{pilot.unit}/figures?kind={{0}}&until={{0}}&class={{0}}&group={{0}}",
        f"/admin/codes/{ENTRANCE}/poster.png?size={{0}}",
    ]
    addresses = [way.format(payload) for way in shown for payload in quoted]
    addresses += [way.format(payload) for way in read for payload in quoted[::10]]
    assert trap.page.evaluate(FETCH, addresses) == []
    for address in addresses[::40]:
        trap.open(address)
    assert not trap.found, "\n".join(trap.found)


@pytest.mark.parametrize("wanted", ["javascript:alert(1)", "//evil.example/", "/\\evil.example"])
def test_signing_in_leads_nowhere_else(open_page: OpenPage, server: Server, pilot: Pilot, wanted: str) -> None:
    trap = Trap(open_page(policy=False))
    trap.page.goto(f"/admin/sign-in?next={quote(wanted, safe='')}")
    trap.page.get_by_label("Tên đăng nhập").fill(pilot.clerk)
    trap.page.get_by_label("Mật khẩu").fill(PASSWORD)
    trap.page.get_by_role("button", name="Đăng nhập").click()
    trap.page.wait_for_url(f"{server.url}/admin/")
    assert not trap.found


@pytest.mark.parametrize(
    "html",
    [
        "<p><script>alert(1)</script>",
        "<p><img src=data:, onerror=alert(1)>",
        "<p><svg onload=alert(1)>",
        "<p><a href=javascript:alert(1)>x</a>",
        '<input value="" onfocus=alert(1) autofocus x="">',
        "<p>&lt;script&gt;",
    ],
)
def test_the_trap_closes_on_what_is_not_escaped(chromium: Browser, html: str) -> None:
    with chromium.new_context() as context:
        trap = Trap(context.new_page())
        trap.page.set_content(html)
        trap.look()
    assert bool(trap.found) == ("&lt;" not in html)
