"""Figures are read from an index alone, on both databases: a column more must not make them ten times dearer."""

from datetime import timedelta

import pytest
from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from admin.measures.visit_queries import QUERIES, ROW, visits
from admin.measures.visits import CHANNELS, CODES, RESPONDENTS
from kiosk.ground import db
from kiosk.ground.instants import to_microseconds
from kiosk.queue import packed
from kiosk.queue.kinds import Channel, Respondent
from kiosk.queue.tickets import State
from tests import factories
from tests.factories import MONDAY

ENDED = frozenset({State.DONE, State.LEFT, State.NO_SHOW, State.REMOVED, State.CLOSED})
TOMORROW = MONDAY + timedelta(days=1)


def plan(session: Session, *, detailed: bool) -> str:
    """Return how the database would read two units' visits, if the table were worth an index."""
    word = "EXPLAIN QUERY PLAN" if db.dialect(session) == "sqlite" else "EXPLAIN"
    if db.dialect(session) == "postgresql":
        # In an empty table every index is as good as every other, and none as good as looking at nothing.
        session.execute(text("ALTER TABLE ticket DROP CONSTRAINT uq_ticket_unit_id_day_prefix_number"))
        for way in ("seqscan", "bitmapscan"):
            session.execute(text(f"SET LOCAL enable_{way} = off"))
    words = text(f"{word} {QUERIES[db.dialect(session), detailed].element.text}")
    limits = {"unit_ids": [1, 2], "since": 0, "until": to_microseconds(MONDAY)}
    rows = session.execute(words.bindparams(bindparam("unit_ids", expanding=True)), limits)
    return "\n".join(str(row) for row in rows)


@pytest.mark.parametrize("detailed", [False, True])
def test_visits_are_read_from_an_index_alone(session: Session, *, detailed: bool) -> None:
    found = plan(session, detailed=detailed)
    if db.dialect(session) == "sqlite":
        assert f"USING COVERING INDEX {packed.INDEX} (unit_id=? AND arrived_at>? AND arrived_at<?)" in found
        assert "TEMP B-TREE" not in found
    else:
        assert "Index Only Scan using ix_ticket_report" in found


def test_every_state_channel_and_respondent_comes_back_as_it_was(session: Session) -> None:
    group = factories.group(session, factories.unit(session))
    wanted = []
    for state in State:
        for place, channel in enumerate(channel for channel in Channel if channel is not Channel.TALLY):
            ended = MONDAY if state in ENDED else None
            respondent = (None, *Respondent)[place % 3]
            came = factories.ticket(session, group, channel=channel, respondent=respondent)
            came.state, came.ended_at, came.ended_quality = state, ended, "exact" if ended else None
            wanted.append((CODES[state], CHANNELS[channel], RESPONDENTS[respondent]))
    session.flush()

    read = visits(session, [group.unit_id], MONDAY, TOMORROW, detailed=True)

    details = read.detailed
    assert sorted(zip(read.state, details.channel, details.respondent, strict=True)) == sorted(wanted)


def test_visits_of_several_units_stay_with_their_unit(session: Session) -> None:
    groups = [factories.group(session, factories.unit(session, f"Phường {number}")) for number in range(3)]
    for number, group in enumerate(groups, start=1):
        for _ in range(number):
            factories.ticket(session, group)

    read = visits(session, [group.unit_id for group in groups], MONDAY, TOMORROW, detailed=True)

    assert sorted(read.unit_id) == sorted(groups[n].unit_id for n in (0, 1, 1, 2, 2, 2))
    assert {*zip(read.unit_id, read.detailed.group_id, strict=True)} == {(one.unit_id, one.id) for one in groups}


def test_no_units_have_no_visits(session: Session) -> None:
    assert len(visits(session, [], MONDAY, TOMORROW, detailed=True)) == 0
    assert ROW.itemsize == packed.BYTES
