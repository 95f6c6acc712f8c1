"""The addresses of the pilot's pages, all on one page. Who may open a view stands above the view."""

from typing import Final

from flask import Blueprint

from admin.measures.shown import refuse_practice
from admin.pilot import control_views, effect_views, event_views, side_views

ASK_AND_DO: Final = ("GET", "POST")
TABLE: Final = (
    ("/units", "units", side_views.units, ("GET",)),
    ("/units.svg", "units_svg", side_views.chart, ("GET",)),
    ("/units.png", "units_png", side_views.chart_png, ("GET",)),
    ("/<int:unit_id>/events", "events", event_views.events, ("GET",)),
    ("/<int:unit_id>/interventions/new", "add_intervention", event_views.add_intervention, ASK_AND_DO),
    ("/<int:unit_id>/incidents/new", "add_incident", event_views.add_incident, ASK_AND_DO),
    ("/<int:unit_id>/events/<int:event_id>/withdraw", "withdraw", event_views.withdraw, ASK_AND_DO),
    ("/<int:unit_id>/control", "control", control_views.control, ("GET",)),
    ("/<int:unit_id>/control.svg", "control_svg", control_views.chart, ("GET",)),
    ("/<int:unit_id>/control.png", "control_png", control_views.chart_png, ("GET",)),
    ("/<int:unit_id>/effect", "effect", effect_views.effect, ("GET",)),
    ("/<int:unit_id>/effect.svg", "effect_svg", effect_views.chart, ("GET",)),
    ("/<int:unit_id>/effect.png", "effect_png", effect_views.chart_png, ("GET",)),
)

bp = Blueprint("pilot", __name__, template_folder="templates", url_prefix="/admin/pilot")
for _rule, _name, _view, _methods in TABLE:
    bp.add_url_rule(_rule, _name, _view, methods=_methods)
bp.before_request(refuse_practice)
