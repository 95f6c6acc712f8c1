"""How a page for citizens is drawn: each carries its unit's name, hotline and, if need be, the sample band."""

from datetime import datetime
from typing import cast

from flask import Response, current_app, make_response, render_template, url_for

from kiosk.ground import recent
from kiosk.ground.i18n import locale
from kiosk.ground.settings import Settings
from kiosk.office import queries as office
from kiosk.office.queries import UnitView
from kiosk.queue import breaker_actions, handed_in
from kiosk.queue.breaker_actions import Rush


def draw(template: str, unit: UnitView, status: int = 200, **values: object) -> Response:
    """Return ``kiosk/queue/<template>.html`` filled with *values*, for one unit."""
    page = render_template(
        f"kiosk/queue/{template}.html",
        unit_name=unit.name(locale()),
        unit_hotline=unit.unit.hotline,
        unit_page=url_for("citizen.unit", slug=unit.unit.slug),
        unit_sample=unit.unit.is_demo,
        unit_practice=unit.unit.is_practice,
        procedures_url=handed_in.current().procedures_url,
        **values,
    )
    return make_response(page, status)


def refuse(unit: UnitView, status: int, happened: str, to_do: str, *, back: str, back_words: str) -> Response:
    """Return a page that says what happened and what to do, with one way on."""
    return draw("refused", unit, status, happened=happened, to_do=to_do, back=back, back_words=back_words)


def settings() -> Settings:
    """Return the settings of the running application."""
    return cast(Settings, current_app.config["SETTINGS"])


def survey_days() -> int:
    """Return how long the survey of a visit answers, in days."""
    return settings().survey_days


def most_numbers(unit_id: int, now: datetime) -> Rush:
    """Return how many numbers phones may take at one unit; its counters may be some seconds old."""
    counters = len(recent.read(now, office.counters_of, unit_id))
    return breaker_actions.rush(settings().numbers_per_10_minutes, counters)


def secret() -> str:
    """Return the deployment's own secret."""
    return settings().secret_key
