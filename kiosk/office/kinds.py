"""The closed lists of the office, shared by its tables, forms and commands."""

from typing import Literal

UnitKind = Literal["organisation", "centre", "site"]
Mode = Literal["full", "survey_only"]
PICTURES = (
    "ho-tich",
    "dat-dai",
    "chung-thuc",
    "kinh-doanh",
    "xay-dung",
    "lao-dong-xa-hoi",
    "cu-tru",
    "khac",
    "huong-dan",
)
