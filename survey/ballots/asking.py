"""Which questionnaire somebody is asked or has answered, and what its page tells beside the questions."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from flask import current_app

from kiosk.ground import recent
from kiosk.ground.calendar import local_day
from kiosk.office import queries as office
from survey.questionnaires import queries as questionnaires
from survey.questionnaires.names import FACTORS
from survey.questionnaires.queries import Form

FIELD = "form"
"""The hidden field that says which version was shown."""
MOST_DIGITS = 18  # of a key: more digits are nobody's
Sent = Mapping[str, list[str]]


def form_of(now: datetime, unit_id: int, role: str, sent: Sent) -> Form | None:
    """Return the questionnaire that *sent* answers: the version that was shown, else the one that holds today.

    Whoever opened a form before the next version began answers what they read: nothing typed is lost, and nothing is
    counted under other words. A version is taken for a day longer than the survey of a visit stays open.

    Args:
        now: When.
        unit_id: Where.
        role: ``visit`` or ``open``.
        sent: What a browser sent; nothing when a form is asked for.

    Returns:
        ``None`` when nobody is asked anything there.
    """
    today = local_day(now)
    shown = next(iter(sent.get(FIELD, [])), "")
    if shown.isascii() and shown.isdecimal() and len(shown) <= MOST_DIGITS:
        since = today - timedelta(days=current_app.config["SETTINGS"].survey_days + 1)
        taken = recent.read(now, questionnaires.still_taken, int(shown), unit_id, role, day=today, since=since)
        if taken is not None:
            return taken
    return recent.read(now, questionnaires.form_for, unit_id, role, today)


def beside(now: datetime, unit_id: int, form: Form) -> dict[str, object]:
    """Return what a form's page needs beside the form: words for factors, and where denunciations are taken."""
    asked = form.tells_where
    where = recent.read(now, office.denunciations_of, unit_id, local_day(now)) if asked else None
    return {"factors": FACTORS, "denunciations": where}
