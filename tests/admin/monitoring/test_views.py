"""The monitors' page, and that monitors change nothing."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from admin.accounts.roles import Role
from admin.monitoring.queries import CHECK
from kiosk.ground.jobs import Job
from survey.audit import actions as audit
from survey.audit.report import Kind, Problem, Report
from survey.ledger import checkpoints
from survey.ledger.checkpoints import Head
from survey.moderation import actions as moderation
from survey.moderation.actions import Moderator
from survey.moderation.models import Act, Reason
from tests import cast
from tests.admin.spot_checks.looks import person, spot_check
from tests.admin.test_routes import csrf_of, objects, routes, send
from tests.cast import Cast, sign_in, sign_in_on_page
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.ledger_key import given_key, signed_log
from tests.page import Page
from tests.survey.moderation import sealed

THEIR_OWN = {
    "accounts.sign_out",
    "accounts.sign_out_everywhere",
    "own.password",
    "own.turn_on",
    "own.turn_off",
    "monitoring.check",
    "spot_checks.begin",
    "spot_checks.tap",
    "spot_checks.finish",
}
"""What a monitor may send: the own account, a check of the log, the own timing of people."""
PAGE = "/admin/monitoring/"


@pytest.fixture
def people(session: Session) -> Cast:
    return cast.cast(session)


@pytest.fixture
def monitor(session: Session, people: Cast) -> Staff:
    return cast.staff(session, Role.MONITOR, people.top, login="monitor")


def open_page(client: CheckedClient, monitor: Staff) -> Page:
    sign_in(client, monitor)
    return Page(client.get(PAGE))


def set_aside(session: Session, people: Cast) -> None:
    """Let one of 22 ballots of last week be set aside."""
    batch = sealed.batch(session, people.unit)
    moderator = Moderator(1, frozenset({people.unit.id}))
    moderation.set_aside(session, batch.batch.id, batch.first[:1], Reason.SPAM, by=moderator, key="a", now=MONDAY)


def test_a_monitor_lands_on_one_page_and_reads_one_sentence(client: CheckedClient, monitor: Staff) -> None:
    page = sign_in_on_page(client, monitor)
    assert page.path == PAGE
    assert "chưa đủ số liệu để nói có dấu hiệu gì không" in page.text
    assert "sổ phiếu chưa có dấu kiểm nào" in page.text
    assert {"Phường Ninh Kiều", "Phường Cái Răng"} <= {heading.split(" Chưa")[0] for heading in headings(page)}


def headings(page: Page) -> list[str]:
    return [" ".join("".join(one.itertext()).split()) for one in page.find("h3")]


def test_what_was_set_aside_stands_with_the_reason_and_an_alarm(
    client: CheckedClient, session: Session, people: Cast, monitor: Staff
) -> None:
    set_aside(session, people)
    page = open_page(client, monitor)
    assert headings(page)[0].startswith("Phường Ninh Kiều Cần hỏi")
    assert "1 đơn vị có quá 2 % phiếu bị gạt ra" in page.text
    assert "1 phiếu rác" in page.text
    told = page.follow(client, href_contains=f"{people.unit.id}/decisions")
    row = told.rows("Các quyết định")[1]
    assert row[:4] == ["09:00 16/11/2026", "Gạt phiếu ra", "1", "phiếu rác"]
    assert row[4].startswith("T46")
    assert row[5].isdigit()
    assert "Không lời góp ý nào bị ẩn." in told.text
    assert "1 trên 22 phiếu" in told.text


def test_hidden_comments_are_counted_by_reason_and_not_read(
    client: CheckedClient, session: Session, people: Cast, monitor: Staff
) -> None:
    rows = [sealed.comment(session, people.unit, text) for text in ("Gọi 0912345678", "Mua vàng", "Tốt")]
    moderator = Moderator(1, frozenset({people.unit.id}))
    for place, (ids, reason) in enumerate(
        (([rows[0].id], Reason.PERSONAL), ([one.id for one in rows[1:]], Reason.SPAM))
    ):
        moderation.decide_comments(
            session, people.unit.id, ids, Act.HIDDEN, reason, by=moderator, key=f"{place}", now=MONDAY
        )
    sign_in(client, monitor)
    told = Page(client.get(f"{PAGE}{people.unit.id}/decisions"))
    assert "Đang ẩn 3 lời góp ý: 2 phiếu rác, 1 có dữ liệu cá nhân." in told.text
    assert [row[1:5] for row in told.rows("Các quyết định")[1:]] == [
        ["Ẩn lời góp ý", "2", "phiếu rác", "–"],
        ["Ẩn lời góp ý", "1", "có dữ liệu cá nhân", "–"],
    ]
    assert not any(text in told.text for text in ("0912345678", "Mua vàng"))


def test_an_old_batch_that_is_set_aside_today_is_asked_about_today(
    client: CheckedClient, session: Session, people: Cast, monitor: Staff
) -> None:
    batch = sealed.batch(session, people.unit, until_week="2025-W22")
    moderator, now = Moderator(1, frozenset({people.unit.id})), datetime.now(UTC)
    moderation.set_aside(session, batch.batch.id, batch.first, Reason.TEST, by=moderator, key="a", now=now)
    page = open_page(client, monitor)
    assert headings(page)[0].startswith("Phường Ninh Kiều Cần hỏi")
    assert "Đã gạt 10 trên 22 phiếu của đợt 26/05–01/06/2025, quá 2 %." in page.text
    told = page.follow(client, href_contains=f"{people.unit.id}/decisions")
    assert "có quyết định gạt 10 phiếu, kể cả phiếu của những tuần trước đó" in told.text


def checked(session: Session, *problems: Problem) -> None:
    audit.keep(session, Report(7, 7, problems, len(problems), ()), now=MONDAY)


def test_the_last_full_check_is_told_with_a_word_and_a_shape(
    client: CheckedClient, session: Session, monitor: Staff
) -> None:
    checked(session)
    assert "Lần kiểm tra hết gần nhất: 09:00 16/11/2026, 7 dòng. Không thấy gì sai." in open_page(client, monitor).text
    checked(session, Problem(Kind.LEAVES_MISSING, None, {"position": 3}))
    page = open_page(client, monitor)
    assert "Có chỗ không khớp" in page.text
    assert "Sổ thiếu dòng 3." in page.text
    assert "sổ phiếu có chỗ không khớp, cần hỏi ngay" in page.text
    assert "The log has no line" in Page(client.get(f"{PAGE}?lang=en")).text


def test_one_button_has_the_log_checked_by_the_worker(
    client: CheckedClient, session: Session, monitor: Staff, command: FlaskCliRunner
) -> None:
    page = open_page(client, monitor)
    page = Page(page.form(button="Kiểm tra ngay").submit(client))
    assert "Đang kiểm tra từng dòng" in page.text
    csrf = page.form(action_contains="sign-out").defaults["csrf_token"]
    client.post(f"{PAGE}check", data={"csrf_token": csrf})
    job = session.scalars(select(Job).where(Job.kind == CHECK)).one()
    assert job.state == "queued"
    session.commit()
    command.invoke(args=["worker", "--once"])
    session.expire_all()
    assert (job.state, job.error) == ("done", None)
    page = Page(client.get(PAGE))
    assert "Không thấy gì sai" in page.text
    assert page.form(button="Kiểm tra ngay")


def test_a_check_that_broke_off_says_what_to_do(client: CheckedClient, session: Session, monitor: Staff) -> None:
    known = {"key": "a", "kind": CHECK, "payload": {}, "progress": 0, "created_at": MONDAY}
    session.add(Job(state="failed", error="x", **known))
    page = open_page(client, monitor)
    assert "Lần kiểm tra lúc 09:00 16/11/2026 chưa chạy xong" in page.text
    assert page.form(button="Kiểm tra ngay")


def test_an_office_is_shown_with_what_monitors_saw_there(
    client: CheckedClient, session: Session, people: Cast, monitor: Staff
) -> None:
    now = datetime.now(UTC)
    look = spot_check(session, people.unit, monitor, at=now - timedelta(hours=2))
    for seq in range(1, 11):
        person(session, look, seq, seq, seq + 20)
    page = open_page(client, monitor).follow(client, href_contains=f"{people.unit.id}/seen")
    assert "Người giám sát bấm giờ 10 người tại sảnh: trung bình chờ 20,0 phút" in page.text
    assert ["Bấm được cả lúc đến và lúc gọi", "10"] in [row for row in page_rows(page) if len(row) == 2]
    assert "Chưa ai bấm giờ ở đây" in Page(client.get(f"{PAGE}{people.neighbour.id}/seen")).text


def page_rows(page: Page) -> list[list[str]]:
    return [["".join(cell.itertext()).strip() for cell in row] for row in page.find("tr")]


def test_monitors_change_nothing_anywhere(app: Flask, client: CheckedClient, session: Session, people: Cast) -> None:
    named = objects(session, people)
    sign_in(client, cast.staff(session, Role.MONITOR, people.top, login="monitor"))
    csrf = csrf_of(client, "/admin/")
    posts = [one for one in routes(app) if one.method == "POST" and one.guard and one.guard.kind != "public"]
    answers = {one.endpoint: send(client, one, named, csrf) for one in posts if one.endpoint not in THEIR_OWN}
    assert {endpoint: status for endpoint, status in answers.items() if status != 403} == {}
    assert {one.endpoint for one in posts} >= THEIR_OWN


def test_monitors_read_what_is_published_of_every_unit(client: CheckedClient, people: Cast, monitor: Staff) -> None:
    sign_in(client, monitor)
    for unit in (people.unit, people.neighbour):
        for address in ("reports/{}/weekly", "reports/{}/figures", "monitoring/{}/seen", "monitoring/{}/decisions"):
            Page(client.get(f"/admin/{address.format(unit.id)}"))


@pytest.mark.parametrize("who", ["clerk", "supervisor", "administrator"])
def test_the_judged_unit_sees_no_signals(client: CheckedClient, people: Cast, who: str) -> None:
    sign_in(client, getattr(people, who))
    for address in (PAGE, f"{PAGE}{people.unit.id}/seen", f"{PAGE}{people.unit.id}/decisions"):
        assert client.get(address).status_code == 403


def test_whoever_belongs_to_a_unit_by_now_does_not_monitor_it(
    client: CheckedClient, session: Session, people: Cast, monitor: Staff
) -> None:
    cast.grant(session, monitor, Role.CLERK, people.unit)
    page = open_page(client, monitor)
    assert [one.split(" Chưa")[0] for one in headings(page) if "Phường" in one] == ["Phường Cái Răng"]
    for address in (
        f"{PAGE}{people.unit.id}/seen",
        f"{PAGE}{people.unit.id}/decisions",
        f"/admin/signals/{people.unit.id}",
    ):
        told = Page(client.get(address), status=403)
        assert "không giám sát đơn vị được" in told.text


def test_whoever_belongs_to_a_unit_by_now_begins_no_check_there_and_reads_no_log_beside_one(
    client: CheckedClient, session: Session, people: Cast, monitor: Staff
) -> None:
    look = spot_check(session, people.unit, monitor, at=MONDAY)
    person(session, look, 1, 0, 10)
    sign_in(client, monitor)
    hall, check = f"/admin/spot-checks/{people.unit.id}", f"/admin/spot-checks/checks/{look.id}"
    assert "Bắt đầu bấm giờ" in Page(client.get(hall)).text
    assert "Nhật ký: đến" in Page(client.get(check)).text
    cast.grant(session, monitor, Role.SUPERVISOR, people.unit)
    assert "Bắt đầu bấm giờ" not in Page(client.get(hall)).text
    assert "Nhật ký: đến" not in Page(client.get(check)).text


def test_a_database_that_was_set_back_is_named_although_its_own_last_check_was_set_back_too(
    app: Flask, client: CheckedClient, session: Session, people: Cast, monitor: Staff, tmp_path: Path
) -> None:
    file = given_key(app, tmp_path)
    signed_log(session, people.unit.slug, 3)
    checked(session)
    signer = file.signer()
    assert signer is not None
    longer = signer.sign(checkpoints.checkpoint_text(Head(signer.name, 9, bytes(32))))
    file.remember(longer)
    page = open_page(client, monitor)
    assert "Sổ phiếu có chỗ không khớp. Xin báo ngay cơ quan cấp trên của đơn vị." in page.text
    assert "Xin chụp lại trang này và báo ngay cơ quan cấp trên" in page.text
