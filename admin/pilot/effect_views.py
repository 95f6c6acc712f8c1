"""Whether a change helped: one sentence, the picture, both sides, and what speaks against it."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from admin.accounts import scopes
from admin.accounts.guard import allow
from admin.accounts.roles import Permission
from admin.charts import answers, aside, effect_wording
from admin.charts.effect_chart import effect_chart
from admin.charts.sheet import Shape
from admin.measures import kept, versions
from admin.pilot import effect_queries, effect_words, event_words
from admin.pilot.effect_queries import EffectReading
from admin.pilot.unit_asked import event_number
from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.ground.i18n import locale
from kiosk.office import queries as office


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def effect(unit_id: int) -> ResponseReturnValue:
    """Show the effect of the intervention asked for, else of the latest that has begun."""
    with db.read() as session:
        unit = office.unit_on(session, unit_id, local_day(clock.now()))
    version = _version(unit_id)
    if unit is None:
        abort(404)
    key = f"pilot.effect/{unit_id}/{request.args.get('lang')}"
    part = kept.memory().get(kept.etag(key, version), lambda: _part(unit_id, version).encode())
    return render_template(
        "admin/pilot/effect.html",
        part=Markup(part.decode()),  # noqa: S704 - our own template
        unit_name=unit.name(locale()),
        unit_sample=unit.unit.is_demo,
    )


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def chart(unit_id: int) -> ResponseReturnValue:
    """Draw the weeks around the change; with ``narrow`` for a phone."""
    return _picture(unit_id, answers.wanted("svg"))


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def chart_png(unit_id: int) -> ResponseReturnValue:
    """Draw the same to send on."""
    return _picture(unit_id, answers.wanted("png"))


def _part(unit_id: int, version: str) -> str:
    """Write everything of the page below its heading, which is the same for all who may open it."""
    return render_template(
        "admin/pilot/effect_part.html",
        found=_read(unit_id),
        words=effect_words,
        chart_words=effect_wording,
        event_words=event_words,
        version=version,
    )


def _read(unit_id: int) -> EffectReading:
    with db.read() as session:
        try:
            return effect_queries.read(session, unit_id, event_id=event_number(), today=local_day(clock.now()))
        except LookupError:
            abort(404)


def _version(unit_id: int) -> str:
    """Name what is shown by the version of the data of all units that it rests on, before anything is computed."""
    now, event_id = clock.now(), event_number()
    with db.read() as session:
        try:
            ids = effect_queries.shown_ids(session, unit_id, local_day(now))
        except LookupError:
            abort(404)
        return answers.version(unit_id, event_id, versions.data_version(session, ids, now=now))


def _picture(unit_id: int, shape: Shape) -> ResponseReturnValue:
    return answers.picture("effect", _version(unit_id), shape, lambda wanted: _draw(_read(unit_id), wanted))


def _draw(found: EffectReading, shape: Shape) -> bytes:
    if found.found is None or found.chosen is None:
        abort(404)
    return aside.drawn(
        effect_chart,
        found.found.compared,
        found.means,
        found.other_means,
        target_seconds=found.targets.target_seconds if found.targets else None,
        texts=effect_wording.effect_texts(effect_words.sentence(found), found.chosen.what),
        sample=found.unit.unit.is_demo,
        incidents=[mark.day for mark in found.incidents],
        shape=shape,
    )
