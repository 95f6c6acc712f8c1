"""Every SELECT about ballots on paper."""

from collections import Counter as TallyOf
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.ground.calendar import Week
from survey.paper.models import PaperEntry, PaperRun, PaperSlip, SlipState
from survey.questionnaires.models import Questionnaire

LATE_WEEKS: Final = 2


@dataclass(frozen=True, slots=True)
class RunCounts:
    """What became of the slips of one run; the five numbers add up to what was printed.

    Attributes:
        once: Typed in by one person; they wait for the second.
        differing: Typed in by two or three people who read something else.
        old: Of the differing ones, those that nobody has typed anew for two weeks and more.
        cast: Ballots.
        spoilt: Empty or unreadable, both said.
        out: Not seen again so far.
    """

    run: PaperRun
    form: Questionnaire
    once: int
    differing: int
    old: int
    cast: int
    spoilt: int

    @property
    def out(self) -> int:
        """Slips that nobody has typed."""
        return self.run.slips - self.once - self.differing - self.cast - self.spoilt


@dataclass(frozen=True, slots=True)
class FoundSlip:
    """A slip with the run it was printed in."""

    slip: PaperSlip
    run: PaperRun


def by_key(session: Session, key: str) -> PaperRun | None:
    """Return the run that the form with this one-time key printed."""
    return session.scalar(select(PaperRun).where(PaperRun.issue_key == key))


def slip(session: Session, code_hash: str, *, hold: bool = False) -> FoundSlip | None:
    """Return the slip with this digest; *hold*: two who type it go one after the other, and so does who withdraws."""
    if hold:  # the run first, as whoever withdraws it holds it: none of its slips is cast after that
        of = select(PaperSlip.run_id).where(PaperSlip.code_hash == code_hash).scalar_subquery()
        session.execute(select(PaperRun.id).where(PaperRun.id == of).with_for_update(read=True))
    asked = (
        select(PaperSlip, PaperRun)
        .execution_options(populate_existing=hold)
        .join(PaperRun, PaperRun.id == PaperSlip.run_id)
    )
    asked = asked.where(PaperSlip.code_hash == code_hash)
    row = session.execute(asked.with_for_update(of=PaperSlip) if hold else asked).first()
    return None if row is None else FoundSlip(row[0], row[1])


def run_of(session: Session, unit_id: int, run_id: int) -> PaperRun | None:
    """Return a run of the unit; ``None`` when it has no such run."""
    return session.scalar(select(PaperRun).where(PaperRun.id == run_id, PaperRun.unit_id == unit_id))


def entries(session: Session, code_hash: str) -> dict[int, PaperEntry]:
    """Return what was typed of a slip, by who typed it."""
    rows = session.scalars(select(PaperEntry).where(PaperEntry.code_hash == code_hash).order_by(PaperEntry.staff_id))
    return {row.staff_id: row for row in rows}


def apart_of(session: Session, staff_id: int) -> int:
    """Return how many slips wait that this person typed and somebody else read differently."""
    mine = select(PaperEntry.code_hash).where(PaperEntry.staff_id == staff_id)
    others = select(PaperEntry.code_hash).where(PaperEntry.staff_id != staff_id)
    apart = select(func.count()).select_from(PaperSlip)
    return session.scalar(apart.where(PaperSlip.code_hash.in_(mine), PaperSlip.code_hash.in_(others))) or 0


def counts(session: Session, unit_id: int, today: Week) -> list[RunCounts]:
    """Return what became of the slips of each run of a unit as of the week *today*, the latest run first."""
    late = func.max(PaperEntry.week) < str(today.shift(-LATE_WEEKS))
    people = select(PaperEntry.code_hash, func.count().label("people"), late.label("late"))
    typed = people.group_by(PaperEntry.code_hash).subquery()
    each = (
        select(PaperSlip.run_id, PaperSlip.state, func.coalesce(typed.c.people, 0).label("people"), typed.c.late)
        .join(PaperRun, PaperRun.id == PaperSlip.run_id)
        .outerjoin(typed, typed.c.code_hash == PaperSlip.code_hash)
        .where(PaperRun.unit_id == unit_id)
        .subquery()
        .c
    )
    rows = session.execute(select(*each, func.count().label("slips")).group_by(*each))
    found: TallyOf[tuple[int, str, int]] = TallyOf()
    old: TallyOf[int] = TallyOf()
    for row in rows:
        found[row.run_id, row.state, row.people] += row.slips
        old[row.run_id] += row.slips if row.people > 1 and row.late else 0
    runs = session.execute(
        select(PaperRun, Questionnaire)
        .join(Questionnaire, Questionnaire.id == PaperRun.questionnaire_id)
        .where(PaperRun.unit_id == unit_id)
        .order_by(PaperRun.id.desc())
    )
    return [
        RunCounts(
            run,
            form,
            once=found[run.id, SlipState.PRINTED, 1],
            differing=found[run.id, SlipState.PRINTED, 2] + found[run.id, SlipState.PRINTED, 3],
            old=old[run.id],
            cast=found[run.id, SlipState.CAST, 0],
            spoilt=found[run.id, SlipState.SPOILT, 0],
        )
        for run, form in runs
    ]
