"""Files of figures and visits to take away."""

import re
import tempfile
from threading import Lock
from typing import Final

from flask import Blueprint, Response, stream_with_context
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wsgi import FileWrapper

from admin.accounts import scopes
from admin.accounts.guard import allow
from admin.accounts.roles import Permission
from admin.documents import addresses, exporting
from admin.measures.periods import Period
from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.ground.web.errors import Trouble
from kiosk.office.models import Unit

WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WAIT_SECONDS: Final = 3.0
ONE: Final = Lock()
"""A workbook takes seconds of Python's lock: with several at once the counters of the same process would wait."""

bp = Blueprint("exports", __name__, url_prefix="/admin/documents")


@bp.get("/<int:unit_id>/visits/<kind>/<code>.csv")
@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def visits(unit_id: int, kind: str, code: str) -> ResponseReturnValue:
    """Give the visits of a period, one row each, as they are read."""
    unit, period = _unit(unit_id), _period(kind, code)
    lines = exporting.visits_csv(unit_id, period, today=local_day(clock.now()))
    response = Response(stream_with_context(line.encode() for line in lines), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = _attached(unit, period, "csv")
    return response


@bp.get("/<int:unit_id>/workbook/<kind>/<code>.xlsx")
@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def workbook(unit_id: int, kind: str, code: str) -> ResponseReturnValue:
    """Give the figures, the visits behind them and what each column means, as a workbook."""
    unit, period = _unit(unit_id), _period(kind, code)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    if not ONE.acquire(timeout=WAIT_SECONDS):
        file.close()
        raise Trouble(503, _("Đang có người tải một bảng tính khác."), _("Xin thử lại sau nửa phút."), retry_seconds=30)
    try:
        exporting.write_workbook(file, unit_id, period, today=local_day(clock.now()))
    finally:
        ONE.release()
    length = file.tell()
    file.seek(0)
    response = Response(FileWrapper(file), mimetype=WORKBOOK, direct_passthrough=True)
    response.call_on_close(file.close)
    response.content_length = length
    response.headers["Content-Disposition"] = _attached(unit, period, "xlsx")
    return response


def _unit(unit_id: int) -> Unit:
    with db.read() as session:
        unit = session.get_one(Unit, unit_id)
    if unit.is_practice:
        raise Trouble(404, _("Đơn vị tập dùng không có số liệu."), _("Xin xem báo cáo của đơn vị thật."))
    return unit


def _period(kind: str, code: str) -> Period:
    try:
        found = addresses.within_reach(kind, code)
    except ValueError:
        found = None
    if found is None or not addresses.begun(found, local_day(clock.now())):
        raise Trouble(404, _("Không có kỳ này."), _("Xin chọn lại kỳ ở trang số liệu."))
    return found


def _attached(unit: Unit, period: Period, ending: str) -> str:
    name = re.sub(r"[^a-z0-9-]+", "-", f"{unit.slug}-{period.kind}-{period.code}".lower())
    return f'attachment; filename="{name}.{ending}"'
