"""Tickets, their legs and events, and who stood at which counter when."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.ground.db import Base
from kiosk.office.kinds import CARDS
from kiosk.queue.cards import picking
from kiosk.queue.kinds import Channel, Outcome, Respondent, in_list
from kiosk.queue.tickets import Move, Quality, State

OPEN = text("state IN ('waiting', 'called', 'serving', 'on_hold')")
AT_DESK = text("state IN ('called', 'serving')")
CARD_IN_USE = text("card IS NOT NULL AND ended_at IS NULL")
HAD_CARD = text("card IS NOT NULL")
SEVERAL_LEGS = text("seq > 1")
DIGEST = 64
BOX = 40
CLAIM = "claim"
"""The one kind of event that is no move: the ticket went to another phone and stayed in its state."""


def _mark(instant: str) -> str:
    """Return the condition that an instant has a quality mark exactly when it happened."""
    column, when = f"{instant}_quality", "first_called_at" if instant == "called" else f"{instant}_at"
    return f"({when} IS NULL AND {column} IS NULL) OR ({when} IS NOT NULL AND {in_list(column, Quality)})"


class QueueDay(Base):
    """The last number given out in one unit, prefix and local day; locked while a number is taken."""

    __tablename__ = "queue_day"
    __table_args__ = (CheckConstraint("last_number >= 0", name="last_number_positive"),)

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    prefix: Mapped[str] = mapped_column(String(3), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    last_number: Mapped[int]


class Ticket(Base):
    """One visit. It holds no personal data: tokens and device marks are digests and are blanked later.

    Each of the four instants has its own quality mark, so that one doubtful end never removes a true long wait.
    *priority_rank* is 0 for most, else the place of the class among those who go first, as it was at arrival.
    *card* is the laminated card that was handed out, and is what is called out. *lined_up_at* puts somebody who missed
    a call and came back into the line as if they had arrived then; the wait still counts from arrival.
    """

    __tablename__ = "ticket"
    __table_args__ = (
        UniqueConstraint("unit_id", "day", "prefix", "number"),
        CheckConstraint(in_list("state", State), name="state_known"),
        CheckConstraint(in_list("channel", Channel), name="channel_known"),
        CheckConstraint(f"respondent IS NULL OR {in_list('respondent', Respondent)}", name="respondent_known"),
        CheckConstraint(in_list("arrived_quality", Quality), name="arrived_quality_known"),
        CheckConstraint(_mark("called"), name="called_quality_known"),
        CheckConstraint(_mark("started"), name="started_quality_known"),
        CheckConstraint(_mark("ended"), name="ended_quality_known"),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("hold_seconds >= 0", name="hold_not_negative"),
        CheckConstraint("first_called_at IS NULL OR first_called_at >= arrived_at", name="called_after_arrival"),
        CheckConstraint("ended_at IS NULL OR ended_at >= arrived_at", name="ended_after_arrival"),
        CheckConstraint(
            "(ended_at IS NULL) = (state IN ('waiting', 'called', 'serving', 'on_hold'))", name="ended_when_closed"
        ),
        Index("ix_ticket_open", "unit_id", "group_id", "arrived_at", postgresql_where=OPEN, sqlite_where=OPEN),
        CheckConstraint("priority_rank >= 0", name="priority_rank_not_negative"),
        Index("uq_ticket_card", "unit_id", "card", unique=True, postgresql_where=CARD_IN_USE, sqlite_where=CARD_IN_USE),
        Index("ix_ticket_card_given", "unit_id", "id", postgresql_where=HAD_CARD, sqlite_where=HAD_CARD),
        Index("uq_ticket_at_counter", "counter_id", unique=True, postgresql_where=AT_DESK, sqlite_where=AT_DESK),
        Index(
            "ix_ticket_report",
            *("unit_id", "arrived_at", "state", "first_called_at", "started_at"),
            *("channel", "arrived_quality", "called_quality"),
            postgresql_include=[
                *("last_called_at", "ended_at", "opened_at", "started_quality", "ended_quality", "hold_seconds"),
                *("group_id", "counter_id", "priority_class", "respondent"),
                *("estimate_low_seconds", "estimate_high_seconds"),
            ],
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("service_group.id"))
    prefix: Mapped[str] = mapped_column(String(3))
    number: Mapped[int]
    day: Mapped[date]
    state: Mapped[str] = mapped_column(String(10))
    priority_class: Mapped[str] = mapped_column(String(20), default="normal")
    priority_rank: Mapped[int] = mapped_column(default=0)
    card: Mapped[int | None]
    channel: Mapped[str] = mapped_column(String(10))
    respondent: Mapped[str | None] = mapped_column(String(10))
    token_hash: Mapped[str | None] = mapped_column(String(DIGEST), unique=True)
    vote_hash: Mapped[str | None] = mapped_column(String(DIGEST), unique=True)
    claim_box: Mapped[str | None] = mapped_column(String(BOX))
    former_box: Mapped[str | None] = mapped_column(String(BOX))
    device_hash: Mapped[str | None] = mapped_column(String(DIGEST))
    issue_key: Mapped[str] = mapped_column(String(DIGEST), unique=True)
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("counter.id"))
    arrived_at: Mapped[datetime]
    lined_up_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    first_called_at: Mapped[datetime | None]
    last_called_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    hold_seconds: Mapped[int] = mapped_column(default=0)
    held_since: Mapped[datetime | None]
    came_back: Mapped[bool] = mapped_column(default=False)
    arrived_quality: Mapped[str] = mapped_column(String(12), default="exact")
    called_quality: Mapped[str | None] = mapped_column(String(12))
    started_quality: Mapped[str | None] = mapped_column(String(12))
    ended_quality: Mapped[str | None] = mapped_column(String(12))
    ahead: Mapped[int | None]
    estimate_low_seconds: Mapped[int | None]
    estimate_high_seconds: Mapped[int | None]
    reason: Mapped[str | None] = mapped_column(String(200))

    @property
    def label(self) -> str:
        """What is called out and shown: ``A007``; ``T037`` for somebody who holds card 37."""
        return picking.label(self.prefix, self.number, self.card, CARDS)


class MovedAddress(Base):
    """A digest of an address that a ticket had before it moved to another phone: there it says where it went."""

    __tablename__ = "moved_address"
    __table_args__ = (Index("ix_moved_address_ticket", "ticket_id"),)

    token_hash: Mapped[str] = mapped_column(String(DIGEST), primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))


class CopiedAddress(Base):
    """A digest of the address on a slip that was printed again for somebody who lost theirs.

    It shows the ticket beside the ticket's own address and knows nothing of its survey.
    """

    __tablename__ = "copied_address"
    __table_args__ = (Index("ix_copied_address_ticket", "ticket_id"),)

    token_hash: Mapped[str] = mapped_column(String(DIGEST), primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))


class TicketLeg(Base):
    """The stay of a ticket in the queue of one group; a transfer closes one and opens the next."""

    __tablename__ = "ticket_leg"
    __table_args__ = (
        UniqueConstraint("ticket_id", "seq"),
        CheckConstraint(f"outcome IS NULL OR {in_list('outcome', Outcome)}", name="outcome_known"),
        CheckConstraint("(outcome IS NULL) = (ended_at IS NULL)", name="outcome_when_ended"),
        Index(
            *("ix_ticket_leg_several", "queued_at", "ticket_id"),
            postgresql_where=SEVERAL_LEGS,
            sqlite_where=SEVERAL_LEGS,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    seq: Mapped[int]
    group_id: Mapped[int] = mapped_column(ForeignKey("service_group.id"))
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("counter.id"))
    queued_at: Mapped[datetime]
    first_called_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(12))


class TicketEvent(Base):
    """One move of a ticket, or its change of phone; append-only. *key* is the one-time key of the form that asked."""

    __tablename__ = "ticket_event"
    __table_args__ = (
        CheckConstraint(f"kind = '{CLAIM}' OR {in_list('kind', Move)}", name="kind_known"),
        CheckConstraint(f"from_state IS NULL OR {in_list('from_state', State)}", name="from_state_known"),
        CheckConstraint(in_list("to_state", State), name="to_state_known"),
        Index("ix_ticket_event_ticket", "ticket_id", "id"),
        Index("ix_ticket_event_unit", "unit_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    kind: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime]
    from_state: Mapped[str | None] = mapped_column(String(10))
    to_state: Mapped[str] = mapped_column(String(10))
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("counter.id"))
    staff_id: Mapped[int | None]  # opaque here: names live in admin/ only
    channel: Mapped[str] = mapped_column(String(10))
    note: Mapped[str | None] = mapped_column(String(200))
    key: Mapped[str | None] = mapped_column(String(DIGEST), unique=True)


class CounterSession(Base):
    """Somebody at a counter from opening to closing: without it nobody can say why people waited.

    *staff_id* 0 is a machine with a key. *others_since_priority* counts the calls since the last one that went first.
    """

    __tablename__ = "counter_session"
    __table_args__ = (
        CheckConstraint("closed_at IS NULL OR closed_at >= opened_at", name="closes_after_opening"),
        Index(
            "uq_counter_session_open",
            "counter_id",
            unique=True,
            postgresql_where=text("closed_at IS NULL"),
            sqlite_where=text("closed_at IS NULL"),
        ),
        Index("ix_counter_session_unit_opened_at", "unit_id", "opened_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    counter_id: Mapped[int] = mapped_column(ForeignKey("counter.id"))
    staff_id: Mapped[int]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by_system: Mapped[bool] = mapped_column(default=False)
    others_since_priority: Mapped[int] = mapped_column(default=2)


class CounterSessionGroup(Base):
    """A service group that a counter session serves."""

    __tablename__ = "counter_session_group"

    session_id: Mapped[int] = mapped_column(ForeignKey("counter_session.id"), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("service_group.id"), primary_key=True)


class CounterPause(Base):
    """A break within a counter session, with its reason."""

    __tablename__ = "counter_pause"
    __table_args__ = (
        CheckConstraint("resumed_at IS NULL OR resumed_at >= paused_at", name="resumes_after_pause"),
        Index("ix_counter_pause_session", "session_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("counter_session.id"))
    paused_at: Mapped[datetime]
    resumed_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(60))
