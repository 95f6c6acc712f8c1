"""Names of public holidays in the languages that the `holidays` package does not have. Pure."""

import re
from collections.abc import Mapping
from typing import Final

NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "km": {
        "Tết Dương lịch": "ចូលឆ្នាំសកល",
        "29 Tết": "មុនបុណ្យតេតមួយថ្ងៃ",
        "Giao thừa Tết Nguyên Đán": "ថ្ងៃដាច់ឆ្នាំ បុណ្យតេត",
        "Tết Nguyên Đán": "បុណ្យតេត",
        "Mùng hai Tết Nguyên Đán": "បុណ្យតេត ថ្ងៃទី 2",
        "Mùng ba Tết Nguyên Đán": "បុណ្យតេត ថ្ងៃទី 3",
        "Mùng bốn Tết Nguyên Đán": "បុណ្យតេត ថ្ងៃទី 4",
        "Mùng năm Tết Nguyên Đán": "បុណ្យតេត ថ្ងៃទី 5",
        "Ngày Giỗ Tổ Hùng Vương": "ថ្ងៃរំលឹកស្តេចហ៊ុង",
        "Ngày Chiến thắng": "ថ្ងៃជ័យជម្នះ",
        "Ngày Quốc tế Lao động": "ទិវាពលកម្មអន្តរជាតិ",
        "Quốc khánh": "បុណ្យជាតិ",
        "Ngày Văn hóa Việt Nam": "ទិវាវប្បធម៌វៀតណាម",
        "Ngày nghỉ": "ថ្ងៃឈប់សម្រាក",
        "nghỉ bù": "ឈប់ជំនួស",
        "thay cho ngày": "ជំនួសថ្ងៃ",
    },
    "zh": {
        "Tết Dương lịch": "元旦",
        "29 Tết": "腊月二十九",
        "Giao thừa Tết Nguyên Đán": "除夕",
        "Tết Nguyên Đán": "春节",
        "Mùng hai Tết Nguyên Đán": "春节初二",
        "Mùng ba Tết Nguyên Đán": "春节初三",
        "Mùng bốn Tết Nguyên Đán": "春节初四",
        "Mùng năm Tết Nguyên Đán": "春节初五",
        "Ngày Giỗ Tổ Hùng Vương": "雄王祭祖日",
        "Ngày Chiến thắng": "胜利日",
        "Ngày Quốc tế Lao động": "国际劳动节",
        "Quốc khánh": "国庆节",
        "Ngày Văn hóa Việt Nam": "越南文化日",
        "Ngày nghỉ": "休息日",
        "nghỉ bù": "补休",
        "thay cho ngày": "替代",
    },
}
_KNOWN: Final = re.compile("|".join(re.escape(name) for name in sorted(NAMES["km"], key=len, reverse=True)))


def named(holiday: str, language: str) -> str:
    """Return a Vietnamese holiday's name in *language*; what is not known, and other languages, stay as they are."""
    names = NAMES.get(language, {})
    return _KNOWN.sub(lambda found: names.get(found.group(), found.group()), holiday)
