import re
from dataclasses import replace
from datetime import date, datetime
from urllib.parse import quote

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from kiosk.office.models import Code
from kiosk.procedures import actions, unit_actions
from kiosk.procedures.entries import Texts
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.kiosk.procedures.office import BIRTH, ENTRANCE, LIST, WITHDRAWN, Office, add
from tests.page import Page


def search(client: CheckedClient, text: str) -> Page:
    return Page(Page(client.get(LIST)).form(button="Tìm").submit(client, q=text))


def names(page: Page) -> list[str]:
    return [link.words for link in page.links if re.search(r"/procedures/[0-9]+$", link.href)]


def page_of(client: CheckedClient, office: Office, **query: str) -> Page:
    return Page(client.get(f"{LIST}/{office.birth.id}", query_string=query))


def many(session: Session, office: Office, count: int) -> None:
    for number in range(count):
        add(session, office.unit, f"M-{number:03d}", Texts(f"Việc thứ {number:03d}"), office.births)
    session.commit()


def test_without_a_query_everything_stands_by_service_group(plain: CheckedClient, office: Office) -> None:
    page = Page(plain.get(LIST))
    text = page.text
    assert text.index("Khai sinh, kết hôn") < text.index("Đăng ký khai sinh") < text.index("Đất đai, nhà ở")
    assert names(page) == ["Đăng ký khai sinh", "Đăng ký biến động đất đai"]


@pytest.mark.parametrize(
    "typed", ["dang ky khai sinh", "ĐĂNG KÝ KHAI SINH", "lam giay khai sinh", "khai sih", "mẫu-001"]
)
def test_a_procedure_is_found_by_whatever_people_type(plain: CheckedClient, office: Office, typed: str) -> None:
    assert names(search(plain, typed))[0] == "Đăng ký khai sinh"


def test_at_a_counter_no_number_is_offered_as_long_as_a_code_hangs_at_the_entrance(
    plain: CheckedClient, session: Session, office: Office
) -> None:
    factories.code(session, office.unit, "CNTERAT3", office.counter)
    at_counter = ("/q/CNTERAT3/procedures", f"/q/CNTERAT3/g/{office.births.id}")
    paths = (f"{at_counter[0]}/{office.birth.id}", at_counter[1])
    for path in paths:
        assert not [link for link in Page(plain.get(path)).links if "/take" in link.href]
    session.execute(update(Code).where(Code.code == ENTRANCE).values(withdrawn_at=MONDAY))
    session.expire_all()
    for path in paths:
        assert [link for link in Page(plain.get(path)).links if "/take" in link.href]


def test_everyday_words_find_it(plain: CheckedClient, office: Office) -> None:
    page = search(plain, "bán đất")
    assert names(page) == ["Đăng ký biến động đất đai"]
    assert "Tìm thấy 1 thủ tục" in page.text
    assert page.form(button="Tìm").defaults["q"] == "bán đất"


def test_what_only_comes_near_says_so(plain: CheckedClient, office: Office) -> None:
    assert "gần giống" in search(plain, "khai sih").text
    assert "gần giống" not in search(plain, "khai sinh").text


def test_finding_nothing_says_what_to_do_and_shows_everything(plain: CheckedClient, office: Office) -> None:
    page = search(plain, "<b>phở</b>")
    assert "Không tìm thấy “<b>phở</b>”" in page.text
    assert "hỏi quầy hướng dẫn" in page.text
    assert len(names(page)) == 2


@pytest.mark.parametrize("query", ["q=" + "x" * 5000, "q=%00%ff", "page=x", "page=-1", "page=99999999", "q=a&page=0"])
def test_any_query_has_an_answer(plain: CheckedClient, office: Office, query: str) -> None:
    assert Page(plain.get(f"{LIST}?{query}")).heading == "Tra thủ tục"


def test_an_office_without_procedures_says_whom_to_ask(plain: CheckedClient, session: Session, nine: datetime) -> None:
    unit = factories.unit(session)
    factories.code(session, unit, ENTRANCE)
    page = Page(plain.get(LIST))
    assert "chưa đưa thủ tục nào" in page.text
    assert page.find("a", href="tel:02923820000")


