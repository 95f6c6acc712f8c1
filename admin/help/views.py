"""How-to pages for staff: a list, and each page ready to be printed."""

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.accounts.guard import signed_in
from admin.help import pages

bp = Blueprint("help", __name__, url_prefix="/admin", template_folder="templates")


@bp.get("/help")
@signed_in()
def show() -> ResponseReturnValue:
    """Show the page that is asked for by ``?trang=``, or the list of all."""
    name = request.args.get("trang", pages.INDEX)
    drawn = pages.html(name, url_for(".show", lang=None)) if len(name) < 40 else None
    if drawn is None:
        abort(404)
    return render_template("admin/help/page.html", drawn=drawn, is_list=name == pages.INDEX)
