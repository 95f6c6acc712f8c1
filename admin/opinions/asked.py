"""What the address of a page of satisfaction asks for; what cannot be read is refused with a sentence."""

from datetime import date
from typing import Any, Final

from flask import request
from flask_babel import gettext as _

from admin.measures.period_wording import KINDS, period_name
from admin.measures.periods import Period, PeriodKind, containing, free, overlapping
from kiosk.ground.web.errors import Trouble
from survey.opinions.figures import Strand
from survey.opinions.reading import Opinions

ASKED: Final = ("kind", "until", "from", "to", "strand")
USUAL: Final = PeriodKind.REPORT_QUARTER
"""A quarter has ten ballots in most offices, and is what reports are on."""
OFFERED: Final = tuple(kind for kind in KINDS if kind is not PeriodKind.DAY)
LONGEST: Final = 40
MOST_OFFERED: Final = 60


def period(latest: date) -> Period:
    """Return the period asked for; the report quarter of *latest* where the address says nothing.

    Raises:
        Trouble: 422, no such period.
    """
    try:
        kind = PeriodKind(_said("kind") or USUAL)
        if kind not in OFFERED:
            raise ValueError("single days are not told")
        if kind is PeriodKind.RANGE:
            return _range(latest)
        return _read(kind, _said("until")) if _said("until") else containing(kind, latest)
    except (ValueError, OverflowError) as error:
        raise Trouble(422, _("Không đọc được kỳ trong địa chỉ."), _("Xin chọn lại trong trang này.")) from error


def strand(opinions: Opinions) -> Strand | None:
    """Return the ballots asked for; else those that stand for the unit, ``None`` when nothing was sealed.

    Ballots that this period has none of are passed over: kinds and periods can be changed.

    Raises:
        Trouble: 422, nothing could ever be called so.
    """
    name = _said("strand")
    if name and not (len(name) <= LONGEST and name.isascii() and name.replace("-", "").isalnum()):
        raise Trouble(422, _("Không có loại phiếu này."), _("Xin chọn lại trong trang này."))
    return opinions.strand(name) or (opinions.strands[0] if opinions.strands else None)


def address(chosen: Period, which: Strand | None) -> dict[str, Any]:
    """Return the period and the ballots that are shown as values of an address."""
    more = {"strand": which.name} if which else {}
    if chosen.kind is PeriodKind.RANGE:
        return {"kind": str(chosen.kind), "from": str(chosen.first), "to": str(chosen.last), **more}
    return {"kind": str(chosen.kind), "until": chosen.code, **more}


def carried() -> dict[str, str]:
    """Return what this address says of period and ballots, for links to pages beside this one."""
    return {name: _said(name) for name in ASKED if _said(name)}


def kinds() -> list[tuple[str, str]]:
    """Return the kinds of periods to choose from."""
    return [(str(kind), str(KINDS[kind])) for kind in OFFERED]


def periods(chosen: Period, first: date, latest: date) -> list[tuple[str, str]]:
    """Return the periods of the chosen kind from *first* to *latest* and the chosen one, latest in front."""
    if chosen.kind is PeriodKind.RANGE:
        return []
    known = {*overlapping(chosen.kind, free(max(first, date(latest.year - 4, 1, 1)), latest)), chosen}
    ordered = sorted(known, key=lambda one: one.first, reverse=True)
    return [(one.code, period_name(one)) for one in ordered[:MOST_OFFERED]]


def _range(latest: date) -> Period:
    if not (_said("from") or _said("to")):
        whole = containing(USUAL, latest)
        return free(whole.first, whole.last)
    return free(date.fromisoformat(_said("from")), date.fromisoformat(_said("to")))


def _read(kind: PeriodKind, text: str) -> Period:
    """Return the period of a code of its kind, or the one that holds the last day of a code of another."""
    try:
        return Period.read(kind, text)
    except ValueError:
        for other in PeriodKind:
            try:
                return containing(kind, Period.read(other, text).last)
            except ValueError:
                continue
        raise


def _said(name: str) -> str:
    return request.args.get(name, "").strip()
