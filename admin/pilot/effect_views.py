"""Whether a change helped: one sentence, the picture, both sides, and what speaks against it."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from admin.accounts import scopes
from admin.accounts.guard import allow
from admin.accounts.roles import Permission
from admin.charts import answers, aside, effect_wording, kept_answers
from admin.charts.effect_chart import effect_chart
from admin.charts.sheet import Shape
from admin.measures import versions
from admin.measures.shown import unit_shown
from admin.pilot import effect_queries, effect_words, event_words
from admin.pilot.effect_queries import EffectReading
from admin.pilot.unit_asked import event_number
from kiosk.ground import clock, db, recent
from kiosk.ground.calendar import local_day
from kiosk.ground.i18n import locale
from kiosk.office.queries import UnitView


def _version(unit_id: int) -> str:
    """Name what is shown by the version of the data of all units that it rests on, before anything is computed."""
    event_number()  # what cannot be read is refused before anything is looked for
    now = clock.now()
    try:
        ids = recent.read(now, effect_queries.shown_ids, unit_id, local_day(now))
    except LookupError:
        abort(404)
    return versions.look_at(ids, now=now)


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def effect(unit_id: int) -> ResponseReturnValue:
    """Show the effect of the intervention asked for, else of the latest that has begun."""
    unit = unit_shown(unit_id)
    if unit is None:
        abort(404)
    return render_template(
        "admin/pilot/effect.html",
        part=_part(unit_id),
        unit_name=unit.name(locale()),
        unit_sample=unit.unit.is_demo,
    )


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
@kept_answers.picture("pilot.effect_svg", "svg", "event", "narrow", version=_version)
def chart(unit_id: int) -> ResponseReturnValue:
    """Draw the weeks around the change; with ``narrow`` for a phone."""
    return _picture(unit_id, answers.wanted("svg"))


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
@kept_answers.picture("pilot.effect_png", "png", "event", "narrow", version=_version)
def chart_png(unit_id: int) -> ResponseReturnValue:
    """Draw the same to send on."""
    return _picture(unit_id, answers.wanted("png"))


@kept_answers.part("pilot.effect", "event", version=_version)
def _part(unit_id: int) -> str:
    """Write everything of the page below its heading, which is the same for all who may open it."""
    found = _read(unit_id)
    return render_template(
        "admin/pilot/effect_part.html",
        found=found,
        of_unit=_other_unit(found),
        words=effect_words,
        chart_words=effect_wording,
        event_words=event_words,
        version=_version(unit_id),
    )


def _read(unit_id: int) -> EffectReading:
    with db.read() as session:
        try:
            return effect_queries.read(session, unit_id, event_id=event_number(), today=local_day(clock.now()))
        except LookupError:
            abort(404)


def _other_unit(found: EffectReading) -> UnitView | None:
    """Return the unit below that was changed: what that did is told of it alone, not of all offices together."""
    if found.chosen is None or found.chosen.unit_id == found.unit.id:
        return None
    return unit_shown(found.chosen.unit_id)


def _picture(unit_id: int, shape: Shape) -> ResponseReturnValue:
    shown = answers.version(unit_id, event_number(), _version(unit_id))
    return answers.picture("effect", shown, shape, lambda wanted: _draw(_read(unit_id), wanted))


def _draw(found: EffectReading, shape: Shape) -> bytes:
    if found.found is None or found.chosen is None or _other_unit(found):
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
