"""A database in which everything there is has happened: two units, two weeks, decisions, two signed checkpoints."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from kiosk.ground.calendar import start_of_day
from survey.audit.checking import check
from survey.audit.checkpoint_checking import Known
from survey.audit.report import Report
from survey.ballots import cli
from survey.ballots.models import Ballot, BallotBatch, Comment
from survey.ledger.keys import KeyFile
from survey.moderation import actions as moderation
from survey.moderation.actions import Moderator
from survey.moderation.models import Act, Reason
from tests.survey.audit.keeping import with_key
from tests.survey.audit.office import WEEK, Office, open_office, vote

FIRST_SEAL = start_of_day(WEEK.shift(1).monday) + timedelta(hours=6)
SECOND_SEAL = FIRST_SEAL + timedelta(days=7)
CHECKED = SECOND_SEAL + timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Stage:
    """What the play needs, and the key that signed.

    Attributes:
        old: The first checkpoint, as somebody kept it.
        block: Ballots that were set aside together and are in no figure.
    """

    session: Session
    key: KeyFile
    units: tuple[Office, Office]
    old: str
    block: tuple[str, ...]

    def check(self, *, known: bool = True, since: str | None = None) -> Report:
        """Check everything, with the checkpoint beside the key."""
        signer = self.key.signer()
        kept = [Known("ledger.key.checkpoint", self.key.checkpoint_path.read_text())] if known else []
        kept += [Known("old.txt", since)] if since else []
        key = signer.verifier if signer else None
        return check(self.session, key=key, former=self.key.former(), known=kept, now=CHECKED)


def set_stage(app: Flask, session: Session, set_clock: Callable[[datetime], None], folder: Path) -> Stage:
    """Let two units work for two weeks; the second week's ballots of one are still pending."""
    key = with_key(app, folder)
    chance = Random(5)
    one, two = open_office(session, 40, chance), open_office(session, 14, chance, name="Phường Cái Răng")
    session.commit()
    for office, voters in ((one, one.visits[:34]), (two, two.visits)):
        vote(app, office, voters, set_clock, pages=0)
    _seal(app, FIRST_SEAL)
    old = key.checkpoint_path.read_text()
    by = Moderator(1, frozenset({one.unit_id, two.unit_id}))
    block = _decide(session, one, by)
    vote(app, one, one.visits[34:], set_clock, pages=0, later=timedelta(days=7))
    _seal(app, SECOND_SEAL)
    comment = session.scalars(select(Comment).where(Comment.unit_id == one.unit_id).order_by(Comment.id)).all()[2]
    now = SECOND_SEAL + timedelta(hours=3)
    moderation.decide_comments(session, one.unit_id, [comment.id], Act.PUBLISHED, by=by, key="4", now=now)
    session.commit()
    session.expire_all()
    return Stage(session, key, (one, two), old, block)


def drop_rails(session: Session) -> None:
    """Take the triggers off, as whoever administers the database can."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET LOCAL session_replication_role = 'replica'"))
        return
    for name in session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
        session.execute(text(f"DROP TRIGGER {name}"))


def _decide(session: Session, office: Office, by: Moderator) -> tuple[str, ...]:
    """Set five ballots of the largest cell aside and one that stays alone; hide one comment and mask another."""
    now = FIRST_SEAL + timedelta(days=1)
    sealed = select(Ballot).join(BallotBatch, BallotBatch.id == Ballot.batch_id)
    cells: dict[tuple[object, ...], list[Ballot]] = {}
    for one in session.scalars(sealed.where(BallotBatch.unit_id == office.unit_id).order_by(Ballot.id)):
        cells.setdefault((one.counter_id, one.group_id, one.wait_band), []).append(one)
    other, *_rest, most = sorted(cells.values(), key=len)
    batch_id, mine = most[0].batch_id, [one.id for one in most]
    assert len(mine) > 5
    moderation.set_aside(session, batch_id, mine[:5], Reason.SPAM, by=by, key="1", now=now)
    moderation.set_aside(session, batch_id, [other[0].id], Reason.TEST, by=by, key="2", now=now)
    said = session.scalars(select(Comment).where(Comment.unit_id == office.unit_id).order_by(Comment.id)).all()
    hide = (Act.HIDDEN, Reason.PERSONAL)
    moderation.decide_comments(session, office.unit_id, [said[0].id], *hide, by=by, key="3", now=now)
    moderation.mask_comment(session, office.unit_id, said[1].id, ["người thứ"], by=by, key="5", now=now)
    session.commit()
    return tuple(mine[:5])


def _seal(app: Flask, now: datetime) -> None:
    with app.app_context():
        cli.seal_past_weeks(now)
