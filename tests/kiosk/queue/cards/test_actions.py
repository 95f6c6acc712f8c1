"""Handing out cards: one person a card, free again when the visit has ended."""

from collections import Counter as Tally
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.ground.db import Database
from kiosk.office import queries as office
from kiosk.office.models import ServiceGroup, Unit
from kiosk.queue import actions, claim_queries, issue_actions
from kiosk.queue.actions import Mover
from kiosk.queue.cards import queries
from kiosk.queue.cards.actions import CardRefusal, CardRefused
from kiosk.queue.cards.picking import NEXT, CardWish
from kiosk.queue.claim_codes import TypedNumber
from kiosk.queue.hall import queries as hall
from kiosk.queue.kinds import Channel
from kiosk.queue.models import Ticket
from kiosk.queue.tickets import Actor, Move
from kiosk.queue.waiting import Pace
from tests import factories
from tests.factories import MONDAY

CLERK = Mover(actor=Actor.CLERK, channel=Channel.CLERK, staff_id=1)


@pytest.fixture
def birth(session: Session) -> ServiceGroup:
    return factories.group(session, factories.unit(session, number_cards=3))


def end(session: Session, ticket: Ticket, kind: Move = Move.REMOVE) -> None:
    actions.move(session, ticket, kind, CLERK, at=MONDAY, reason="x")


def test_the_number_on_the_card_is_what_is_called_and_the_own_number_stays(
    session: Session, birth: ServiceGroup
) -> None:
    factories.ticket(session, birth)
    ticket = factories.ticket(session, birth, card=2)
    assert (ticket.label, ticket.prefix, ticket.number) == ("T002", "A", 2)


def test_a_card_in_somebodys_hand_is_refused_and_gives_no_number(session: Session, birth: ServiceGroup) -> None:
    factories.ticket(session, birth, card=2)
    with pytest.raises(CardRefused) as refused:
        factories.ticket(session, birth, card=2)
    assert refused.value.refusal is CardRefusal.TAKEN
    assert factories.ticket(session, birth).number == 2


@pytest.mark.parametrize("card", [0, -1, 4, 10**30])
def test_a_card_that_the_office_does_not_have_is_refused(session: Session, birth: ServiceGroup, card: int) -> None:
    with pytest.raises(CardRefused) as refused:
        factories.ticket(session, birth, card=card)
    assert refused.value.refusal is CardRefusal.UNKNOWN


def test_the_next_card_is_the_one_after_the_last_and_none_is_left_at_the_end(
    session: Session, birth: ServiceGroup
) -> None:
    tickets = [factories.ticket(session, birth, card=NEXT) for _ in range(3)]
    assert [ticket.card for ticket in tickets] == [1, 2, 3]
    with pytest.raises(CardRefused) as refused:
        factories.ticket(session, birth, card=NEXT)
    assert refused.value.refusal is CardRefusal.NONE_LEFT
    end(session, tickets[1])
    assert factories.ticket(session, birth, card=NEXT).card == 2


def test_an_ended_ticket_whose_card_went_on_opens_again_with_its_own_number(
    session: Session, birth: ServiceGroup
) -> None:
    ticket = factories.ticket(session, birth, card=1)
    end(session, ticket)
    factories.ticket(session, birth, card=1)
    actions.move(session, ticket, Move.UNDO, CLERK, at=MONDAY)
    assert (ticket.label, ticket.state) == ("A001", "waiting")


def test_an_ended_ticket_whose_card_lies_free_keeps_it(session: Session, birth: ServiceGroup) -> None:
    ticket = factories.ticket(session, birth, card=1)
    end(session, ticket)
    actions.move(session, ticket, Move.UNDO, CLERK, at=MONDAY)
    assert ticket.label == "T001"


def test_a_number_is_found_by_its_card_and_by_its_own_letters(session: Session, birth: ServiceGroup) -> None:
    phone = factories.phone_ticket(session, birth, card=3)
    day = phone.ticket.day
    for prefix, number in (("T", 3), (None, 3), ("A", 1), (None, 1)):
        typed = TypedNumber(prefix, number)
        found = claim_queries.numbered(session, birth.unit_id, typed, day, keeps_queue=False)
        assert [ticket.id for ticket in found] == [phone.ticket.id]
    assert not claim_queries.numbered(session, birth.unit_id, TypedNumber("T", 1), day, keeps_queue=False)


def test_the_screen_in_the_hall_calls_the_card(session: Session, birth: ServiceGroup) -> None:
    ticket = factories.ticket(session, birth, card=2)
    counter = factories.counter(session, session.get_one(Unit, birth.unit_id), "3", birth)
    actions.move(session, ticket, Move.CALL, factories.clerk(counter), at=MONDAY)
    unit = office.unit_on(session, birth.unit_id, ticket.day)
    assert unit is not None
    assert [call.number for call in hall.queue(session, unit, ticket.day, now=MONDAY).calls] == ["T002"]


def test_another_office_has_cards_of_its_own(session: Session, birth: ServiceGroup) -> None:
    factories.ticket(session, birth, card=1)
    beside = factories.group(session, factories.unit(session, number_cards=3))
    assert factories.ticket(session, beside, card=1).label == "T001"
    assert queries.in_use(session, beside.unit_id) == {1}


@pytest.mark.parametrize("wish", [NEXT, 7])
def test_sixteen_who_hand_out_at_once_never_give_one_card_twice(live_database: Database, wish: CardWish) -> None:
    def prepare(session: Session) -> list[ServiceGroup]:
        unit = factories.unit(session, number_cards=40)
        return [factories.group(session, unit, prefix) for prefix in "ABCD"]

    groups = live_database.write(prepare)

    def hand_out(index: int) -> int | None:
        arrival = factories.arrival(groups[index % 4], key=f"key-{index}", card=wish)
        try:
            return live_database.write(
                lambda session: issue_actions.issue(session, arrival, CLERK, pace=Pace(1, ())).card, replayable=True
            )
        except CardRefused:
            return None

    with ThreadPoolExecutor(16) as threads:
        given = Tally(card for card in threads.map(hand_out, range(50)) if card is not None)
    assert given == Tally({7: 1} if wish == 7 else dict.fromkeys(range(1, 41), 1))
    with live_database.read() as session:
        held = session.scalars(select(Ticket.card).where(Ticket.unit_id == groups[0].unit_id)).all()
        assert sorted(card for card in held if card is not None) == sorted(given)


def test_the_last_card_is_found_without_reading_the_units_other_tickets(session: Session, birth: ServiceGroup) -> None:
    factories.ticket(session, birth, card=2)
    connection = session.connection()
    explain = "EXPLAIN QUERY PLAN " if connection.dialect.name == "sqlite" else "EXPLAIN "
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # a table of one row is read whole otherwise
    statement = queries.LAST_GIVEN.params(unit_id=birth.unit_id)
    asked = statement.compile(connection, compile_kwargs={"literal_binds": True})
    plan = connection.exec_driver_sql(f"{explain}{asked}").all()
    assert "ix_ticket_card_given" in str(plan)
