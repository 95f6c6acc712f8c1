"""Satisfaction as staff see it: figures, what may not be told, who may see single counters, what is done about it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlencode

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts.roles import Role
from admin.opinions import desk_queries
from admin.opinions.models import Remedy
from kiosk.office.models import Counter
from survey.ballots.models import Ballot
from survey.moderation.models import Act, Moderation, Reason, Subject
from survey.questionnaires import queries as asked
from tests import cast, factories
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page
from tests.survey.opinions import ballots
from tests.survey.opinions.ballots import W46, W47, Picked

VOLUNTARY = "Kết quả phản hồi tự nguyện tại chỗ, không thay thế Chỉ số SIPAS"


@pytest.fixture
def people(session: Session, set_clock: Callable[[datetime], None]) -> Cast:
    set_clock(MONDAY + timedelta(days=8))
    return cast.cast(session)


@pytest.fixture
def form(session: Session, people: Cast) -> asked.Form:
    """Thirty ballots of one week: twenty at 5, ten at 2 that say why; half of them from one counter."""
    form = ballots.form(session)
    counter = factories.counter(session, people.unit, "1")
    why = next(one.question.id for one in form.questions if one.question.kind == "several")
    overall = ballots.overall_id(form)
    high = [Picked({overall: (5,), why: (3,)}, counter_id=counter.id) for _ in range(20)]
    low = [Picked({overall: (2,), why: (1, 2)}) for _ in range(10)]
    ballots.batch(session, people.unit, form, [*high, *low])
    return form


def page(client: CheckedClient, people: Cast, where: str = "", **query: str) -> Page:
    sign_in(client, people.supervisor)
    return Page(client.get(f"/admin/opinions/{people.unit.id}{where}", query_string=query))


def test_the_page_begins_with_the_finding_and_what_it_is_not(
    client: CheckedClient, people: Cast, form: asked.Form
) -> None:
    found = page(client, people)
    assert "66,7 % số người trả lời hài lòng hoặc rất hài lòng (30 phiếu); có thể từ 48,8 % đến 80,8 %." in found.text
    assert VOLUNTARY in found.text
    assert "Phiếu của tuần T47 (16/11)." in found.text
    assert "10 phiếu chọn từ “Bình thường” trở xuống." in found.text
    assert "Sổ phiếu chưa có dấu kiểm nào." in found.text


def test_the_period_before_is_set_beside_and_a_difference_named_only_beyond_chance(
    client: CheckedClient, session: Session, people: Cast, form: asked.Form
) -> None:
    ballots.batch(session, people.unit, form, ballots.rated(form, [5] * 24 + [2] * 6), weeks=(W46, W46))
    assert "Kỳ trước 80 %: chưa khác rõ rệt." in page(client, people, kind="week").text
    ballots.batch(session, people.unit, form, ballots.rated(form, [5] * 90), weeks=(W46, W46))
    assert "Thấp hơn kỳ trước (95 %) khoảng" in page(client, people, kind="week").text


def test_known_parts_are_compared_and_the_unknown_counted(
    client: CheckedClient, session: Session, people: Cast, form: asked.Form
) -> None:
    overall = ballots.overall_id(form)
    for who, level, number in (("person", 5, 40), ("business", 2, 20), (None, 2, 10)):
        some = [Picked({overall: (level,)}, respondent=who) for _ in range(number)]
        ballots.batch(session, people.unit, form, some, weeks=(W46, W46))
    found = page(client, people, kind="week", until="2026-W46").text
    assert ": tỷ lệ hài lòng cao hơn các phần đã biết khác 100 điểm phần trăm" in found
    assert "10 trên 70 phiếu “Không rõ”, không được so sánh." in found


def test_single_counters_are_nowhere_but_on_the_heads_page(
    client: CheckedClient, session: Session, people: Cast, form: asked.Form
) -> None:
    assert "Theo quầy" not in page(client, people).text
    assert client.get(f"/admin/opinions/{people.unit.id}/counters").status_code == 403
    sign_in(client, cast.staff(session, Role.HEAD, people.unit, login="truong"))
    found = Page(client.get(f"/admin/opinions/{people.unit.id}/counters"))
    assert "Quầy 1" in found.text
    assert VOLUNTARY in found.text


def test_a_clerk_sees_the_own_counter_only_where_nobody_else_stood(
    client: CheckedClient, session: Session, people: Cast, form: asked.Form
) -> None:
    counter = session.scalars(select(Counter).where(Counter.unit_id == people.unit.id)).one()
    group = factories.group(session, people.unit)
    desk = factories.desk(session, counter, group, staff_id=people.clerk.id)
    desk.closed_at = MONDAY + timedelta(hours=1)
    session.flush()
    sign_in(client, people.clerk)
    assert "Quầy 1" in Page(client.get("/admin/opinions/mine")).text
    other = factories.desk(session, counter, group, staff_id=people.clerk.id + 1000)
    other.closed_at = MONDAY + timedelta(hours=2)
    session.flush()
    found = Page(client.get("/admin/opinions/mine")).text
    assert "Quầy 1" not in found
    assert "Chưa có phiếu nào nói về quầy mà chỉ mình Ông/Bà mở" in found


@pytest.mark.parametrize(
    ("opened", "closed", "seen"), [(-6, -6, False), (-30, -5, False), (-30, None, False), (-9, -8, True)]
)
def test_ballots_may_be_of_visits_a_week_before_when_a_colleague_stood_there(
    client: CheckedClient, session: Session, people: Cast, form: asked.Form, opened: int, closed: int | None, seen: bool
) -> None:
    counter = session.scalars(select(Counter).where(Counter.unit_id == people.unit.id)).one()
    group = factories.group(session, people.unit)
    other = factories.desk(session, counter, group, staff_id=people.clerk.id + 1000)
    other.opened_at = MONDAY + timedelta(days=opened)
    other.closed_at = None if closed is None else MONDAY + timedelta(days=closed, hours=1)
    if closed is not None:
        session.flush()
        factories.desk(session, counter, group, staff_id=people.clerk.id)
    session.flush()
    own = desk_queries.mine_alone(session, [people.unit.id], people.clerk.id, (W47, W47))
    assert (counter.id in own) is seen


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "day"}, {"kind": "x\x00"}, {"until": "2026-W99"}, {"kind": "range", "from": "2026-11-02"},
        {"strand": "a b"}, {"kind": "range", "from": "0001-01-01", "to": "9999-12-31"}, {"strand": "x" * 500},
    ],
)  # fmt: skip
def test_nonsense_in_the_address_is_refused_with_a_sentence(
    client: CheckedClient, people: Cast, query: dict[str, str]
) -> None:
    sign_in(client, people.supervisor)
    assert client.get(f"/admin/opinions/{people.unit.id}", query_string=query).status_code == 422


def test_before_anything_is_sealed_the_page_says_so(client: CheckedClient, people: Cast) -> None:
    assert "Chưa có đợt phiếu nào được niêm phong trong kỳ này." in page(client, people).text


@pytest.mark.parametrize("name", ["levels.svg", "weeks.svg?narrow=1", "factors.svg", "bands.svg"])
def test_every_chart_is_drawn_and_not_sent_twice(
    client: CheckedClient, people: Cast, form: asked.Form, name: str
) -> None:
    sign_in(client, people.supervisor)
    answer = client.get(f"/admin/opinions/{people.unit.id}/{name}")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    again = client.get(f"/admin/opinions/{people.unit.id}/{name}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_setting_aside_makes_the_page_anew_and_tells_why(
    client: CheckedClient, session: Session, people: Cast, form: asked.Form
) -> None:
    assert "Không phiếu nào bị gạt ra." in page(client, people).text
    some = session.scalars(select(Ballot).limit(5)).all()
    for ballot in some:
        ballot.aside_block = 1
        decided = {"subject": Subject.BALLOT, "act": Act.ASIDE, "reason": Reason.SPAM}
        session.add(
            Moderation(
                unit_id=people.unit.id, subject_id=ballot.id, staff_id=1, at=MONDAY, issue_key=ballot.id, **decided
            )
        )
    session.flush()
    found = page(client, people).text
    assert "Tính 25 phiếu." in found
    assert "5 phiếu rác" in found


def test_what_is_done_is_written_once_signed_and_replaced_by_a_later_text(
    client: CheckedClient, session: Session, people: Cast, form: asked.Form
) -> None:
    sign_in(client, people.supervisor)
    address = f"/admin/opinions/{people.unit.id}/remedy"
    form_page = Page(client.get(address)).form(action_contains="remedy")
    for _ in range(2):
        answer = form_page.submit(client, text="Mở thêm quầy 2 sáng thứ Hai.\n0912345678")
        assert answer.request.path == f"/admin/opinions/{people.unit.id}"
    rows = session.scalars(select(Remedy)).all()
    assert [(row.from_week, row.until_week, row.staff_name) for row in rows] == [
        ("2026-W47", "2026-W47", people.supervisor.name)
    ]
    assert "0912345678" not in rows[0].text
    assert "Mở thêm quầy 2" in page(client, people).text

    public = Page(client.get(f"/u/{people.unit.slug}/opinions")).text
    assert "Đơn vị viết ngày 24/11/2026, về phiếu từ 16/11/2026 đến 22/11/2026." in public
    Page(client.get(address)).form(action_contains="remedy").submit(client, text="Đã mở quầy 2.")
    assert "Mở thêm quầy 2" not in page(client, people).text
    assert "Mở thêm quầy 2" in Page(client.get(address)).text


def test_a_remedy_is_about_the_weeks_of_the_ballots_it_stands_beside(
    client: CheckedClient, session: Session, people: Cast, form: asked.Form
) -> None:
    """Not of a poster's heap, which waited for ten since summer."""
    weeks = (W46.shift(-9), W46.shift(1))
    ballots.batch(session, people.unit, form, ballots.rated(form, [2] * 12), weeks=weeks, channel="poster", served=None)
    sign_in(client, people.supervisor)
    Page(client.get(f"/admin/opinions/{people.unit.id}/remedy")).form(action_contains="remedy").submit(
        client, text="A."
    )
    address = {"strand": f"poster-any-{form.questionnaire.id}"}
    poster = Page(client.get(f"/admin/opinions/{people.unit.id}/remedy", query_string=address))
    poster.form(action_contains="remedy").submit(client, text="B.")
    found = [(row.text, row.from_week, row.until_week) for row in session.scalars(select(Remedy).order_by(Remedy.id))]
    assert found == [("A.", "2026-W47", "2026-W47"), ("B.", "2026-W37", "2026-W47")]


