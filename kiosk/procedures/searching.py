"""Finding a procedure by what people call it: without accents, by everyday words, in spite of a slip. Pure."""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from heapq import nsmallest
from typing import Final

from kiosk.ground.text import fold

MOST_WORDS: Final = 12
SHORTEST_MENDED: Final = 3  # a slip in two letters may be any word
MOST_NEAR: Final = 60  # of what has only some of the words; nobody reads on
_PLACES: Final = 2**20 - 1  # more than a unit has procedures
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
    """An entry whose texts are folded words, each after a space, so that “ sinh” finds the beginnings of words.

    *names* and *synonyms* have one a line, each line beginning with a line break.
    """

    id: int
    length: int
    names: str
    synonyms: str
    everything: str


class Index:
    """The procedures of one unit, prepared to be searched; searching changes nothing in it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Fold all texts once, and note where each word stands."""
        prepared = sorted((_prepare(entry) for entry in entries), key=lambda one: (one.names, one.id))
        self._entries = prepared
        self._places: dict[str, list[int]] = {}
        for place, one in enumerate(prepared):
            for word in set(one.everything.split()):
                self._places.setdefault(word, []).append(place)
        self._words = sorted(self._places)
        self._mended = _one_letter_less(self._words)

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
        having = {word: self._having(word) for word in words}
        if ids := self._with_all(words, having):
            return Found(ids)
        mended = [word if having[word] else self._mend(word) for word in words]
        if mended != words and (ids := self._with_all(mended, {word: self._having(word) for word in mended})):
            return Found(ids, Way.MENDED)
        return Found(self._with_most(having), Way.IN_PART)

    def _with_all(self, words: Sequence[str], having: Mapping[str, set[int]]) -> tuple[int, ...]:
        phrase, needles = _phrase(words), [_needle(word) for word in words]
        entries = self._entries
        places = set.intersection(*(having[word] for word in words))
        ranks = [_rank(entries[place], phrase, needles, place) for place in places]
        return tuple(entries[rank & _PLACES].id for rank in sorted(ranks))

    def _with_most(self, having: Mapping[str, set[int]]) -> tuple[int, ...]:
        telling = [word for word in having if len(word) > 1 or not word.isascii()]  # single letters begin any word
        known = [word for word in telling if having[word]]
        if 2 * len(known) < len(telling):
            return ()
        scores: dict[int, float] = {}
        enough = 0.0
        for word in known:
            weight = math.log1p(len(self._entries) / len(having[word]))
            enough += weight / 2
            for place in having[word]:
                scores[place] = scores.get(place, 0.0) + weight
        best = (place for place, score in scores.items() if score >= enough)
        nearest = nsmallest(MOST_NEAR, best, key=lambda place: (-scores[place], self._entries[place].length, place))
        return tuple(self._entries[place].id for place in nearest)

    def _having(self, word: str) -> set[int]:
        """Return the places of the entries with a word that begins so; where words are not spaced, that hold it."""
        if not word.isascii():
            return {place for place, one in enumerate(self._entries) if word in one.everything}
        first = bisect_left(self._words, word)
        after = bisect_left(self._words, f"{word}\U0010ffff", lo=first)
        return {place for known in self._words[first:after] for place in self._places[known]}

    def _mend(self, word: str) -> str:
        """Return the commonest word one letter away from *word*, which nothing has; *word* where there is none.

        In a word of three letters none is exchanged for another: that would be another word.
        """
        if len(word) < SHORTEST_MENDED or not word.isascii():
            return word
        spellings = {word} if len(word) == SHORTEST_MENDED else {word, *_without_one(word)}
        near = {known for spelling in spellings for known in self._mended.get(spelling, ())}
        near |= {less for less in _without_one(word) if less in self._places and len(less) >= SHORTEST_MENDED}
        return max(near, key=lambda known: (len(self._places[known]), known), default=word)


def words_of(text: str) -> list[str]:
    """Return the words of *text* without accents and case."""
    return _WORD.findall(fold(text))


def _prepare(entry: Entry) -> _Folded:
    names = "".join(f"\n{_phrase(words_of(name))}" for name in entry.names)
    synonyms = "".join(f"\n{_phrase(words_of(synonym))}" for synonym in entry.synonyms)
    more = "".join(f"\n{_phrase(words_of(text))}" for text in entry.more)
    return _Folded(entry.id, len(entry.names[0]), names, synonyms, names + synonyms + more)


def _rank(one: _Folded, phrase: str, needles: Sequence[str], place: int) -> int:
    """Return a number that is smaller the better *one* fits: by its fit, then its length, then its place."""
    return _fit(one, phrase, needles) << 40 | min(one.length, _PLACES) << 20 | place


def _fit(one: _Folded, phrase: str, needles: Sequence[str]) -> Fit:
    if f"\n{phrase}" in one.names:
        return Fit.NAME_BEGINS
    if phrase in one.names:
        return Fit.PHRASE_IN_NAME
    if len(needles) > 1 and any(all(needle in name for needle in needles) for name in one.names.split("\n")):
        return Fit.WORDS_IN_NAME
    if phrase in one.synonyms:
        return Fit.PHRASE_IN_SYNONYM
    if len(needles) > 1 and all(needle in one.synonyms for needle in needles):
        return Fit.WORDS_IN_SYNONYMS
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
