"""The public page of a unit's satisfaction and its open data: nothing under ten, nothing that is not decided."""

import csv
import io
import zlib
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.office.models import Unit
from survey.ballots.models import Ballot, BallotBatch, Comment
from survey.moderation import wording as moderation_wording
from survey.moderation.models import Act, Moderation, Reason, Subject
from survey.moderation.standings import Standing
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page
from tests.survey.opinions import ballots
from tests.survey.opinions.ballots import W46, W47, Picked


@pytest.fixture
def unit(session: Session, set_clock: Callable[[datetime], None]) -> Unit:
    set_clock(MONDAY + timedelta(days=8))
    return factories.unit(session, slug="ninh-kieu")


def sealed(session: Session, unit: Unit, levels: list[int]) -> BallotBatch:
    form = ballots.form(session)
    return ballots.batch(session, unit, form, ballots.rated(form, levels))


def test_the_page_tells_the_score_in_people_out_of_ten(client: CheckedClient, session: Session, unit: Unit) -> None:
    sealed(session, unit, [5] * 20 + [4] * 12 + [3] * 5 + [1] * 3)
    text = Page(client.get("/u/ninh-kieu/opinions")).text
    assert "Cứ 10 người trả lời thì khoảng 8 người hài lòng; có thể từ 6 đến 9." in text
    assert "Kết quả phản hồi tự nguyện tại chỗ, không thay thế Chỉ số SIPAS." in text
    assert "8 phiếu chọn từ “Bình thường” trở xuống." in text
    assert "Không phiếu nào bị gạt ra." in text
    assert "Phiếu trả lời từ 16/11/2026 đến 22/11/2026." in text


def test_nothing_is_told_of_nine_ballots(client: CheckedClient, session: Session, unit: Unit) -> None:
    form = ballots.form(session)
    ballots.batch(session, unit, form, [*ballots.rated(form, [5] * 9), Picked({})])
    text = Page(client.get("/u/ninh-kieu/opinions")).text
    assert "Chưa đủ phiếu để nêu: cần ít nhất 10 phiếu." in text
    assert "Cứ 10 người" not in text


def test_ballots_that_say_nothing_yet_take_one_sentence(client: CheckedClient, session: Session, unit: Unit) -> None:
    form = ballots.form(session)
    spam = [Picked({ballots.overall_id(form): (5,)}, block=1) for _ in range(10)]
    gone = ballots.batch(session, unit, form, spam, channel="poster", served=None)
    ballots.batch(session, unit, form, [*ballots.rated(form, [5] * 9), Picked({})], channel="paper", served=None)
    known = {"unit_id": unit.id, "subject": Subject.BALLOT, "act": Act.ASIDE, "reason": Reason.SPAM, "staff_id": 1}
    for one in session.scalars(select(Ballot).where(Ballot.batch_id == gone.id)):
        session.add(Moderation(subject_id=one.id, at=MONDAY, issue_key=one.id, **known))
    session.flush()
    page = Page(client.get("/u/ninh-kieu/opinions")).text
    assert "Không phiếu nào được tính: người kiểm duyệt ngoài đơn vị đã gạt 10 phiếu (10 phiếu rác)." in page
    assert "9 phiếu, chưa đợt nào đủ 10 để nêu." in page
    assert "Tính 0 phiếu" not in page


@pytest.mark.parametrize(("language", "number"), [("vi", "1.250"), ("en", "1,250")])
def test_thousands_are_grouped(session: Session, client: CheckedClient, language: str, number: str) -> None:
    standing = Standing(1300, 50, {Reason.SPAM: 50}, 0)
    with client.application.test_request_context(f"/?lang={language}"):
        assert any(number in one for one in moderation_wording.beside_score(standing))


def test_only_comments_that_somebody_published_are_there(client: CheckedClient, session: Session, unit: Unit) -> None:
    sealed(session, unit, [5] * 10)
    for name, act in (("a", Act.PUBLISHED), ("b", Act.HIDDEN), ("c", None)):
        session.add(Comment(id=name * 32, unit_id=unit.id, until_week=str(W47), channel="visit", text=f"Lời {name}"))
        reason = Reason.SPAM if act is Act.HIDDEN else None
        known = {"unit_id": unit.id, "subject": Subject.COMMENT, "staff_id": 1, "at": MONDAY, "issue_key": name}
        session.add_all([Moderation(subject_id=name * 32, act=act, reason=reason, **known)] if act else [])
    session.flush()
    text = Page(client.get("/u/ninh-kieu/opinions")).text
    assert "Lời a" in text
    assert "Lời b" not in text
    assert "Lời c" not in text


