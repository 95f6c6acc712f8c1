"""A change told without the picture."""

from flask import Flask

from admin.charts import effect_wording
from tests.admin.charts.test_effect_chart import OTHER, OWN, compared, means


def test_both_levels_and_the_other_unit_are_said_and_tabled(app: Flask) -> None:
    found = compared(OWN, OTHER)
    with app.test_request_context("/admin/"):
        told = effect_wording.said("Chờ ngắn hơn.", found)
        rows = effect_wording.table(found, means(found, OWN), means(found, OTHER))

        assert all(len(row) == len(effect_wording.head(found)) for row in rows)
    assert told == (
        "Chờ ngắn hơn. Trước thay đổi trung bình 14 phút, sau thay đổi 10 phút. Đơn vị kia: trước 18 phút, sau 18 phút."
    )
    assert rows[5:7] == [["17/08/2026", "trước", "15", "18"], ["24/08/2026", "sau", "10", "18"]]


def test_without_another_unit_there_is_no_column_for_it(app: Flask) -> None:
    found = compared(OWN)
    with app.test_request_context("/admin/"):
        assert len(effect_wording.head(found)) == 3
        assert effect_wording.table(found, means(found, OWN))[0] == ["13/07/2026", "trước", "14"]
        assert effect_wording.effect_texts("Chờ ngắn hơn.", "mở thêm quầy").what == "mở thêm quầy"
