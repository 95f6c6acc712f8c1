"""What citizens said they had waited, batch by batch."""

from typing import Final, NamedTuple

from kiosk.ground.calendar import Week

BANDS: Final = 5
FORGOTTEN: Final = BANDS + 1
"""The answer “do not remember”; 1 to 5 are the bands of `kiosk.queue.waiting.wait_band`."""


class BatchSaid(NamedTuple):
    """The answers of one sealed batch of served visits to one wording of the question.

    Attributes:
        channel: How these ballots were cast; channels are never mixed in one share.
        question_id: The wording; wordings are never pooled.
        counts: How many chose each of the five bands.
        forgotten: How many do not remember.
    """

    unit_id: int
    channel: str
    question_id: int
    from_week: Week
    until_week: Week
    counts: tuple[int, int, int, int, int]
    forgotten: int
