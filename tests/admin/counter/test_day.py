"""A clerk's day by plain forms, without any script."""

from datetime import timedelta

from sqlalchemy import select

from kiosk.office import queries
from kiosk.office.models import PriorityClass
from kiosk.queue import breaker_actions, hall_code
from kiosk.queue.breaker_actions import Crowd
from kiosk.queue.models import CounterPause, CounterSession
from kiosk.queue.tickets import Quality
from tests.admin.counter.office import Morning, number, press, remove, sit_down
from tests.cast import sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY, TEST_SECRET
from tests.page import Page


def test_one_press_a_citizen_from_the_first_to_the_last(client: CheckedClient, scene: Morning) -> None:
    first, second, third = (scene.arrive(group) for group in (scene.birth, scene.land, scene.birth))
    scene.wait(minutes=12)
    page = sit_down(client, scene)
    page = press(client, page, "Gọi người tiếp theo")
    assert number(page) == first.label
    scene.wait(seconds=30)
    page = press(client, page, "Bắt đầu")
    assert "Đang phục vụ" in page.text
    for called in (second, third):
        scene.wait(minutes=5)
        page = press(client, page, "Xong – gọi tiếp")
        assert number(page) == called.label
        scene.wait(seconds=30)
        page = press(client, page, "Bắt đầu")
    scene.wait(minutes=5)
    page = press(client, page, "Xong – gọi tiếp")
    assert number(page) == "–"
    assert f"Đã xong {third.label}." in page.text
    assert "không có ai chờ" in page.text
    assert first.started_at == MONDAY + timedelta(minutes=12, seconds=30)
    assert first.ended_at == second.first_called_at == MONDAY + timedelta(minutes=17, seconds=30)
    assert scene.kinds(third) == ["issue", "call", "start", "finish"]


def test_where_service_begins_with_the_call_one_press_is_enough(client: CheckedClient, scene: Morning) -> None:
    scene.people.unit.start_with_call = True
    first, second = scene.arrive(), scene.arrive()
    page = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    scene.wait(minutes=4)
    page = press(client, page, "Xong – gọi tiếp")
    assert number(page) == second.label
    assert first.started_at == first.first_called_at
    assert first.started_quality == Quality.EXACT
    assert scene.kinds(first) == ["issue", "call", "start", "finish"]


def test_where_service_begins_with_the_call_somebody_may_still_not_come(client: CheckedClient, scene: Morning) -> None:
    scene.people.unit.start_with_call = True
    ticket = scene.arrive()
    page = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    scene.wait(minutes=2)
    page = press(client, page, "Không đến")
    assert number(page) == "–"
    assert (ticket.state, ticket.started_at) == ("no_show", None)


def test_the_list_tells_waits_in_words_and_says_who_waits_too_long(client: CheckedClient, scene: Morning) -> None:
    late = scene.arrive()
    scene.wait(minutes=15, seconds=30)
    fresh = scene.arrive(scene.land)
    page = sit_down(client, scene)
    rows = page.rows("Hàng chờ")
    assert rows[1][:3] == [late.label, "Hộ tịch Người tiếp theo: đứng đầu hàng", "15 phút quá hạn"]
    assert rows[2][:3] == [fresh.label, "Đất đai", "dưới 1 phút"]
    assert "1 người chờ quá 15 phút" in page.text
    assert page.title.startswith("(2) Quầy 3")
    scene.wait(minutes=60)
    assert "1 giờ 15 phút" in Page(client.get(scene.path())).text


def test_only_people_for_the_counters_own_services_stand_in_its_list(client: CheckedClient, scene: Morning) -> None:
    land = scene.arrive(scene.land)
    sign_in(client, scene.people.clerk)
    door = Page(client.get(scene.path(counter=scene.next_door)))
    page = Page(door.form(action_contains="/open").submit(client))
    assert land.label not in page.text
    assert "Chờ ở nhóm khác: Đất đai 1" in page.text
    assert "không có ai chờ" in press(client, page, "Gọi người tiếp theo").text


