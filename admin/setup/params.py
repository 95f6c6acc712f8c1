"""What commands of the office are given (days, sessions, units, places), and how they are carried out."""

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import TypeVar

import click
from sqlalchemy.orm import Session

from admin.setup.sentences import sentence
from kiosk.ground import db
from kiosk.office import entries, places, queries
from kiosk.office.models import Counter, ServiceGroup
from kiosk.office.refusals import Refused

T = TypeVar("T")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def day(text: str) -> date:
    """Read 2026-07-01 or 01/07/2026."""
    found = entries.day(text)
    if found is None:
        raise click.BadParameter(f"{text!r} is not a day such as 2026-07-01")
    return found


def duration(text: str) -> int:
    """Read 15m, 90s or 1h as seconds."""
    try:
        return entries.seconds(text, "")
    except Refused as refusal:
        raise click.BadParameter(f"{text!r} is not a time such as 15m, 90s or 1h") from refusal


def session(text: str) -> tuple[time, time]:
    """Read one session of a day: 07:30-11:30."""
    try:
        opens, closes = text.split("-")
        return time.fromisoformat(opens), time.fromisoformat(closes)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is not a session such as 07:30-11:30") from error


def slug(text: str) -> str:
    """Read the name of a unit in addresses."""
    return _accepted(entries.slug, text)


def hotline(text: str) -> str:
    """Read a telephone number; an empty one stays empty."""
    return _accepted(entries.hotline, text) or ""


def province(text: str) -> str:
    """Read a province by its code or name as its code."""
    found = places.find(text, places.provinces())
    if found is None:
        raise click.BadParameter(f"there is no province {text!r}")
    return found.code


def weekdays(text: str) -> tuple[int, ...]:
    """Read mon-fri, sat, or mon,wed as numbers, 0 = Monday."""
    found: set[int] = set()
    for part in text.lower().split(","):
        first, _, last = part.partition("-")
        if first not in WEEKDAYS or (last or first) not in WEEKDAYS:
            raise click.BadParameter(f"{text!r} are no weekdays such as mon-fri or mon,wed")
        found.update(range(WEEKDAYS.index(first), WEEKDAYS.index(last or first) + 1))
    return tuple(sorted(found))


def carry_out(act: Callable[[Session], T]) -> T:
    """Run *act* in one transaction; a refusal ends the command with its sentence."""
    try:
        return db.write(act)
    except Refused as refusal:
        raise click.ClickException(": ".join(filter(None, (refusal.field, sentence(refusal))))) from refusal


def unit_id(s: Session, slug: str) -> int:
    """Return the key of the unit *slug*.

    Raises:
        click.ClickException: There is none.
    """
    found = queries.unit_id_of(s, slug)
    if found is None:
        raise click.ClickException(f"There is no unit {slug!r}; see: flask unit list")
    return found


def counter_of(s: Session, slug: str, label: str) -> Counter:
    """Return the counter with the sign *label* of a unit, in use or not.

    Raises:
        click.ClickException: There is none.
    """
    counters = queries.counters_of(s, unit_id(s, slug), only_active=False)
    found = next((counter for counter in counters if counter.label == label), None)
    if found is None:
        raise click.ClickException(f"{slug} has no counter {label!r}; see: flask counter list {slug}")
    return found


def groups_of(s: Session, slug: str, prefixes: Sequence[str]) -> list[ServiceGroup]:
    """Return the groups of a unit with these letters, in use or not.

    Raises:
        click.ClickException: One of them does not exist.
    """
    known = {row.prefix: row for row in queries.groups_of(s, unit_id(s, slug), only_active=False)}
    missing = [prefix for prefix in prefixes if prefix.upper() not in known]
    if missing:
        raise click.ClickException(f"{slug} has no group {missing[0]!r}; see: flask group list {slug}")
    return [known[prefix.upper()] for prefix in prefixes]


def ward(text: str, province_code: str) -> str:
    """Read a commune of the province by its code or name as its code.

    Raises:
        click.ClickException: It is unknown, or two communes share the name.
    """
    found = places.find(text, places.wards(province_code))
    if found is None:
        name = places.province_name(province_code)
        raise click.ClickException(f"{name} has no commune {text!r}, or several of that name: use its code.")
    return found.code


def _accepted(read: Callable[[str], T], text: str) -> T:
    try:
        return read(text)
    except Refused as refusal:
        raise click.BadParameter(sentence(refusal)) from refusal
