"""What is kept about people, and for whom the pages work: one tap from every page of a citizen."""

from datetime import date
from typing import Final, NamedTuple, cast

from flask import current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _

from kiosk.ground.settings import Settings
from kiosk.ground.web import clips
from kiosk.queue.night_actions import KEEP_BOXES, KEEP_TOKENS

WRITTEN: Final = date(2026, 11, 22)
"""When the two texts were last gone through and found to be true: change it with them."""
DAYS_A_MONTH: Final = 30


class Statement(NamedTuple):
    """A link at the foot of every citizen's page."""

    url: str
    words: str


def privacy() -> ResponseReturnValue:
    """Say what is kept, how long, and whom to ask."""
    chosen = _settings()
    return render_template(
        "kiosk/queue/privacy.html",
        responsible=chosen.responsible,
        survey_days=chosen.survey_days,
        box_days=KEEP_BOXES.days,
        keep_months=KEEP_TOKENS.days // DAYS_A_MONTH,
        written=format_date(WRITTEN, "d/M/yyyy"),
    )


def accessibility() -> ResponseReturnValue:
    """Say what the pages can do for whom, and what they cannot yet."""
    return render_template(
        "kiosk/queue/accessibility.html",
        responsible=_settings().responsible,
        written=format_date(WRITTEN, "d/M/yyyy"),
        clips=clips.any_in_language(),
    )


def at_the_foot() -> tuple[Statement, ...]:
    """Return what the foot of every page for phones links to."""
    return (
        Statement(url_for("citizen.privacy"), _("Quyền riêng tư")),
        Statement(url_for("citizen.accessibility"), _("Hỗ trợ tiếp cận")),
    )


def _settings() -> Settings:
    return cast(Settings, current_app.config["SETTINGS"])