def test_somebody_can_be_called_out_of_turn(client: CheckedClient, scene: Morning) -> None:
    first, second = scene.arrive(), scene.arrive()
    form = sit_down(client, scene).form(action_contains="/call")
    data = {**form.defaults, "ticket_id": second.id}
    page = Page(client.post(form.action, data=data, follow_redirects=True))
    assert number(page) == second.label
    assert first.state == "waiting"


def test_recall_and_no_show_are_kept(client: CheckedClient, scene: Morning) -> None:
    ticket = scene.arrive()
    page = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    scene.wait(minutes=1)
    page = press(client, page, "Gọi lại")
    assert "Đã gọi lại A001" in page.text
    scene.wait(minutes=2)
    page = press(client, page, "Không đến")
    assert number(page) == "–"
    assert scene.kinds(ticket) == ["issue", "call", "recall", "no_show"]


def test_finishing_alone_calls_nobody(client: CheckedClient, scene: Morning) -> None:
    scene.arrive()
    waiting = scene.arrive()
    page = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    scene.wait(minutes=1)
    page = press(client, page, "Xong, chưa gọi tiếp")
    assert number(page) == "–"
    assert waiting.state == "waiting"


def test_a_pause_is_kept_with_its_reason_and_ends_with_the_next_call(client: CheckedClient, scene: Morning) -> None:
    page = press(client, sit_down(client, scene), "Họp")
    assert "Quầy tạm dừng từ 09:00: Họp." in page.text
    scene.wait(minutes=10)
    page = press(client, page, "Làm việc trở lại, chưa gọi")
    assert "tạm dừng từ" not in page.text
    page = press(client, page, "Nghỉ giữa giờ")
    scene.wait(minutes=5)
    scene.arrive()
    page = press(client, page, "Làm việc lại – gọi người tiếp theo")
    assert number(page) == "A001"
    pauses = scene.session.scalars(select(CounterPause).order_by(CounterPause.id)).all()
    lasted = [(one.reason, (one.resumed_at - one.paused_at).seconds) for one in pauses if one.resumed_at]
    assert lasted == [("meeting", 600), ("break", 300)]


def test_a_pause_needs_a_reason_from_the_list(client: CheckedClient, scene: Morning) -> None:
    form = sit_down(client, scene).form(action_contains="/pause")
    page = Page(client.post(form.action, data={**form.defaults, "reason": "siesta"}), status=422)
    assert "Xin chọn lý do tạm dừng." in page.text


def test_a_number_is_removed_from_its_line_with_a_reason(client: CheckedClient, scene: Morning) -> None:
    ticket = scene.arrive()
    page = remove(client, sit_down(client, scene), ticket, note="gọi 0912 345 678")
    assert "Đã bỏ số A001" in page.text
    assert (ticket.state, ticket.reason) == ("removed", "twice: gọi •••")


def test_removing_can_be_left_alone(client: CheckedClient, scene: Morning) -> None:
    ticket = scene.arrive()
    asked = sit_down(client, scene).follow(client, "Bỏ", href_contains="?remove=")
    assert "Bỏ số A001 khỏi hàng chờ vì" in asked.text
    page = asked.follow(client, "Thôi, không bỏ")
    assert "khỏi hàng chờ vì" not in page.text
    assert ticket.state == "waiting"


def test_nobody_is_asked_about_a_number_that_does_not_wait(client: CheckedClient, scene: Morning) -> None:
    sit_down(client, scene)
    for key in ("99999999", "x", "-1", str(2**70)):
        assert "khỏi hàng chờ vì" not in Page(client.get(f"{scene.path()}?remove={key}")).text


