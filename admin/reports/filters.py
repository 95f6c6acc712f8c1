"""What the address of the figures asks for: which periods, broken down by what, only of whom."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final, Self, TypeVar

from admin.measures.periods import Period, PeriodKind, containing, free, overlapping
from kiosk.ground.keys import LARGEST
from kiosk.queue.kinds import Channel, Respondent

Kind = TypeVar("Kind", bound=StrEnum)
MOST_BACK: Final = 60
BACK: Final = {PeriodKind.DAY: 14, PeriodKind.WEEK: 12, PeriodKind.REPORT_MONTH: 12, PeriodKind.MONTH: 12}
FEW_BACK: Final = 4
DAYS_WEEKS: Final = 8
"""Days are shown for so many weeks of the pilot; later they say more about people than about the office."""
UNKNOWN: Final = "unknown"
"""In the address: whom the visitor stands for was not asked."""
RANGE_DAYS: Final = 28
LONGEST_CODE: Final = 20


class By(StrEnum):
    """What a table may be broken down by; counters are not among it, their figures have a page of their own."""

    GROUP = "group"
    CLASS = "class"
    CHANNEL = "channel"
    RESPONDENT = "respondent"


class UnreadableError(ValueError):
    """The part *name* of the address says nothing that can be shown."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What was asked for.

    Attributes:
        until: The last period; ``None``: the latest with a visit. Of a free range the range itself.
        back: How many periods, 1 to 60; a free range is one, and four weeks long when its ends are left out.
        by: What the tables are broken down by.
        group, priority, channel, respondent: Only these visits; *respondent* may be ``unknown``.
    """

    kind: PeriodKind = PeriodKind.WEEK
    until: Period | None = None
    back: int = BACK[PeriodKind.WEEK]
    by: By | None = None
    group: int | None = None
    priority: str | None = None
    channel: str | None = None
    respondent: str | None = None

    @classmethod
    def read(cls, args: Mapping[str, str]) -> Self:
        """Read the values of an address; what is left out or empty is as the page opens.

        Raises:
            UnreadableError: With the name of the part that cannot be read.
        """
        said = {name: text.strip() for name, text in args.items() if text.strip()}
        kind = _one_of("kind", PeriodKind, said) or PeriodKind.WEEK
        return cls(
            kind=kind,
            until=_range(said) if kind is PeriodKind.RANGE else _until(kind, said),
            back=_number("back", said, 1, MOST_BACK) or BACK.get(kind, FEW_BACK),
            by=_one_of("by", By, said),
            group=_number("group", said, 1, LARGEST),
            priority=_code("class", said),
            channel=_one_of("channel", Channel, said),
            respondent=UNKNOWN if said.get("respondent") == UNKNOWN else _one_of("respondent", Respondent, said),
        )

    @property
    def address(self) -> dict[str, Any]:
        """The same as values of an address; reading them gives these filters again."""
        ends = {"until": None if self.until is None else self.until.code}
        if self.kind is PeriodKind.RANGE and self.until is not None:
            ends = {"from": str(self.until.first), "to": str(self.until.last)}
        chosen = {"class": self.priority, "channel": self.channel, "respondent": self.respondent}
        back = None if self.kind is PeriodKind.RANGE else self.back
        whole = {"kind": str(self.kind), **ends, "back": back, "by": self.by, "group": self.group, **chosen}
        return {name: value for name, value in whole.items() if value is not None}

    @property
    def narrowed(self) -> bool:
        """Whether only some of the visits are counted."""
        return any(value is not None for value in (self.group, self.priority, self.channel, self.respondent))

    def at(self, until: Period) -> "Filters":
        """Return the same for other periods, the last of them *until*."""
        return replace(self, kind=until.kind, until=until)

    def periods(self, latest: date, *, days: tuple[date, date] | None) -> tuple[Period, ...]:
        """Return the periods asked for, in order.

        Args:
            latest: The day of the latest visit.
            days: First and last day of which single days may be shown; ``None``: of none.

        Raises:
            UnreadableError: Single days that may not be shown, or periods before any calendar.
        """
        if self.kind is PeriodKind.RANGE:
            return (self.until or free(latest - timedelta(days=RANGE_DAYS - 1), latest),)
        last = self.until or containing(self.kind, latest)
        if self.kind is PeriodKind.DAY:
            if days is None:
                raise UnreadableError("days")
            last = containing(PeriodKind.DAY, min(max(last.last, days[0]), days[1]))
        back = self.back if days is None or self.kind is not PeriodKind.DAY else min(self.back, _days(days[0], last))
        try:
            return tuple(last.shift(-number) for number in reversed(range(back)))
        except ValueError:
            raise UnreadableError("until") from None


def days_shown(pilot_since: date | None, today: date) -> tuple[date, date] | None:
    """Return the first and the last day of which single days may be shown: eight weeks from the pilot's first day."""
    if pilot_since is None or pilot_since > today:
        return None
    return pilot_since, min(today, pilot_since + timedelta(weeks=DAYS_WEEKS, days=-1))


def neighbour(period: Period, count: int) -> Period | None:
    """Return the period *count* later, or earlier when negative; ``None`` beyond any calendar."""
    try:
        return period.shift(count)
    except ValueError:
        return None


def offered(kind: PeriodKind, first: date, latest: date, chosen: Period | None) -> list[Period]:
    """Return the periods of *kind* from the one of *first* to the one of *latest*, and *chosen*; latest in front."""
    if kind is PeriodKind.RANGE:
        return [] if chosen is None else [chosen]
    found = {*overlapping(kind, free(max(first, latest - timedelta(days=5 * 365)), latest))}
    if chosen is not None and chosen.kind is kind:
        found.add(chosen)
    return sorted(found, key=lambda period: period.first, reverse=True)


def _days(first: date, last: Period) -> int:
    return (last.last - first).days + 1


def _until(kind: PeriodKind, said: Mapping[str, str]) -> Period | None:
    """Return the period of a code of its kind (``2026-W47``), or the one that holds a day."""
    text = said.get("until")
    if text is None:
        return None
    try:
        return Period.read(kind, text)
    except ValueError:
        return _holding(kind, text)


def _holding(kind: PeriodKind, text: str) -> Period:
    """Return the period of *kind* that holds the last day of *text*, a code of any kind: kinds can be changed."""
    for other in PeriodKind:
        try:
            return containing(kind, Period.read(other, text).last)
        except ValueError:
            continue
    raise UnreadableError("until")


def _range(said: Mapping[str, str]) -> Period | None:
    if "from" not in said and "to" not in said:
        return None
    try:
        return free(date.fromisoformat(said["from"]), date.fromisoformat(said["to"]))
    except (KeyError, ValueError):
        raise UnreadableError("range") from None


def _one_of(name: str, kind: type[Kind], said: Mapping[str, str]) -> Kind | None:
    try:
        return kind(said[name]) if name in said else None
    except ValueError:
        raise UnreadableError(name) from None


def _number(name: str, said: Mapping[str, str], least: int, most: int) -> int | None:
    if name not in said:
        return None
    text = said[name]
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_CODE and least <= int(text) <= most):
        raise UnreadableError(name)
    return int(text)


def _code(name: str, said: Mapping[str, str]) -> str | None:
    text = said.get(name)
    if text is None:
        return None
    if len(text) > LONGEST_CODE or not text.isascii() or not text.replace("_", "").isalnum():
        raise UnreadableError(name)
    return text
