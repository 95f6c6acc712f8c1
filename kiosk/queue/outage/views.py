"""The addresses of a tablet that comes and goes without a network."""

from flask import Blueprint

from kiosk.queue.outage import shell_views, sync_views

bp = Blueprint("outage", __name__, url_prefix="/kiosk")
bp.add_url_rule("/<slug>/worker.js", "worker", shell_views.worker)
bp.add_url_rule("/<slug>/offline", "shell", shell_views.shell)
bp.add_url_rule("/<slug>/sync", "sync", sync_views.sync, methods=["POST"])
