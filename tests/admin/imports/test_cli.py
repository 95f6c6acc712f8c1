"""``flask tickets import`` on both databases."""

import gzip
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.imports.rows import COLUMNS
from kiosk.ground.events import AuditEvent
from kiosk.office import priority_actions
from kiosk.office import queries as office
from kiosk.office.models import Unit
from kiosk.queue.models import Ticket, TicketEvent, TicketLeg
from tests import factories
from tests.admin.measures import published

HEADER = ",".join(COLUMNS)
SERVED = "1,PS,0,2026-11-02T08:00:00,2026-11-02T08:05:00,2026-11-02T08:06:00,2026-11-02T08:12:00,,Quầy 3,served"
LEFT = "2,PS,2,2026-11-02T08:01:00,,,,2026-11-02T08:30:00,,left"
BACKWARDS = "3,IN,0,2026-11-02T09:00:00,2026-11-02T08:59:00,,2026-11-02T09:10:00,,Quầy 3,served"
Import = Callable[..., Result]


@pytest.fixture(autouse=True)
def _now(set_clock: Callable[[datetime], None]) -> None:
    set_clock(datetime(2026, 11, 22, tzinfo=UTC))


@pytest.fixture
def unit(session: Session) -> Unit:
    return factories.unit(session, slug="ngan-hang")


@pytest.fixture
def bring_in(command: FlaskCliRunner, tmp_path: Path) -> Import:
    def run(content: str | bytes | Path, *args: str) -> Result:
        path = content if isinstance(content, Path) else tmp_path / "log.csv"
        if not isinstance(content, Path):
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        rejects = () if "--rejects" in args else ("--rejects", str(tmp_path / "rejects.csv"))
        return command.invoke(args=["tickets", "import", str(path), "--unit", "ngan-hang", *rejects, *args])

    return run


