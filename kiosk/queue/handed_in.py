"""What the citizen's pages need from the floors above, handed in by ``wsgi.py``: this floor does not know them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import Flask, Request, current_app

from kiosk.office.queries import UnitView
from kiosk.queue.unit_weeks import Drawing, Ending, OpenData, UnitWeeks

EXTENSION = "handed_in"


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Answers from above.

    Attributes:
        feedback_url: Where people at the place of a code say something without a ticket.
        procedures_url: Where procedures are looked up at the place of a code.
        survey_url: Where the survey of one visit is, by its voting token.
        is_staff: Whether a request comes from somebody who is signed in.
        is_staff_device: Whether somebody of the staff signed in lately in the browser that a request comes from.
        unit_weeks: The last weeks of a unit at an instant, as its public page tells them.
        unit_chart: The chart of the same weeks; ``None`` when there is nothing to draw.
        opinions_url: Where a unit's satisfaction is, by its name in addresses.
        unit_data: Figures of a unit's weeks and days as a file; ``None`` for a unit that counts in no figure.
    """

    feedback_url: Callable[[str], str]
    procedures_url: Callable[[str], str]
    survey_url: Callable[[str], str]
    is_staff: Callable[[Request], bool]
    unit_weeks: Callable[[UnitView, datetime], UnitWeeks | None] = lambda _unit, _now: None
    unit_chart: Callable[[UnitView, datetime], Drawing | None] = lambda _unit, _now: None
    unit_data: Callable[[UnitView, datetime, Ending], OpenData | None] = lambda _unit, _now, _ending: None
    is_staff_device: Callable[[Request], bool] = lambda _request: False
    opinions_url: Callable[[str], str] = "/u/{}/opinions".format


def by_address() -> HandedIn:
    """Return the permanent addresses themselves, for an application without the floors above."""
    return HandedIn(
        feedback_url=lambda code: f"/q/{code}/feedback",
        procedures_url=lambda code: f"/q/{code}/procedures",
        survey_url=lambda vote_token: f"/s/{vote_token}",
        is_staff=lambda _request: False,
    )


def init_app(app: Flask, handed_in: HandedIn | None = None) -> None:
    """Give *app* what the floors above hand in."""
    app.extensions[EXTENSION] = handed_in or by_address()


def current() -> HandedIn:
    """Return what was handed to the running application."""
    return cast(HandedIn, current_app.extensions[EXTENSION])