def test_the_counter_is_closed_once_the_desk_is_free(client: CheckedClient, scene: Morning) -> None:
    scene.arrive()
    page = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    busy = Page(page.form(action_contains="/close").submit(client), status=409)
    assert "Ở quầy đang có người." in busy.text
    scene.wait(minutes=1)
    page = press(client, page, "Xong, chưa gọi tiếp")
    page = press(client, page, "Đóng quầy")
    assert page.path == "/admin/counter/"
    assert "Đã đóng quầy." in page.text
    assert scene.session.scalars(select(CounterSession.closed_at)).one() == scene.now


def test_a_clerk_who_signs_in_again_goes_on_where_they_were(client: CheckedClient, scene: Morning) -> None:
    sit_down(client, scene)
    page = Page(client.get("/admin/counter/"))
    assert page.follow(client, "Vào quầy").path == scene.path()


def test_people_of_yesterday_are_called_only_where_the_queue_is_kept(client: CheckedClient, scene: Morning) -> None:
    old = scene.arrive()
    scene.wait(minutes=24 * 60)
    page = sit_down(client, scene)
    assert old.label not in page.text
    scene.people.unit.close_at_night = False
    page = Page(client.get(scene.path()))
    assert number(press(client, page, "Gọi người tiếp theo")) == old.label


def test_whoever_goes_first_is_marked_in_the_list_and_at_the_desk(client: CheckedClient, scene: Morning) -> None:
    scene.arrive()
    scene.wait(minutes=1)
    ticket = scene.arrive()
    scene.session.add(PriorityClass(code="aged_80", name_vi="Từ 80 tuổi", position=2))
    ticket.priority_class, ticket.priority_rank = "aged_80", 2
    page = sit_down(client, scene)
    why = "Người tiếp theo: diện ưu tiên, đến lượt được mời trước"
    assert [row[1] for row in page.rows("Hàng chờ")[1:]] == [f"Hộ tịch Ưu tiên: từ 80 tuổi {why}", "Hộ tịch"]
    assert "đã chờ dưới 1 phút · Ưu tiên: từ 80 tuổi" in press(client, page, "Gọi người tiếp theo").text


def test_whoever_comes_back_to_the_front_is_not_said_to_have_come_first(client: CheckedClient, scene: Morning) -> None:
    scene.people.unit.come_back_after = 0
    scene.arrive()
    scene.wait(minutes=1)
    later = scene.arrive()
    form = sit_down(client, scene).form(action_contains="/call")
    page = Page(client.post(form.action, data={**form.defaults, "ticket_id": later.id}, follow_redirects=True))
    scene.wait(minutes=1)
    page = press(client, press(client, page, "Không đến"), "Cho A002 vào lại hàng")
    row = page.rows("Hàng chờ")[1]
    assert row[0] == later.label
    assert row[1].endswith("Người tiếp theo: đứng đầu hàng")


def test_a_class_of_another_systems_log_is_only_called_a_priority(client: CheckedClient, scene: Morning) -> None:
    scene.arrive().priority_class = "priority"
    assert [row[1] for row in sit_down(client, scene).rows("Hàng chờ")[1:]] == [
        "Hộ tịch Ưu tiên Người tiếp theo: đứng đầu hàng"
    ]


def test_while_phones_ask_for_the_halls_code_the_clerk_can_read_it_out(client: CheckedClient, scene: Morning) -> None:
    page = sit_down(client, scene)
    assert "mã sảnh" not in page.text
    counters = len(queries.counters_of(scene.session, scene.people.unit.id))
    most = breaker_actions.rush(40, counters)
    crowd = Crowd(most=most)
    for _ in range(most.in_ten_minutes):
        breaker_actions.count_number(scene.session, scene.people.unit.id, crowd, now=scene.now)
    code = hall_code.hall_code(TEST_SECRET, scene.people.unit.id, scene.now)
    assert f"Điện thoại hỏi mã sảnh, xin đọc: {code}" in Page(client.get(scene.path())).text
