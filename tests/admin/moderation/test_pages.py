"""A moderator from outside decides about comments and ballots; whoever belongs to the unit sees nothing."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from admin.accounts.roles import Role
from survey.ballots.models import Ballot, Comment
from survey.moderation import actions
from survey.moderation.models import Act, Moderation, Reason
from tests import cast
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page
from tests.survey.moderation import sealed


@pytest.fixture
def people(session: Session, set_clock: Callable[[datetime], None]) -> Cast:
    set_clock(MONDAY)
    return cast.cast(session)


@pytest.fixture
def moderator(client: CheckedClient, session: Session, people: Cast) -> Staff:
    person = cast.staff(session, Role.MODERATOR, people.top, login="mai", name="Lê Thị Mai")
    sign_in(client, person)
    return person


def address(people: Cast, rest: str) -> str:
    return f"/admin/moderation/{people.unit.id}/{rest}"


def test_comments_are_published_and_hidden_many_at_once(
    client: CheckedClient, session: Session, people: Cast, moderator: Staff
) -> None:
    rows = [sealed.comment(session, people.unit, text) for text in ("Chờ lâu", "<script>alert(1)</script>", "Tốt")]
    form = Page(client.get(address(people, "comments"))).form(action_contains="/comments")
    page = Page(form.submit(client, press="Cho công khai", comment=[rows[0].id, rows[2].id]))
    assert "Đã ghi quyết định về 2 lời góp ý." in page.text
    assert "Chờ lâu" not in page.text
    form.submit(client, press="Cho công khai", comment=[rows[0].id, rows[2].id])
    page = Page(page.form(action_contains="/comments").submit(client, press="Ẩn – rác", comment=[rows[1].id]))
    acts = session.execute(select(Moderation.act, Moderation.staff_id).order_by(Moderation.id)).all()
    assert acts == [("published", moderator.id)] * 2 + [("hidden", moderator.id)]
    hidden = Page(client.get(address(people, "comments?state=hidden")))
    assert "Đã ẩn: phiếu rác" in hidden.text
    assert "Lê Thị Mai" in Page(client.get(address(people, "history"))).text
    assert "Lời chưa xem" in Page(client.get("/admin/moderation/")).text
    for path in ("/admin/moderation/", address(people, "comments")):
        guide = Page(client.get(path)).link("Hướng dẫn kiểm duyệt").href
        assert "lời góp ý và phiếu rác" in Page(client.get(guide)).heading


def test_an_old_page_does_not_override_what_was_decided_since(
    client: CheckedClient, session: Session, people: Cast, moderator: Staff
) -> None:
    row = sealed.comment(session, people.unit, "Chờ lâu")
    old = Page(client.get(address(people, "comments"))).form(action_contains="/comments")
    old_mask = Page(client.get(address(people, f"comments/{row.id}/mask"))).form(action_contains="/mask")
    other = Page(client.get(address(people, "comments"))).form(action_contains="/comments")
    other.submit(client, press="Ẩn – rác", comment=[row.id])
    told = Page(old.submit(client, press="Cho công khai", comment=[row.id]), status=409)
    assert "“Chờ lâu”: Đã ẩn: phiếu rác" in told.text
    assert "Đã ẩn: phiếu rác" in Page(old_mask.submit(client, pieces="Chờ"), status=409).text
    assert session.scalars(select(Moderation.act)).all() == ["hidden"]
    assert "Đã ghi quyết định về 0" in Page(old.submit(client, press="Ẩn – rác", comment=[row.id])).text
    fresh = Page(client.get(address(people, "comments?state=hidden"))).form(action_contains="/comments")
    fresh.submit(client, press="Cho công khai", comment=[row.id])
    assert session.scalars(select(Moderation.act).order_by(Moderation.id)).all() == ["hidden", "published"]


def test_more_comments_than_a_page_holds_are_on_the_next(
    client: CheckedClient, session: Session, people: Cast, moderator: Staff
) -> None:
    for place in range(21):
        sealed.comment(session, people.unit, f"Lời thứ {place}.")
    assert "Lời thứ 20." not in Page(client.get(address(people, "comments"))).text
    assert "Lời thứ 20." in Page(client.get(address(people, "comments?page=2"))).text
    assert "Lời thứ 20." in Page(client.get(address(people, "comments?page=99"))).text


def test_a_name_is_struck_out_and_the_rest_is_public(
    client: CheckedClient, session: Session, people: Cast, moderator: Staff
) -> None:
    row = sealed.comment(session, people.unit, "Chị Sáu quầy 2 chờ hai giờ liền.")
    form = Page(client.get(address(people, f"comments/{row.id}/mask"))).form(action_contains="/mask")
    assert "Không thấy “Lan”" in Page(form.submit(client, pieces="Lan"), status=422).text
    assert "Không che quá nửa" in Page(form.submit(client, pieces="Chị Sáu quầy 2 chờ hai giờ"), status=422).text
    assert "Xin chép vào đây" in Page(form.submit(client, pieces="\x00 \n"), status=422).text
    assert "Đã che" in Page(form.submit(client, pieces="Sáu")).text
    assert session.get_one(Comment, row.id).text == "Chị ••• quầy 2 chờ hai giờ liền."
    assert client.get(address(people, "comments/nobody/mask")).status_code == 404


def test_twenty_ballots_stand_on_a_page_with_a_way_to_the_decision_in_front(
    client: CheckedClient, session: Session, people: Cast, moderator: Staff
) -> None:
    office = sealed.batch(session, people.unit)
    page = Page(client.get(address(people, f"batches/{office.batch.id}")))
    assert len(page.rows("Các phiếu")) == 1 + 20
    assert "trang 1/2" in page.text
    assert page.link("Xuống phần quyết định").href.endswith("#decision")
    assert page.find("fieldset", id="decision")
    assert len(Page(client.get(address(people, f"batches/{office.batch.id}?page=2"))).rows("Các phiếu")) == 1 + 2


def test_ballots_are_set_aside_for_a_reason_and_come_back(
    client: CheckedClient, session: Session, people: Cast, moderator: Staff
) -> None:
    office = sealed.batch(session, people.unit)
    where = address(people, f"batches/{office.batch.id}")
    page = Page(client.get(where))
    assert "Nhìn chung, Ông/Bà có hài lòng" in page.text
    form = page.form(action_contains="/batches/")
    assert "Xin chọn lý do" in Page(form.submit(client, press="Gạt", ballot=office.first[:5]), status=422).text
    assert "ít nhất một phiếu" in Page(form.submit(client, press="Gạt", reason="spam"), status=422).text
    page = Page(form.submit(client, press="Gạt", ballot=office.first[:5], reason="spam"))
    assert "Đã ghi quyết định về 5 phiếu." in page.text
    assert "đã gạt 5 phiếu: 5 phiếu rác. 5 phiếu trong đó còn được tính" in page.text
    actions.put_in_force(session)
    assert "Tính 17 phiếu." in Page(client.get(where)).text
    listed = Page(client.get(address(people, "batches"))).text
    assert "Đã gạt 5 trên 22 phiếu của 13 tuần gần đây, quá 2 %." in listed
    form = Page(client.get(where)).form(action_contains="/batches/")
    assert "5 phiếu được khôi phục" in Page(form.submit(client, press="Khôi phục", ballot=office.first[:1])).text
    actions.put_in_force(session)
    assert session.scalars(select(Ballot.id).where(Ballot.aside_block.is_not(None))).all() == []
    assert "khôi phục phiếu" in Page(client.get(address(people, "history"))).text


def test_thirteen_weeks_end_with_the_last_week_that_is_over(
    client: CheckedClient, session: Session, people: Cast, moderator: Staff
) -> None:
    for week in ("2026-W33", "2026-W34", "2026-W46", "2026-W47"):  # too old, the first, the last, not over
        sealed.batch(session, people.unit, until_week=week)
    rows = Page(client.get("/admin/moderation/")).rows("Các đơn vị")
    assert [row[:4] for row in rows if row[0] == "Phường Ninh Kiều"] == [["Phường Ninh Kiều", "0", "44", "0"]]


def test_what_is_not_there_or_made_up_is_refused(
    client: CheckedClient, session: Session, people: Cast, moderator: Staff
) -> None:
    office = sealed.batch(session, people.unit)
    other = sealed.batch(session, people.neighbour)
    where = address(people, f"batches/{office.batch.id}")
    form = Page(client.get(where)).form(action_contains="/batches/")
    strange = {"csrf_token": form.defaults["csrf_token"], "token": form.defaults["token"], "reason": "spam"}
    for ballot in (other.first[0], "f" * 32, "\0", "Ā"):
        sent = strange | {"act": "aside", "ballot": ballot}
        assert client.post(where, data=sent).status_code == 422
    assert client.post(where, data=strange | {"act": "delete"}).status_code == 400
    assert client.post(where, data=strange | {"act": "aside", "token": "x"}).status_code == 422
    publish = {"csrf_token": strange["csrf_token"], "token": strange["token"], "act": "publish"}
    for comment in ("\0", "f" * 32):
        assert client.post(address(people, "comments"), data=publish | {"comment": comment}).status_code == 422
    assert client.get(address(people, f"batches/{other.batch.id}")).status_code == 404
    assert client.get(address(people, f"batches/{10**30}")).status_code == 404
    assert client.get(f"{where}?page=99999").status_code == 200
    assert client.get(address(people, "comments?state=%00")).status_code == 200
    assert session.scalars(select(Moderation)).all() == []


def test_whoever_belongs_to_the_unit_sees_no_ballot_and_decides_nothing(
    client: CheckedClient, session: Session, people: Cast, moderator: Staff
) -> None:
    office = sealed.batch(session, people.unit)
    row = sealed.comment(session, people.unit, "Chờ lâu")
    form = Page(client.get(address(people, "comments"))).form(action_contains="/comments")
    cast.grant(session, moderator, Role.CLERK, people.unit)
    for rest in ("comments", "batches", f"batches/{office.batch.id}", "history", f"comments/{row.id}/mask"):
        assert "có vai trò ở đơn vị này" in Page(client.get(address(people, rest)), status=403).text
    sent = form.submit(client, press="Cho công khai", comment=[row.id])
    assert sent.status_code == 403
    assert session.scalars(select(Moderation.act)).all() == []
    assert "có vai trò ở đơn vị này" in Page(client.get("/admin/moderation/")).text


def test_supervisors_see_what_was_decided(
    client: CheckedClient, session: Session, people: Cast, moderator: Staff
) -> None:
    rows = [sealed.comment(session, people.unit, text) for text in ("Lời một", "Số nhà 12", "Lời ba")]
    by = actions.Moderator(moderator.id, frozenset({people.unit.id}))
    decide = actions.decide_comments
    decide(session, people.unit.id, [rows[0].id], Act.PUBLISHED, by=by, key="1", now=MONDAY)
    decide(session, people.unit.id, [rows[1].id], Act.HIDDEN, Reason.PERSONAL, by=by, key="2", now=MONDAY)
    sign_in(client, people.supervisor)
    page = Page(client.get(f"/admin/reports/{people.unit.id}/comments"))
    assert "Đã cho công khai" in page.text
    assert "Lời ba" in page.text
    assert "Số nhà 12" not in page.text
    assert "Đã ẩn: có dữ liệu cá nhân" in page.text
