"""Which words the calls of an office are put together from, and how each is said. Pure."""

from collections.abc import Iterable, Mapping
from typing import Final

from kiosk.queue.hall.board import CLIPS, INVITED, PREFIX, SIGNS, TO_COUNTER, WHOLE_NUMBERS

FIGURES: Final = SIGNS[:10]
SPOKEN: Final[Mapping[str, tuple[str, ...]]] = {
    "vi": ("Xin mời số", "đến quầy", "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"),
    "en": ("Number", "please go to counter", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
    "km": (
        *("សូមអញ្ជើញលេខ", "ទៅបញ្ជរ", "សូន្យ", "មួយ", "ពីរ", "បី"),
        *("បួន", "ប្រាំ", "ប្រាំមួយ", "ប្រាំពីរ", "ប្រាំបី", "ប្រាំបួន"),
    ),
    "zh": ("请", "号到窗口", *"零一二三四五六七八九"),
}
"""In the order of :data:`CLIPS`: the invitation, the way to the counter, the figures 0 to 9."""


def said(name: str, language: str) -> str:
    """Return what is to be recorded for the clip *name*: words for most, the letter or number itself for others."""
    known = (INVITED, TO_COUNTER, *(f"{PREFIX}{figure}" for figure in FIGURES))
    if name in known:
        return SPOKEN[language][known.index(name)]
    return name.removeprefix(PREFIX).upper()


def needed(prefixes: Iterable[str], labels: Iterable[str]) -> tuple[str, ...]:
    """Return the clips for these letters before numbers and these signs of counters, in the order of :data:`CLIPS`.

    A counter whose sign is more than letters and figures is not named by the screen, so it needs none.
    """
    signs = [label.lower() for label in labels if label.isascii() and label.isalnum()]
    used = {*FIGURES, *"".join((*prefixes, *signs)).lower(), *(sign for sign in signs if sign in WHOLE_NUMBERS)}
    return tuple(name for name in CLIPS if name in {INVITED, TO_COUNTER} or name.removeprefix(PREFIX) in used)


def may_be_missing(name: str) -> bool:
    """Tell whether a call is said without it: a number read as a whole is else read figure by figure."""
    return name.removeprefix(PREFIX) in WHOLE_NUMBERS


def clip_named(file_name: str) -> str:
    """Return the clip that a file is meant for: ``7.mp3``, ``A.wav`` and ``hall-7.mp3`` are; empty for any other."""
    stem = file_name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0].lower()
    return next((name for name in CLIPS if stem in {name, name.removeprefix(PREFIX)}), "")
