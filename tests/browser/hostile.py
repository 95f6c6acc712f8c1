"""An office where somebody has managed to store a program in every text that people read."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle, product
from string import ascii_uppercase
from typing import Final

from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from admin.accounts.roles import Role
from admin.procedures import sheets
from kiosk.ground import events
from kiosk.ground.db import Base, Database
from kiosk.ground.i18n import FourNames
from kiosk.office.models import (
    Counter,
    CounterGroup,
    Device,
    HolidayOverride,
    OpeningException,
    ServiceGroup,
    Unit,
    UnitVersion,
)
from kiosk.procedures.models import (
    AnnouncedLimit,
    Procedure,
    ProcedureAtUnit,
    ProcedureUpload,
    ProcedureVersion,
)
from survey.ballots.models import Comment
from survey.questionnaires.models import Choice, Question, Questionnaire
from tests import cast, factories
from tests.browser.everything import Everything
from tests.browser.pilot import Pilot
from tests.browser.xss_corpus import CORPUS
from tests.factories import MONDAY

NAME_CHARS: Final = 200
TEXT_CHARS: Final = 3900
FIRST_DAY: Final = date(2027, 1, 1)
LANGUAGES: Final = ("vi", "en", "km", "zh")


def packed(most: int = NAME_CHARS) -> list[str]:
    """The corpus in as few texts of at most *most* characters as keep the order."""
    texts = [""]
    for payload in CORPUS:
        longer = f"{texts[-1]} {payload}".strip()
        texts[-1:] = [longer] if len(longer) <= most else [texts[-1], payload]
    return texts


def infest(database: Database, pilot: Pilot, everything: Everything) -> list[str]:
    """Store the whole corpus in every kind of text; return the entrance codes of units named after all of it."""
    return database.write(lambda session: _infest(session, pilot, everything))


def asked(database: Database) -> int:
    """The questionnaire that asks the whole corpus after a visit."""
    with database.read() as session:
        return session.query(Questionnaire).filter_by(key="hostile-visit").one().id


def _infest(session: Session, pilot: Pilot, everything: Everything) -> list[str]:
    _rename(session, pilot, everything)
    for place, payload in enumerate(CORPUS):
        session.add_all(_lines(pilot.unit, place, payload))
        session.add(_staff(session, pilot.unit, place, payload))
    groups = _groups(session, pilot)
    session.add_all(CounterGroup(counter_id=pilot.counter, group_id=group.id) for group in groups)
    _questions(session, pilot.unit)
    _procedures(session, pilot, everything)
    units = [_unit(session, pilot.top, place, text) for place, text in enumerate(packed())]
    session.add_all(
        Counter(unit_id=units[0].id, label=f"<b>{place}", **_names(payload)) for place, payload in enumerate(CORPUS)
    )
    return [factories.code(session, unit, f"H0ST{place:04d}").code for place, unit in enumerate(units)]


def _rename(session: Session, pilot: Pilot, everything: Everything) -> None:
    """Give the office of the story itself, and what its pages name, hostile names."""
    texts = packed()
    unit = session.get_one(Unit, pilot.unit)
    unit.address, unit.hotline = texts[1], packed(40)[0]
    version = session.query(UnitVersion).filter_by(unit_id=pilot.unit).one()
    rows: list[UnitVersion | Counter | ServiceGroup] = [
        version,
        session.get_one(Counter, pilot.counter),
        session.get_one(ServiceGroup, pilot.births),
    ]
    for row, text in zip(rows, texts, strict=False):
        _name(row, text)
    session.get_one(Device, everything.device_id).name = texts[2][:80]
    session.get_one(Staff, everything.staff_id).name = texts[2][:120]
    _name(session.get_one(Questionnaire, everything.questionnaire_id), texts[3])
    _name(session.get_one(Question, everything.question_id), texts[4])


def _lines(unit_id: int, place: int, payload: str) -> Iterator[Base]:
    """One line for each list: a comment, a day of its own hours, a day off, a change."""
    day = FIRST_DAY + timedelta(days=place)
    yield Comment(id=f"{place:030x}ff", unit_id=unit_id, until_week="2026-W46", channel="visit", text=payload)
    yield OpeningException(unit_id=unit_id, day=day, note=payload)
    yield HolidayOverride(day=day + timedelta(days=365), is_working=True, note=payload, document=payload)
    yield events.AuditEvent(
        at=MONDAY,
        unit_id=unit_id,
        act=payload[:60],
        subject=payload,
        details={payload: {"old": payload, "new": [payload]}, "name_vi": payload},
    )


def _staff(session: Session, unit_id: int, place: int, payload: str) -> Staff:
    unit = session.get_one(Unit, unit_id)
    return cast.staff(session, Role.CLERK, unit, login=f"{place}{payload}"[:60], name=payload)


def _groups(session: Session, pilot: Pilot) -> list[ServiceGroup]:
    prefixes = ("".join(letters) for letters in product(ascii_uppercase, repeat=3))
    groups = [
        ServiceGroup(unit_id=pilot.unit, prefix=prefix, picture=payload[:40], position=9, **_names(payload))
        for prefix, payload in zip(prefixes, CORPUS, strict=False)
    ]
    session.add_all(groups)
    session.flush()
    return groups


def _procedures(session: Session, pilot: Pilot, everything: Everything) -> None:
    """Name a procedure after every payload, and let one page, its promise and a file hold all of them."""
    for place, payload in enumerate(CORPUS):
        row = Procedure(code=f"{place}{payload}"[:40], owner_id=pilot.unit)
        session.add(row)
        session.flush()
        session.add(ProcedureAtUnit(unit_id=pilot.unit, procedure_id=row.id, group_id=pilot.births))
        session.add(_version(row.id, payload))
    version = session.query(ProcedureVersion).filter_by(procedure_id=everything.procedure_id).one()
    packs = packed(TEXT_CHARS)
    for column, text in zip(("bring", "place", "post", "basis"), packs, strict=False):
        setattr(version, column, " ".join(text.split()))  # a line of its own would stand in a line of its own
    version.online_url = version.lookup_url = f"https://{CORPUS[0]}"
    session.query(AnnouncedLimit).one().document = CORPUS[1]
    upload = session.get_one(ProcedureUpload, pilot.unit)
    upload.name = CORPUS[2]
    upload.content = sheets.write(
        {"code": f"{place}{text}", "name_vi": text} for place, text in enumerate(CORPUS)
    ).encode()
    ends = cycle(({"outcome": "added"}, {"outcome": "refused", "reason": "malformed", "field": "code"}))
    upload.report = [{"line": row.line} | end for row, end in zip(sheets.read(upload.content), ends, strict=False)]


def _version(procedure_id: int, payload: str) -> ProcedureVersion:
    columns = ("field", "synonyms", "bring", "fee", "limit_text", "place", "post", "basis")
    texts = dict.fromkeys(columns, payload)
    return ProcedureVersion(
        procedure_id=procedure_id, valid_from=date(2026, 1, 1), changed_at=MONDAY, **texts, **_names(payload)
    )


def _questions(session: Session, unit_id: int) -> None:
    """Ask every payload as a question or as a choice of one, after a visit and at the door."""
    for role in ("visit", "open"):
        form = Questionnaire(
            key=f"hostile-{role}", role=role, unit_id=unit_id, valid_from=date(2026, 1, 1), **_names(packed()[0])
        )
        session.add(form)
        session.flush()
        tens = [CORPUS[first : first + 10] for first in range(0, len(CORPUS), 10)]
        for position, (wording, *choices) in enumerate(tens, start=1):
            kind = ("one", "several", "levels")[position % 3]
            question = Question(
                questionnaire_id=form.id, position=position, kind=kind, overall=position == 1, **_names(wording)
            )
            session.add(question)
            session.flush()
            session.add_all(
                Choice(question_id=question.id, value=value, **_names(payload))
                for value, payload in enumerate(choices, start=1)
            )


def _unit(session: Session, top: int, place: int, text: str) -> Unit:
    unit = Unit(slug=f"hostile-{place}", kind="site", address=text, hotline=text[:40], created_at=MONDAY)
    session.add(unit)
    session.flush()
    session.add(UnitVersion(unit_id=unit.id, valid_from=date(2020, 1, 1), parent_id=top, **_names(text)))
    return unit


def _names(text: str) -> dict[str, str]:
    return {f"name_{language}": text for language in LANGUAGES}


def _name(row: FourNames, text: str) -> None:
    for column, value in _names(text).items():
        setattr(row, column, value)
