import pytest

from tests import markup
from tests.look.conftest import Draw

CITIZEN = """{% extends "kiosk/ground/citizen.html" %}
{% block title %}A012{% endblock %}{% block main %}<h1>A012</h1>{% endblock %}"""
DESK = CITIZEN.replace("citizen.html", "desk.html")
SAMPLE = "DỮ LIỆU MẪU"


def test_a_citizens_page_stands_without_any_context(draw: Draw) -> None:
    page = draw(CITIZEN)
    assert page.get("lang") == "vi"
    assert SAMPLE not in markup.words(page)


def test_a_citizens_page_asks_for_one_sheet_one_script_that_waits_and_the_icon(draw: Draw) -> None:
    page = draw(CITIZEN)
    assert [link.get("rel") for link in page.iter("link")] == ["icon", "stylesheet"]
    assert [(script.get("defer") is not None, script.text) for script in page.iter("script")] == [(True, None)]
    assert not list(page.iter("img"))


def test_the_unit_its_hotline_and_the_other_language_are_at_hand(draw: Draw) -> None:
    page = draw(CITIZEN, unit_name="Phường Ninh Kiều", unit_hotline="0292 3.123 456")
    assert "Phường Ninh Kiều" in markup.words(page)
    assert page.find(".//a[@href='tel:02923123456']") is not None
    assert page.find(".//a[@href='?lang=en'][@lang='en']") is not None


@pytest.mark.parametrize("template", [CITIZEN, DESK], ids=["citizen", "desk"])
def test_a_sample_unit_says_so_on_every_page(draw: Draw, template: str) -> None:
    assert SAMPLE in markup.words(draw(template, unit_sample=True))


def test_a_desk_page_names_the_person_and_signs_out_by_post(draw: Draw) -> None:
    nav = [{"url": "/a", "label": "Quầy", "current": True}, {"url": "/b", "label": "Báo cáo", "current": False}]
    page = draw(DESK, desk_person="Nguyễn Thị Hoa", sign_out_url="/out", desk_nav=nav)
    form = page.find(".//form[@action='/out']")
    assert form is not None
    assert form.get("method") == "post"
    assert [link.get("aria-current") for link in page.findall(".//header//nav//a")] == ["page", None]


def test_a_desk_page_lets_the_keyboard_skip_to_the_work(draw: Draw) -> None:
    page = draw(DESK)
    first = next(page.iter("a"))
    assert first.get("href") == "#main"
    assert page.find(".//main[@id='main']") is not None


@pytest.mark.parametrize(("status", "reassures"), [(404, True), (503, False)])
def test_an_error_says_what_happened_what_to_do_and_what_is_safe(draw: Draw, status: int, *, reassures: bool) -> None:
    context = {"status": status, "what_happened": "Không tìm thấy trang này.", "what_to_do": "Xin quay lại."}
    page = draw('{% extends "kiosk/ground/error.html" %}', **context)
    text = markup.words(page)
    assert "Không tìm thấy trang này." in text
    assert "Xin quay lại." in text
    assert str(status) in text
    assert ("không mất" in text) is reassures
