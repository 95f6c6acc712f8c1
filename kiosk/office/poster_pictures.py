"""The three pictures of a poster, drawn so that they print sharp: aim the phone, tap the link, get the number.

On the poster of a service group: aim the phone, read the list of papers, get the number.
"""

import math
from typing import Final

from kiosk.office.poster_content import PosterKind
from kiosk.office.poster_marks import BLUE, GROUND, INK, LINE, PAPER, RED, Box, Letters, Mark, Stroke, moved
from kiosk.office.poster_text import Measure, fit

WIDTH: Final = 57.0
HEIGHT: Final = 36.0
"""Of each picture, in mm on A4."""

_CENTRE: Final = WIDTH / 2
_PHONE_WIDTH: Final = 19.0
_OUTLINE: Final = 0.9
_LINK_WIDTH: Final = 47.0
_SAMPLE_NUMBER: Final = "A012"
_MOUTHS: Final = (-1.0, -0.5, 0.0, 0.5, 1.0)


def pictures(kind: PosterKind, address: str, measure: Measure) -> tuple[tuple[Mark, ...], ...]:
    """Return the marks of the three pictures, each `WIDTH` × `HEIGHT` mm from its own top left corner.

    One shows *address* in the bubble to tap, so that people compare it with what their phone shows.
    """
    scan = (*_panel(), *_phone(), *_code(INK), *_viewfinder(INK))
    tap = (*_panel(), *_phone(), *_code(LINE), *_viewfinder(LINE), *_link(address, measure), *_hand())
    page = (*_panel(), *_phone(), *_page())
    if kind == "look_up":
        return scan, tap, (*page, *_papers())
    if kind == "group":
        return tap, (*page, *_papers()), (*page, *_number(measure))
    return scan, tap, (*page, *(_number(measure) if kind == "entrance" else _faces()))


def _panel() -> tuple[Mark, ...]:
    return (Box(0, 0, WIDTH, HEIGHT, fill=GROUND, stroke=LINE, stroke_width=0.3, radius=2),)


def _phone() -> tuple[Mark, ...]:
    left = _CENTRE - _PHONE_WIDTH / 2
    return (
        Box(left, 2.5, _PHONE_WIDTH, HEIGHT - 5, fill=PAPER, stroke=INK, stroke_width=_OUTLINE, radius=2.6),
        Stroke(((_CENTRE - 1.8, 4.6), (_CENTRE + 1.8, 4.6)), 0.6),
    )


def _code(colour: tuple[int, int, int]) -> tuple[Mark, ...]:
    """A code for the eye only: its corners lack the core a reader looks for."""
    left, top = _CENTRE - 4.5, 13.0
    corners = [
        Box(left + x, top + y, 2.6, 2.6, stroke=colour, stroke_width=0.7) for x, y in ((0, 0), (6.4, 0), (0, 6.4))
    ]
    dots = ((4, 0), (4, 2.4), (1, 4.2), (4, 4.6), (6.6, 4.2), (4, 7.6), (5.8, 6.4), (7.8, 7.8), (7.8, 5.8), (8, 3.8))
    return (*corners, *(Box(left + x, top + y, 1.1, 1.1, fill=colour) for x, y in dots))


def _viewfinder(colour: tuple[int, int, int]) -> tuple[Mark, ...]:
    left, right, top, bottom = _CENTRE - 7, _CENTRE + 7, 10.5, 24.5
    arm = 3.2
    return tuple(
        Stroke(((x, y + down * arm), (x, y), (x + across * arm, y)), 0.8, colour)
        for x, y, across, down in (
            (left, top, 1, 1),
            (right, top, -1, 1),
            (left, bottom, 1, -1),
            (right, bottom, -1, -1),
        )
    )


def _bubble(width: float, top: float, height: float, colour: tuple[int, int, int]) -> Box:
    return Box(_CENTRE - width / 2, top, width, height, fill=PAPER, stroke=colour, stroke_width=_OUTLINE, radius=2.2)


