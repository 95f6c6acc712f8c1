"""What ``flask tickets import`` is told about a log, checked."""

from collections.abc import Sequence

import click

from admin.imports.actions import Reading
from admin.imports.rows import COLUMNS, DISPENSABLE
from kiosk.ground import db
from kiosk.office import entries
from kiosk.office import queries as office
from kiosk.office.refusals import Refused


def reading(slug: str, services: Sequence[str], priorities: Sequence[str]) -> Reading:
    """Return how to read the log of the unit *slug*.

    Raises:
        click.UsageError: There is no such unit, or a prefix is none.
    """
    with db.read() as session:
        unit_id = office.unit_id_of(session, slug)
    if unit_id is None:
        raise click.UsageError(f"There is no unit {slug!r}; see: flask unit list")
    prefixes = {}
    for text in services:
        code, letters = _pair("--service", text)
        try:
            prefixes[code] = entries.prefix(letters)
        except Refused as refusal:
            raise click.UsageError(f"--service {text}: a prefix is one to three of A–Z.") from refusal
    return Reading(unit_id, prefixes, frozenset(priority.strip().casefold() for priority in priorities))


def names(renamed: Sequence[str]) -> dict[str, str]:
    """Return our columns with the file's names for them; an empty name for one the log lacks.

    Raises:
        click.UsageError: A column is not ours, or cannot be lacking.
    """
    found = dict(_pair("--map", text) for text in renamed)
    unknown = sorted(found.keys() - set(COLUMNS))
    if unknown:
        raise click.UsageError(f"--map knows no column {unknown[0]!r}, but: {', '.join(COLUMNS)}.")
    needed = sorted(column for column, name in found.items() if not name and column not in DISPENSABLE)
    if needed:
        raise click.UsageError(
            f"Without {needed[0]} a log cannot be read; only {', '.join(sorted(DISPENSABLE))} can lack."
        )
    return found


def _pair(option: str, text: str) -> tuple[str, str]:
    left, equals, right = (part.strip() for part in text.partition("="))
    if not (left and equals):
        raise click.UsageError(f"{option} {text!r} is not of the form NAME=VALUE.")
    return left, right
