"""An office in which every page has something to show: tickets in every state, comments, days off, a locked account."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from admin.accounts.roles import Role
from admin.documents.models import ReportText
from admin.procedures.columns import COLUMNS
from kiosk.ground import events
from kiosk.ground.db import Database
from kiosk.office import api_key_actions
from kiosk.office.models import Counter, HolidayOverride, Notice, OpeningException, ServiceGroup, Unit
from kiosk.procedures import upload_actions
from kiosk.queue import actions
from kiosk.queue.kinds import LeaveReason
from kiosk.queue.night_actions import NIGHT
from kiosk.queue.tickets import Actor, Move, State
from survey.ballots.models import Comment
from survey.moderation import actions as moderation
from survey.moderation.actions import Moderator
from survey.moderation.models import Reason
from survey.questionnaires import draft_actions, queries
from survey.questionnaires.library import FORMS, QUESTIONS
from tests import cast, factories
from tests.admin.pilot.offices import event
from tests.admin.spot_checks.looks import person, spot_check
from tests.browser import past
from tests.browser.pilot import Pilot
from tests.factories import MONDAY, Phone
from tests.kiosk.procedures.office import BIRTH, add, promise
from tests.kiosk.queue.api.machine import key_of
from tests.ledger_key import signed_log
from tests.survey.moderation import sealed
from tests.survey.paper import slips
from tests.survey.questionnaires.drafts import draft, seen

EVERYTHING: Final = "everything"
OUTSIDER: Final = "outsider"
TWO_STEPS: Final = "two-steps"
CLOSED_OFFICE: Final = "C10SED00"
COURSES: Final[dict[State, tuple[Move, ...]]] = {
    State.WAITING: (),
    State.CALLED: (Move.CALL,),
    State.SERVING: (Move.CALL, Move.START),
    State.ON_HOLD: (Move.CALL, Move.START, Move.HOLD),
    State.DONE: (Move.CALL, Move.START, Move.FINISH),
    State.NO_SHOW: (Move.CALL, Move.NO_SHOW),
    State.LEFT: (Move.LEAVE,),
    State.REMOVED: (Move.REMOVE,),
    State.CLOSED: (Move.CLOSE,),
}

BUSY: Final = {"5": State.CALLED, "6": State.SERVING}


@dataclass(frozen=True, slots=True)
class Everything:
    """What the addresses of pages name.

    Attributes:
        phones: A ticket in each state; the one that waits is over target.
        voted: A ticket whose survey was sent.
        staff_id: Somebody of the unit, locked out.
        notice_id: What the screen in the hall tells.
        event_id: A change of how the office works, from the week of its first visits.
        procedure_id: A procedure with everything that can be said of one; a file that would change it waits.
        device_id: A tablet whose pairing is waited for.
        questionnaire_id: A draft of the long form with a question on conduct, and (question_id) its first question.
        check_id: A spot check that was finished.
        hall_id: One that goes on.
        batch_id: Ballots that were sealed, some of them set aside.
        comment_id: A comment about which nobody has decided.
        slip_code: A slip on paper that nobody has typed in.
    """

    phones: dict[State, Phone]
    voted: Phone
    staff_id: int
    procedure_id: int
    notice_id: int
    event_id: int
    device_id: int
    questionnaire_id: int
    question_id: int
    check_id: int
    hall_id: int
    batch_id: int
    comment_id: str
    slip_code: str


def fill(database: Database, pilot: Pilot) -> Everything:
    """Let everything have happened at the office that can."""
    past.serve_ten(database, pilot)
    return database.write(lambda session: _fill(session, pilot))


def _fill(session: Session, pilot: Pilot) -> Everything:
    unit, top = session.get_one(Unit, pilot.unit), session.get_one(Unit, pilot.top)
    somebody = cast.staff(session, Role.CLERK, unit, login="le.thi.hoa", active=False)
    everybody = cast.staff(session, Role.ADMINISTRATOR, top, login=EVERYTHING)
    cast.grant(session, everybody, Role.SUPERVISOR, top)
    cast.grant(session, everybody, Role.CLERK, top)
    cast.grant(session, everybody, Role.HEAD, top)
    outsider = cast.staff(session, Role.MONITOR, top, login=OUTSIDER)
    for role in (Role.MODERATOR, Role.TYPIST):
        cast.grant(session, outsider, role, top)
    cast.staff(session, Role.CLERK, unit, login=TWO_STEPS, totp_secret="JBSWY3DPEHPK3PXP")
    _plan(session, pilot, somebody)
    counter, group = session.get_one(Counter, pilot.other_counter), session.get_one(ServiceGroup, pilot.land)
    factories.desk(session, counter, group, staff_id=somebody.id)
    # A counter has one person at a time.
    busy = {state: factories.counter(session, unit, sign, group) for sign, state in BUSY.items()}
    phones = {state: _visit(session, group, busy.get(state, counter), moves) for state, moves in COURSES.items()}
    voted = _visit(session, group, counter, COURSES[State.DONE])
    past.cast_ballot(session, pilot, 5, name=voted.vote)
    closed = factories.unit(session, "Điểm tiếp nhận Thới Nhựt", parent=top)
    factories.code(session, closed, CLOSED_OFFICE)
    procedure_id, notice_id = _procedure(session, unit, group), _notice(session, unit)
    change = event(session, unit, somebody.id, MONDAY.date() - timedelta(days=3))
    _words(session, unit, somebody)
    tablet, _code = factories.device(session, unit)
    old, now = key_of(session, unit)[0], key_of(session, unit)[0]
    api_key_actions.revoke_key(session, old.id, now=MONDAY, staff_id=None)
    api_key_actions.used(session, now.id, now=MONDAY)
    check_id, hall_id = _looks(session, unit, outsider)
    signed_log(session, unit.slug, 12)
    questionnaire_id, question_id = _draft(session, unit)
    return Everything(
        phones=phones,
        voted=voted,
        staff_id=somebody.id,
        procedure_id=procedure_id,
        notice_id=notice_id,
        event_id=change.id,
        device_id=tablet.id,
        questionnaire_id=questionnaire_id,
        question_id=question_id,
        check_id=check_id,
        hall_id=hall_id,
        batch_id=_set_aside(session, unit, outsider),
        comment_id=f"{0:032x}",
        slip_code=slips.printed(session, unit).codes[0],
    )


def _set_aside(session: Session, unit: Unit, outsider: Staff) -> int:
    """Let a moderator have set one of 22 ballots aside."""
    found = sealed.batch(session, unit, until_week="2026-W45")
    moderator = Moderator(outsider.id, frozenset({unit.id}))
    moderation.set_aside(session, found.batch.id, found.first[:1], Reason.SPAM, by=moderator, key="a", now=MONDAY)
    return found.batch.id


def _draft(session: Session, unit: Unit) -> tuple[int, int]:
    """Let somebody draft a form of the unit's own."""
    row = draft(session, unit.id, FORMS["factors"])
    draft_actions.add_ready(session, row.id, QUESTIONS["money"], seen=seen(session, row))
    return row.id, queries.load(session, row).questions[0].question.id


