"""The plain address printed on posters: where the code beside it can be typed when scanning does not work."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from kiosk.office.entrances import spelled


def home() -> ResponseReturnValue:
    """Ask for the printed code, or go where it leads."""
    typed = request.args.get("code", "").strip()
    if not typed:
        return render_template("kiosk/queue/home.html", typed="", errors={})
    code = spelled(typed)
    if code is not None:
        return redirect(url_for(".door", code=code), 303)
    wrong = _("Mã điểm có tám chữ và số, in dưới mã QR. Xin xem lại và nhập đủ.")
    return render_template("kiosk/queue/home.html", typed=typed[:40], errors={"code": [wrong]}), 422
