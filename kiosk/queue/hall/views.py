"""The hall's screen: one address, typed once into a television, that is asked again every few seconds.

Its address is printed in the setup of the unit and stands in televisions: it may never stop answering. Without the key
of the unit's own screens it shows everything but the code that phones are asked for, which says that somebody is there.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, cast

from flask import Blueprint, Response, current_app, make_response, render_template, request
from flask.sansio.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from kiosk.ground import clock, db
from kiosk.ground.calendar import ZONE, local_day
from kiosk.ground.i18n import DEFAULT, LANGUAGES, locale
from kiosk.ground.recent import Recent
from kiosk.ground.settings import Settings
from kiosk.ground.web import release
from kiosk.ground.web.errors import Trouble
from kiosk.queue import pages, polling, presence_squares
from kiosk.queue.hall import queries, screen_keys, voices, wording
from kiosk.queue.hall.board import Call
from kiosk.queue.hall.queries import Place, Pulse
from kiosk.queue.hall.screen import opening_of, screen

PLACES: Final = "hall places"
CODES: Final = "hall codes"
KEEP: Final = {PLACES: timedelta(minutes=1), CODES: timedelta(seconds=10)}
"""How late a screen may show a changed name or other hours, and the code phones are asked for."""
SCRIPT: Final = "X-Poll"
KEY: Final = "key"
AGAIN_SECONDS: Final = 20
"""After that long a television without script, or one that got an error, asks for the page again."""

bp = Blueprint("hall", __name__, template_folder="templates")


@bp.record
def keep(state: BlueprintSetupState) -> None:
    """Let each process keep what seldom changes longer than phones do: screens ask more often than it changes."""
    seconds = cast(Settings, state.app.config["SETTINGS"]).cache_seconds
    for name, life in KEEP.items():
        state.app.extensions[name] = Recent(life if seconds else timedelta())


@bp.get("/display/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """Show the hall who is called; 304 where the screen's own script asks and nothing has changed."""
    with force_locale(_picked("lang") or DEFAULT):  # whatever a television's own language is
        return _answer(slug, clock.now())


@bp.after_request
def try_again(response: Response) -> Response:
    """Let a screen come back by itself from an error's page, which has no script."""
    if response.status_code >= 400:
        response.headers["Refresh"] = str(AGAIN_SECONDS)
    return response


def _answer(slug: str, now: datetime) -> Response:
    today = local_day(now)
    with db.read() as session:
        place = _kept(PLACES).get(now, (slug, today), lambda: queries.place(session, slug, today))
        if place is None or not place.exists:
            raise Trouble(404, _("Không có màn hình này."), _("Xin xem lại địa chỉ ở trang thiết lập của đơn vị."))
        unit = place.unit
        ours = screen_keys.opens(request.args.get(KEY, ""), pages.secret(), unit.id)
        code = (
            _kept(CODES).get(now, unit.id, lambda: presence_squares.hall_code_of(session, unit, now)) if ours else None
        )
        square = presence_squares.address(unit.id, now) if code else None
        pulse = queries.pulse(session, unit.id)
        mark = polling.digest_of((*_turns_on(place, pulse, code, now), square))
        if request.headers.get(SCRIPT) == "1" and request.if_none_match.contains_weak(mark):
            return Response(status=304)
        queue = queries.queue(session, unit, today, now=now)
    drawn = presence_squares.draw(square) if square else None
    return _page(place, mark, code, screen=screen(place, pulse, queue, now=now), square=drawn, now=now)


def _page(place: Place, mark: str, code: str | None, *, now: datetime, **values: object) -> Response:
    response = make_response(
        render_template(
            "kiosk/queue/hall/screen.html",
            place=place,
            now=now,
            now_ms=int(now.timestamp() * 1000),
            wall_ms=int(now.astimezone(ZONE).utcoffset().total_seconds() * 1000),  # type: ignore[union-attr]
            mark=mark,
            code=code,
            release=release.current(),
            again_seconds=AGAIN_SECONDS,
            say=_saying(place),
            told=wording.told(place, local_day(now), locale()),
            **values,
        )
    )
    response.set_etag(mark)
    return response


def _turns_on(place: Place, pulse: Pulse, code: str | None, now: datetime) -> tuple[object, ...]:
    """Return what makes one screen differ from the next; the hour sets the clock of a screen right once in a while."""
    wall, language = now.astimezone(ZONE), locale()
    unit = place.unit.unit
    names = (place.unit.name(language), *(group.name(language) for group in place.groups))
    told = (unit.is_demo, unit.daily_limit, opening_of(place, now), code, *wording.told(place, wall.date(), language))
    return (release.current(), language, _picked("also"), wall.date(), wall.hour, pulse, *names, *told)


def _saying(place: Place) -> Callable[[Call], tuple[str, ...]]:
    """Return what gives the clips of a call, in the screen's language and, if asked, in one more."""
    languages = tuple(dict.fromkeys((locale(), _picked("also") or locale())))
    return lambda call: voices.said(call, place.voices, languages)


def _kept(name: str) -> Recent:
    return cast(Recent, current_app.extensions[name])


def _picked(name: str) -> str | None:
    picked = request.args.get(name)
    return picked if picked in LANGUAGES else None
