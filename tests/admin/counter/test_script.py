"""The console with htmx: parts instead of pages, and polls that cost nothing while nothing changes."""

import re

from sqlalchemy import select

from admin.accounts.models import StaffSession
from admin.accounts.roles import Role
from admin.counter.words import PAUSE_REASONS
from kiosk.queue import actions
from kiosk.queue.kinds import PauseReason
from kiosk.queue.tickets import Move
from tests import cast, factories
from tests.admin.counter.office import SCRIPT, Morning, number, press, sit_down
from tests.cast import sign_in
from tests.client import CheckedClient
from tests.page import Page

POLL = SCRIPT | {"X-Poll": "1"}


def tag(client: CheckedClient, scene: Morning) -> str:
    """The mark of what the console shows now."""
    return str(client.get(scene.path("live"), headers=POLL).headers["ETag"])


def test_a_press_answers_with_the_parts_and_what_it_did(client: CheckedClient, scene: Morning) -> None:
    ticket = scene.arrive()
    form = sit_down(client, scene).form(button="Gọi người tiếp theo")
    response = form.submit(client, headers=SCRIPT)
    page = Page(response)
    assert number(page) == ticket.label
    assert "Đang gọi A001." in page.text
    assert "<html" not in response.text
    assert {element.get("id") for element in page.find("div", hx_swap_oob="innerHTML")} == {
        *("tally", "strip", "queue", "said"),
    }
    assert page.find("div", id="menu", hx_swap_oob="true")
    assert "<title>Quầy 3" in response.text


def test_the_whole_morning_goes_by_script_too(client: CheckedClient, scene: Morning) -> None:
    tickets = [scene.arrive() for _ in range(3)]
    page = sit_down(client, scene)
    for words in ("Gọi người tiếp theo", "Bắt đầu", "Xong – gọi tiếp", "Bắt đầu", "Xong – gọi tiếp", "Gọi lại"):
        page = Page(page.form(button=words).submit(client, headers=SCRIPT))
        scene.wait(minutes=1)
    page = Page(page.form(button="Không đến").submit(client, headers=SCRIPT))
    assert [ticket.state for ticket in tickets] == ["done", "done", "no_show"]
    assert number(page) == "–"


def test_a_refused_press_answers_409_with_parts_that_are_put_in_place(client: CheckedClient, scene: Morning) -> None:
    scene.arrive()
    stale = sit_down(client, scene)
    page = press(client, Page(client.get(scene.path())), "Gọi người tiếp theo")
    page = Page(stale.form(button="Gọi người tiếp theo").submit(client, headers=SCRIPT), status=409)
    assert "Ở quầy đang có người." in page.text
    config = re.search(r"<meta name=\"htmx-config\" content='([^']+)'", client.get(scene.path()).text)
    assert config
    for part in ('"code": "(409|422)", "swap": true', '"allowEval": false', '"includeIndicatorStyles": false'):
        assert part in config[1]


def test_a_removal_without_a_reason_asks_again(client: CheckedClient, scene: Morning) -> None:
    ticket = scene.arrive()
    sit_down(client, scene)
    page = Page(client.get(f"{scene.path()}?remove={ticket.id}", headers=SCRIPT))
    form = page.form(action_contains="/remove")
    page = Page(client.post(form.action, data=form.defaults, headers=SCRIPT), status=422)
    assert "Bỏ số A001 khỏi hàng chờ vì" in page.text
    assert ticket.state == "waiting"


def test_a_poll_is_answered_by_304_until_somebody_moves(client: CheckedClient, scene: Morning) -> None:
    page = sit_down(client, scene)
    seen = f'W/"{tag_on(page)}"'
    assert client.get(scene.path("live"), headers=POLL | {"If-None-Match": seen}).status_code == 304
    scene.arrive()
    response = client.get(scene.path("live"), headers=POLL | {"If-None-Match": seen})
    assert response.status_code == 200
    fresh = Page(response)
    assert "A001" in fresh.text
    assert fresh.find("div", id="menu")
    kept = Page(client.get(scene.path("live"), headers=POLL | {"X-Keep-Menu": "1"}))
    assert not kept.find("div", id="menu")
    assert response.headers["Cache-Control"] == "no-store"


