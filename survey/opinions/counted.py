"""What is counted of sealed ballots before anything is reckoned: plain rows. Pure.

Only ballots that count are in them, but for `Sealed`. A batch is the smallest thing that is ever published.
"""

from enum import StrEnum
from typing import Final, NamedTuple

from kiosk.ground.calendar import Week

OVER_30: Final = "over_30"
"""Waits over 30 minutes where the bands of them are too small to stand apart; no ballot is stored so."""


class By(StrEnum):
    """What the ballots of one strand may be broken down by; its value stands in addresses."""

    GROUP = "group"
    RESPONDENT = "respondent"
    WAIT_BAND = "wait_band"
    COUNTER = "counter"


class Choice(NamedTuple):
    """An answer that can be picked, in the reader's language."""

    value: int
    name: str


class Asked(NamedTuple):
    """One question of a form; *kind* is levels, one, several or text."""

    id: int
    wording: str
    kind: str
    overall: bool
    meaning: str | None
    factor: str | None
    choices: tuple[Choice, ...]


class FormAsked(NamedTuple):
    """One version of a questionnaire, its questions in order; text questions are not among them."""

    id: int
    key: str
    version: int
    name: str
    questions: tuple[Asked, ...]

    @property
    def overall(self) -> Asked | None:
        """The question that gives the score."""
        return next((one for one in self.questions if one.overall), None)


class Batch(NamedTuple):
    """Ballots that were sealed together: of one unit, channel and outcome, from one week to another, both inside.

    *served* is ``None`` where nobody had a ticket; *position* is that of its leaf in the log.
    """

    id: int
    unit_id: int
    channel: str
    served: bool | None
    from_week: Week
    until_week: Week
    ballots: int
    position: int | None


class Sealed(NamedTuple):
    """How many ballots of a batch and questionnaire were sealed.

    *reason* says why they are set aside by the latest decision, ``None``: they are not; *left_out*: no figure counts
    them now. Decisions take effect later, and together, so the two may differ.
    """

    batch_id: int
    form_id: int
    reason: str | None
    left_out: bool
    n: int


class Chosen(NamedTuple):
    """How many ballots of a batch picked one value; *low*: only those that rate the whole 1 to 3."""

    batch_id: int
    question_id: int
    value: int
    n: int
    low: bool = False


class Answered(NamedTuple):
    """How many ballots of a batch answered a question at all; *low* as in `Chosen`."""

    batch_id: int
    question_id: int
    n: int
    low: bool = False


class FactorBallots(NamedTuple):
    """How many ballots of a batch and form answered at least one question of levels about a factor."""

    batch_id: int
    form_id: int
    factor: str
    n: int


class CellLevel(NamedTuple):
    """How many ballots of one stored cell chose a level of the overall question."""

    batch_id: int
    form_id: int
    counter_id: int | None
    group_id: int | None
    wait_band: str | None
    respondent: str | None
    level: int
    n: int

    def key(self, by: By) -> int | str | None:
        """Return what *by* is in this cell; ``None``: not kept when the ballots were sealed, or never said."""
        keys: dict[By, int | str | None] = {
            By.GROUP: self.group_id,
            By.RESPONDENT: self.respondent,
            By.WAIT_BAND: self.wait_band,
            By.COUNTER: self.counter_id,
        }
        return keys[by]


class Counted(NamedTuple):
    """Everything that was counted of some batches.

    *few* are answers that count in nothing, because too few of their batch gave them: only their number is told.
    """

    batches: tuple[Batch, ...] = ()
    sealed: tuple[Sealed, ...] = ()
    chosen: tuple[Chosen, ...] = ()
    answered: tuple[Answered, ...] = ()
    factors: tuple[FactorBallots, ...] = ()
    cells: tuple[CellLevel, ...] = ()
    few: tuple[Answered, ...] = ()


class Visits(NamedTuple):
    """Served visits of the units and weeks of some batches; *offered*: those with the address of a survey.

    *offered* is ``None`` where the addresses have been blanked since.
    """

    served: int
    offered: int | None
