"""The addresses of setting up, all on one page. Who may open a view stands above the view."""

from typing import Final

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from admin.accounts.doors import Door
from admin.accounts.roles import Permission
from admin.setup import (
    code_views,
    desk_views,
    hours_views,
    number_card_views,
    poster_views,
    practice_views,
    priority_views,
    unit_views,
    work_views,
)

DOOR: Final = Door(_l("Thiết lập"), "setup.units", Permission.SET_UP)

READ: Final = ["GET"]
PRESS: Final = ["POST"]
FORM: Final = ["GET", "POST"]
TABLE: Final = (
    ("/units", unit_views.units, READ),
    ("/units/new", unit_views.new_unit, FORM),
    ("/units/<slug>", unit_views.unit, READ),
    ("/units/<slug>/name", unit_views.standing, FORM),
    ("/units/<slug>/name/cancel", unit_views.cancel_planned, PRESS),
    ("/units/<slug>/merge", unit_views.merge, FORM),
    ("/units/<slug>/place", work_views.place, FORM),
    ("/units/<slug>/contact", work_views.contact, FORM),
    ("/units/<slug>/operation", work_views.operation, FORM),
    ("/units/<slug>/practice", practice_views.add_practice, PRESS),
    ("/units/<slug>/practice/clear", practice_views.clear_practice, PRESS),
    ("/units/<slug>/changes", work_views.acts, READ),
    ("/units/<slug>/hours", hours_views.week, FORM),
    ("/units/<slug>/exceptions", hours_views.exceptions, FORM),
    ("/units/<slug>/exceptions/<day>/remove", hours_views.remove_exception, PRESS),
    ("/units/<slug>/counters/new", desk_views.new_counter, FORM),
    ("/units/<slug>/groups/new", desk_views.new_group, FORM),
    ("/units/<slug>/groups/guidance", desk_views.add_guidance, PRESS),
    ("/units/<slug>/codes", code_views.codes, FORM),
    ("/counters/<int:counter_id>", desk_views.counter, FORM),
    ("/counters/<int:counter_id>/active", desk_views.counter_active, PRESS),
    ("/groups/<int:group_id>", desk_views.group, FORM),
    ("/groups/<int:group_id>/active", desk_views.group_active, PRESS),
    ("/groups/<int:group_id>/move", desk_views.move_group, PRESS),
    ("/codes/<code>/withdraw", code_views.withdraw_code, FORM),
    ("/codes/<code>/poster.<kind>", poster_views.poster, READ),
    ("/codes/<code>/qr.<kind>", poster_views.qr_picture, READ),
    ("/groups/<int:group_id>/poster.<kind>", poster_views.group_poster, READ),
    ("/units/<slug>/posters.pdf", poster_views.posters_of_unit, READ),
    ("/units/<slug>/cards.pdf", poster_views.cards_of_unit, READ),
    ("/units/<slug>/number-cards", number_card_views.number_cards, FORM),
    ("/units/<slug>/number-cards.pdf", number_card_views.number_card_sheets, READ),
    ("/holidays", hours_views.holidays, FORM),
    ("/holidays/<day>/remove", hours_views.remove_holiday, PRESS),
    ("/priorities", priority_views.priorities, FORM),
    ("/priorities/<class_code>", priority_views.priority, FORM),
    ("/priorities/<class_code>/move", priority_views.move_priority, PRESS),
)

bp = Blueprint("setup", __name__, url_prefix="/admin", template_folder="templates")
for _rule, _view, _methods in TABLE:
    bp.add_url_rule(_rule, view_func=_view, methods=_methods)