def tag_on(page: Page) -> str:
    """The mark that the page itself carries."""
    return next(str(element.get("data-tag")) for element in page.tree.iter() if element.get("data-tag"))


def test_every_move_changes_the_mark(client: CheckedClient, scene: Morning) -> None:
    tickets = [scene.arrive() for _ in range(2)]
    page = sit_down(client, scene)
    seen = [tag(client, scene)]
    for words in ("Gọi người tiếp theo", "Gọi lại", "Bắt đầu", "Xong – gọi tiếp", "Không đến", "Hoàn tác: A002", "Họp"):
        scene.wait(seconds=2)
        page = press(client, page, words)
        seen.append(tag(client, scene))
    actions.move(scene.session, tickets[1], Move.REMOVE, factories.clerk(scene.counter), at=scene.now, reason="x")
    seen.append(tag(client, scene))
    scene.wait(minutes=1)
    seen.append(tag(client, scene))
    seen.append(str(client.get(scene.path("live?lang=en"), headers=POLL).headers["ETag"]))
    assert len(set(seen)) == len(seen)


def test_a_pause_and_a_colleague_next_door_change_the_mark(client: CheckedClient, scene: Morning) -> None:
    sit_down(client, scene)
    before = tag(client, scene)
    factories.desk(scene.session, scene.next_door, scene.birth, staff_id=scene.people.supervisor.id)
    assert tag(client, scene) != before


def test_a_poll_is_no_activity(client: CheckedClient, scene: Morning) -> None:
    sit_down(client, scene)
    seen = scene.session.scalars(select(StaffSession.last_seen_at)).one()
    scene.wait(minutes=30)
    client.get(scene.path("live"), headers=POLL)
    assert scene.session.scalars(select(StaffSession.last_seen_at)).one() == seen


def test_an_open_counter_is_still_open_after_seven_quiet_hours(client: CheckedClient, scene: Morning) -> None:
    page = sit_down(client, scene)
    scene.wait(minutes=7 * 60 + 59)
    ticket = scene.arrive()
    assert number(press(client, page, "Gọi người tiếp theo")) == ticket.label


def test_a_clerk_who_was_relieved_gets_the_whole_page(
    client: CheckedClient, other_client: CheckedClient, scene: Morning
) -> None:
    page = sit_down(client, scene)
    sign_in(other_client, cast.staff(scene.session, Role.CLERK, scene.people.unit, login="relief"))
    Page(other_client.get(scene.path())).form(button="Nhận quầy").submit(other_client)
    assert client.get(scene.path("live"), headers=POLL).headers["HX-Refresh"] == "true"
    response = page.form(button="Gọi người tiếp theo").submit(client, headers=SCRIPT)
    assert (response.status_code, response.headers["HX-Refresh"]) == (409, "true")
    assert "không được thực hiện" in Page(client.get(scene.path())).text


def test_closing_by_script_leads_to_the_list(client: CheckedClient, scene: Morning) -> None:
    response = sit_down(client, scene).form(action_contains="/close").submit(client, headers=SCRIPT)
    assert response.headers["HX-Redirect"] == "/admin/counter/"


def test_a_browser_without_script_is_sent_from_the_parts_to_the_page(client: CheckedClient, scene: Morning) -> None:
    sit_down(client, scene)
    assert client.get(scene.path("live")).location == scene.path()


def test_every_reason_for_a_pause_has_words(client: CheckedClient, scene: Morning) -> None:
    data = sit_down(client, scene).form(action_contains="/pause").defaults
    for reason in PauseReason:
        page = Page(client.post(scene.path("pause"), data={**data, "reason": str(reason)}, headers=SCRIPT))
        assert f"Quầy tạm dừng từ 09:00: {PAUSE_REASONS[reason]}." in page.text
        client.post(scene.path("resume"), data=data)
