"""Every decision of a moderator: a row, and a leaf of the log in the same transaction. Nothing is ever deleted.

A ballot that is set aside stops counting when :func:`put_in_force` runs, and only together with others.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from kiosk.office.models import Unit
from survey.ballots.models import Ballot, BallotBatch, Comment
from survey.ledger import actions as ledger
from survey.ledger import entries
from survey.moderation import blocks, queries
from survey.moderation.models import Act, Moderation, Reason, Subject
from survey.moderation.striking import struck

MOST_IN_LEAF: Final = 500
"""Ballots or comments that one leaf is about; with more of them it would be longer than a leaf may be."""
Decided = tuple[Act | None, Reason | None]
UNDECIDED: Final[Decided] = (None, None)


@dataclass(frozen=True, slots=True)
class Moderator:
    """Who decides, and the units to which they were found to be an outsider in this very transaction."""

    staff_id: int
    outside_of: frozenset[int]


class InsiderError(Exception):
    """The person belongs to the judged unit."""


class NotThereError(Exception):
    """Some of what is to be decided about is not there, or not in that batch or unit."""


class DecidedSinceError(Exception):
    """About some comments something was decided since the person looked; *now* is what, by comment."""

    def __init__(self, now: Mapping[str, Decided]) -> None:
        super().__init__(len(now))
        self.now = now


def set_aside(
    session: Session,
    batch_id: int,
    ballot_ids: Collection[str],
    reason: Reason,
    *,
    by: Moderator,
    key: str,
    now: datetime,
) -> int:
    """Decide that ballots of one batch be set aside; return about how many something new was decided.

    Ballots that once left together leave together again: about the others of their block the same is decided.

    Raises:
        InsiderError, NotThereError: As named.
    """
    return _decide_ballots(session, batch_id, ballot_ids, (Act.ASIDE, reason), by=by, key=key, now=now)


def restore(
    session: Session, batch_id: int, ballot_ids: Collection[str], *, by: Moderator, key: str, now: datetime
) -> int:
    """Take decisions back, of a block about all its ballots; return about how many something new was decided.

    Raises:
        InsiderError, NotThereError: As named.
    """
    return _decide_ballots(session, batch_id, ballot_ids, (Act.RESTORED, None), by=by, key=key, now=now)


def decide_comments(
    session: Session,
    unit_id: int,
    comment_ids: Collection[str],
    act: Act,
    reason: Reason | None = None,
    *,
    by: Moderator,
    key: str,
    now: datetime,
    seen: Mapping[str, Decided] | None = None,
) -> int:
    """Publish comments of a unit, or hide them for a reason; return about how many something new was decided.

    *seen* is the latest decision about each comment as the person saw it, undecided for those left out; ``None``: they
    decide whatever was decided before.

    Raises:
        InsiderError, NotThereError, DecidedSinceError: As named.
        ValueError: Another act, or a reason that does not go with it.
    """
    if act not in (Act.PUBLISHED, Act.HIDDEN) or (act is Act.HIDDEN) != (reason is not None):
        raise ValueError(f"{act} {reason}")
    rows = _comments(session, unit_id, comment_ids, by=by)
    known = queries.latest_acts(session, Subject.COMMENT, [row.id for row in rows])
    if act is Act.PUBLISHED:  # what was struck out is public already
        rows = [row for row in rows if known.get(row.id, (None, None))[0] is not Act.MASKED]
    new = [row.id for row in rows if known.get(row.id) != (act, reason)]
    _refuse_unseen(session, {one: known.get(one, UNDECIDED) for one in new}, seen, key)
    return _record(session, unit_id, Subject.COMMENT, new, (act, reason), by=by, key=key, now=now)


def mask_comment(
    session: Session,
    unit_id: int,
    comment_id: str,
    pieces: Sequence[str],
    *,
    by: Moderator,
    key: str,
    now: datetime,
    seen: Mapping[str, Decided] | None = None,
) -> str:
    """Strike personal data out of a comment and publish the rest; return what is left. The text's digest stays.

    *seen*: as for :func:`decide_comments`.

    Raises:
        InsiderError, NotThereError, DecidedSinceError: As named.
        survey.moderation.striking.NotInTextError: A piece does not stand in the comment.
        survey.moderation.striking.TooMuchError: Hardly anything would be left.
    """
    [comment] = _comments(session, unit_id, [comment_id], by=by)
    known = queries.latest_acts(session, Subject.COMMENT, [comment.id])
    _refuse_unseen(session, {comment.id: known.get(comment.id, UNDECIDED)}, seen, key)
    if not queries.was_done(session, key):
        comment.text = struck(comment.text, pieces)
        _record(session, unit_id, Subject.COMMENT, [comment.id], (Act.MASKED, Reason.PERSONAL), by=by, key=key, now=now)
    return comment.text


def put_in_force(session: Session) -> int:
    """Let figures follow the decisions, in blocks of five or more of a cell; return how many ballots came or went.

    Part of every seal run. Whoever knows two states of the figures knows no ballot, see
    :mod:`survey.moderation.blocks`.
    """
    moved = 0
    for batch_id in queries.decided_batches(session):
        _hold(session, batch_id)
        used = session.scalar(select(func.max(Ballot.block)).where(Ballot.batch_id == batch_id)) or 0
        for change in blocks.changes(queries.placed(session, batch_id), used + 1):
            number = change.block if change.aside else None
            chosen = update(Ballot).where(Ballot.batch_id == batch_id, Ballot.id.in_(change.ballot_ids))
            session.execute(chosen.values(block=change.block, aside_block=number))
            moved += len(change.ballot_ids)
    return moved


def _decide_ballots(
    session: Session,
    batch_id: int,
    ballot_ids: Collection[str],
    decision: tuple[Act, Reason | None],
    *,
    by: Moderator,
    key: str,
    now: datetime,
) -> int:
    batch = _hold(session, batch_id)
    if batch is None:
        raise NotThereError
    _refuse_insiders(by, batch.unit_id)
    there = {row.ballot.id: row for row in queries.ballots(session, batch_id)}
    if not ballot_ids or not set(ballot_ids) <= set(there):
        raise NotThereError
    together = {there[one].ballot.block for one in ballot_ids} - {None}
    meant = [row for one, row in sorted(there.items()) if one in ballot_ids or row.ballot.block in together]
    act, reason = decision
    if act is Act.RESTORED:
        new = [row.ballot.id for row in meant if row.act is Act.ASIDE]
    else:
        new = [row.ballot.id for row in meant if (row.act, row.reason) != (act, reason)]
    return _record(session, batch.unit_id, Subject.BALLOT, new, decision, by=by, key=key, now=now, batch_id=batch_id)


def _comments(session: Session, unit_id: int, comment_ids: Collection[str], *, by: Moderator) -> list[Comment]:
    _refuse_insiders(by, unit_id)
    asked = select(Comment).where(Comment.unit_id == unit_id, Comment.id.in_(comment_ids))
    rows = list(session.scalars(asked.order_by(Comment.id).with_for_update()))
    if not rows or len(rows) != len(set(comment_ids)):
        raise NotThereError
    return rows


def _refuse_unseen(
    session: Session, known: Mapping[str, Decided], seen: Mapping[str, Decided] | None, key: str
) -> None:
    if seen is None or queries.was_done(session, key):
        return
    since = {one: decided for one, decided in known.items() if seen.get(one, UNDECIDED) != decided}
    if since:
        raise DecidedSinceError(since)


def _record(
    session: Session,
    unit_id: int,
    subject: Subject,
    ids: Sequence[str],
    decision: tuple[Act, Reason | None],
    *,
    by: Moderator,
    key: str,
    now: datetime,
    batch_id: int | None = None,
) -> int:
    """Append leaves about all of *ids* and a row for each; the same form again changes nothing."""
    if not ids or queries.was_done(session, key):
        return 0
    act, reason = decision
    kind = act if subject is Subject.BALLOT else "comment"
    said = reason if subject is Subject.BALLOT else " ".join(filter(None, (act, reason)))
    slug = session.scalars(select(Unit.slug).where(Unit.id == unit_id)).one()
    parts = [ids[start : start + MOST_IN_LEAF] for start in range(0, len(ids), MOST_IN_LEAF)]
    leaves = [entries.decision(kind, slug, list(_named(part)), reason=said, batch_number=batch_id) for part in parts]
    told = {"unit_id": unit_id, "subject": subject, "act": act, "reason": reason, "staff_id": by.staff_id}
    for part, position in zip(parts, ledger.append(session, leaves), strict=True):
        session.add_all(Moderation(**told, subject_id=one, at=now, position=position, issue_key=key) for one in part)
    session.flush()
    return len(ids)


def _named(ids: Iterable[str]) -> Iterable[str]:
    """Yield what the log calls each ballot or comment: the digest of its random name."""
    return (hashlib.sha256(one.encode()).hexdigest() for one in ids)


def _refuse_insiders(by: Moderator, unit_id: int) -> None:
    if unit_id not in by.outside_of:
        raise InsiderError


def _hold(session: Session, batch_id: int) -> BallotBatch | None:
    """Return the batch, held: two who decide about its ballots, or a seal run, go one after the other."""
    return session.scalars(select(BallotBatch).where(BallotBatch.id == batch_id).with_for_update()).first()
