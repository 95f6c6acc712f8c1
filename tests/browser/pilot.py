"""The office of every story in a browser: one entrance, two counters, four people of staff, a neighbour."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from admin.accounts.roles import Role
from kiosk.ground.db import Database
from kiosk.office import priority_actions
from survey.questionnaires import actions as questionnaires
from tests import cast, factories

ENTRANCE = "7K3M9P2X"
AT_COUNTER = "C0ANTER3"
WITHDRAWN = "WTHDRAWN"
BIRTHS = "Khai sinh, kết hôn"
LAND = "Đất đai, nhà ở"
GUIDANCE = "Tôi không biết – nhờ hướng dẫn"


@dataclass(frozen=True, slots=True)
class Pilot:
    """What a story names: keys of rows, and the sign-ins of people whose password is :data:`tests.cast.PASSWORD`."""

    top: int
    unit: int
    slug: str
    births: int
    land: int
    guidance: int
    counter: int
    other_counter: int
    clerk_id: int
    clerk: str = "clerk"
    supervisor: str = "supervisor"
    administrator: str = "administrator"
    of_the_top: str = "top"

    @property
    def console(self) -> str:
        """The address of counter 3."""
        return f"/admin/counter/{self.counter}"

    @property
    def weekly(self) -> str:
        """The address of the weekly page."""
        return f"/admin/reports/{self.unit}/weekly"


def open_pilot(database: Database, **unit: object) -> Pilot:
    """Set the office up: Monday to Friday, 07:30–11:30 and 13:30–17:00."""
    return database.write(lambda session: _open(session, unit))


def _open(session: Session, values: dict[str, object]) -> Pilot:
    questionnaires.add_default_forms(session)
    priority_actions.add_default_classes(session)
    people = cast.cast(session)
    unit = people.unit
    for name, value in ({"address": "Số 12, đường Hai Bà Trưng"} | values).items():
        setattr(unit, name, value)
    factories.hours(session, unit)
    births = factories.group(session, unit, "A", BIRTHS, picture="ho-tich", position=1)
    land = factories.group(session, unit, "B", LAND, picture="dat-dai", position=2)
    guidance = factories.group(session, unit, "G", GUIDANCE, picture="huong-dan", guidance=True, position=3)
    counter = factories.counter(session, unit, "3", births, guidance)
    other = factories.counter(session, unit, "4", land)
    factories.code(session, unit, ENTRANCE)
    factories.code(session, unit, AT_COUNTER, counter)
    factories.code(session, unit, WITHDRAWN).withdrawn_at = factories.MONDAY
    cast.staff(session, Role.ADMINISTRATOR, people.top, login="top")
    session.flush()
    return Pilot(
        top=people.top.id,
        unit=unit.id,
        slug=unit.slug,
        births=births.id,
        land=land.id,
        guidance=guidance.id,
        counter=counter.id,
        other_counter=other.id,
        clerk_id=people.clerk.id,
    )
