"""What the grid brings: a day, a page number and up to 25 lines, read whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField
from wtforms.validators import DataRequired

from admin.accounts.forms import one_line
from admin.tally import words
from admin.tally.actions import LINES
from admin.tally.models import REASON_CHARS
from admin.tally.rows import FIELDS, MOST_CHARS, Refused, TallyRow, read
from kiosk.ground.calendar import local_day
from kiosk.ground.text import clean
from kiosk.office import entries

MOST_PAGES: Final = 99


@dataclass(slots=True)
class Grid:
    """A sheet as it was typed.

    Attributes:
        typed: What stands in each line, by field; always 25.
        errors: Sentences by the id of the field they belong to, in the order of the page.
        rows: The lines that are sound.
    """

    day_typed: str
    page_typed: str
    typed: Sequence[Mapping[str, str]]
    day: date | None = None
    page: int = 0
    errors: dict[str, list[str]] = field(default_factory=dict)
    rows: list[TallyRow] = field(default_factory=list)


def empty(day: date, page: int) -> Grid:
    """Return a grid that nobody has typed in yet."""
    return Grid(day.isoformat(), str(page), [{} for _line in range(LINES)], day, page)


def read_grid(sent: MultiDict[str, str], groups: Mapping[str, int], *, now: datetime) -> Grid:
    """Return what was sent, with every fault there is: nothing of it is stored while there is one."""
    typed = [{name: _legible(sent.get(f"{name}-{place}", "")) for name in FIELDS} for place in range(1, LINES + 1)]
    grid = Grid(_legible(sent.get("day", "")), _legible(sent.get("page", "")), typed)
    grid.day = entries.day(grid.day_typed)
    if grid.day is None:
        grid.errors["day"] = [_("Xin nhập ngày trên phiếu.")]
    elif grid.day > local_day(now):
        grid.errors["day"] = [_("Ngày này chưa tới.")]
    grid.page = int(grid.page_typed) if grid.page_typed.isascii() and grid.page_typed.isdigit() else 0
    if not 1 <= grid.page <= MOST_PAGES:
        grid.errors["page"] = [_("Xin nhập số trang in trên phiếu, từ 1 đến 99.")]
    _read_lines(grid, grid.day or local_day(now), groups, now)
    if not grid.rows and not grid.errors:
        grid.errors["group-1"] = [_("Phiếu còn trống, chưa có dòng nào.")]
    return grid


def _read_lines(grid: Grid, day: date, groups: Mapping[str, int], now: datetime) -> None:
    for place, line in enumerate(grid.typed, 1):
        found = read(place, line, day, groups, now=now)
        if isinstance(found, TallyRow):
            grid.rows.append(found)
        elif isinstance(found, Refused):
            for name in (name for name in FIELDS if name in found.faults):
                said = _("Dòng %(place)s – %(fault)s", place=place, fault=words.fault(name, found.faults[name]))
                grid.errors[f"{name}-{place}"] = [said]


def _legible(typed: str) -> str:
    """Return what can stand in the field again."""
    return clean(typed[: MOST_CHARS + 4], max_chars=4 * MOST_CHARS)


class TakeBackForm(Form):
    """Why a sheet is wrong."""

    reason = StringField(
        _l("Lý do"), [DataRequired(_l("Xin ghi lý do."))], filters=[one_line(REASON_CHARS)], render_kw={"size": 40}
    )
