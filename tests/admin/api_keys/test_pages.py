"""Keys of machines are made and taken away on a page of the unit's administrators."""

from sqlalchemy.orm import Session

from kiosk.office import api_key_queries
from kiosk.office.models import ApiKey
from tests.admin.setup.scene import scene
from tests.cast import sign_in
from tests.client import CheckedClient
from tests.kiosk.office.record import acts
from tests.kiosk.queue.api.machine import Machine, key_of, problem_of
from tests.page import Page

KEYS = "/admin/api-keys/of/ninh-kieu"


def test_a_key_is_shown_once_and_opens_the_api(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    unit = Page(client.get("/admin/units/ninh-kieu"))
    form = unit.follow(client, "Cấp và thu hồi khóa cho máy").form(button="Cấp khóa")
    page = Page(form.submit(client, name="Máy ở cửa", scopes=["tickets:read", "tickets:issue"]))

    secret = next(word for word in page.text.split() if word.startswith("ln_"))
    key = api_key_queries.by_secret(session, secret)
    assert key is not None
    assert (key.unit_id, key.name, key.scopes) == (here.unit.id, "Máy ở cửa", "tickets:read tickets:issue")
    assert "Xem số và hàng chờ · Phát số" in page.text
    assert "chưa dùng lần nào" in page.text
    assert Machine(client, secret).get("/unit").status_code == 200

    again = Page(client.get(KEYS)).text
    assert secret not in again
    assert f"…{secret[-4:]}" in again
    assert "dùng lần cuối" in again
    assert acts(session) == ["api_key.add"]


def test_a_revoked_key_stays_in_the_list_and_opens_nothing(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    key, secret = key_of(session, here.unit)
    sign_in(client, here.administrator)
    page = Page(Page(client.get(KEYS)).form(button="Thu hồi khóa này").submit(client))
    assert "Đã thu hồi khóa của “Máy ở cửa”." in page.text
    assert "Đã thu hồi ngày" in page.text
    assert "Thu hồi khóa này" not in page.text
    assert Machine(client, secret).get("/unit").status_code == 401
    assert key.revoked_at is not None


def test_what_is_missing_is_said_and_what_was_typed_stays(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    form = Page(client.get(KEYS)).form(button="Cấp khóa")
    page = Page(form.submit(client, name="Máy của tôi"), status=422)
    assert page.form(button="Cấp khóa").defaults["name"] == "Máy của tôi"
    assert "Xin nhập ô này." in page.text
    assert session.query(ApiKey).count() == 0


def test_the_record_of_changes_names_the_key_and_what_it_is_good_for(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    key_of(session, here.unit, ["tickets:read"])
    sign_in(client, here.administrator)
    text = Page(client.get("/admin/units/ninh-kieu/changes")).text
    assert "Cấp khóa cho máy: Máy ở cửa" in text
    assert "Máy được làm gì: – → Xem số và hàng chờ" in text


def test_a_clerk_sees_that_a_machine_has_the_counter_and_may_take_it_over(
    client: CheckedClient, session: Session
) -> None:
    here = scene(session)
    machine = Machine(client, key_of(session, here.unit)[1])
    machine.done("/counters/3/open")
    sign_in(client, here.clerk)
    page = Page(client.get(f"/admin/counter/{here.counter.id}"))
    assert "Máy gọi số của đơn vị đang ngồi quầy này" in page.text
    page.form(action_contains="open").submit(client, groups=[str(here.group.id)])
    assert problem_of(machine.post("/counters/3/call-next"), 409) == "counter-taken"
