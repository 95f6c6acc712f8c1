"""Rows for tests, one plain function a table; every argument has a sensible default.

The fixed cast: *Ninh Kiều* is the unit under test, *Cái Răng* its neighbour under the same organisation.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import count

from sqlalchemy.orm import Session

from kiosk.ground.web.addresses import digest, new_token, voting_token
from kiosk.office import device_actions
from kiosk.office.models import Code, Counter, CounterGroup, Device, OpeningSession, ServiceGroup, Unit, UnitVersion
from kiosk.queue import desk_actions, issue_actions
from kiosk.queue.actions import Mover
from kiosk.queue.issue_actions import Arrival
from kiosk.queue.kinds import Channel
from kiosk.queue.models import CounterSession, Ticket
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.tickets import Actor
from kiosk.queue.waiting import Pace

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
"""09:00 on a Monday in Việt Nam."""
CLERK_ID = 1
TEST_SECRET = "a secret that is only good for tests"
_numbers = count(1)


def unit(session: Session, name: str = "Phường Ninh Kiều", *, parent: Unit | None = None, **values: object) -> Unit:
    """A one-stop centre that has existed since 2020."""
    number = next(_numbers)
    version = {key: values.pop(key) for key in ("target_seconds", "older_target_seconds") if key in values}
    known = {"slug": f"unit-{number}", "kind": "centre", "created_at": MONDAY, "hotline": "0292 3820 000"}
    row = Unit(**(known | _pilot(values)))
    session.add(row)
    session.flush()
    session.add(
        UnitVersion(
            unit_id=row.id,
            valid_from=date(2020, 1, 1),
            parent_id=parent.id if parent else None,
            name_vi=name,
            **version,
        )
    )
    session.flush()
    return row


@dataclass(frozen=True, slots=True)
class Tree:
    """An organisation with two pilot centres that must not see each other."""

    province: Unit
    ninh_kieu: Unit
    cai_rang: Unit


def tree(session: Session) -> Tree:
    """Make the fixed cast of units."""
    province = unit(session, "Thành phố Cần Thơ", kind="organisation", slug="can-tho", pilot=False, pilot_since=None)
    return Tree(
        province,
        unit(session, "Phường Ninh Kiều", parent=province, slug="ninh-kieu"),
        unit(session, "Phường Cái Răng", parent=province, slug="cai-rang"),
    )


def hours(session: Session, unit: Unit) -> None:
    """Monday to Friday, 07:30–11:30 and 13:30–17:00."""
    for weekday in range(5):
        for opens, closes in ((time(7, 30), time(11, 30)), (time(13, 30), time(17))):
            session.add(OpeningSession(unit_id=unit.id, weekday=weekday, opens=opens, closes=closes))
    session.flush()


def group(session: Session, unit: Unit, prefix: str = "A", name: str = "Hộ tịch", **values: object) -> ServiceGroup:
    """A service group."""
    row = ServiceGroup(unit_id=unit.id, prefix=prefix, name_vi=name, **values)
    session.add(row)
    session.flush()
    return row


def counter(session: Session, unit: Unit, label: str = "1", *groups: ServiceGroup) -> Counter:
    """A counter that serves *groups*."""
    row = Counter(unit_id=unit.id, label=label, name_vi=f"Quầy {label}")
    session.add(row)
    session.flush()
    session.add_all(CounterGroup(counter_id=row.id, group_id=served.id) for served in groups)
    session.flush()
    return row


def code(session: Session, unit: Unit, text: str, counter: Counter | None = None) -> Code:
    """A printed code of 8 characters."""
    row = Code(code=text, unit_id=unit.id, counter_id=counter.id if counter else None, issued_at=MONDAY)
    session.add(row)
    session.flush()
    return row


def device(session: Session, unit: Unit, prefix: str = "K", *, prints: bool = False) -> tuple[Device, str]:
    """A tablet, with the code that pairs it for fifteen minutes from nine on."""
    name = f"Máy {prefix}"
    return device_actions.add_device(session, unit.id, name, prefix, prints=prints, now=MONDAY, staff_id=None)


def desk(session: Session, counter: Counter, *groups: ServiceGroup, staff_id: int = CLERK_ID) -> CounterSession:
    """An open counter."""
    return desk_actions.open_desk(session, counter, [row.id for row in groups], staff_id=staff_id, now=MONDAY)


def arrival(group: ServiceGroup, **values: object) -> Arrival:
    """Somebody who comes by phone at nine on Monday."""
    number = next(_numbers)
    known = {"channel": Channel.PHONE, "key": digest("key", str(number)), "at": MONDAY} | values
    return Arrival(unit_id=group.unit_id, group_id=group.id, prefix=group.prefix, **known)  # type: ignore[arg-type]


def ticket(session: Session, group: ServiceGroup, **values: object) -> Ticket:
    """A ticket that waits."""
    who = Mover(actor=Actor.CITIZEN, channel=Channel.PHONE)
    return issue_actions.issue(session, arrival(group, **values), who, pace=Pace(1, ()))


@dataclass(frozen=True, slots=True)
class Phone:
    """A ticket with the secrets that only the phone knows."""

    ticket: Ticket
    token: str

    @property
    def vote(self) -> str:
        """The token of its survey."""
        return voting_token(self.token)


def phone_ticket(session: Session, group: ServiceGroup, **values: object) -> Phone:
    """A ticket whose address is known to the test."""
    own, key = TicketToken(new_token()), digest("key", str(next(_numbers)))
    box = own.box(key, TEST_SECRET)
    known = {"key": key, "token_hash": own.hash, "vote_hash": own.vote_hash, "claim_box": box}
    return Phone(ticket(session, group, **(known | values)), own.text)


def clerk(counter: Counter | None = None) -> Mover:
    """A clerk at a counter."""
    return Mover(
        actor=Actor.CLERK, channel=Channel.CLERK, staff_id=CLERK_ID, counter_id=counter.id if counter else None
    )


def _pilot(values: dict[str, object]) -> dict[str, object]:
    return {"pilot": True, "pilot_since": date(2026, 6, 1)} | values
