"""The editor as an administrator uses it: copy, change, look, publish; nobody overwrites what they have not seen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from admin.accounts.roles import Role
from kiosk.office.models import Unit
from survey.questionnaires import actions, draft_actions, queries
from survey.questionnaires.library import FORMS, QUESTIONS
from survey.questionnaires.models import Questionnaire
from tests import cast, factories
from tests.browser.xss_corpus import CORPUS
from tests.cast import sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page
from tests.survey.questionnaires.drafts import HOW, TODAY, draft, publish, seen

SetClock = Callable[[datetime], None]
ROOM = "/admin/questionnaires"


@dataclass(frozen=True, slots=True)
class Office:
    """A unit below a top one, and who sets each of them up."""

    unit: Unit
    mine: Staff
    of_the_top: Staff


@pytest.fixture
def office(session: Session, client: CheckedClient, set_clock: SetClock) -> Office:
    """An office whose administrator is signed in."""
    set_clock(MONDAY)
    actions.add_default_forms(session)
    tree = factories.tree(session)
    found = Office(
        tree.ninh_kieu,
        cast.staff(session, Role.ADMINISTRATOR, tree.ninh_kieu, login="mine"),
        cast.staff(session, Role.ADMINISTRATOR, tree.province, login="top"),
    )
    sign_in(client, found.mine)
    return found


def address(row: Questionnaire, part: str = "") -> str:
    return f"{ROOM}/{row.id}{part}"


def asked(session: Session, row: Questionnaire) -> list[str]:
    return [one.question.name_vi for one in queries.load(session, row).questions]


def copied(client: CheckedClient, session: Session, source: str, unit: int) -> Questionnaire:
    form = Page(client.get(f"{ROOM}/copy")).form(action_contains="copy")
    Page(form.submit(client, source=source, unit=str(unit)))
    return session.scalars(select(Questionnaire).order_by(Questionnaire.id.desc())).first()  # type: ignore[return-value]


def test_a_form_of_the_library_is_adapted_looked_at_and_asked_from_a_day_on(
    client: CheckedClient, session: Session, office: Office
) -> None:
    row = copied(client, session, "factors", office.unit.id)
    page = Page(client.get(address(row)))
    assert "Bản nháp" in page.text
    assert "21 câu hỏi" in page.text
    form = Page(client.get(address(row, "/publish"))).form(button="Ban hành")
    done = Page(form.submit(client, since="2026-11-20"))
    assert "Đã ban hành." in done.text
    assert "Chờ đến ngày từ 20/11/2026" in done.text
    found = queries.form_for(session, office.unit.id, "visit", date(2026, 11, 20))
    assert found is not None
    assert found.questionnaire.id == row.id


def test_a_question_is_worded_in_four_languages_and_what_is_missing_is_said(
    client: CheckedClient, session: Session, office: Office
) -> None:
    row = draft(session, office.unit.id)
    form = Page(client.get(address(row, "/questions/new"))).form(button="Lưu")
    typed: dict[str, Any] = {"name_vi": "Ông/Bà đến bằng gì?", "name_km": "មកដោយអ្វី?", "answering": "one"}
    page = Page(
        form.submit(client, press="Lưu câu hỏi", **typed, choice_1_vi="Xe máy", choice_3_vi="Đi bộ", factor="access")
    )
    assert "Ông/Bà đến bằng gì?" in page.text
    assert "English: còn 3 chỗ chưa dịch; ភាសាខ្មែរ: còn 2 chỗ chưa dịch; 中文: còn 3 chỗ chưa dịch." in page.text
    assert asked(session, row)[5] == "Ông/Bà đến bằng gì?"
    question = queries.load(session, row).questions[5].question
    again = Page(client.get(address(row, f"/questions/{question.id}")))
    assert again.text.count("Chưa dịch: người đọc sẽ thấy tiếng Việt.") == 2 + 2 * 3
    assert again.form(button="Lưu").defaults["choice_2_vi"] == "Đi bộ"


def test_a_choice_is_moved_up_before_anything_is_saved(client: CheckedClient, session: Session, office: Office) -> None:
    row = draft(session, office.unit.id)
    token = Page(client.get(address(row, "/questions/new"))).form(button="Lưu").defaults["csrf_token"]
    typed = {"csrf_token": token, "name_vi": "Hỏi", "choice_1_vi": "Hai", "choice_2_vi": "Một", "up": "2"}
    page = Page(client.post(address(row, "/questions/new"), data=typed))
    defaults = page.form(button="Lưu").defaults
    assert (defaults["choice_1_vi"], defaults["choice_2_vi"], defaults["name_vi"]) == ("Một", "Hai", "Hỏi")
    assert "Hỏi" not in asked(session, row)


def test_questions_are_moved_taken_out_and_added_ready_made_by_plain_buttons(
    client: CheckedClient, session: Session, office: Office
) -> None:
    row = draft(session, office.unit.id)
    first, second, *rest = asked(session, row)
    question = queries.load(session, row).questions[0].question.id
    Page(Page(client.get(address(row))).form(action_contains=f"/{question}/move").submit(client))
    assert asked(session, row) == [second, first, *rest]
    Page(Page(client.get(address(row))).form(action_contains=f"/{question}/remove").submit(client))
    assert asked(session, row) == [second, *rest]
    forms = [form for form in Page(client.get(address(row))).forms if form.action.endswith("/ready")]
    assert len(forms) == 4, "what is asked already is not offered"
    Page(forms[3].submit(client))
    assert "tiền hay quà" in asked(session, row)[-2]
    assert len([form for form in Page(client.get(address(row))).forms if form.action.endswith("/ready")]) == 3
    Page(forms[3].submit(client), status=409)


def test_a_question_that_should_say_where_to_denounce_warns_until_an_address_is_there(
    client: CheckedClient, session: Session, office: Office
) -> None:
    row = draft(session, office.unit.id)
    assert "chưa có địa chỉ" not in Page(client.get(address(row))).text
    draft_actions.add_ready(session, row.id, QUESTIONS["money"], seen=seen(session, row))
    for part in ("", "/publish"):
        page = Page(client.get(address(row, part)))
        assert "ghi nơi nhận tố cáo mà chưa có địa chỉ" in page.text
        assert page.link("Đổi liên hệ").href == f"/admin/units/{office.unit.slug}/contact"
    office.unit.denunciations = "Ban Tiếp công dân, số 2 Hòa Bình"
    session.flush()
    for part in ("", "/publish"):
        assert "chưa có địa chỉ" not in Page(client.get(address(row, part))).text


def test_of_two_who_save_the_same_draft_the_second_is_told_and_keeps_what_was_typed(
    client: CheckedClient, session: Session, office: Office
) -> None:
    row = draft(session, office.unit.id)
    form = Page(client.get(address(row, "/title"))).form(button="Lưu")
    buttons = Page(client.get(address(row)))
    draft_actions.save_question(session, row.id, None, HOW, seen=seen(session, row))
    page = Page(form.submit(client, name_vi="Tên của tôi"), status=409)
    assert "vừa được người khác sửa" in page.text
    assert row.name_vi != "Tên của tôi"
    Page(page.form(button="Lưu").submit(client))
    assert row.name_vi == "Tên của tôi"
    Page(buttons.form(button="Bỏ bản nháp").submit(client), status=409)
    assert queries.find(session, row.id) is not None


def test_a_second_required_question_is_refused_at_its_box(
    client: CheckedClient, session: Session, office: Office
) -> None:
    row = draft(session, office.unit.id)
    form = Page(client.get(address(row, "/questions/new"))).form(button="Lưu")
    page = Page(form.submit(client, press="Lưu câu hỏi", name_vi="Hỏi gì?", required=True), status=422)
    assert "chỉ một câu được bắt buộc" in page.text
    assert page.form(button="Lưu").defaults["name_vi"] == "Hỏi gì?"


def test_what_is_published_shows_no_way_to_change_it_and_leads_to_the_next_version(
    client: CheckedClient, session: Session, office: Office
) -> None:
    row = publish(session, draft(session, office.unit.id))
    page = Page(client.get(address(row)))
    assert not [form for form in page.forms if "/questions/" in form.action]
    assert client.get(address(row, "/title")).location == address(row)
    then = Page(page.form(button="Soạn bản sau").submit(client))
    assert "waiting-unit/2" in then.text
    Page(then.form(button="Bỏ bản nháp").submit(client))
    assert queries.draft_of(session, row.key) is None


def test_a_version_that_has_not_begun_is_taken_back_and_a_units_own_form_is_ended(
    client: CheckedClient, session: Session, office: Office
) -> None:
    row = publish(session, draft(session, office.unit.id), date(2026, 11, 20))
    Page(Page(client.get(address(row))).form(button="Rút về bản nháp").submit(client))
    assert row.is_draft
    publish(session, row)
    form = Page(client.get(address(row, "/end"))).form(button="Đặt ngày cuối")
    assert "Ngày cuối phải từ hôm nay" in Page(form.submit(client, last_day="2026-11-01"), status=422).text
    Page(form.submit(client, last_day="2026-11-30"))
    assert row.valid_until == date(2026, 12, 1)


def test_the_form_for_all_is_read_by_everybody_who_sets_up_and_changed_by_whoever_sets_up_all(
    client: CheckedClient, other_client: CheckedClient, session: Session, office: Office
) -> None:
    general = next(row for row in queries.listed(session, []) if row.key == "waiting")
    page = Page(client.get(address(general)))
    assert [form.action for form in page.forms if "sign-out" not in form.action] == []
    token = page.forms[0].defaults["csrf_token"]
    assert client.post(address(general, "/draft"), data={"csrf_token": token}).status_code == 403
    form = Page(client.get(f"{ROOM}/copy")).form(action_contains="copy")
    assert form.submit(client, forged={"unit": "0"}).status_code == 422
    sign_in(other_client, office.of_the_top)
    then = Page(Page(other_client.get(address(general))).form(button="Soạn bản sau").submit(other_client))
    assert "waiting/2" in then.text
    form = Page(other_client.get(f"{ROOM}/copy")).form(action_contains="copy")
    assert form.defaults["unit"] == "-1"  # nobody reaches all offices by not looking
    assert "Xin chọn đơn vị dùng phiếu này." in Page(form.submit(other_client, source="factors"), status=422).text
    assert "Phiếu 19 câu năm nhóm (SIPAS)" in Page(other_client.get(f"{ROOM}/copy")).text
    assert copied(other_client, session, "factors", 0).unit_id is None


def test_a_preview_is_the_page_of_citizens_in_each_language_and_sends_nothing(
    client: CheckedClient, session: Session, office: Office
) -> None:
    row = draft(session, office.unit.id, FORMS["factors"])
    frames = Page(client.get(address(row, "/preview")))
    assert len(frames.find("iframe")) == 4
    for language, said in (("vi", "Phần 1/5"), ("km", "កម្រងសំណួរ"), ("zh", "满意度问卷"), ("en", "Satisfaction")):
        answer = client.get(address(row, f"/preview/{language}"))
        page = Page(answer)
        assert (page.language, said in page.text) == (language, True)
        assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
        assert "form-action 'none'" in answer.headers["Content-Security-Policy"]
        assert not page.find("form", method="post")
        assert not page.find("button", type="submit")
        assert not page.find("script")
    assert client.get(address(row, "/preview/xx")).status_code == 404


def test_whatever_is_typed_is_kept_as_text_or_refused_with_a_sentence(
    client: CheckedClient, session: Session, office: Office
) -> None:
    row = draft(session, office.unit.id)
    form = Page(client.get(address(row, "/title"))).form(button="Lưu")
    token = form.defaults["csrf_token"]
    for typed in ("\x00", "x" * 5_000, "\u202e\u202d", "   ", *CORPUS[::40]):
        choices = {"choice_1_vi": typed, "choice_2_vi": "Không", "name_vi": typed, "name_km": typed}
        data = {"csrf_token": token, "seen": seen(session, row), "answering": "one", "factor": ""} | choices
        answer = client.post(address(row, "/questions/new"), data=data)
        assert answer.status_code == (303 if typed in CORPUS else 422), typed
    shown = Page(client.get(address(row, "/preview/vi"))).text
    assert all(" ".join(payload.split()) in shown for payload in CORPUS[::40])


def test_what_no_page_of_ours_sends_is_no_fault(client: CheckedClient, session: Session, office: Office) -> None:
    row = draft(session, office.unit.id)
    token = Page(client.get(address(row, "/title"))).form(button="Lưu").defaults["csrf_token"]
    forged = {"seen": "x", "answering": "made-up", "factor": "made-up", "unit": "9" * 30, "source": "stored-999999"}
    days = {"since": "9999-99-99", "last_day": "0000-00-00", "ready": "\x00"}
    for part in ("/questions/new", "/questions/ready", "/publish", "/title", "/discard", "/questions/1/move", "/end"):
        for more in ({}, forged, days, {"up": "99"}, {"up": "\u0663"}):
            answer = client.post(address(row, part), data={"csrf_token": token} | more)
            assert answer.status_code in {200, 404, 409, 422}, (part, more)
    assert client.post(f"{ROOM}/copy", data={"csrf_token": token} | forged).status_code == 422


def test_the_list_folds_what_is_over(
    client: CheckedClient, session: Session, office: Office, set_clock: SetClock
) -> None:
    first = publish(session, draft(session, office.unit.id))
    publish(session, draft_actions.new_version(session, first.id, now=MONDAY, staff_id=None), TODAY + timedelta(days=1))
    assert "Các bản đã thôi" not in Page(client.get(f"{ROOM}/")).text
    set_clock(MONDAY + timedelta(days=1))
    sign_in(client, office.mine)
    page = Page(client.get(f"{ROOM}/"))
    assert "Các bản đã thôi (1)" in page.text
    assert page.link("Soạn phiếu mới").href == f"{ROOM}/copy"