def test_a_long_list_shows_the_groups_first_and_turns_its_pages(
    plain: CheckedClient, session: Session, office: Office
) -> None:
    many(session, office, 35)
    page = Page(plain.get(LIST))
    assert names(page) == []
    assert "36 thủ tục" in page.text
    page = page.follow(plain, "Khai sinh, kết hôn")
    assert len(names(page)) == 30
    page = page.follow(plain, "Trang sau")
    assert names(page) == [f"Việc thứ {number:03d}" for number in range(29, 35)]
    assert page.link("Trang trước")
    assert len(names(search(plain, "viec thu").follow(plain, "Trang sau"))) == 5


def test_what_is_in_no_group_is_not_lost(plain: CheckedClient, session: Session, office: Office) -> None:
    add(session, office.unit, "M-1", Texts("Việc lạ"))
    office.land.active = False
    session.commit()
    page = Page(plain.get(LIST))
    assert page.text.index("Thủ tục khác") < page.text.index("Đăng ký biến động") < page.text.index("Việc lạ")


def test_one_procedure_tells_all_there_is_to_know(plain: CheckedClient, office: Office) -> None:
    page = page_of(plain, office)
    assert page.heading == "Đăng ký khai sinh"
    for words in (
        *("Tờ khai đăng ký khai sinh", "Giấy chứng sinh", "8.000 đồng", "Miễn phí khi đăng ký đúng hạn"),
        *("Theo quy định: 2 ngày làm việc", "Tại quầy: 3", "Bộ phận Một cửa", "bưu cục", "Luật Hộ tịch 2014"),
        *("Mã thủ tục MẪU-001", "Sửa lần cuối ngày 16/11/2026"),
    ):
        assert words in page.text, words
    assert [item.tag for item in page.tree.iter("li")].count("li") >= 3
    assert page.link("Lấy số cho việc này").href == f"/q/{ENTRANCE}/take?group={office.births.id}"


def test_a_link_elsewhere_says_where_it_leads_and_tells_nobody_where_from(plain: CheckedClient, office: Office) -> None:
    page = page_of(plain, office)
    outside = [element for element in page.tree.iter("a") if "://" in element.get("href", "")]
    assert [element.get("rel") for element in outside] == ["noreferrer", "noreferrer"]
    assert not any(element.get("target") for element in outside)
    assert page.link("dichvucong.gov.vn", href_contains="khai-sinh").words.endswith(": dichvucong.gov.vn")


def test_the_shorter_limit_stands_beside_the_laws_with_its_document(plain: CheckedClient, office: Office) -> None:
    text = Page(plain.get(f"{LIST}/{office.sale.id}")).text
    assert "Nơi này hẹn: 8 ngày làm việc" in text
    assert "12/QĐ-UBND, từ ngày 01/01/2026" in text
    assert "Theo quy định: 10 ngày làm việc" in text


def test_other_languages_read_the_translated_name_and_marked_vietnamese_texts(
    plain: CheckedClient, office: Office
) -> None:
    page = page_of(plain, office, lang="en")
    assert page.heading == "Birth registration"
    assert "lang" not in page.find("h1")[0].attrib
    assert [element.get("lang") for element in page.find("ul", **{"class": "things"})] == ["vi"]
    untranslated = Page(plain.get(f"{LIST}/{office.sale.id}?lang=en"))
    assert [element.get("lang") for element in untranslated.find("h1")] == ["vi"]
    listed = Page(plain.get(f"{LIST}?lang=en"))
    assert [link.get("lang") for link in listed.tree.iter("a") if "/procedures/" in link.get("href", "")] == [
        None,
        "vi",
    ]
    assert listed.form(action_contains="/procedures").defaults["lang"] == "en"


def test_what_the_law_changes_is_read_from_its_day_on(plain: CheckedClient, session: Session, office: Office) -> None:
    change = replace(BIRTH, bring="Không cần giấy tờ gì")
    actions.change_from(session, office.birth.id, date(2026, 11, 17), change, now=MONDAY, staff_id=None)
    session.commit()
    assert "Giấy chứng sinh" in page_of(plain, office).text


