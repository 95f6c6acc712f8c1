"""What a citizen keeps of a ballot: that it is in the log, and the proof; never what was answered, nor when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Response, jsonify, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from kiosk.ground import clock, db
from kiosk.ground.calendar import Week, local_day
from kiosk.ground.web.errors import Trouble
from kiosk.office import queries as office
from kiosk.office.queries import UnitView
from survey.ballots import actions, pages
from survey.ballots.receipts import Standing, standing
from survey.ballots.tokens import receipt_hash
from survey.ledger import entries, promises, queries, tree
from survey.ledger.answers import damaged
from survey.ledger.models import CastReceipt
from survey.ledger.queries import Checkpoint


@dataclass(frozen=True, slots=True)
class Shown:
    """A receipt with what it is held against.

    Attributes:
        due: As it follows from the week: whoever moves the day in the database delays nothing.
        entry: The ballot's own, if it stands at the receipt's place in the log.
    """

    receipt: CastReceipt
    unit: UnitView
    checkpoint: Checkpoint | None
    standing: Standing
    due: date
    entry: str | None

    @property
    def promise(self) -> str | None:
        """The signed promise; ``None`` when it cannot be signed."""
        kept = self.receipt
        return promises.promise_note(self.unit.unit.slug, kept.week, kept.commitment, self.due)


def receipt(code: str) -> ResponseReturnValue:
    """Say how the promise stands."""
    with db.read() as session:
        shown = _find(session, code, clock.now())
    return render_template(
        "survey/ballots/receipt.html",
        shown=shown,
        code=code.lower(),
        signed=shown.promise is not None,
        **pages.unit_context(shown.unit),
    )


def promise_text(code: str) -> ResponseReturnValue:
    """Give the signed promise, byte for byte as anybody can verify it without us."""
    with db.read() as session:
        shown = _find(session, code, clock.now())
    note = shown.promise
    if note is None or shown.standing is Standing.PRACTICE:
        raise Trouble(503, _("Lời hứa này chưa ký được."), _("Phiếu vẫn được nhận. Xin thử lại sau ít hôm."))
    return _download(make_response(note), "text/plain", f"bien-nhan-{_name(shown)}.txt")


def proof_json(code: str) -> ResponseReturnValue:
    """Give promise, entry, checkpoint and inclusion proof, for programs; what is not there yet is null."""
    with db.read() as session:
        shown = _find(session, code, clock.now())
        told = _told(session, shown)
    return _download(jsonify(told), "application/json", f"bien-nhan-{_name(shown)}.json")


def _find(session: Session, code: str, now: datetime) -> Shown:
    today = local_day(now)
    kept = queries.receipt(session, receipt_hash(code))
    unit = office.unit_on(session, kept.unit_id, today) if kept else None
    if kept is None or unit is None:
        raise Trouble(
            404,
            _("Không tìm thấy biên nhận này."),
            _(
                "Nếu trước đây trang này từng hiện biên nhận, phiếu có thể đã bị xóa: xin báo Mặt trận Tổ quốc, "
                "Hội Cựu chiến binh nơi Ông/Bà ở và đưa tệp lời hứa (.txt). Nếu chưa từng mở được, xin xem lại "
                "đường dẫn. Phiếu giấy chỉ có biên nhận sau khi được nhập."
            ),
            nothing_lost=False,
        )
    checkpoint = queries.latest_checkpoint(session)
    signed = checkpoint.size if checkpoint else 0
    due, entry = _due(kept), _entry(session, kept, unit.unit.slug)
    there, practice = entry is not None, unit.unit.is_practice
    stands = standing(kept.position, due, signed=signed, today=today, there=there, practice=practice)
    return Shown(kept, unit, checkpoint, stands, due, entry)


def _due(kept: CastReceipt) -> date:
    try:
        return actions.due(Week.parse(kept.week))
    except ValueError:  # somebody wrote what is no week
        return kept.due


def _entry(session: Session, kept: CastReceipt, slug: str) -> str | None:
    """Return the ballot's entry, if it stands where the receipt says; its place alone is not believed."""
    if kept.position is None:
        return None
    own = entries.cast(slug, kept.week, kept.commitment)
    return own if queries.entries(session, kept.position, kept.position + 1) == [own] else None


def _told(session: Session, shown: Shown) -> dict[str, Any]:
    kept, checkpoint = shown.receipt, shown.checkpoint
    told: dict[str, Any] = {
        "unit": shown.unit.unit.slug,
        "week": kept.week,
        "commitment": kept.commitment,
        "due": _iso(shown.due),
        "promise": shown.promise,
        "position": None if shown.entry is None else kept.position,
        "checkpoint": None,
    }
    if shown.standing is not Standing.KEPT or checkpoint is None or kept.position is None or shown.entry is None:
        return told
    try:
        steps = queries.inclusion(session, kept.position, checkpoint.size)
    except (KeyError, ValueError):
        raise damaged() from None
    return told | {
        "checkpoint": checkpoint.note,
        "size": checkpoint.size,
        "root_hash": checkpoint.root,
        "entry": shown.entry,
        "leaf_hash": tree.leaf_hash(shown.entry.encode()).hex(),
        "proof": [step.hex() for step in steps],
    }


def _name(shown: Shown) -> str:
    return f"{shown.unit.unit.slug}-{shown.receipt.week}"


def _iso(day: date) -> str:
    return day.isoformat()


def _download(response: Response, kind: str, name: str) -> Response:
    response.mimetype = kind
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