def test_links_to_and_from_a_remedy_keep_period_and_ballots(
    client: CheckedClient, session: Session, people: Cast, form: asked.Form
) -> None:
    ballots.batch(session, people.unit, form, ballots.rated(form, [2] * 12), channel="kiosk")
    chosen = {"kind": "month", "until": "2026-11", "strand": f"kiosk-served-{form.questionnaire.id}"}
    said = urlencode(chosen)
    remedy = page(client, people, **chosen).follow(client, "Ghi giải pháp khắc phục")
    assert remedy.link("Thôi, không ghi").href.endswith(f"?{said}")
    answer = remedy.form(action_contains="remedy").submit(client, text="Mở thêm quầy.")
    assert answer.request.query_string.decode() == said
    sign_in(client, cast.staff(session, Role.HEAD, people.unit, login="truong"))
    whole = Page(client.get(f"/admin/opinions/{people.unit.id}", query_string=chosen))
    counters = whole.follow(client, "Mức độ hài lòng từng quầy")
    assert counters.link("Về mức độ hài lòng của đơn vị").href.endswith(f"?{said}")


def test_an_empty_text_is_refused_and_a_leader_cannot_write(
    client: CheckedClient, session: Session, people: Cast, form: asked.Form
) -> None:
    sign_in(client, people.supervisor)
    address = f"/admin/opinions/{people.unit.id}/remedy"
    assert Page(client.get(address)).form(action_contains="remedy").submit(client, text=" ").status_code == 422
    sign_in(client, cast.staff(session, Role.LEADER, people.unit, login="lanhdao"))
    assert client.get(address).status_code == 403
