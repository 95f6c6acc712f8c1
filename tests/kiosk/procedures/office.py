"""A small office that receives a few procedures, for stories about looking them up."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from kiosk.office.models import Counter, ServiceGroup, Unit
from kiosk.procedures import actions, unit_actions
from kiosk.procedures.entries import Texts
from kiosk.procedures.models import Procedure
from kiosk.procedures.time_limits import Limit, LimitUnit
from tests import factories
from tests.factories import MONDAY

ENTRANCE = "7K3M9P2X"
WITHDRAWN = "WTHDRAWN"
LIST = f"/q/{ENTRANCE}/procedures"
SINCE = date(2026, 1, 1)
TODAY = date(2026, 11, 16)
BIRTH = Texts(
    name_vi="Đăng ký khai sinh",
    name_en="Birth registration",
    field="Hộ tịch",
    synonyms="làm giấy khai sinh\nkhai sinh cho con",
    bring="Tờ khai đăng ký khai sinh\nGiấy chứng sinh\nCăn cước của cha, mẹ",
    fee="Miễn phí khi đăng ký đúng hạn",
    fee_amount="8.000",
    limit="2 ngày làm việc",
    place="Bộ phận Một cửa",
    online_url="https://dichvucong.gov.vn/khai-sinh?id=1",
    post="Nhận và trả hồ sơ qua bưu cục",
    lookup_url="https://tracuu.dichvucong.gov.vn/",
    basis="Luật Hộ tịch 2014",
)
LAND = Texts(name_vi="Đăng ký biến động đất đai", synonyms="bán đất; sang tên sổ đỏ", limit="10 ngày làm việc")


@dataclass(frozen=True, slots=True)
class Office:
    """The rows a story speaks of."""

    unit: Unit
    births: ServiceGroup
    land: ServiceGroup
    counter: Counter
    birth: Procedure
    sale: Procedure


def open_office(session: Session, **unit: object) -> Office:
    """Make the office: births at counter 3, land at none; one limit shortened since January."""
    row = factories.unit(session, **unit)  # type: ignore[arg-type]
    births = factories.group(session, row, "A", "Khai sinh, kết hôn", picture="ho-tich", position=1)
    land = factories.group(session, row, "B", "Đất đai, nhà ở", picture="dat-dai", position=2)
    counter = factories.counter(session, row, "3", births)
    factories.code(session, row, ENTRANCE)
    factories.code(session, row, WITHDRAWN).withdrawn_at = MONDAY
    session.flush()
    birth = add(session, row, "MẪU-001", BIRTH, births)
    sale = add(session, row, "MẪU-002", LAND, land)
    promise(session, row, sale, 8)
    session.commit()
    return Office(row, births, land, counter, birth, sale)


def add(
    session: Session, unit: Unit, code: str, texts: Texts, group: ServiceGroup | None = None, *, since: date = SINCE
) -> Procedure:
    """Add a procedure and let the unit receive it."""
    row = actions.add_procedure(session, unit.id, code, texts, from_day=since, now=MONDAY, staff_id=None)
    unit_actions.receive(session, unit.id, row.id, group.id if group else None, now=MONDAY, staff_id=None)
    return row


def promise(session: Session, unit: Unit, row: Procedure, days: int, *, since: date = SINCE) -> bool:
    """Announce a limit of some working days."""
    limit = Limit(days, LimitUnit.WORKING_DAYS)
    return unit_actions.announce(
        session, unit.id, row.id, limit, from_day=since, document="12/QĐ-UBND", now=MONDAY, staff_id=None
    )