def test_what_has_ended_leaves_the_list_and_its_page_says_so(
    plain: CheckedClient, session: Session, office: Office
) -> None:
    actions.end_on(session, office.birth.id, date(2026, 11, 16), now=MONDAY, staff_id=None)
    session.commit()
    assert names(Page(plain.get(LIST))) == ["Đăng ký biến động đất đai"]
    page = page_of(plain, office)
    assert "không còn áp dụng từ ngày 16/11/2026" in page.text
    assert "Lấy số cho việc này" not in page.text


def test_what_is_still_to_come_says_from_when(plain: CheckedClient, session: Session, office: Office) -> None:
    row = add(session, office.unit, "M-9", Texts("Việc mới"), since=date(2027, 1, 1))
    session.commit()
    assert "áp dụng từ ngày 01/01/2027" in Page(plain.get(f"{LIST}/{row.id}")).text


@pytest.mark.parametrize("key", ["0", "999999", str(2**63), str(2**70)])
def test_a_procedure_that_is_not_received_here_leads_to_those_that_are(
    plain: CheckedClient, office: Office, key: str
) -> None:
    page = Page(plain.get(f"{LIST}/{key}"), status=404)
    assert "không còn nhận thủ tục ấy" in page.text
    assert len(names(page)) == 2


def test_a_stopped_procedure_is_seen_neither_in_the_list_nor_by_a_search(
    plain: CheckedClient, session: Session, office: Office
) -> None:
    assert len(names(Page(plain.get(LIST)))) == 2
    unit_actions.stop(session, office.unit.id, office.birth.id, now=MONDAY, staff_id=None)
    session.commit()
    assert names(Page(plain.get(LIST))) == ["Đăng ký biến động đất đai"]
    assert Page(plain.get(f"{LIST}/{office.birth.id}"), status=404)


def test_a_groups_poster_leads_to_its_procedures_and_its_number(plain: CheckedClient, office: Office) -> None:
    page = Page(plain.get(f"/q/{ENTRANCE}/g/{office.births.id}"))
    assert page.heading == "Khai sinh, kết hôn"
    assert names(page) == ["Đăng ký khai sinh"]
    assert page.link("Lấy số").href == f"/q/{ENTRANCE}/take?group={office.births.id}"


@pytest.mark.parametrize("group", ["0", "x", "99999999999999999999999", "-1", quote("<b>")])
def test_a_groups_poster_answers_for_ever(plain: CheckedClient, office: Office, group: str) -> None:
    assert len(names(Page(plain.get(f"/q/{ENTRANCE}/g/{group}")))) == 2


def test_a_poster_of_a_group_that_is_switched_off_shows_the_whole_list(
    plain: CheckedClient, session: Session, office: Office
) -> None:
    office.births.active = False
    session.commit()
    assert len(names(Page(plain.get(f"/q/{ENTRANCE}/g/{office.births.id}")))) == 2
    other = factories.group(session, factories.unit(session), "A", "Của nơi khác")
    assert len(names(Page(plain.get(f"/q/{ENTRANCE}/g/{other.id}")))) == 2


def test_a_withdrawn_code_still_tells_what_to_bring_but_gives_no_number(plain: CheckedClient, office: Office) -> None:
    for path in ("procedures", f"procedures/{office.birth.id}", f"g/{office.births.id}"):
        assert "Lấy số" not in Page(plain.get(f"/q/{WITHDRAWN}/{path}")).text
    assert "Giấy chứng sinh" in Page(plain.get(f"/q/{WITHDRAWN}/procedures/{office.birth.id}")).text


@pytest.mark.parametrize("path", ["procedures", "procedures/1", "g/1"])
def test_a_code_that_was_never_printed_is_refused(plain: CheckedClient, office: Office, path: str) -> None:
    assert Page(plain.get(f"/q/N0NE0000/{path}"), status=404)


def test_a_full_list_and_a_full_page_weigh_little(plain: CheckedClient, session: Session, office: Office) -> None:
    many(session, office, 28)
    for path in (LIST, f"{LIST}/{office.birth.id}"):
        assert len(plain.get(path).data) < 16_000
