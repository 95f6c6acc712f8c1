"""The words on charts are the reader's, in letters that the chart has."""

from datetime import date

import pytest
from flask import Flask
from flask_babel import force_locale

from admin.charts.sheet import PHONE
from admin.charts.weekly_chart import weekly_chart
from admin.charts.wording import public_texts
from kiosk.queue.unit_weeks import LastWeek, Standing
from tests.admin.measures.offices import W46, W47, busy

LAST = LastWeek(date(2026, 11, 16), date(2026, 11, 22), 12.5, Standing.WITHIN, 15, 30, False, None, False, None)


@pytest.mark.parametrize(
    ("language", "number", "font"),
    [("vi", "12,5", b"DejaVuSans"), ("en", "12.5", b"DejaVuSans"), ("km", "12.5", b"NotoSansKhmer"),
     ("zh", "12.5", b"NotoSansSC")],
)  # fmt: skip
def test_the_public_chart_speaks_the_language_of_each_citizen(
    app: Flask, language: str, number: str, font: bytes
) -> None:
    with app.test_request_context("/"), force_locale(language):
        texts = public_texts(LAST)

    svg = weekly_chart([busy(W46, 20, 600), busy(W47, 20, 750)], None, texts=texts, sample=True, shape=PHONE)
    assert number in texts.title
    assert texts.number(12.5) == number
    assert font in svg