def test_the_page_is_light_in_every_language(client: CheckedClient, session: Session, unit: Unit) -> None:
    sealed(session, unit, [5] * 20 + [2] * 12)
    for language in ("vi", "en", "km", "zh"):
        answer = client.get("/u/ninh-kieu/opinions", query_string={"lang": language})
        assert len(zlib.compress(answer.get_data())) < 14_000


def test_the_units_page_leads_to_it(client: CheckedClient, unit: Unit) -> None:
    page = Page(client.get("/u/ninh-kieu"))
    assert page.link("Người dân nói gì về nơi này").href == "/u/ninh-kieu/opinions"


def test_open_data_has_a_row_for_each_batch(client: CheckedClient, session: Session, unit: Unit) -> None:
    form = ballots.form(session)
    spam = [Picked({ballots.overall_id(form): (5,)}, block=1) for _ in range(5)]
    batch = ballots.batch(session, unit, form, [*spam, *ballots.rated(form, [4] * 12)])
    few = ballots.batch(session, unit, form, [*spam, *ballots.rated(form, [4] * 5)], channel="poster", served=None)
    rows = list(csv.DictReader(io.StringIO(client.get("/u/ninh-kieu/opinions.csv").text)))
    assert [(row["batch"], row["ballots"], row["left_out"], row["n"], row["level_4"]) for row in rows] == [
        (str(batch.id), "17", "5", "12", "12"),
        (str(few.id), "10", "5", "5", ""),
    ]
    assert [row["sealed_level_5"] for row in rows] == ["5", ""]
    assert [row["sealed_level_4"] for row in rows] == ["12", ""]
    assert [row["suppressed"] for row in rows] == ["0", "1"]
    assert {row["note"] for row in rows} == {"Kết quả phản hồi tự nguyện tại chỗ, không thay thế Chỉ số SIPAS."}
    told = client.get("/u/ninh-kieu/opinions.json").get_json()
    assert told["rows"][0]["satisfied_share"] == 1.0
    assert [one["name"] for one in told["columns"]] == list(rows[0])


def test_rows_with_levels_are_the_whole_total_of_the_page(client: CheckedClient, session: Session, unit: Unit) -> None:
    """So a row without levels cannot be reckoned as the rest of it."""
    form = ballots.form(session)
    spam = [Picked({ballots.overall_id(form): (5,)}, block=1) for _ in range(5)]
    ballots.batch(session, unit, form, ballots.rated(form, [4] * 12 + [2] * 8))
    ballots.batch(session, unit, form, [*spam, *ballots.rated(form, [1] * 7)], weeks=(W46, W46))
    rows = list(csv.DictReader(io.StringIO(client.get("/u/ninh-kieu/opinions.csv").text)))
    page = Page(client.get("/u/ninh-kieu/opinions")).text
    assert [(row["n"], row["level_1"], row["sealed_level_1"]) for row in rows] == [("7", "", ""), ("20", "0", "0")]
    assert "Tính 27 phiếu." in page
    assert "8 phiếu chọn từ “Bình thường” trở xuống." in page  # those of the large batch
    assert "Còn 7 phiếu trả lời không nêu, vì đợt của chúng có quá ít phiếu trả lời câu này." in page


def test_a_few_ratings_that_were_set_aside_are_not_the_rest_of_all(
    client: CheckedClient, session: Session, unit: Unit
) -> None:
    form = ballots.form(session)
    aside = [Picked({ballots.overall_id(form): (1,)}, block=1) for _ in range(2)]
    silent = [Picked({}, block=1) for _ in range(3)]
    ballots.batch(session, unit, form, [*aside, *silent, *ballots.rated(form, [4] * 12)])
    (row,) = csv.DictReader(io.StringIO(client.get("/u/ninh-kieu/opinions.csv").text))
    assert (row["n"], row["level_4"], row["sealed_level_4"]) == ("12", "12", "")


def test_what_is_not_there_is_not_found(client: CheckedClient, unit: Unit) -> None:
    for where in ("/u/nowhere/opinions", "/u/ninh-kieu/opinions.xml", "/u/%00/opinions"):
        assert client.get(where).status_code == 404
