"""All addresses of a tablet on one page. The first stands in tablets for years: it may never stop answering."""

from flask import Blueprint

from kiosk.queue.tablet import claim_views, screens, start_views, take_views

bp = Blueprint("tablet", __name__, url_prefix="/kiosk", template_folder="templates")
bp.add_url_rule("/<slug>", "start", start_views.start)
bp.add_url_rule("/<slug>", "pair", start_views.pair, methods=["POST"])
bp.add_url_rule("/<slug>/take", "ask", take_views.ask)
bp.add_url_rule("/<slug>/take", "take", take_views.take, methods=["POST"])
bp.add_url_rule("/<slug>/number/<token>", "number", take_views.number)
bp.add_url_rule("/<slug>/rate", "ask_rating", claim_views.ask_rating)
bp.add_url_rule("/<slug>/rate", "find_rating", claim_views.find_rating, methods=["POST"])
bp.add_url_rule("/<slug>/paper", "ask_paper", claim_views.ask_paper)
bp.add_url_rule("/<slug>/paper", "print_paper", claim_views.print_paper, methods=["POST"])
bp.after_app_request(screens.lead_back)
