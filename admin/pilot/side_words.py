"""What is said of pilot units side by side."""

from collections.abc import Sequence

from flask_babel import gettext as _

from admin.measures import wording
from admin.pilot.change import Trend
from admin.pilot.side_by_side import trends
from admin.pilot.standing import Standing


def sentence(standings: Sequence[Standing]) -> str:
    """Return how many units have become better or worse beyond chance; named where it is one."""
    found, every = trends(standings), len(standings)
    better, worse = found[Trend.BETTER], found[Trend.WORSE]
    if len(better) == every > 1:
        said = _("Cả %(n)s đơn vị thí điểm chờ ngắn hơn trước thí điểm.", n=wording.shown(every))
    elif len(better) == 1:
        said = _("%(name)s chờ ngắn hơn trước thí điểm.", name=better[0])
    elif better:
        counts = {"n": wording.shown(len(better)), "all": wording.shown(every)}
        said = _("%(n)s trong %(all)s đơn vị thí điểm chờ ngắn hơn trước thí điểm.", **counts)
    else:
        said = _("Chưa thấy đơn vị thí điểm nào chờ ngắn hơn trước thí điểm.")
    return f"{said} {_worse(worse)}" if worse else str(said)


def _worse(names: Sequence[str]) -> str:
    if len(names) == 1:
        return str(_("%(name)s chờ lâu hơn.", name=names[0]))
    return str(_("%(n)s đơn vị chờ lâu hơn.", n=wording.shown(len(names))))
