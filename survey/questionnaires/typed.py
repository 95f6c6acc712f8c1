"""A question as an administrator types it, checked. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kiosk.office import entries
from kiosk.office.refusals import Refused
from survey.questionnaires.default_forms import LEVELS, TIMES, WAITED, Asked, Names
from survey.questionnaires.faults import MOST_CHOICES


class Answering(StrEnum):
    """How a question is answered, as one chooses it in the editor."""

    LEVELS = "levels"
    ONE = "one"
    SEVERAL = "several"
    VISITS = "visits"
    WAITED = "waited"
    TEXT = "text"


FIXED: Final[Mapping[Answering, tuple[str, str | None, tuple[Names, ...]]]] = {
    Answering.LEVELS: ("levels", None, LEVELS),
    Answering.VISITS: ("one", "visit_number", TIMES),
    Answering.WAITED: ("one", "reported_wait", WAITED),
    Answering.TEXT: ("text", None, ()),
}
"""Kind, meaning and choices where nobody may write other ones: what is counted with them would no longer fit."""
BY_MEANING: Final[Mapping[str, Answering]] = {
    meaning: answering for answering, (_kind, meaning, _choices) in FIXED.items() if meaning
}


@dataclass(frozen=True, slots=True)
class Typed:
    """A question as it was typed; *choices* count only where one may write them, those left empty are passed over."""

    wording: entries.Names
    answering: Answering
    factor: str | None = None
    required: bool = False
    overall: bool = False
    tells_where: bool = False
    choices: tuple[entries.Names, ...] = ()

    def asked(self, meaning: str | None = None) -> Asked:
        """Return the question; *meaning* is what it meant before, and is kept while it is answered in the same way.

        Raises:
            Refused: a wording *missing* or *too_long*, at ``name_vi`` or ``choice_2_vi``; ``choices`` *missing* (fewer
                than two) or *out_of_range* (more than twelve); a choice *taken*; ``overall`` *malformed* unless it is
                answered on the five levels.
        """
        if self.overall and self.answering is not Answering.LEVELS:
            raise Refused("malformed", "overall")
        columns = self.wording.columns()
        wording = _names(columns)
        if self.answering in FIXED:
            kind, fixed, choices = FIXED[self.answering]
        else:
            kind, fixed, choices = self.answering.value, None, self._choices()
        return Asked(
            wording,
            kind,
            choices,
            required=self.required,
            overall=self.overall,
            meaning=fixed or (None if meaning in BY_MEANING else meaning),
            factor=self.factor or None,
            tells_where=self.tells_where,
        )

    def _choices(self) -> tuple[Names, ...]:
        found: list[Names] = []
        for place, names in enumerate(self.choices, start=1):
            if any((text or "").strip() for text in (names.vi, names.en, names.km, names.zh)):
                found.append(_choice(names, place))
        if len(found) < 2:
            raise Refused("missing", "choices")
        if len(found) > MOST_CHOICES:
            raise Refused("out_of_range", "choices")
        twice = next(
            (place for place, one in enumerate(found) if one[0] in [other[0] for other in found[:place]]), None
        )
        if twice is not None:
            raise Refused("taken", "choices")
        return tuple(found)


def answering_of(kind: str, meaning: str | None) -> Answering:
    """Return how a stored question is answered."""
    return BY_MEANING.get(meaning or "", Answering(kind))


def _choice(names: entries.Names, place: int) -> Names:
    try:
        return _names(names.columns())
    except Refused as refusal:
        raise Refused(refusal.reason, refusal.field.replace("name_", f"choice_{place}_")) from refusal


def _names(columns: Mapping[str, str | None]) -> Names:
    return (
        columns["name_vi"] or "",
        columns["name_en"] or "",
        columns["name_km"] or "",
        columns["name_zh"] or "",
    )
