"""What people type, made safe to keep: one form of every accent, nothing invisible, no identity numbers."""

import re
import unicodedata

CITIZEN_CARD_QR = re.compile(r"^\d{12}\|(\d{9})?\|")
IDENTITY_NUMBER = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){11}(?!\d)|(?<!\d)\d(?:[ .\-]?\d){8}(?!\d)")
PHONE_NUMBER = re.compile(r"(?<!\d)(?:\+?84|0)(?:[ .\-]?\d){9,10}(?!\d)")
MASK = "•••"
DROPPED = frozenset({"Cc", "Cs", "Cn", "Co"})
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class TextTooLongError(ValueError):
    """The text has more characters than may be kept."""


def clean(text: str, *, max_chars: int, multiline: bool = False) -> str:
    r"""Return *text* in NFC, without control, surrogate or direction characters, trimmed.

    Args:
        text: Anything a browser, a file or a clerk may send.
        max_chars: The most code points that may be kept.
        multiline: Keep line breaks (as ``\n``); otherwise every run of white space becomes one space.

    Raises:
        TextTooLongError: more than *max_chars* code points remain.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = "".join(char for char in text if _kept(char))
    kept = unicodedata.normalize("NFC", kept)
    kept = kept.strip() if multiline else " ".join(kept.split())
    if len(kept) > max_chars:
        raise TextTooLongError(f"{len(kept)} characters, at most {max_chars}")
    return kept


def mask_personal(text: str) -> str:
    """Return *text* with identity-card and telephone numbers masked; a scanned identity card is dropped whole."""
    if CITIZEN_CARD_QR.match(text.strip()):
        return ""
    return IDENTITY_NUMBER.sub(MASK, PHONE_NUMBER.sub(MASK, text))


def fold(text: str) -> str:
    """Return *text* without accents and case, as people type it in a hurry (“Đăng ký” → “dang ky”)."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return unicodedata.normalize("NFC", "".join(char for char in bare if unicodedata.category(char) != "Mn"))


def _kept(char: str) -> bool:
    if char == "\n":
        return True
    return char not in BIDI and unicodedata.category(char) not in DROPPED
