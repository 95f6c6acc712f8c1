"""Where a line of Khmer or Chinese may end: both are written without spaces between words."""

import re
from itertools import pairwise
from typing import Final

from kiosk.office.poster_khmer import WORDS
from kiosk.office.poster_text import BREAK

_HAN: Final = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_NO_END: Final = frozenset(f" {BREAK}\u00a0“‘（《〈「『【〔([")
_NO_START: Final = frozenset(f" {BREAK}\u00a0”’）》〉」』】〕)]，。、；：？！…—·,.;:?!%/-")

_KHMER: Final = re.compile("[\u1780-\u17d3\u17d7\u17dd]+")
_SYLLABLE: Final = re.compile("[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17d7\u17dd])*|.")
_VOWEL: Final = re.compile("[\u17a3-\u17b3\u17b6-\u17c8]")
_KNOWN: Final = frozenset(WORDS)
_LONGEST: Final = max(len(_SYLLABLE.findall(word)) for word in WORDS)


def breakable(text: str) -> str:
    """Return *text* with a `BREAK` wherever a line may end although there is no space.

    Between two Chinese characters, but not before a mark that closes nor after one that opens. In Khmer between words
    of `poster_khmer`; where a word is not known, between two syllables that both have a written vowel. Words that
    somebody has marked by zero-width spaces are left whole, unless they are longer than any known word.
    """
    if text.isascii():
        return text
    whole = _LONGEST if BREAK in text else 0
    return _KHMER.sub(lambda found: BREAK.join(_khmer_words(found.group(), whole)), _between_characters(text))


def _between_characters(text: str) -> str:
    parts = [text[:1]]
    for before, after in pairwise(text):
        chinese = _HAN.match(before) or _HAN.match(after)
        may_end = chinese and before not in _NO_END and after not in _NO_START
        parts.append(BREAK + after if may_end else after)
    return "".join(parts)


def _khmer_words(stretch: str, whole: int) -> list[str]:
    """Cut *stretch* by the longest known words from the left; what lies between them is cut by syllables."""
    syllables = _SYLLABLE.findall(stretch)
    if len(syllables) <= whole:
        return [stretch]
    words: list[str] = []
    unknown: list[str] = []
    place = 0
    while place < len(syllables):
        length = _known_at(syllables, place)
        if length:
            words += [*_by_vowels(unknown), "".join(syllables[place : place + length])]
            unknown = []
        else:
            unknown.append(syllables[place])
        place += length or 1
    return words + _by_vowels(unknown)


def _known_at(syllables: list[str], place: int) -> int:
    """Return how many syllables from *place* on are the longest known word; 0 when none is."""
    lengths = range(min(_LONGEST, len(syllables) - place), 0, -1)
    return next((length for length in lengths if "".join(syllables[place : place + length]) in _KNOWN), 0)


def _by_vowels(syllables: list[str]) -> list[str]:
    parts: list[str] = []
    last = ""
    for syllable in syllables:
        if parts and not (_VOWEL.search(last) and _VOWEL.search(syllable)):
            parts[-1] += syllable
        else:
            parts.append(syllable)
        last = syllable
    return parts
