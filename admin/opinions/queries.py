"""Every SELECT about what offices do about bad ratings."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.opinions.models import Remedy
from kiosk.ground.calendar import Week
from survey.ballots.models import BallotBatch
from survey.ballots.queries import OF_VISITS
from survey.moderation import queries as moderation
from survey.moderation.standings import Standing


def span(session: Session, unit_ids: Collection[int]) -> tuple[Week, Week] | None:
    """Return the last weeks of the first and of the latest batch of the units; ``None`` before anything was sealed."""
    until, of_these = BallotBatch.until_week, BallotBatch.unit_id.in_(unit_ids)
    first, last = (session.scalar(select(end).where(of_these)) for end in (func.min(until), func.max(until)))
    return None if first is None or last is None else (Week.parse(first), Week.parse(last))


def standing(session: Session, unit_ids: Collection[int], since: Week, until: Week) -> Standing:
    """Return how the ballots of served visits stand whose batches end in the weeks from *since* to *until*."""
    sealed = select(BallotBatch.id).where(BallotBatch.unit_id.in_(unit_ids), BallotBatch.channel.in_(OF_VISITS))
    within = BallotBatch.until_week.between(str(since), str(until))
    batch_ids = session.scalars(sealed.where(within, BallotBatch.served.is_(True))).all()
    return moderation.standing(session, unit_ids, batch_ids=batch_ids)


def remedies(session: Session, unit_ids: Collection[int], since: Week, until: Week) -> list[Remedy]:
    """Return what stands about ratings of weeks that share one with *since* to *until*, the latest weeks first.

    Of several texts about the same weeks of a unit the latest stands.
    """
    rows = session.scalars(
        select(Remedy)
        .where(Remedy.unit_id.in_(unit_ids))
        .where(Remedy.until_week >= str(since), Remedy.from_week <= str(until))
        .order_by(Remedy.written_at, Remedy.id)
    )
    latest = {(row.unit_id, row.from_week, row.until_week): row for row in rows}
    return sorted(latest.values(), key=lambda row: (row.until_week, row.from_week, row.unit_id), reverse=True)


def earlier(session: Session, standing: Remedy) -> list[Remedy]:
    """Return the texts that stood about the same weeks before, latest first."""
    return list(
        session.scalars(
            select(Remedy)
            .where(Remedy.unit_id == standing.unit_id, Remedy.id != standing.id)
            .where(Remedy.from_week == standing.from_week, Remedy.until_week == standing.until_week)
            .order_by(Remedy.written_at.desc(), Remedy.id.desc())
        )
    )


def of_key(session: Session, issue_key: str) -> Remedy | None:
    """Return what was written by the form with this key."""
    return session.scalars(select(Remedy).where(Remedy.issue_key == issue_key)).first()