def count(session: Session, model: type[Ticket | TicketLeg | TicketEvent]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_the_real_log_gives_its_tickets_and_rejects_and_a_second_run_adds_nothing(
    unit: Unit, session: Session, bring_in: Import, root: Path, tmp_path: Path
) -> None:
    log = root / "tests/data/counter_log.csv.gz"
    first = bring_in(log, "--priority", "2", "--progress")
    assert first.exit_code == 0, first.output
    assert "19,899 tickets added, 0 were there already, 115 rows rejected." in first.output
    rejects = (tmp_path / "rejects.csv").read_text("utf-8-sig").splitlines()
    assert len(rejects) == 116
    assert all("times run backwards" in line for line in rejects[1:])
    before = [count(session, model) for model in (Ticket, TicketLeg, TicketEvent)]
    second = bring_in(log, "--priority", "2")
    assert "0 tickets added, 19,899 were there already, 115 rows rejected." in second.output
    assert [count(session, model) for model in (Ticket, TicketLeg, TicketEvent)] == before
    assert before[:2] == [19_899, 19_899]
    _every_number_follows_the_arrival_before(session, unit)
    published.every_figure_of_the_log_is_that_of_a_recount(session, unit.id, log, rejected=115)


def _every_number_follows_the_arrival_before(session: Session, unit: Unit) -> None:
    rows = session.execute(
        select(Ticket.day, Ticket.prefix, Ticket.number, Ticket.arrived_at).where(Ticket.unit_id == unit.id)
    ).all()
    by_number = sorted(rows, key=lambda row: (row.day, row.prefix, row.number))
    assert by_number == sorted(rows, key=lambda row: (row.day, row.prefix, row.arrived_at, row.number))
    firsts = {(row.day, row.prefix): row.number for row in reversed(by_number)}
    assert set(firsts.values()) == {1}


def test_services_and_counters_of_the_log_are_added_out_of_use(unit: Unit, session: Session, bring_in: Import) -> None:
    assert bring_in(f"{HEADER}\n{SERVED}\n{LEFT}").exit_code == 0
    (group,) = office.groups_of(session, unit.id, only_active=False)
    (counter,) = office.counters_of(session, unit.id, only_active=False)
    assert (group.prefix, group.name_vi, group.active) == ("PS", "PS", False)
    assert (counter.label, counter.name_vi, counter.active) == ("Quầy 3", "Quầy 3", False)
    tickets = session.scalars(select(Ticket).order_by(Ticket.number)).all()
    assert [(row.label, row.state, row.priority_class, row.counter_id, row.channel) for row in tickets] == [
        ("PS001", "done", "normal", counter.id, "import"),
        ("PS002", "left", "priority", None, "import"),
    ]
    assert [row.priority_rank for row in tickets] == [0, 1]


def test_a_log_that_speaks_of_our_own_classes_keeps_them(unit: Unit, session: Session, bring_in: Import) -> None:
    priority_actions.add_default_classes(session)
    session.commit()
    assert bring_in(f"{HEADER}\n{LEFT.replace('PS,2', 'PS,aged_60')}").exit_code == 0
    (ticket,) = session.scalars(select(Ticket))
    assert (ticket.priority_class, ticket.priority_rank) == ("aged_60", 3)


def test_a_service_can_be_brought_into_a_group_that_is_there(unit: Unit, session: Session, bring_in: Import) -> None:
    group = factories.group(session, unit, "A")
    assert bring_in(f"{HEADER}\n{SERVED}", "--service", "PS=a").exit_code == 0
    assert session.scalars(select(Ticket.group_id)).all() == [group.id]
    assert len(office.groups_of(session, unit.id, only_active=False)) == 1


def test_a_renamed_group_is_not_made_again_when_nothing_is_new(unit: Unit, session: Session, bring_in: Import) -> None:
    bring_in(f"{HEADER}\n{SERVED}")
    (group,) = office.groups_of(session, unit.id, only_active=False)
    group.name_vi = "Dịch vụ khác"
    session.flush()
    bring_in(f"{HEADER}\n{SERVED}")
    assert len(office.groups_of(session, unit.id, only_active=False)) == 1


def test_the_rejects_can_be_mended_and_brought_in(
    unit: Unit, session: Session, bring_in: Import, tmp_path: Path
) -> None:
    first = bring_in(f"{HEADER}\n{SERVED}\n{BACKWARDS}")
    assert "1 tickets added, 0 were there already, 1 rows rejected." in first.output
    rejects = (tmp_path / "rejects.csv").read_text("utf-8")
    assert '"3","times run backwards: called_at is before arrived_at","3","IN"' in rejects
    mended = bring_in(rejects.replace("T08:59:00", "T09:01:00"))
    assert "1 tickets added" in mended.output
    assert count(session, Ticket) == 2


def test_semicolons_marks_and_other_line_ends_are_read(unit: Unit, session: Session, bring_in: Import) -> None:
    content = "\ufeff" + f"{HEADER}\r\n{SERVED}\r\n{LEFT}\r\n".replace(",", ";")
    assert "2 tickets added" in bring_in(content).output
    assert "2 were there already" in bring_in(gzip.compress(f"{HEADER}\n{SERVED}\n{LEFT}".encode())).output


def test_columns_can_be_mapped_or_said_to_lack(unit: Unit, session: Session, bring_in: Import) -> None:
    header = HEADER.replace("arrived_at", "ArrivalTime").replace("counter", "Window").replace("priority", "x")
    result = bring_in(
        f"{header}\n{SERVED}", "--map", "arrived_at=ArrivalTime", "--map", "counter=", "--map", "priority="
    )
    assert result.exit_code == 0, result.output
    assert session.scalars(select(Ticket.counter_id)).all() == [None]


def test_a_wrong_header_names_what_is_missing_and_nothing_is_stored(
    unit: Unit, session: Session, bring_in: Import, tmp_path: Path
) -> None:
    result = bring_in("\n".join((HEADER.replace("called_at", "GọiLúc"), SERVED)))
    assert result.exit_code == 2
    assert "These columns are missing: called_at." in result.output
    assert "GọiLúc" in result.output
    assert count(session, Ticket) == 0
    assert not (tmp_path / "rejects.csv").exists()


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--unit", "khong-co"], "There is no unit 'khong-co'"),
        (["--map", "arrival=x"], "--map knows no column 'arrival'"),
        (["--map", "ticket="], "Without ticket a log cannot be read"),
        (["--map", "ticket"], "is not of the form NAME=VALUE"),
        (["--service", "PS=1"], "a prefix is one to three of A–Z"),
    ],
)
def test_wrong_options_are_refused_before_anything_is_read(
    unit: Unit, bring_in: Import, args: list[str], message: str
) -> None:
    result = bring_in(f"{HEADER}\n{SERVED}", *args)
    assert result.exit_code == 2
    assert message in result.output


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_an_empty_file_is_refused(unit: Unit, bring_in: Import, content: str) -> None:
    result = bring_in(content)
    assert (result.exit_code, "The file is empty." in result.output) == (2, True)


