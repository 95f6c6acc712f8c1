"""``flask setup``: from an empty database to an office that stands."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy.orm import Session

from kiosk.office import queries
from tests.client import BASE_URL, CheckedClient
from tests.conftest import environ
from tests.page import Page
from wsgi import create_app

FLAGS = {
    "--template": "commune",
    "--name": "Phường Ninh Kiều",
    "--name-en": "Ninh Kieu ward",
    "--slug": "ninh-kieu",
    "--province": "92",
    "--ward": "Ninh Kiều",
    "--hotline": "0292 3820 000",
    "--administrator": "quantri",
}
NEW_PASSWORD = "Một mật khẩu thật dài"


def set_up(command: FlaskCliRunner, *, exit_code: int = 0, **different: str) -> str:
    flags = FLAGS | {f"--{name.replace('_', '-')}": value for name, value in different.items()}
    result = command.invoke(args=["setup", *(part for flag in flags.items() for part in flag)])
    assert result.exit_code == exit_code, result.output
    return result.output


def test_the_office_stands_and_its_administrator_comes_in(
    command: FlaskCliRunner, client: CheckedClient, session: Session, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(datetime(2026, 11, 16, 2, tzinfo=UTC))
    said = set_up(command)
    found = re.search(r"quantri, .*: ([a-z2-9-]{19})", said)
    assert found is not None

    page = Page(client.get("/admin/sign-in"))
    page = Page(page.form(action_contains="sign-in").submit(client, login="quantri", password=found[1]))
    page = Page(
        page.form(action_contains="password").submit(client, current=found[1], fresh=NEW_PASSWORD, again=NEW_PASSWORD)
    )
    for address in ("/admin/units", "/admin/units/ninh-kieu", "/admin/units/ninh-kieu/codes", "/admin/holidays"):
        Page(client.get(address))
    text = Page(client.get("/admin/units/ninh-kieu")).text
    assert "Khai sinh, kết hôn, chứng thực" in text
    assert "07:30–11:30, 13:30–17:00" in text
    assert "Phường Ninh Kiều, Thành phố Cần Thơ" in text


def test_every_printed_code_answers(command: FlaskCliRunner, client: CheckedClient, session: Session) -> None:
    codes = re.findall(rf"{re.escape(BASE_URL)}/q/([0-9A-Z]{{8}})", set_up(command))

    assert len(codes) == 5
    for code in codes:
        assert "Phường Ninh Kiều" in Page(client.get(f"/q/{code}")).text


def test_the_one_stop_has_a_name_in_every_language_in_which_its_agency_has_one(
    command: FlaskCliRunner, session: Session
) -> None:
    set_up(command, name_en="", name_zh="宁桥坊")
    unit = queries.unit_on(session, queries.unit_id_of(session, "ninh-kieu") or 0, date.max)
    assert unit is not None
    assert unit.name("zh") == "公共行政服务中心 – 宁桥坊"
    assert unit.name("km") == unit.name("en") == unit.name("vi")


@pytest.mark.parametrize(
    ("pattern", "groups", "opens"), [("commune", "ABCDH", "07:30"), ("department", "ABCDEH", "07:00")]
)
def test_each_template_has_groups_guidance_counters_and_hours(
    command: FlaskCliRunner, session: Session, pattern: str, groups: str, opens: str
) -> None:
    set_up(command, template=pattern)

    unit_id = queries.unit_id_of(session, "ninh-kieu") or 0
    listed = queries.groups_of(session, unit_id)
    counters = queries.counters_of(session, unit_id)
    assert "".join(group.prefix for group in listed) == groups
    assert listed[-1].guidance
    assert all(row.name_en and row.name_km and row.name_zh for row in listed)
    assert all(row.name_en and row.name_km and row.name_zh for row in counters)
    assert [counter.label for counter in counters] == ["1", "2", "3", "4"]
    served = {group.prefix for counter in counters for group in queries.groups_served_by(session, counter.id)}
    assert served == set(groups)
    first = queries.hours_of(session, unit_id, date(2026, 11, 16)).weekly[0][0]
    assert f"{first.opens:%H:%M}" == opens


def test_what_is_not_given_is_asked_and_asked_again(command: FlaskCliRunner, session: Session) -> None:
    answers = ["commune", "Phường Cái Khế", "", "Cái Khế", "cai-khe", "Atlantis", "can tho", "cái khế", "", "quantri"]

    result = command.invoke(args=["setup"], input="\n".join(answers) + "\n")

    assert result.exit_code == 0, result.output
    unit = queries.unit_on(session, queries.unit_id_of(session, "cai-khe") or 0, date(2026, 11, 16))
    assert unit is not None
    assert (unit.unit.province_code, unit.unit.hotline) == ("92", None)


def test_a_second_office_stands_under_an_organisation(command: FlaskCliRunner, session: Session) -> None:
    set_up(command)

    set_up(
        command,
        slug="an-binh",
        name="Phường An Bình",
        ward="An Bình",
        administrator="anbinh",
        parent="ninh-kieu-co-quan",
    )

    listed = command.invoke(args=["unit", "list"]).output
    assert "  an-binh-co-quan  organisation  Phường An Bình" in listed


def test_a_refused_start_leaves_nothing_behind(command: FlaskCliRunner, session: Session) -> None:
    set_up(command)

    assert "slug: Tên này đã có đơn vị khác dùng." in set_up(command, administrator="other", exit_code=1)
    assert "Somebody has the login" in set_up(command, slug="an-binh", exit_code=1)
    assert "has no commune" in set_up(command, slug="an-binh", administrator="other", ward="Ba Đình", exit_code=1)
    assert "parent: Không tìm thấy" in set_up(
        command, slug="an-binh", administrator="other", parent="nowhere", exit_code=1
    )
    assert queries.unit_id_of(session, "an-binh") is None
    assert queries.unit_id_of(session, "an-binh-co-quan") is None


def test_an_empty_database_is_told_so(empty_url: str) -> None:
    app = create_app(environ(empty_url))

    assert "run flask db upgrade" in set_up(app.test_cli_runner(), exit_code=1)

    app.extensions["database"].engine.dispose()
