"""Every write about ballots on paper: runs are printed and withdrawn, slips are typed in twice, then cast."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from kiosk.ground import db, events
from kiosk.ground.calendar import Week
from survey.ballots import actions as ballots
from survey.ballots.actions import Voter
from survey.ballots.answers import Answers
from survey.ballots.models import BallotChannel
from survey.ballots.tokens import VotingToken
from survey.paper import comparing, queries, slip_codes
from survey.paper.comparing import Typed
from survey.paper.models import PaperEntry, PaperRun, PaperSlip, SlipState
from survey.questionnaires.queries import Form

MOST_TYPISTS: Final = 3
"""People who may read one slip: a third one helps where two differ."""


class PrintedBeforeError(Exception):
    """This form has printed its slips; the codes are on paper only and cannot be printed again."""


class NotThereError(Exception):
    """There is no slip with this code, or the unit has no such run."""


class WithdrawnError(Exception):
    """The run of this slip was withdrawn."""


class DoneBeforeError(Exception):
    """The slip was cast or found spoilt before."""

    def __init__(self, state: SlipState) -> None:
        super().__init__(state)
        self.state = state


class OthersError(Exception):
    """Three other people have typed this slip, and two of them have to agree about it."""


class InsiderError(Exception):
    """The person belongs to the unit, or may not type in its ballots."""


class Outcome(StrEnum):
    """What came of typing a slip in."""

    FIRST = "first"
    CAST = "cast"
    SPOILT = "spoilt"
    DIFFERING = "differing"


@dataclass(frozen=True, slots=True)
class Typist:
    """Who types, and the units to which they were found to be an outsider in this very transaction."""

    staff_id: int
    outside_of: frozenset[int]


@dataclass(frozen=True, slots=True)
class Run:
    """Slips that somebody prints for a unit and questionnaire; *codes* are those on the paper."""

    unit_id: int
    questionnaire_id: int
    codes: Sequence[str]
    staff_id: int


def print_run(session: Session, run: Run, *, key: str, now: datetime, today: date) -> PaperRun:
    """Store the digests of a run's codes, once.

    Raises:
        PrintedBeforeError: The same form has printed other codes.
    """
    before = queries.by_key(session, key)
    if before is not None:
        if queries.slip(session, slip_codes.kept(run.codes[0])) is None:
            raise PrintedBeforeError
        return before  # these very codes: the answer to COMMIT was lost
    row = PaperRun(
        unit_id=run.unit_id,
        questionnaire_id=run.questionnaire_id,
        slips=len(run.codes),
        printed_on=today,
        staff_id=run.staff_id,
        issue_key=key,
        withdrawn_on=None,
    )
    session.add(row)
    session.flush()
    kept = sorted(slip_codes.kept(code) for code in run.codes)
    slips = [{"code_hash": one, "run_id": row.id, "state": SlipState.PRINTED} for one in kept]
    session.execute(insert(db.table(PaperSlip)), slips)
    _record(session, "paper.print", row, staff_id=run.staff_id, now=now)
    return row


def withdraw(session: Session, unit_id: int, run_id: int, *, by: Typist, now: datetime, today: date) -> PaperRun:
    """Take no more slips of a run; what was cast stays cast. Twice changes nothing.

    Only an outsider may: otherwise whoever is judged could empty the box.

    Raises:
        NotThereError, InsiderError: As named.
    """
    run = session.scalar(select(PaperRun).where(PaperRun.id == run_id, PaperRun.unit_id == unit_id).with_for_update())
    if run is None:
        raise NotThereError
    if unit_id not in by.outside_of:
        raise InsiderError
    if run.withdrawn_on is None:
        run.withdrawn_on = today
        slips = select(PaperSlip.code_hash).where(PaperSlip.run_id == run.id)
        session.execute(delete(PaperEntry).where(PaperEntry.code_hash.in_(slips)))
        _record(session, "paper.withdraw", run, staff_id=by.staff_id, now=now)
        session.flush()
    return run


def open_slip(session: Session, code: str, *, by: Typist, hold: bool = False) -> queries.FoundSlip:
    """Return the slip that may be typed in.

    Raises:
        NotThereError, InsiderError, WithdrawnError, DoneBeforeError, OthersError: As named.
    """
    found = queries.slip(session, slip_codes.kept(code), hold=hold)
    if found is None:
        raise NotThereError
    if found.run.unit_id not in by.outside_of:
        raise InsiderError
    if found.slip.state != SlipState.PRINTED:
        raise DoneBeforeError(SlipState(found.slip.state))
    if found.run.withdrawn_on is not None:
        raise WithdrawnError
    if len(queries.entries(session, found.slip.code_hash).keys() - {by.staff_id}) >= MOST_TYPISTS:
        raise OthersError
    return found


def enter(
    session: Session, code: str, form: Form, typed: Typed, *, by: Typist, week: Week
) -> tuple[Outcome, list[int]]:
    """Keep what one person read on a slip; cast the ballot when two agree, be it two of three.

    Args:
        session: A write session.
        code: What stands on the slip; the ballot's voting token.
        form: The questionnaire of the slip's run.
        typed: What was read; blank for an empty or unreadable slip. Typed again, it takes the place of the former.
        by: Who typed.
        week: The week of typing, which is that of casting.

    Returns:
        What came of it, and the ids of the questions that this person and another read differently.

    Raises:
        NotThereError, InsiderError, WithdrawnError, DoneBeforeError, OthersError: As :func:`open_slip`.
    """
    found = open_slip(session, code, by=by, hold=True)
    asked = [row.question.id for row in form.questions]
    known = queries.entries(session, found.slip.code_hash)
    _keep(session, found.slip.code_hash, typed, asked, known.get(by.staff_id), staff_id=by.staff_id, week=week)
    others = [typed_of(entry, asked) for staff_id, entry in known.items() if staff_id != by.staff_id]
    if not others:
        return Outcome.FIRST, []
    first = comparing.same(others, typed, asked)
    if first is None:
        return Outcome.DIFFERING, comparing.apart(others, typed, asked)
    found.slip.state = SlipState.SPOILT if first.blank else SlipState.CAST
    if not first.blank:
        _cast(session, code, found.run, first, asked, week)
    session.execute(delete(PaperEntry).where(PaperEntry.code_hash == found.slip.code_hash))
    session.flush()
    return (Outcome.SPOILT if first.blank else Outcome.CAST), []


def typed_of(entry: PaperEntry, question_ids: Sequence[int]) -> Typed:
    """Return what somebody typed, as it was kept; *question_ids* are those of the whole form, in order."""
    picked = {int(question): tuple(values) for question, values in entry.answers.items()}
    texts = {one: text for one, text in zip(question_ids, entry.comments, strict=False) if text}
    return Typed(picked, texts)


def _keep(
    session: Session,
    code_hash: str,
    typed: Typed,
    question_ids: Sequence[int],
    before: PaperEntry | None,
    *,
    staff_id: int,
    week: Week,
) -> None:
    answers = {str(question): list(values) for question, values in typed.picked.items()}
    comments = [typed.texts.get(one, "") for one in question_ids] if typed.texts else []
    if before is None:
        told = {"answers": answers, "comments": comments, "week": str(week)}
        session.add(PaperEntry(code_hash=code_hash, staff_id=staff_id, **told))
    else:
        before.answers, before.comments, before.week = answers, comments, str(week)
    session.flush()


def _cast(session: Session, code: str, run: PaperRun, typed: Typed, question_ids: Sequence[int], week: Week) -> None:
    token = VotingToken(code)
    voter = Voter(token.spent_hash, run.unit_id, BallotChannel.PAPER, week, receipt_hash=token.receipt_hash)
    comments = tuple(typed.texts[one] for one in question_ids if one in typed.texts)
    ballots.cast(session, voter, run.questionnaire_id, Answers(typed.picked, comments))


def _record(session: Session, act: str, run: PaperRun, *, staff_id: int, now: datetime) -> None:
    events.record(
        session,
        act,
        f"{run.printed_on.isoformat()} – {run.slips}",
        now=now,
        staff_id=staff_id,
        unit_id=run.unit_id,
        details={"slips": run.slips},
    )