def test_the_log_is_never_overwritten_by_its_rejects(unit: Unit, bring_in: Import, tmp_path: Path) -> None:
    result = bring_in(f"{HEADER}\n{BACKWARDS}", "--rejects", str(tmp_path / "log.csv"))
    assert result.exit_code == 2
    assert BACKWARDS in (tmp_path / "log.csv").read_text()


def test_without_rejects_there_is_no_file_of_them(unit: Unit, bring_in: Import, tmp_path: Path) -> None:
    bring_in(f"{HEADER}\n{SERVED}")
    assert not (tmp_path / "rejects.csv").exists()


def test_a_file_of_which_nothing_can_be_trusted_ends_in_an_error(unit: Unit, bring_in: Import) -> None:
    result = bring_in(f"{HEADER}\n{BACKWARDS}")
    assert result.exit_code == 1
    assert "No row could be trusted" in result.output


def test_a_day_with_numbers_of_its_own_takes_no_log(
    unit: Unit, session: Session, bring_in: Import, tmp_path: Path
) -> None:
    live = factories.ticket(session, factories.group(session, unit))
    same_day = SERVED.replace("2026-11-02", live.day.isoformat())
    result = bring_in(f"{HEADER}\n{same_day}\n{LEFT}")
    assert "1 tickets added, 0 were there already, 1 rows rejected." in result.output
    assert "the unit gave out numbers of its own on that day" in (tmp_path / "rejects.csv").read_text()


def test_a_visit_that_stands_there_twice_is_stored_once(unit: Unit, session: Session, bring_in: Import) -> None:
    result = bring_in(f"{HEADER}\n{SERVED}\n{SERVED}")
    assert "1 tickets added, 1 were there already, 0 rows rejected." in result.output


def test_the_record_of_changes_says_what_was_brought_in(unit: Unit, session: Session, bring_in: Import) -> None:
    for _ in range(2):
        bring_in(f"{HEADER}\n{SERVED}\n{BACKWARDS}")
    events = session.scalars(select(AuditEvent).where(AuditEvent.act == "tickets.import")).all()
    assert [(row.subject, row.unit_id, row.details) for row in events] == [
        ("log.csv", unit.id, {"new": 1, "rejected": 1})
    ]


def test_letters_of_cards_and_tally_sheets_are_not_given_to_services_of_a_log(
    unit: Unit, session: Session, bring_in: Import
) -> None:
    rows = [SERVED.replace(",PS,", f",{code},").replace("1,", f"{place},", 1) for place, code in enumerate(("T", "GT"))]
    answer = bring_in("\n".join([HEADER, *rows]) + "\n")
    assert answer.exit_code == 0, answer.output
    prefixes = {group.name_vi: group.prefix for group in office.groups_of(session, unit.id, only_active=False)}
    assert prefixes == {"GT": "A", "T": "B"}
