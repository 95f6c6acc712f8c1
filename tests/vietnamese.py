"""Telling Vietnamese from other languages by its letters."""

import re
import unicodedata

from kiosk.ground.i18n import DEFAULT, LANGUAGES

LETTERS = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
NAMES = (LANGUAGES[DEFAULT], "Lắng Nghe", "Việt Nam")
"""Names are the same in every language."""
DOCUMENT = re.compile(r"\b\d+/(\d{4}/)?(NĐ-CP|QĐ-TTg)\b")
"""So are the numbers of laws and decisions."""


def vietnamese(text: str) -> list[str]:
    """Return the words of *text* that have a letter only Vietnamese has, without the names that stay as they are."""
    composed = DOCUMENT.sub("", unicodedata.normalize("NFC", text))
    for name in NAMES:
        composed = composed.replace(name, "")
    return [word for word in composed.split() if LETTERS.search(word)]
