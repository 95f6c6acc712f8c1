"""All addresses of the log on one page; some stand on receipts and in letters, none may stop answering.

Nothing beyond the last signed checkpoint is told. Nobody's session or cookie is read.
"""

from typing import Final

from flask import Blueprint
from flask.typing import RouteCallable

from survey.ledger import download_views, page_views, proof_views, tile_views

TABLE: Final[tuple[tuple[str, RouteCallable], ...]] = (
    ("", page_views.index),
    ("/checkpoint", tile_views.checkpoint),
    ("/tile/entries/<path:number>", tile_views.bundle),
    ("/tile/<level>/<path:number>", tile_views.tile),
    ("/checkpoints", download_views.checkpoints),
    ("/entries.jsonl", download_views.entries),
    ("/key", download_views.key),
    ("/verify.py", download_views.verifier),
    ("/proof", proof_views.proof),
    ("/consistency", proof_views.consistency),
)

bp = Blueprint("ledger", __name__, template_folder="templates", url_prefix="/ledger")
for _rule, _view in TABLE:
    bp.add_url_rule(_rule, view_func=_view)
