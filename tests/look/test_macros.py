from typing import Any
from xml.etree.ElementTree import Element

from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    Form,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from tests import markup
from tests.look.conftest import Draw

KINDS: Any = ["a", "b"]  # Any: plain values are right, but the published types of WTForms know only pairs
SIZES: Any = ["4", "5"]
COUNTERS: Any = ["1", "2"]
SVG = "{http://www.w3.org/2000/svg}"


class GroupForm(Form):
    name = StringField("Tên", [InputRequired("Xin đặt tên.")], description="Bằng lời người dân dùng.")
    note = TextAreaField("Ghi chú", [Optional()])
    password = PasswordField("Mật khẩu")
    kind = SelectField("Loại", choices=KINDS, default="a")
    size = RadioField("Cỡ", [InputRequired("Xin chọn cỡ.")], choices=SIZES)
    counters = SelectMultipleField(
        "Quầy",
        choices=COUNTERS,
        option_widget=CheckboxInput(),
        widget=ListWidget(),
    )
    active = BooleanField("Đang mở", description="Tắt thì không ai lấy số được.")


def sent(**typed: str) -> GroupForm:
    form = GroupForm(MultiDict(typed))
    form.validate()
    return form


def field(draw: Draw, form: GroupForm, name: str) -> Element:
    return draw("{{ ui.field(field) }}", fragment=True, field=form[name])


def one(tree: Element, path: str) -> Element:
    found = tree.find(path)
    assert found is not None, f"no {path}"
    return found


def test_a_field_ties_its_hint_and_its_error_to_the_control(draw: Draw) -> None:
    control = one(field(draw, sent(), "name"), ".//input")
    assert control.get("aria-describedby") == "name-hint name-error"
    assert control.get("aria-invalid") == "true"


def test_a_field_keeps_what_was_typed(draw: Draw) -> None:
    assert one(field(draw, sent(name='Đất "đai" <b>'), "name"), ".//input").get("value") == 'Đất "đai" <b>'
    assert one(field(draw, sent(note="hai\ndòng"), "note"), ".//textarea").text == "hai\ndòng"
    assert one(field(draw, sent(kind="b"), "kind"), ".//option[@selected]").get("value") == "b"


def test_a_password_is_never_sent_back(draw: Draw) -> None:
    assert not one(field(draw, sent(password="bí mật"), "password"), ".//input").get("value")


def test_a_field_without_fault_says_nothing_of_errors(draw: Draw) -> None:
    control = one(field(draw, sent(name="Đất đai"), "name"), ".//input")
    assert control.get("aria-describedby") == "name-hint"
    assert control.get("aria-invalid") is None


def test_a_field_that_may_stay_empty_says_so(draw: Draw) -> None:
    assert "(không bắt buộc)" in markup.words(field(draw, sent(), "note"))
    assert "(không bắt buộc)" not in markup.words(field(draw, sent(), "name"))


def test_several_answers_stand_in_a_named_group_with_their_error(draw: Draw) -> None:
    for name in ("size", "counters"):
        group = one(field(draw, sent(), name), "fieldset")
        assert group.find("legend") is not None
        assert len(group.findall(".//input")) == len(group.findall(".//label")) == 2
    assert one(field(draw, sent(), "size"), "fieldset").get("aria-describedby") == "size-error"


def test_a_tick_has_its_hint(draw: Draw) -> None:
    tick = one(field(draw, sent(), "active"), ".//input")
    assert (tick.get("type"), tick.get("aria-describedby")) == ("checkbox", "active-hint")


def test_the_summary_leads_to_each_field_at_fault(draw: Draw) -> None:
    form = sent()
    form.form_errors = ["Hai quầy trùng nhau."]
    summary = draw("{{ ui.error_summary(errors) }}", fragment=True, errors=form.errors)
    assert [link.get("href") for link in summary.iter("a")] == ["#name", "#size"]
    assert "Hai quầy trùng nhau." in markup.words(summary)


def test_without_errors_there_is_no_summary(draw: Draw) -> None:
    assert markup.words(draw("{{ ui.error_summary({}) }}", fragment=True)) == ""


def test_a_choice_is_a_labelled_radio_with_its_picture(draw: Draw) -> None:
    choice = draw('{{ ui.choice("group", 2, "Đất đai", picture="dat-dai", checked=True) }}', fragment=True)
    radio = one(choice, ".//input")
    assert (radio.get("type"), radio.get("checked") is not None) == ("radio", True)
    assert choice.find(f".//label/{SVG}svg") is not None


def test_a_table_shows_nothing_known_as_a_dash_and_never_as_zero(draw: Draw) -> None:
    table = draw('{{ ui.table("Tuần", ["Tuần", "Chờ"], [["T47", None], ["T46", "0,0"]]) }}', fragment=True)
    assert [markup.words(cell) for cell in table.iter("td")] == ["–", "0,0"]
    assert {cell.get("class") for cell in table.iter("td")} == {"number"}


def test_an_empty_table_says_so(draw: Draw) -> None:
    assert "Chưa có dữ liệu." in markup.words(draw('{{ ui.table("Tuần", ["Tuần"], []) }}', fragment=True))


def test_a_judgement_has_a_shape_and_a_word(draw: Draw) -> None:
    shapes = set()
    for level in ("within", "near", "over", "info"):
        badge = draw("{{ ui.badge(level, 'lời') }}", fragment=True, level=level)
        assert markup.words(badge) == "lời"
        shapes.add(tuple(path.get("d") for path in badge.iter(f"{SVG}path")))
    assert len(shapes) == 4


def test_text_from_people_stays_text(draw: Draw) -> None:
    for call in ('notice("info", t)', 'badge("near", t)', 'choice("n", 1, t, hint=t)', "table(t, [t], [[t]])"):
        drawn = draw("{{ ui." + call + " }}", fragment=True, t="<script>alert(1)</script>")
        assert drawn.find(".//script") is None
        assert "<script>" in markup.words(drawn)
