"""Reading a filled-in form: which answers count, what is missing, what must be masked. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from kiosk.ground.text import TextTooLongError, clean, masked

COMMENT_CHARS: Final = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked in one field: ``levels``, ``one``, ``several`` or ``text``, and the values that may be picked."""

    question_id: int
    kind: str
    values: frozenset[int]
    required: bool

    @property
    def field(self) -> str:
        """The name of the form field."""
        return f"q{self.question_id}"


class Problem(StrEnum):
    """What is wrong with a filled-in form, for the page to put into words."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answers:
    """A filled-in form.

    Attributes:
        picked: Question id to the values picked, sorted; questions that were skipped are left out.
        comments: Cleaned and masked free text, in the order asked, without empty ones.
        problems: Field name to what is wrong; a ballot is only cast when it is empty.
        masked: How many personal numbers and mail addresses were masked in the free text; it is told, and kept nowhere.
    """

    picked: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    comments: tuple[str, ...] = ()
    problems: Mapping[str, Problem] = field(default_factory=dict)
    masked: int = 0


def read(asked: Sequence[Asked], get: Callable[[str], Sequence[str]]) -> Answers:
    """Read a form.

    Args:
        asked: The questions, in order.
        get: Field name to all values sent for it, as ``form.getlist``.

    Returns:
        The answers, or the problems in place of some of them.
    """
    picked: dict[int, tuple[int, ...]] = {}
    comments: list[str] = []
    problems: dict[str, Problem] = {}
    hidden = 0
    for question in asked:
        sent = [value for value in get(question.field) if value.strip()]
        if question.required and not sent:
            problems[question.field] = Problem.MISSING
        elif question.kind == "text":
            try:
                text = clean("\n".join(sent), max_chars=COMMENT_CHARS, multiline=True)
            except TextTooLongError:
                problems[question.field] = Problem.TOO_LONG
                continue
            kept, number = masked(text)
            comments.extend([kept] if kept else [])
            hidden += number
        elif sent:
            values = _values(question, sent)
            if values is None:
                problems[question.field] = Problem.UNKNOWN
            else:
                picked[question.question_id] = values
    return Answers(picked, tuple(comments), problems, hidden)


def _values(question: Asked, sent: Sequence[str]) -> tuple[int, ...] | None:
    """Return the picked values, or ``None`` when something was sent that was not offered."""
    offered = {str(value): value for value in question.values}
    if any(text not in offered for text in sent) or (question.kind != "several" and len(set(sent)) > 1):
        return None
    return tuple(sorted({offered[text] for text in sent}))
