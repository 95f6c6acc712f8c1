"""How a page of a tablet is drawn, and that only a paired tablet gets one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Concatenate, Final, ParamSpec

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from kiosk.ground import clock, db, recent
from kiosk.ground.calendar import local_day
from kiosk.ground.i18n import locale
from kiosk.office import device_actions
from kiosk.office import queries as office
from kiosk.office.models import Device
from kiosk.office.queries import UnitView
from kiosk.queue import doors
from kiosk.queue.doors import Door
from kiosk.queue.tablet import devices
from kiosk.queue.tablet.devices import Brought

P = ParamSpec("P")
FRAME: Final = "kiosk/queue/tablet/frame.html"
IDLE_SECONDS: Final = 45
GRACE_SECONDS: Final = 15
"""How long the countdown is seen before the page goes back to the start; one tap gives the 45 seconds again."""


@dataclass(frozen=True, slots=True)
class Tablet:
    """A paired tablet, and the door of the hall it stands in, at one moment."""

    device: Device
    door: Door
    now: datetime

    @property
    def unit(self) -> UnitView:
        """The unit it stands in."""
        return self.door.unit

    @property
    def slug(self) -> str:
        """The unit's name in addresses."""
        return self.door.unit.unit.slug

    def to_start(self) -> Response:
        """Return the way back to the first page, in the language of this one."""
        return redirect(url_for("tablet.start", slug=self.slug), 303)


def let_in(view: Callable[Concatenate[Tablet, P], ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
    """Let *view* answer a paired tablet; whatever else asks is led to the page that pairs."""

    @wraps(view)
    def guarded(slug: str, *args: P.args, **named: P.kwargs) -> ResponseReturnValue:
        tablet = of_unit(slug)
        if tablet is None:
            return redirect(url_for("tablet.start", slug=slug), 303)
        response = make_response(view(tablet, *args, **named))
        note_seen(tablet, response)
        return response

    return guarded


def of_unit(slug: str) -> Tablet | None:
    """Return the tablet that asks; ``None`` when it is not paired with the unit *slug*."""
    now = clock.now()
    with db.read() as session:
        device = devices.current(session, request, slug)
        unit = recent.read(now, office.unit_on, device.unit_id, local_day(now)) if device else None
        return Tablet(device, doors.inside(session, unit, now=now), now) if device and unit else None


def note_seen(tablet: Tablet, response: Response) -> None:
    """Write down that the tablet is alive, and let its browser keep the key longer, at most once a minute."""
    last, mine = tablet.device.last_seen_at, devices.brought(request)
    if mine is None or (last is not None and tablet.now - last < device_actions.SEEN_EVERY):
        return
    db.write(lambda session: device_actions.seen(session, tablet.device.id, now=tablet.now), replayable=True)
    devices.remember(response, tablet.slug, mine.key)


def draw(template: str, tablet: Tablet, status: int = 200, **values: object) -> Response:
    """Return ``kiosk/queue/tablet/<template>.html`` in the tablet's frame."""
    page = render_template(
        f"kiosk/queue/tablet/{template}.html",
        tablet=tablet,
        door=tablet.door,
        now=tablet.now,
        **frame(url_for("tablet.start", slug=tablet.slug, lang=None)),
        **unit_words(tablet.unit),
        **values,
    )
    return make_response(page, status)


def refuse(tablet: Tablet, status: int, happened: str, to_do: str) -> Response:
    """Return a page that says what happened and what to do."""
    return draw("refused", tablet, status, happened=happened, to_do=to_do)


def frame(start_url: str) -> dict[str, object]:
    """Return what the tablet's frame is filled with, also around pages of other rooms."""
    return {"frame": FRAME, "start_url": start_url, "idle_seconds": IDLE_SECONDS, "grace_seconds": GRACE_SECONDS}


def unit_words(unit: UnitView) -> dict[str, object]:
    """Return what the frame says of the unit."""
    return {
        "unit_name": unit.name(locale()),
        "unit_sample": unit.unit.is_demo,
        "unit_practice": unit.unit.is_practice,
    }


def lead_back(response: Response) -> Response:
    """Let a tablet come back to its start by itself from an error's page, which has neither frame nor script."""
    mine: Brought | None = devices.brought(request) if response.status_code >= 400 else None
    if mine is not None and response.mimetype == "text/html" and b"data-start" not in response.get_data():
        response.headers["Refresh"] = f"{GRACE_SECONDS}; url={mine.start_url}"
    return response
