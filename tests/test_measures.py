"""docs/measures.md names what is really there, and leaves no published number without its formula."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from admin.reports.sheets import COLUMNS

PAGE = (Path(__file__).parent.parent / "docs" / "measures.md").read_text(encoding="utf-8")
QUOTED = set(re.findall(r"`([^`\n]+)`", PAGE))
FUNCTIONS = sorted(name for name in QUOTED if name.startswith(("kiosk.", "survey.", "admin.")))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_named_exists(name: str) -> None:
    parts = name.split(".")
    depth = next(place for place, part in enumerate(parts) if part[0].isupper() or place == len(parts) - 1)
    found: object = import_module(".".join(parts[:depth]))
    for part in parts[depth:]:
        found = getattr(found, part)


def test_every_column_of_the_sheet_is_explained() -> None:
    assert set(COLUMNS) <= QUOTED


def test_the_definition_and_the_word_on_sipas_are_there_to_be_printed() -> None:
    assert "Kết quả phản hồi tự nguyện tại chỗ, không thay thế Chỉ số SIPAS" in PAGE
    assert "từ lúc Ông/Bà lấy số đến lúc được gọi lần đầu" in PAGE
