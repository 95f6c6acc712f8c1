"""Whether a change helped: one sentence, the picture, both sides, and what speaks against it."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from admin.accounts import scopes
from admin.accounts.guard import allow, units_with
from admin.accounts.roles import Permission
from admin.charts import answers, aside, effect_wording
from admin.charts.effect_chart import effect_chart
from admin.charts.sheet import Shape
from admin.pilot import effect_queries, effect_words, event_words
from admin.pilot.effect_queries import EffectReading
from admin.pilot.unit_asked import event_number
from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.ground.i18n import locale


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def effect(unit_id: int) -> ResponseReturnValue:
    """Show the effect of the intervention asked for, else of the latest that has begun."""
    found = _read(unit_id)
    return render_template(
        "admin/pilot/effect.html",
        found=found,
        unit_name=found.unit.name(locale()),
        unit_sample=found.unit.unit.is_demo,
        may_record=unit_id in units_with(Permission.RECORD_INTERVENTIONS),
        words=effect_words,
        chart_words=effect_wording,
        event_words=event_words,
        version=_version(found),
    )


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def chart(unit_id: int) -> ResponseReturnValue:
    """Draw the weeks around the change; with ``narrow`` for a phone."""
    return _picture(unit_id, answers.wanted("svg"))


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def chart_png(unit_id: int) -> ResponseReturnValue:
    """Draw the same to send on."""
    return _picture(unit_id, answers.wanted("png"))


def _read(unit_id: int) -> EffectReading:
    with db.read() as session:
        try:
            return effect_queries.read(session, unit_id, event_id=event_number(), today=local_day(clock.now()))
        except LookupError:
            abort(404)


def _picture(unit_id: int, shape: Shape) -> ResponseReturnValue:
    found = _read(unit_id)
    if found.found is None:
        abort(404)
    return answers.picture("effect", _version(found), shape, lambda wanted: _draw(found, wanted))


def _version(found: EffectReading) -> str:
    shown = (found.chosen, found.found, found.means, found.other_means, found.targets, found.incidents)
    return answers.version(shown, effect_words.others(found), found.unit.unit.is_demo)


def _draw(found: EffectReading, shape: Shape) -> bytes:
    if found.found is None or found.chosen is None:
        raise ValueError("nothing to draw")
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
