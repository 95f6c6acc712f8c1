"""Ballots before and after sealing. No time, address, agent, order or key to a visit is ever stored.

Identifiers are random, never counted. Tables that would keep the order of arrival have no rowid on SQLite.
The guarantee holds for dumps made after sealing.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.ground.db import Base
from kiosk.queue.kinds import in_list

RANDOM_ID = 32
WEEK = 8
UNORDERED = {"sqlite_with_rowid": False}
IS_ASIDE = text("aside_block IS NOT NULL")


class BallotChannel(StrEnum):
    """How a ballot was cast; channels are never mixed in one figure."""

    VISIT = "visit"
    KIOSK = "kiosk"
    PAPER = "paper"
    POSTER = "poster"


class SpentToken(Base):
    """A voting token that was used; the row is the one-time key, and says nothing about the answers."""

    __tablename__ = "spent_token"
    __table_args__ = (Index("ix_spent_token_unit", "unit_id", "token_hash"), UNORDERED)

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))


class PendingBallot(Base):
    """A ballot between casting and sealing; *answers* maps question ids to lists of values.

    *commitment* is what the citizen was promised will be in the log; *nonce*, without which it says nothing, goes with
    the row when the ballot is sealed.
    """

    __tablename__ = "pending_ballot"
    __table_args__ = (
        CheckConstraint(in_list("channel", BallotChannel), name="channel_known"),
        Index("ix_pending_ballot_unit_week", "unit_id", "week", "id"),
        UNORDERED,
    )

    id: Mapped[str] = mapped_column(String(RANDOM_ID), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    week: Mapped[str] = mapped_column(String(WEEK))
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("counter.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("service_group.id"))
    wait_band: Mapped[str | None] = mapped_column(String(12))
    respondent: Mapped[str | None] = mapped_column(String(10))
    served: Mapped[bool | None]
    channel: Mapped[str] = mapped_column(String(10))
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    nonce: Mapped[str | None] = mapped_column(String(64))
    commitment: Mapped[str | None] = mapped_column(String(64))


class PendingComment(Base):
    """Free text between casting and sealing, apart from the scores it came with."""

    __tablename__ = "pending_comment"
    __table_args__ = (Index("ix_pending_comment_unit_week", "unit_id", "week", "id"), UNORDERED)

    id: Mapped[str] = mapped_column(String(RANDOM_ID), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    week: Mapped[str] = mapped_column(String(WEEK))
    channel: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)


class BallotBatch(Base):
    """What was sealed together: the ballots of one unit and channel from one week to another, both included.

    Those who were served and those who were not are sealed apart, and so are ballots on different questionnaires;
    *served* is ``None`` where nobody had a ticket. *position* is that of the batch's leaf in the log.
    """

    __tablename__ = "ballot_batch"
    __table_args__ = (
        CheckConstraint("until_week >= from_week", name="weeks_ordered"),
        CheckConstraint("ballots > 0", name="not_empty"),
        Index("ix_ballot_batch_unit_until", "unit_id", "until_week"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    channel: Mapped[str] = mapped_column(String(10))
    served: Mapped[bool | None]
    from_week: Mapped[str] = mapped_column(String(WEEK))
    until_week: Mapped[str] = mapped_column(String(WEEK))
    sealed_at: Mapped[datetime]
    ballots: Mapped[int]
    position: Mapped[int | None]


class Ballot(Base):
    """A sealed ballot; its week is its batch's. Cells cover at least five arrivals.

    *block* numbers the ballots of one cell that were once set aside together, five or more, for good: from then on they
    come and go only together. *aside_block* is that number as long as they are set aside; ``None``: the ballot counts.
    """

    __tablename__ = "ballot"
    __table_args__ = (
        Index("ix_ballot_batch", "batch_id", "id"),
        Index("ix_ballot_aside", "batch_id", postgresql_where=IS_ASIDE, sqlite_where=IS_ASIDE),
        UNORDERED,
    )

    id: Mapped[str] = mapped_column(String(RANDOM_ID), primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("ballot_batch.id"))
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("counter.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("service_group.id"))
    wait_band: Mapped[str | None] = mapped_column(String(12))
    respondent: Mapped[str | None] = mapped_column(String(10))
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"))
    aside_block: Mapped[int | None]
    block: Mapped[int | None]


class BallotAnswer(Base):
    """One answer of a sealed ballot; several rows for a question that takes several."""

    __tablename__ = "ballot_answer"
    __table_args__ = (Index("ix_ballot_answer_question_value", "question_id", "value"), UNORDERED)

    ballot_id: Mapped[str] = mapped_column(ForeignKey("ballot.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), primary_key=True)
    value: Mapped[int] = mapped_column(primary_key=True)


class Comment(Base):
    """A sealed comment, without any tie to a ballot. *text_hash* stays when the text has to go."""

    __tablename__ = "comment"
    __table_args__ = (Index("ix_comment_unit_until", "unit_id", "until_week", "id"), UNORDERED)

    id: Mapped[str] = mapped_column(String(RANDOM_ID), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    until_week: Mapped[str] = mapped_column(String(WEEK))
    channel: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)
    batch_id: Mapped[int | None]
    text_hash: Mapped[str | None] = mapped_column(String(64))


class CastTally(Base):
    """How many ballots of a unit and week bore one sign of gaming when they were cast; nothing stands on the ballot."""

    __tablename__ = "cast_tally"
    __table_args__ = (CheckConstraint("ballots > 0", name="ballots_positive"), UNORDERED)

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    week: Mapped[str] = mapped_column(String(WEEK), primary_key=True)
    sign: Mapped[str] = mapped_column(String(20), primary_key=True)
    ballots: Mapped[int]


class OfficeAddress(Base):
    """The keyed digest of a network address from which a unit's staff worked, and when last."""

    __tablename__ = "office_address"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    seen_on: Mapped[date]
