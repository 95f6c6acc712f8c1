"""The log's leaves, the tiles of its tree, its signed checkpoints; and what was promised to whoever cast a ballot.

Leaves and checkpoints are added and never changed (triggers refuse it). That is a rail, not the proof: the proof is a
checkpoint that somebody else holds.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.ground.db import Base


class LedgerHead(Base):
    """One row: how many leaves there are. Whoever appends holds it, so positions have no gap."""

    __tablename__ = "ledger_head"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("size >= 0", name="size_sane"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    size: Mapped[int]


class LedgerLeaf(Base):
    """One entry, as everybody may read it: canonical JSON on one line."""

    __tablename__ = "ledger_leaf"

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry: Mapped[str] = mapped_column(Text)


class LedgerTile(Base):
    """Up to 256 hashes of 32 bytes side by side at one level of the tree; made of the leaves, can be made again."""

    __tablename__ = "ledger_tile"

    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hashes: Mapped[bytes] = mapped_column(LargeBinary)


class LedgerCheckpoint(Base):
    """A signed statement of the tree's size and root; *note* is the whole signed text."""

    __tablename__ = "ledger_checkpoint"

    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    root: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(Text)
    signed_at: Mapped[datetime]


class LedgerLetter(Base):
    """A checkpoint that was mailed to somebody outside; *taken* is false where the address was refused for good."""

    __tablename__ = "ledger_letter"

    size: Mapped[int] = mapped_column(ForeignKey("ledger_checkpoint.size"), primary_key=True, autoincrement=False)
    address: Mapped[str] = mapped_column(String(254), primary_key=True)
    taken: Mapped[bool]
    at: Mapped[datetime]


class CastReceipt(Base):
    """What was promised to somebody who cast a ballot: the log will hold *commitment* by *due*.

    *position* is ``None`` until it does. Nothing here leads to the answers: what opens a commitment is destroyed when
    the ballot is sealed.
    """

    __tablename__ = "cast_receipt"
    __table_args__ = (
        Index("ix_cast_receipt_unit", "unit_id", "position", "code_hash"),
        {"sqlite_with_rowid": False},
    )

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    week: Mapped[str] = mapped_column(String(8))
    commitment: Mapped[str] = mapped_column(String(64))
    due: Mapped[date]
    position: Mapped[int | None]
