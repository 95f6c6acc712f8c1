"""The closed lists of the queue, shared by its tables, pages and imports."""

from enum import StrEnum

NORMAL = "normal"
"""The priority class of everybody who belongs to none; the others are rows of :mod:`kiosk.office.models`."""


class Channel(StrEnum):
    """How a ticket came to be, or through what a move was made."""

    PHONE = "phone"
    KIOSK = "kiosk"
    CLERK = "clerk"
    API = "api"
    IMPORT = "import"
    TALLY = "tally"
    SYSTEM = "system"


class Respondent(StrEnum):
    """Whom the visitor stands for, if they said so."""

    PERSON = "person"
    BUSINESS = "business"


class Outcome(StrEnum):
    """How a leg ended."""

    DONE = "done"
    TRANSFERRED = "transferred"
    NO_SHOW = "no_show"
    LEFT = "left"
    REMOVED = "removed"
    CLOSED = "closed"


class LeaveReason(StrEnum):
    """Why somebody gave up, in one optional tap."""

    TOO_LONG = "too_long"
    PAPERS_MISSING = "papers_missing"
    WRONG_PLACE = "wrong_place"
    COMING_BACK = "coming_back"
    OTHER = "other"


class PauseReason(StrEnum):
    """Why a counter stands still."""

    BREAK = "break"
    MEETING = "meeting"
    SYSTEM_DOWN = "system_down"
    HELPING = "helping"
    OTHER = "other"


def in_list(column: str, values: type[StrEnum]) -> str:
    """Return the SQL condition that *column* holds one of *values*."""
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"
