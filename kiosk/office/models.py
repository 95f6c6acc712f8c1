"""The place: units in a tree, their hours, counters, service groups and printed codes."""

from datetime import date, datetime, time
from typing import get_args

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.ground.db import Base
from kiosk.ground.i18n import FourNames
from kiosk.office.kinds import Mode, PriorityPolicy, UnitKind

DEFAULT_TARGET_SECONDS = 15 * 60
OLDER_TARGET_SECONDS = 30 * 60
NOTICE_CHARS = 160


def _one_of(column: str, literal: object) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in get_args(literal))})"


class Unit(Base):
    """An organisation, a one-stop centre or one of its sites. What changes by law stands in :class:`UnitVersion`.

    *come_back_after* is how many people go before somebody who missed a call and returns; without it nobody returns.
    *number_cards* is how many laminated cards the office has. A unit *is_practice* counts in no figure.
    The weeks from *baseline_from* up to *pilot_since* are what the pilot is measured against; *pilot_until* is its last
    day. *report_mail* are the addresses, separated by commas, that get the weekly report. *denunciations* is where
    denunciations (tố cáo) about the unit are taken. From *satisfaction_target_from* on its score had to reach a target.
    """

    __tablename__ = "unit"
    __table_args__ = (
        CheckConstraint(_one_of("kind", UnitKind), name="kind_known"),
        CheckConstraint(_one_of("mode", Mode), name="mode_known"),
        CheckConstraint("before_opening_minutes BETWEEN 0 AND 240", name="before_opening_sane"),
        CheckConstraint("daily_limit > 0", name="daily_limit_positive"),
        CheckConstraint(_one_of("priority_policy", PriorityPolicy), name="priority_policy_known"),
        CheckConstraint("come_back_after BETWEEN 0 AND 20", name="come_back_after_sane"),
        CheckConstraint("number_cards BETWEEN 1 AND 999", name="number_cards_sane"),
        CheckConstraint("NOT pilot OR pilot_since IS NOT NULL", name="pilot_has_date"),
        CheckConstraint("baseline_from IS NULL OR baseline_from < pilot_since", name="baseline_before_pilot"),
        CheckConstraint("pilot_until IS NULL OR pilot_until >= pilot_since", name="pilot_ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    province_code: Mapped[str | None] = mapped_column(String(2))
    ward_code: Mapped[str | None] = mapped_column(String(5))
    address: Mapped[str | None] = mapped_column(String(300))
    hotline: Mapped[str | None] = mapped_column(String(40))
    pilot: Mapped[bool] = mapped_column(default=False)
    pilot_since: Mapped[date | None]
    baseline_from: Mapped[date | None]
    pilot_until: Mapped[date | None]
    report_mail: Mapped[str | None] = mapped_column(String(500))
    denunciations: Mapped[str | None] = mapped_column(String(300))
    satisfaction_target_from: Mapped[date | None]
    mode: Mapped[str] = mapped_column(String(20), default="full")
    start_with_call: Mapped[bool] = mapped_column(default=False)
    close_at_night: Mapped[bool] = mapped_column(default=True)
    before_opening_minutes: Mapped[int] = mapped_column(default=60)
    daily_limit: Mapped[int | None]
    priority_policy: Mapped[str] = mapped_column(String(12), default="interleaved")
    come_back_after: Mapped[int | None] = mapped_column(default=3)
    number_cards: Mapped[int | None]
    presence_code: Mapped[bool] = mapped_column(default=False)
    is_practice: Mapped[bool] = mapped_column(default=False)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class UnitVersion(FourNames, Base):
    """A unit's name, parent and targets from one day up to (not including) another; communes merge."""

    __tablename__ = "unit_version"
    __table_args__ = (
        UniqueConstraint("unit_id", "valid_from"),
        CheckConstraint("valid_until IS NULL OR valid_until > valid_from", name="valid_range"),
        CheckConstraint("target_seconds > 0 AND older_target_seconds >= target_seconds", name="targets_ordered"),
        CheckConstraint("parent_id IS NULL OR parent_id <> unit_id", name="not_own_parent"),
        Index("ix_unit_version_parent", "parent_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    target_seconds: Mapped[int] = mapped_column(default=DEFAULT_TARGET_SECONDS)
    older_target_seconds: Mapped[int] = mapped_column(default=OLDER_TARGET_SECONDS)


class OpeningSession(Base):
    """One stretch of opening on one weekday (0 = Monday); an office usually has two a day."""

    __tablename__ = "opening_session"
    __table_args__ = (
        UniqueConstraint("unit_id", "weekday", "opens"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_known"),
        CheckConstraint("closes > opens", name="closes_after_opening"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    weekday: Mapped[int]
    opens: Mapped[time]
    closes: Mapped[time]


class OpeningException(Base):
    """Other hours on one day of one unit; without times the unit is closed that day."""

    __tablename__ = "opening_exception"
    __table_args__ = (
        UniqueConstraint("unit_id", "day", "opens"),
        CheckConstraint("(opens IS NULL) = (closes IS NULL)", name="both_times_or_none"),
        CheckConstraint("opens IS NULL OR closes > opens", name="closes_after_opening"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    day: Mapped[date]
    opens: Mapped[time | None]
    closes: Mapped[time | None]
    note: Mapped[str | None] = mapped_column(String(200))


class HolidayOverride(Base):
    """A day that an order makes free or worked; it wins over the holiday table and the weekday."""

    __tablename__ = "holiday_override"

    day: Mapped[date] = mapped_column(primary_key=True)
    is_working: Mapped[bool]
    note: Mapped[str] = mapped_column(String(200))
    document: Mapped[str | None] = mapped_column(String(100))


class Counter(FourNames, Base):
    """A counter; *label* is what stands on its sign (“3”), the names say what it is for."""

    __tablename__ = "counter"
    __table_args__ = (UniqueConstraint("unit_id", "label"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    label: Mapped[str] = mapped_column(String(12))
    active: Mapped[bool] = mapped_column(default=True)

    def purpose(self, language: str) -> str:
        """Return the name where it says more than the sign; empty for a counter 3 that is called “Quầy 3”."""
        name = self.name(language)
        return "" if name.split()[-1:] == self.label.split()[-1:] and len(name.split()) <= 2 else name


class ServiceGroup(FourNames, Base):
    """A group of procedures in everyday words, with a picture; *guidance* marks “Tôi không biết”."""

    __tablename__ = "service_group"
    __table_args__ = (
        UniqueConstraint("unit_id", "prefix"),
        CheckConstraint("prefix = upper(prefix)", name="prefix_upper"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    prefix: Mapped[str] = mapped_column(String(3))
    picture: Mapped[str] = mapped_column(String(40), default="khac")
    guidance: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)


class CounterGroup(Base):
    """Which service groups a counter normally serves."""

    __tablename__ = "counter_group"

    counter_id: Mapped[int] = mapped_column(ForeignKey("counter.id"), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("service_group.id"), primary_key=True)


class Code(Base):
    """A printed code. It answers for ever; *withdrawn_at* only changes what it says."""

    __tablename__ = "code"
    __table_args__ = (
        CheckConstraint("length(code) = 8", name="code_length"),
        Index("ix_code_unit", "unit_id"),
    )

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("counter.id"))
    issued_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class CodeScans(Base):
    """How often printed codes of a unit were opened on one local day; each process adds up and writes now and then."""

    __tablename__ = "code_scans"
    __table_args__ = (CheckConstraint("scans > 0", name="scans_positive"),)

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    scans: Mapped[int]


class PriorityClass(FourNames, Base):
    """People whom the house lets go first, by what they say of themselves; the lowest *position* goes first."""

    __tablename__ = "priority_class"
    __table_args__ = (CheckConstraint("position > 0", name="position_positive"),)

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)


class Notice(Base):
    """What the screen in the hall tells from one day up to and including another."""

    __tablename__ = "notice"
    __table_args__ = (
        CheckConstraint("shown_until IS NULL OR shown_until >= shown_from", name="days_ordered"),
        Index("ix_notice_unit", "unit_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    text_vi: Mapped[str] = mapped_column(String(NOTICE_CHARS))
    text_en: Mapped[str | None] = mapped_column(String(NOTICE_CHARS))
    text_km: Mapped[str | None] = mapped_column(String(NOTICE_CHARS))
    text_zh: Mapped[str | None] = mapped_column(String(NOTICE_CHARS))
    shown_from: Mapped[date]
    shown_until: Mapped[date | None]

    def text(self, language: str) -> str:
        """Return what is told in *language*, or in Vietnamese where nobody has written it yet."""
        return getattr(self, f"text_{language}", None) or self.text_vi

    def stands_on(self, day: date) -> bool:
        """Tell whether screens tell it on *day*."""
        return self.shown_from <= day and (self.shown_until is None or day <= self.shown_until)


class Device(Base):
    """A tablet that belongs to the place and to nobody: it is let in by a key, which can be taken away.

    *prefix* is for the numbers it gives out on its own while the network is down; it stays its own for ever.
    *unsent* is how many of those it still held when it was last heard of, *settled_at* when it last held none.
    """

    __tablename__ = "device"
    __table_args__ = (
        UniqueConstraint("unit_id", "prefix"),
        CheckConstraint("prefix = upper(prefix)", name="prefix_upper"),
        CheckConstraint("unsent >= 0", name="unsent_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(String(80))
    prefix: Mapped[str] = mapped_column(String(3))
    prints: Mapped[bool] = mapped_column(default=False)
    pairing_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    pairing_until: Mapped[datetime | None]
    key_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    paired_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime | None]
    unsent: Mapped[int] = mapped_column(default=0)
    settled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class ApiKey(Base):
    """What lets a queue machine speak for one unit; *scopes* are words separated by spaces."""

    __tablename__ = "api_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(String(80))
    hint: Mapped[str] = mapped_column(String(8))
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
