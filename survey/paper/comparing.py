"""What two people read on the same slip: where it differs, and what counts when it does not. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Values = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """What one person read on a slip.

    Attributes:
        picked: Question id to the values ticked, sorted; questions left open are left out.
        texts: Question id to the free text, cleaned and masked; questions left open are left out.
    """

    picked: Mapping[int, Values] = field(default_factory=dict)
    texts: Mapping[int, str] = field(default_factory=dict)

    @property
    def blank(self) -> bool:
        """Whether nothing stands on the slip, or nothing that can be read: it is spoilt."""
        return not self.picked and not self.texts


def differing(first: Typed, second: Typed, question_ids: Sequence[int]) -> list[int]:
    """Return the questions that two people read differently, in the order of *question_ids*.

    Free texts that differ only in case and in white space are the same.
    """
    return [
        one
        for one in question_ids
        if first.picked.get(one, ()) != second.picked.get(one, ())
        or _folded(first.texts.get(one, "")) != _folded(second.texts.get(one, ""))
    ]


def same(others: Iterable[Typed], mine: Typed, question_ids: Sequence[int]) -> Typed | None:
    """Return what the first of *others* read who read the same as *mine*; ``None`` when nobody did."""
    return next((other for other in others if not differing(other, mine, question_ids)), None)


def apart(others: Iterable[Typed], mine: Typed, question_ids: Sequence[int]) -> list[int]:
    """Return the questions that any of *others* read differently from *mine*, in the order of *question_ids*."""
    found = {one for other in others for one in differing(other, mine, question_ids)}
    return [one for one in question_ids if one in found]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