def _looks(session: Session, unit: Unit, monitor: Staff) -> tuple[int, int]:
    """Let a monitor have timed people in the hall, and still do."""
    done = spot_check(session, unit, monitor, remark="Quầy 2 vắng nửa giờ.")
    going_on = spot_check(session, unit, monitor, done=False)
    for look in (done, going_on):
        person(session, look, 1, 0, 12, "A001")
        person(session, look, 2, 3, None)
    return done.id, going_on.id


def _words(session: Session, unit: Unit, somebody: Staff) -> None:
    """Let somebody have written in a report, twice."""
    for version, text in enumerate(("Thiếu quầy.", "Thiếu quầy:\n- sáng thứ Hai;\n- ngày phiên chợ."), 1):
        session.add(
            ReportText(
                unit_id=unit.id,
                kind="weekly",
                period="week/2026-W46",
                section="problems",
                version=version,
                text=text,
                staff_id=somebody.id,
                staff_name=somebody.name,
                saved_at=MONDAY,
            )
        )
    session.flush()


def _notice(session: Session, unit: Unit) -> int:
    text = "Chiều thứ Sáu quầy 2 tạm nghỉ, xin mời Ông/Bà đến quầy 3."
    told = Notice(unit_id=unit.id, text_vi=text, text_km="រសៀលថ្ងៃសុក្រ បញ្ជរ 2 សម្រាក។", shown_from=MONDAY.date())
    session.add(told)
    session.flush()
    return told.id


def _plan(session: Session, pilot: Pilot, somebody: Staff) -> None:
    """Give the lists of setting up and of comments a line each."""
    session.add_all(
        [
            OpeningException(unit_id=pilot.unit, day=date(2026, 11, 27), note="Họp toàn cơ quan"),
            OpeningException(unit_id=pilot.unit, day=date(2026, 11, 28), opens=time(8), closes=time(11)),
            HolidayOverride(day=date(2027, 1, 2), is_working=False, note="Hoán đổi ngày làm việc", document="12/CV"),
            *(
                Comment(id=f"{place:032x}", unit_id=pilot.unit, until_week="2026-W46", channel=channel, text=text)
                for place, (channel, text) in enumerate(
                    [("visit", "Chờ lâu nhưng cán bộ lịch sự.\nXin thêm ghế."), ("poster", "Cần chỗ để xe.")]
                )
            ),
        ]
    )
    details = {"label": {"old": "2", "new": "3"}}
    events.record(session, "counter.change", "3", now=MONDAY, staff_id=somebody.id, unit_id=pilot.unit, details=details)


def _procedure(session: Session, unit: Unit, group: ServiceGroup) -> int:
    """Add a procedure with a shorter limit, and a file of which one row would be refused."""
    row = add(session, unit, "MẪU-001", BIRTH, group)
    promise(session, unit, row, 1)
    sheet = f"{COLUMNS['code']},{COLUMNS['name_vi']}\nMẪU-001,Khai sinh\nMẪU-002,\n"
    told = [
        {"line": 2, "outcome": "changed"},
        {"line": 3, "outcome": "refused", "reason": "missing", "field": "name_vi"},
    ]
    upload_actions.keep(session, unit.id, "thu-tuc.csv", sheet.encode(), told, now=MONDAY)
    return row.id


def _visit(session: Session, group: ServiceGroup, counter: Counter, moves: tuple[Move, ...]) -> Phone:
    """A visit of the last half hour with these moves, a minute apart."""
    begun = MONDAY - timedelta(minutes=30)
    phone = factories.phone_ticket(session, group, at=begun)
    citizen = actions.Mover(actor=Actor.CITIZEN, channel=factories.clerk().channel)
    for minute, kind in enumerate(moves, start=1):
        mover = {Move.LEAVE: citizen, Move.CLOSE: NIGHT}.get(kind, factories.clerk(counter))
        reason = {Move.LEAVE: LeaveReason.TOO_LONG, Move.REMOVE: "twice", Move.HOLD: "papers"}.get(kind)
        at = begun + timedelta(minutes=minute)
        actions.move(session, phone.ticket, kind, mover, at=at, reason=reason)
    return phone
