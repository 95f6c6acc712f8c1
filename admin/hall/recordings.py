"""The list of words that a unit's calls need, and who says each of them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy.orm import Session

from admin.hall import queries, words
from kiosk.ground.web import clips
from kiosk.office import queries as office
from kiosk.queue.hall import voices
from kiosk.queue.hall.voice_queries import voices_for

Source = Literal["own", "above", "folder", "missing"]


@dataclass(frozen=True, slots=True)
class Word:
    """One clip.

    Attributes:
        name: As the screen asks for it: ``hall-7``.
        said: What is to be recorded.
        meaning: The same in Vietnamese, for whoever asks somebody else to read it.
        source: The unit's own recording, one of a unit above, a file of the folder, or nothing.
        url: Where it is heard; empty where it is missing.
        optional: A call is said without it.
    """

    name: str
    said: str
    meaning: str
    source: Source
    url: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Recordings:
    """The words of one language, in the order in which they are recorded."""

    words: tuple[Word, ...]

    @property
    def missing(self) -> int:
        """How many words keep calls from being said."""
        return sum(word.source == "missing" and not word.optional for word in self.words)


def recordings(session: Session, unit_id: int, language: str, today: date) -> Recordings:
    """Return what a unit, and every unit below it, needs to be said in *language*."""
    units = office.subtree_ids(session, [unit_id], today)
    names = words.needed(queries.prefixes(session, units), queries.counter_signs(session, units))
    known = voices_for(session, unit_id, today)
    folder = clips.recorded(language)

    def word(name: str) -> Word:
        voice = known.get((language, name))
        source: Source = "folder" if name in folder else "missing"
        url = clips.address(language, name) if name in folder else ""
        if voice is not None:
            source, url = "own" if voice.unit_id == unit_id else "above", voices.address(voice)
        return Word(name, words.said(name, language), words.said(name, "vi"), source, url, words.may_be_missing(name))

    return Recordings(tuple(word(name) for name in names))
