"""Finding a procedure by what people call it: without accents, by everyday words, in spite of a slip. Pure."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from kiosk.ground.text import fold

MOST_WORDS: Final = 12
SHORTEST_MENDED: Final = 3  # a slip in two letters may be any word
_WORD: Final = re.compile(r"[^\W_]+")


class Fit(IntEnum):
    """How well a procedure answers a query, best first."""

    NAME_BEGINS = 0
    PHRASE_IN_NAME = 1
    WORDS_IN_NAME = 2
    PHRASE_IN_SYNONYM = 3
    WORDS_IN_SYNONYMS = 4
    ANYWHERE = 5


class Way(IntEnum):
    """How the answers were found."""

    AS_TYPED = 0
    MENDED = 1  # with another spelling of a word that nothing has
    IN_PART = 2  # with some of the words


@dataclass(frozen=True, slots=True)
class Entry:
    """A procedure as it is searched: its names (Vietnamese first), everyday words, and what else may be typed."""

    id: int
    names: Sequence[str]
    synonyms: Sequence[str] = ()
    more: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Keys of procedures, best first, and how they were found."""

    ids: tuple[int, ...]
    way: Way = Way.AS_TYPED


@dataclass(frozen=True, slots=True)
class _Folded:
    """An entry whose texts are folded words, each after a space, so that “ sinh” finds the beginnings of words."""

    id: int
    names: tuple[str, ...]
    synonyms: str
    everything: str


class Index:
    """The procedures of one unit, prepared to be searched; searching changes nothing in it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Fold all texts once: some 30 microseconds for each procedure, against one or two for searching it."""
        prepared = sorted((_prepare(entry) for entry in entries), key=lambda one: (one.names[0], one.id))
        self._entries = prepared
        self._texts = [one.everything for one in prepared]
        self._all = "\n".join(self._texts)
        self._count = Counter(word for one in prepared for word in one.everything.split())
        self._mended = _one_letter_less(self._count)

    def search(self, text: str) -> Found:
        """Return the procedures that *text* asks for.

        First those that have every word of it, as :class:`Fit` orders them, shorter names first. If there are none,
        words that nothing has are taken for the nearest one that differs by one letter. If there are still none, those
        that have most of the words, rare words weighing more.

        Args:
            text: What was typed; words after the twelfth do not count.

        Returns:
            Nothing for a text without words, or of which more than half the words are nowhere.
        """
        words = words_of(text)[:MOST_WORDS]
        if not words:
            return Found(())
        if ids := self._with_all(words):
            return Found(ids)
        mended = [self._mend(word) for word in words]
        if mended != words and (ids := self._with_all(mended)):
            return Found(ids, Way.MENDED)
        return Found(self._with_most(words), Way.IN_PART)

    def _with_all(self, words: Sequence[str]) -> tuple[int, ...]:
        phrase, needles = _phrase(words), [_needle(word) for word in words]
        places = self._having(needles)
        fits = [(_fit(self._entries[place], phrase, needles), self._length(place), place) for place in places]
        return tuple(self._entries[place].id for _fit_, _length, place in sorted(fits))

    def _with_most(self, words: Sequence[str]) -> tuple[int, ...]:
        telling = {word for word in words if len(word) > 1 or not word.isascii()}  # single letters begin any word
        needles = [needle for word in sorted(telling) if (needle := _needle(word)) in self._all]
        if 2 * len(needles) < len(telling):
            return ()
        scores: dict[int, float] = {}
        enough = 0.0
        for needle in needles:
            places = self._having([needle])
            weight = math.log1p(len(self._texts) / len(places))
            enough += weight / 2
            for place in places:
                scores[place] = scores.get(place, 0.0) + weight
        best = [place for place, score in scores.items() if score >= enough]
        best.sort(key=lambda place: (-scores[place], self._length(place), place))
        return tuple(self._entries[place].id for place in best)

    def _having(self, needles: Sequence[str]) -> list[int]:
        """Return the places of the entries that hold all *needles*; each needle looks only at what is left."""
        places = list(range(len(self._texts)))
        for needle in needles:
            places = [place for place in places if needle in self._texts[place]]
        return places

    def _length(self, place: int) -> int:
        return len(self._entries[place].names[0])

    def _mend(self, word: str) -> str:
        """Return *word*, or the commonest word one letter away when no word begins with it.

        In a word of three letters none is exchanged for another: that would be another word.
        """
        if len(word) < SHORTEST_MENDED or not word.isascii() or _needle(word) in self._all:
            return word
        spellings = {word} if len(word) == SHORTEST_MENDED else {word, *_without_one(word)}
        near = {known for spelling in spellings for known in self._mended.get(spelling, ())}
        near |= {less for less in _without_one(word) if less in self._count and len(less) >= SHORTEST_MENDED}
        return max(near, key=lambda known: (self._count[known], known), default=word)


def words_of(text: str) -> list[str]:
    """Return the words of *text* without accents and case."""
    return _WORD.findall(fold(text))


def _prepare(entry: Entry) -> _Folded:
    names = tuple(_phrase(words_of(name)) for name in entry.names)
    synonyms = "\n".join(_phrase(words_of(synonym)) for synonym in entry.synonyms)
    more = "\n".join(_phrase(words_of(text)) for text in entry.more)
    return _Folded(entry.id, names, synonyms, "\n".join((*names, synonyms, more)))


def _fit(one: _Folded, phrase: str, needles: Sequence[str]) -> Fit:
    if any(name.startswith(phrase) for name in one.names):
        return Fit.NAME_BEGINS
    if any(all(needle in name for needle in needles) for name in one.names):
        return Fit.PHRASE_IN_NAME if any(phrase in name for name in one.names) else Fit.WORDS_IN_NAME
    if all(needle in one.synonyms for needle in needles):
        return Fit.PHRASE_IN_SYNONYM if phrase in one.synonyms else Fit.WORDS_IN_SYNONYMS
    return Fit.ANYWHERE


def _phrase(words: Sequence[str]) -> str:
    return "".join(f" {word}" for word in words)


def _needle(word: str) -> str:
    """Return what a text must hold: the beginning of a word, or any part of it where words are not spaced."""
    return f" {word}" if word.isascii() else word


def _without_one(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def _one_letter_less(words: Iterable[str]) -> dict[str, list[str]]:
    """Return each word under every spelling that lacks one letter: two words that share one differ by one letter.

    Deletions alone stand for all slips (Garbe, SymSpell, 2012): no word has to be compared with all others.
    """
    found: dict[str, list[str]] = {}
    for word in words:
        if word.isascii() and len(word) >= SHORTEST_MENDED:
            for shorter in _without_one(word):
                found.setdefault(shorter, []).append(word)
    return found
