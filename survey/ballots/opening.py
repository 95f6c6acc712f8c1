"""Whether ballots are what was committed to when they were cast: looked at before the seal destroys the nonces."""

from collections import Counter as TallyOf
from collections.abc import Sequence
from typing import Final, NamedTuple

import structlog
from sqlalchemy.orm import Session

from survey.ballots import canonical, casting_queries, seal_queries
from survey.ballots.models import PendingBallot
from survey.ballots.queries import Heap
from survey.ledger import entries

log: Final = structlog.get_logger("ballots")


class Opened(NamedTuple):
    """What was found of ballots that are being sealed.

    Attributes:
        differing: They are not what was promised once when they were cast.
        uncommitted: They have no commitment: cast before there was a log, or made to look so.
    """

    differing: int = 0
    uncommitted: int = 0

    def told(self) -> dict[str, int]:
        """Return what the batch's entry says of it: nothing where there is nothing to say."""
        return {name: number for name, number in self._asdict().items() if number}


def opened(session: Session, heap: Heap, ballots: Sequence[PendingBallot], weeks: tuple[str, str]) -> Opened:
    """Open the commitments of a heap, and raise the alarm where one does not open.

    Ballots of before there was a log were promised to nobody. The log says how many there were when it began; whoever
    takes the commitment off another ballot makes one more.

    Args:
        session: Where to read.
        heap: Whose ballots.
        ballots: Them, locked.
        weeks: The first and the last in which they were cast.
    """
    slug = casting_queries.slugs(session, [heap.unit_id])[heap.unit_id]
    form = casting_queries.form_names(session, [heap.questionnaire_id])[heap.questionnaire_id]
    committed = [row for row in ballots if row.commitment or row.nonce]
    bare = [row for row in ballots if not (row.commitment or row.nonce)]
    promised = seal_queries.promised(session, heap, weeks)
    here = TallyOf(row.commitment for row in committed)
    differing = _beyond(session, heap.unit_id, slug, bare) + sum(
        not _opens(row, slug, form) or here[row.commitment] != 1 or promised[row.commitment or ""] != 1
        for row in committed
    )
    if differing:
        log.error("ballots differ from their commitments", alarm="ballots", unit=slug, ballots=differing)
    return Opened(differing, len(bare))


def _beyond(session: Session, unit_id: int, slug: str, bare: Sequence[PendingBallot]) -> int:
    """Return how many ballots without a commitment cannot be of before there was a log."""
    if not bare:
        return 0
    begun = seal_queries.first_promise(session, unit_id)
    late = sum(begun is not None and row.week > begun for row in bare)
    beyond = seal_queries.uncommitted(session, unit_id) - seal_queries.at_start(session, slug)
    return max(late, min(len(bare), beyond))


def _opens(row: PendingBallot, slug: str, form: str) -> bool:
    cell = row.counter_id, row.group_id, row.wait_band, row.respondent
    try:
        said = canonical.cast_ballot(slug, row.week, row.channel, row.served, form, row.answers, cell=cell)
        return entries.commitment(row.nonce or "", said) == row.commitment
    except (AttributeError, TypeError, ValueError):  # somebody wrote what is no ballot
        return False
