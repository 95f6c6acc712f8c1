"""Signs that a ballot may not come from a visitor: what each means. They are counted by unit and week. Pure.

None is proof: somebody may answer fast, or on the hall's wi-fi. What counts is how often, against the unit's own past.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import AddressValueError, IPv4Address, IPv6Address, ip_address
from typing import Final, NamedTuple

from kiosk.ground.calendar import Week

FAST: Final = timedelta(seconds=5)
"""Nobody reads the questions in less; somebody who fills in form after form does."""
BURST_WITHIN: Final = timedelta(minutes=10)
BURST_LATE: Final = 5
"""So many in one window may come from visits of before: “trả lời sau” works for seven days."""
BURST_ENDED_WITHIN: Final = 2 * BURST_WITHIN
"""Whoever answers at once does so within ten minutes; a window is ten minutes long."""
OFFICE_DAYS: Final = 30
"""For how long it is remembered that staff worked from an address."""
NETWORK_BITS: Final = 64
"""Bits of an IPv6 address that say which network it is; the rest is the device."""


class Sign(StrEnum):
    """What is counted when a ballot is cast; the name stands in `cast_tally`."""

    CAST = "cast"  # every ballot
    PHONE = "phone"  # of a visit, on the own phone: what BURST is a share of
    TIMED = "timed"  # known how long the form was open: what FAST is a share of
    FAST = "fast"  # answered in under five seconds
    PLACED = "placed"  # on the own phone, and known whether from the office's network: what OFFICE is a share of
    OFFICE = "office"  # from a network from which the unit's staff worked lately
    BURST = "burst"  # more at once than visits could have ended


class Tallied(NamedTuple):
    """How many ballots of a unit and week bore a sign."""

    unit_id: int
    week: Week
    sign: Sign
    ballots: int


def timing(drawn_at: datetime | None, tapped_at: datetime | None) -> frozenset[Sign]:
    """Return what the time says that a form was open.

    Args:
        drawn_at: When the form was drawn, to the second; ``None``: it does not say.
        tapped_at: When it was sent off; ``None``: a phone without a network kept it.

    Returns:
        Nothing where the time is not known; a form from a clock a little ahead of ours was open for no time.
    """
    if drawn_at is None or tapped_at is None:
        return frozenset()
    return frozenset({Sign.TIMED, Sign.FAST} if tapped_at - drawn_at < FAST else {Sign.TIMED})


def is_burst(in_window: int, ended: int) -> bool:
    """Tell whether a ballot is one too many for its ten minutes.

    Args:
        in_window: Ballots of the unit since the window began, with this one.
        ended: Visits of the unit that ended in the twenty minutes before it.
    """
    return in_window > BURST_LATE + ended


def network(address: str) -> str | None:
    """Return what tells a network from others: an IPv4 address, the first 64 bits of an IPv6 one.

    Returns:
        ``None`` for what is no address, and for the machine itself: behind a proxy that nobody told us of everybody
        would seem to be there.
    """
    try:
        found = ip_address(address)
    except (AddressValueError, ValueError):
        return None
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if found.is_loopback or found.is_unspecified:
        return None
    if isinstance(found, IPv4Address):
        return str(found)
    return str(IPv6Address(int(found) >> NETWORK_BITS << NETWORK_BITS))
