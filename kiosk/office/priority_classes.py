"""The classes every office starts with: whom the house lets go first, by what they say of themselves.

No statute fixes them. Severe disability, then age from 80 and from 60, then pregnancy or a child under 36 months, then
people of merit: the order in which an office may change them.
"""

from typing import Final

from kiosk.office.entries import Names

DEFAULT_CLASSES: Final = {
    "disabled": Names("Người khuyết tật nặng", "Severely disabled", "ជនពិការធ្ងន់", "重度残障人士"),
    "aged_80": Names("Từ 80 tuổi", "80 or older", "ចាប់ពីអាយុ 80 ឆ្នាំ", "80 岁及以上"),
    "aged_60": Names("Từ 60 tuổi", "60 or older", "ចាប់ពីអាយុ 60 ឆ្នាំ", "60 岁及以上"),
    "child": Names(
        "Có thai, hoặc có con dưới 36 tháng",
        "Pregnant, or with a child under 36 months",
        "មានផ្ទៃពោះ ឬមានកូនអាយុក្រោម 36 ខែ",
        "孕妇，或携带未满 36 个月的子女",
    ),
    "merit": Names("Người có công", "Veterans and people of merit", "អ្នកមានគុណបំណាច់", "有功人员"),
}
"""By code, the one that goes first in front. Codes stand on tickets and in imported logs and never change."""