def _link(address: str, measure: Measure) -> tuple[Mark, ...]:
    top, height = 13.0, 9.0
    host = address.partition("/")[0]
    size = fit(host, _LINK_WIDTH, 5, measure, largest=13, smallest=9, pitch=1.0, bold=True).size
    if measure(host, True, size) > _LINK_WIDTH:
        host = _elided(host, size, measure)
    width = measure(host, True, size)
    left = _CENTRE - width / 2
    return (
        _bubble(max(width + 6, 28), top, height, BLUE),
        Letters(left, top + 5.7, host, size, width, bold=True, colour=BLUE),
        Stroke(((left, top + 7), (left + width, top + 7)), 0.4, BLUE),
    )


def _elided(host: str, size: float, measure: Measure) -> str:
    """Cut *host* in front, as phones do: the end of an address tells whose it is."""
    while measure("…" + host, True, size) > _LINK_WIDTH:
        host = host[1:]
    return "…" + host


def _hand() -> tuple[Mark, ...]:
    """A hand whose finger touches the bubble: drawn once fat in ink, then in white, so the outline is one."""
    left, top = _CENTRE - 4.4, 20.6
    finger = (left + 2.8, top, 3.4, 11.0, 1.7)
    palm = (left, top + 7.2, 10.4, 7.0, 2.8)
    outer = [
        Box(x - 0.45, y - 0.45, width + 0.9, height + 0.9, fill=INK, radius=radius + 0.45)
        for x, y, width, height, radius in (finger, palm)
    ]
    inner = [Box(x, y, width, height, fill=PAPER, radius=radius) for x, y, width, height, radius in (finger, palm)]
    knuckles = [Stroke(((left + x, top + 8.2), (left + x, top + 10.2)), 0.6) for x in (6.4, 8.4)]
    return (*outer, *inner, *knuckles)


def _page() -> tuple[Mark, ...]:
    """A page on the phone: a title with its red rule, and lines of text."""
    left, right = _CENTRE - 6.5, _CENTRE + 6.5
    return (
        Stroke(((left, 8.2), (right - 4, 8.2)), 0.9),
        Stroke(((left, 10.2), (right, 10.2)), 0.6, RED),
        *(Stroke(((left, y), (right - short, y)), 0.7, LINE) for y, short in ((28.5, 0), (30.8, 4))),
    )


def _number(measure: Measure) -> tuple[Mark, ...]:
    size = 30
    width = measure(_SAMPLE_NUMBER, True, size)
    return (
        _bubble(width + 8, 12.4, 13, RED),
        Letters(_CENTRE - width / 2, 22.7, _SAMPLE_NUMBER, size, width, bold=True),
    )


def _faces() -> tuple[Mark, ...]:
    first = _CENTRE - 2 * 9.0
    faces = [moved(mark, first + 9.0 * place, 18.9) for place, bend in enumerate(_MOUTHS) for mark in _face(bend)]
    return (_bubble(49, 12.4, 13, RED), *faces)


def _papers() -> tuple[Mark, ...]:
    """A list whose lines are ticked off."""
    left, first, pitch = _CENTRE - 12.5, 15.2, 5.2
    marks: list[Mark] = [_bubble(33, 11.2, 18.4, RED)]
    for place, length in enumerate((18.0, 21.0, 14.0)):
        y = first + place * pitch
        marks.append(Stroke(((left, y), (left + 1.2, y + 1.3), (left + 3.2, y - 1.2)), 0.9, RED))
        marks.append(Stroke(((left + 6, y), (left + 6 + length - 2, y)), 1.0))
    return tuple(marks)


def _face(bend: float) -> tuple[Mark, ...]:
    """A face about the origin; *bend* from -1 (sad) to 1 (glad)."""
    arc = [math.pi * step / 12 for step in range(13)]
    mouth = tuple((1.8 * math.cos(angle), 1.3 + bend * (1.4 * math.sin(angle) - 0.7)) for angle in arc)
    return (
        Box(-3.5, -3.5, 7, 7, fill=PAPER, stroke=INK, stroke_width=0.6, radius=3.5),
        *(Box(x - 0.45, -1.55, 0.9, 0.9, fill=INK, radius=0.45) for x in (-1.3, 1.3)),
        Stroke(mouth, 0.6),
    )
