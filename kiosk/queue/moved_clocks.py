"""A clock that was set back must not stop a counter, and must not make a wait look shorter than it was. Pure."""

from datetime import datetime, timedelta
from typing import Final

from kiosk.queue.tickets import Actor, Quality

SKEW: Final = timedelta(seconds=30)
"""Two machines of one office may differ by so much: what one writes after the other counts as the same moment."""
AT_COUNTERS: Final = frozenset({Actor.CLERK, Actor.API})
"""Whoever a hall waits for: they cannot be told to come back when the clock is right."""


def settled(at: datetime, quality: Quality, *, latest: datetime, actor: Actor) -> tuple[datetime, Quality]:
    """Return when a move at *at* takes place, and how far that can be trusted, on a ticket last touched at *latest*.

    A little too early is the same moment. At a counter much too early is so, too, but marked as the system's own
    instant, which no figure takes for measured. Everything else keeps its instant, and the table of moves refuses it.
    """
    if at >= latest or quality is Quality.BACK_DATED:
        return at, quality
    if latest - at <= SKEW:
        return latest, quality
    if quality is Quality.EXACT and actor in AT_COUNTERS:
        return latest, Quality.SYSTEM
    return at, quality
