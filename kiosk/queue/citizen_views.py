"""All addresses of a citizen's phone on one page. Those below /q/, /t/ and /u/ are printed: none may stop answering."""

from flask import Blueprint

from kiosk.queue import (
    claim_views,
    door_views,
    end_views,
    home_views,
    offline_views,
    presence_views,
    return_views,
    statement_views,
    take_views,
    ticket_views,
    unit_views,
    wording,
)
from kiosk.queue.slips import views as slip_views

bp = Blueprint("citizen", __name__, template_folder="templates")
bp.add_url_rule("/", "home", home_views.home)
bp.add_url_rule("/sw.js", "worker", offline_views.worker)
bp.add_url_rule("/offline", "offline", offline_views.offline)
bp.add_url_rule("/q/<code>", "door", door_views.show)
bp.add_url_rule("/q/<code>/take", "ask", take_views.ask)
bp.add_url_rule("/q/<code>/take", "take", take_views.take, methods=["POST"])
bp.add_url_rule("/q/<code>/in-hall", "look_in_hall", presence_views.look)
bp.add_url_rule("/q/<code>/in-hall", "enter_hall", presence_views.enter, methods=["POST"])
bp.add_url_rule("/q/<code>/claim", "claim", claim_views.ask)
bp.add_url_rule("/q/<code>/claim", "take_over", claim_views.take_over, methods=["POST"])
bp.add_url_rule("/t/<token>", "ticket", ticket_views.show)
bp.add_url_rule("/t/<token>/leave", "confirm_leave", end_views.confirm_leave)
bp.add_url_rule("/t/<token>/leave", "leave", end_views.leave, methods=["POST"])
bp.add_url_rule("/t/<token>/forget", "confirm_forget", claim_views.confirm_forget)
bp.add_url_rule("/t/<token>/forget", "forget", claim_views.forget, methods=["POST"])
bp.add_url_rule("/t/<token>/check-out", "confirm_check_out", end_views.confirm_check_out)
bp.add_url_rule("/t/<token>/check-out", "check_out", end_views.check_out, methods=["POST"])
bp.add_url_rule("/t/<token>/slip", "slip", slip_views.show)
bp.add_url_rule("/t/<token>/slip.pdf", "slip_pdf", slip_views.pdf)
bp.add_url_rule("/t/<token>/come-back", "look_back", return_views.look)
bp.add_url_rule("/t/<token>/come-back", "come_back", return_views.come_back, methods=["POST"])
bp.add_url_rule("/u/<slug>", "unit", unit_views.show)
bp.add_url_rule("/u/<slug>/definitions", "unit_definitions", unit_views.definitions)
bp.add_url_rule("/u/<slug>/wait.svg", "unit_chart", unit_views.chart)
bp.add_url_rule("/u/<slug>/data.<ending>", "unit_data", unit_views.data)
bp.add_url_rule("/privacy", "privacy", statement_views.privacy)
bp.add_url_rule("/accessibility", "accessibility", statement_views.accessibility)
bp.add_app_template_global(statement_views.at_the_foot, "statements")
for words in (wording.band_words, wording.clock_time, wording.day_and_time, wording.day_name):
    bp.add_app_template_filter(words)
