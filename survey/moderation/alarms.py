"""When so much is set aside that somebody should ask: lately, by decisions made lately, or of one batch. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.ground.calendar import Week
from survey.moderation.standings import ALARM_SHARE, Standing

ALARM_BALLOTS: Final = 5
"""Set aside of one batch; fewer of a small batch are no alarm."""


@dataclass(frozen=True, slots=True)
class BatchAside:
    """A sealed batch, and how many of its ballots are set aside by the latest decision, whenever that was."""

    from_week: Week
    until_week: Week
    sealed: int
    aside: int

    @property
    def alarming(self) -> bool:
        """Whether more than two in a hundred, and at least five, are set aside."""
        return self.aside >= ALARM_BALLOTS and self.aside > ALARM_SHARE * self.sealed


@dataclass(frozen=True, slots=True)
class Watch:
    """What was set aside at one unit.

    Attributes:
        lately: Of the batches of the thirteen weeks.
        decided: Ballots of whatever batch that are set aside by a decision made since these weeks began.
        batches: All batches of which anything is set aside.
    """

    lately: Standing
    decided: int
    batches: Sequence[BatchAside]

    @property
    def decided_lately(self) -> bool:
        """Whether those decisions set more than two in a hundred aside, as many as if of the weeks' own ballots.

        Where the weeks have no ballots, any decision is an alarm; where they are about the weeks' own ballots,
        :attr:`lately` says it already.
        """
        more = self.decided > self.lately.aside or not self.lately.alarming
        return more and self.decided > ALARM_SHARE * self.lately.sealed

    @property
    def heavy(self) -> list[BatchAside]:
        """The batches that are an alarm by themselves."""
        return [one for one in self.batches if one.alarming]

    @property
    def alarming(self) -> bool:
        """Whether anything of it is an alarm."""
        return self.lately.alarming or self.decided_lately or bool(self.heavy)
