"""Printed in grey, what one line or point means is still told apart from the others."""

from itertools import combinations

import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import StepPatch

from admin.charts.palette import BAND, BAR, INK, LINE, MEAN, QUIET, TARGET
from admin.charts.panels import draw_waits
from admin.charts.sheet import DESK, Panel, name_weeks, sheet
from kiosk.ground.calendar import weeks_until
from tests.admin.charts.test_control_chart import QUIET as QUIET_WEEKS
from tests.admin.charts.test_control_chart import chart, drawn
from tests.admin.measures.offices import TEXTS, W47, busy

APART = 60  # of 255: as far apart as two greys have to be on a poor copy


def lightness(colour: str) -> float:
    """The grey that a printer makes of a colour, 0 black to 255 white (ITU-R BT.601, as Pillow's “L”)."""
    red, green, blue = to_rgb(colour)
    return 255 * (0.299 * red + 0.587 * green + 0.114 * blue)


def looks(axes: Axes) -> dict[str, tuple[float, str, str]]:
    """Grey, dashes and points of every line, by what makes it."""
    found: dict[str, tuple[float, str, str]] = {}
    for line in axes.lines:
        colour = str(line.get_markeredgecolor() if line.get_linestyle() == "None" else line.get_color())
        found[str(line.get_gid())] = (lightness(colour), str(line.get_linestyle()), str(line.get_marker()))
    return found


def test_the_weekly_charts_measures_and_targets_are_told_apart() -> None:
    _figure, (axes,) = sheet([Panel("", 190)], DESK, title="", sample=None)
    weeks = weeks_until(W47, 3)
    name_weeks([axes], ["", "", ""], DESK)
    draw_waits(axes, [busy(week, 20, 600) for week in weeks], TEXTS)
    steps = [patch for patch in axes.patches if isinstance(patch, StepPatch) and not patch.get_fill()]
    patterns = [str(patch.get_linestyle()) for patch in steps]

    assert len(patterns) == len(set(patterns)) == 3  # median solid, target dashed, older target dotted
    assert [line.get_marker() for line in axes.lines][1:] == ["o", "o"]
    assert lightness(BAND) - max(map(lightness, (INK, MEAN, TARGET, QUIET))) > APART


def test_the_control_charts_lines_and_points_are_told_apart() -> None:
    axes = drawn(chart([*QUIET_WEEKS, 24.5, 12], left_out=[25]))
    found = looks(axes)

    for one, other in combinations(["centre", "limits", "target", "usual-weeks", "left-out"], 2):
        grey, dashes, points = found[one]
        other_grey, other_dashes, other_points = found[other]
        assert abs(grey - other_grey) > APART or (dashes, points) != (other_dashes, other_points)


@pytest.mark.parametrize("colour", [INK, QUIET, MEAN, TARGET, BAR])
def test_what_is_drawn_is_darker_than_the_grid_and_the_bands(colour: str) -> None:
    assert lightness(colour) < min(lightness(LINE), lightness(BAND)) - APART
