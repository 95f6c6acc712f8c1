"""Every write about the words of official reports and their letterheads; what was saved once stays."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from admin.documents import report_queries as queries
from admin.documents.kinds import ReportKind
from admin.documents.models import Letterhead, ReportText
from admin.documents.sections import HEADINGS, MOST_CHARS
from kiosk.ground import events
from kiosk.ground.text import TextTooLongError, clean
from kiosk.office import changes, entries, tree
from kiosk.office.refusals import Refused

LINES_CHARS: Final = 200
SYMBOL_CHARS: Final = 40
PLACE_CHARS: Final = 80
RECIPIENTS_CHARS: Final = 2_000


class Saved(NamedTuple):
    """A saved version, as it was read before the transaction was given up."""

    version: int
    text: str
    staff_name: str
    saved_at: datetime


class OvertakenError(Exception):
    """Somebody else saved the section meanwhile; nothing was written.

    Attributes:
        latest: What they saved.
    """

    def __init__(self, latest: ReportText) -> None:
        """Tell whose words are there now."""
        super().__init__(f"version {latest.version} is there already")
        self.latest = Saved(latest.version, latest.text, latest.staff_name, latest.saved_at)


@dataclass(frozen=True, slots=True)
class Place:
    """Which section of which report of which unit; *period* is its key."""

    unit_id: int
    kind: ReportKind
    period: str
    section: str


@dataclass(frozen=True, slots=True)
class Writer:
    """Who saves, as they are called today."""

    staff_id: int
    name: str


def save_text(session: Session, place: Place, text: str, *, base: int, by: Writer, now: datetime) -> ReportText:
    """Save *text* as a new version of a section; the same words again, such as of a second tap, make none.

    Args:
        session: In which the unit is locked, so that two who save at once come one after the other.
        place: Which section.
        text: Paragraphs and lists, one for each line; may be empty.
        base: The version that the writer saw, 0 for the draft.
        by: Who.
        now: When.

    Raises:
        OvertakenError: Somebody else saved another version since.
        Refused: ``section`` *unknown*, ``text`` *too_long*.
    """
    if place.section not in HEADINGS:
        raise Refused("unknown", "section")
    cleaned = _lines(text, "text", MOST_CHARS)
    tree.locked_unit(session, place.unit_id)
    latest = queries.texts(session, place.unit_id, place.kind, place.period).get(place.section)
    if latest is not None and latest.text == cleaned:
        return latest
    if latest is not None and latest.version != base:
        raise OvertakenError(latest)
    row = ReportText(
        unit_id=place.unit_id,
        kind=place.kind,
        period=place.period,
        section=place.section,
        version=(latest.version if latest else 0) + 1,
        text=cleaned,
        staff_id=by.staff_id,
        staff_name=by.name,
        saved_at=now,
    )
    session.add(row)
    session.flush()
    return row


@dataclass(frozen=True, slots=True)
class Lines:
    """A letterhead as it was typed."""

    superior_body: str
    issuing_body: str
    symbol: str
    place: str
    signer_title: str
    recipients: str

    def columns(self) -> dict[str, str]:
        """Return the cleaned values by column.

        Raises:
            Refused: *missing* or *too_long*, at the field.
        """
        return {
            "superior_body": _lines(self.superior_body, "superior_body", LINES_CHARS),
            "issuing_body": _required(self.issuing_body, "issuing_body", LINES_CHARS),
            "symbol": entries.required(self.symbol, "symbol", max_chars=SYMBOL_CHARS),
            "place": entries.required(self.place, "place", max_chars=PLACE_CHARS),
            "signer_title": _required(self.signer_title, "signer_title", LINES_CHARS),
            "recipients": _required(self.recipients, "recipients", RECIPIENTS_CHARS),
        }


def set_letterhead(
    session: Session, unit_id: int, since: date, lines: Lines, *, now: datetime, staff_id: int | None
) -> Letterhead:
    """Let a unit's documents carry *lines* from the day *since* on; raises as :meth:`Lines.columns`."""
    values = lines.columns()
    unit = tree.locked_unit(session, unit_id)
    row = next((one for one in queries.letterheads(session, unit_id) if one.valid_from == since), None)
    if row is None:
        row = Letterhead(unit_id=unit_id, valid_from=since, **values)
        session.add(row)
        details = changes.from_nothing({"valid_from": since, **values})
    else:
        details = changes.apply(row, values)
    session.flush()
    if details:
        events.record(
            session, "letterhead.set", unit.slug, now=now, staff_id=staff_id, unit_id=unit_id, details=details
        )
    return row


def _required(text: str, field: str, most: int) -> str:
    cleaned = _lines(text, field, most)
    if not cleaned:
        raise Refused("missing", field)
    return cleaned


def _lines(text: str, field: str, most: int) -> str:
    try:
        return clean(text, max_chars=most, multiline=True)
    except TextTooLongError as error:
        raise Refused("too_long", field) from error
