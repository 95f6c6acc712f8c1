"""``python -m bench.procedures``: what a search among 5,000 procedures of one unit costs, as a whole request."""

import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import quote

from sqlalchemy.orm import Session

from bench.offices import CODE, Clock, Office, open_office
from bench.timing import Stopwatch
from kiosk.ground.bulk import add_rows
from kiosk.office import queries as office_queries
from kiosk.procedures.models import Procedure, ProcedureAtUnit, ProcedureCatalogue, ProcedureVersion
from tests.databases import KINDS, Copies, Kind, postgresql_server
from tests.factories import MONDAY

COUNT = 5_000
LAPS, ROUNDS = 7, 10
VERBS = (
    "Đăng ký",
    "Cấp",
    "Cấp lại",
    "Cấp đổi",
    "Gia hạn",
    "Thu hồi",
    "Xác nhận",
    "Chứng thực",
    "Thẩm định",
    "Công nhận",
)
THINGS = (
    "khai sinh",
    "kết hôn",
    "giấy phép xây dựng",
    "hộ kinh doanh",
    "quyền sử dụng đất",
    "tàu cá",
    "hộ nghèo",
    "nước",
)
FOR = ("cho cá nhân", "cho tổ chức", "có yếu tố nước ngoài", "lần đầu", "khi bị mất", "ở khu vực biên giới", "lưu động")
ASKED = {
    "the whole list": "",
    "one word": "khai",
    "a name without accents": "cap lai giay phep xay dung",
    "everyday words": "bán đất 77",
    "a slip of one letter": "giay phpe xay dung",
    "a sentence": "tôi muốn làm giấy phép xây nhà cho con trai",
    "nothing there": "xyzzy qwert",
}


def fill(session: Session, unit_id: int, count: int = COUNT) -> None:
    """Let a unit receive *count* procedures, with names as long as real ones and three synonyms each."""
    chance = random.Random(1)
    groups = [group.id for group in office_queries.groups_of(session, unit_id)]
    add_rows(
        session, Procedure, [{"id": key, "code": f"1.{key:06d}", "owner_id": unit_id} for key in range(1, count + 1)]
    )
    versions = [
        {
            "procedure_id": key,
            "valid_from": date(2026, 1, 1),
            "name_vi": f"{chance.choice(VERBS)} {chance.choice(THINGS)} {' '.join(chance.sample(FOR, 3))}, loại {key}",
            "synonyms": f"bán đất {key}\nlàm giấy {chance.choice(THINGS)}\nviệc số {key}",
            "field": chance.choice(THINGS),
            "bring": "Tờ khai\nCăn cước\nGiấy tờ chứng minh",
            "changed_at": MONDAY,
        }
        for key in range(1, count + 1)
    ]
    add_rows(session, ProcedureVersion, versions)
    at = [{"unit_id": unit_id, "procedure_id": key, "group_id": chance.choice(groups)} for key in range(1, count + 1)]
    add_rows(session, ProcedureAtUnit, at)
    session.add(ProcedureCatalogue(unit_id=unit_id, version=1))


def measure(office: Office) -> dict[str, tuple[float, ...]]:
    """Return the CPU milliseconds of each kind of search, lap by lap, and of the first one, which builds the index."""
    office.database.write(lambda session: fill(session, office.place.unit_id))
    phone, watch = office.phone(), Stopwatch()
    first = Stopwatch()
    first.time("the first search of a process", phone.send, phone.get(f"/q/{CODE}/procedures?q=khai"))
    first.lap()
    for lap in range(LAPS + 1):
        for _ in range(ROUNDS):
            for step, text in ASKED.items():
                watch.time(step, phone.send, phone.get(f"/q/{CODE}/procedures?q={quote(text)}"))
        watch.lap(counts=lap > 0)
    steps = {step: watch.spread(step).laps for step in ASKED}
    return steps | {"the first search of a process": first.spread("the first search of a process").laps}


def main() -> int:
    """Print a row for each kind of search, on each database."""
    for kind in KINDS:
        clock = Clock()
        with _copies(kind) as copies, clock.running():
            office = open_office(copies.make(kind), 200, clock)
            for step, laps in measure(office).items():
                middle = sorted(laps)[len(laps) // 2]
                print(f"| {kind} | {step} | {middle:.1f} ({min(laps):.1f}–{max(laps):.1f}) |", flush=True)
            office.database.engine.dispose()
    return 0


@contextmanager
def _copies(kind: Kind) -> Iterator[Copies]:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-"))
        socket = stack.enter_context(postgresql_server(durable=True)) if kind == "postgresql" else ""
        yield Copies(Path(folder), socket)


if __name__ == "__main__":
    sys.exit(main())
