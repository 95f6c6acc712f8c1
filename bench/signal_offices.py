"""Offices for `bench.signals`: honest ones with everything that happens to them, and one for each way of cheating.

All is drawn at once: units × weeks. An honest office has busy weekdays, Tết, weeks of its own, growth, a new counter, a
hall with wi-fi from some week on, days without a network, and a day on which everybody comes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from admin.signals.coverage import by_length
from admin.signals.kinds import Signal

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

NODES: Final = 6
TET: Final = (20, 72)
NO_LINE: Final = 0.02
"""Of weeks: a tablet has no network on one day, and its numbers are marked."""
EDGES: Final = np.array([5, 15, 30, 60])


@dataclass(frozen=True, slots=True)
class Cheat:
    """What an office does from one week on; 0: nothing. Shares 0–1.

    Attributes:
        remove: Of waits over 15 minutes, taken off or closed.
        backdate: Of arrivals, written down late.
        early: Of visits, called ten minutes before anybody serves them.
        shorten: How much shorter waits are measured than they were.
        hide: Of ballots by people who waited over 15 minutes, never asked for.
        burst, fast, office: Of ballots, cast by the staff: many at once; within five seconds; in the office.
        five: Of ballots, replaced by all fives.
    """

    since: int = 10_000
    remove: float = 0
    backdate: float = 0
    early: float = 0
    shorten: float = 0
    hide: float = 0
    burst: float = 0
    fast: float = 0
    office: float = 0
    five: float = 0


CHEATS: Final[Mapping[Signal, Mapping[str, float]]] = {
    Signal.VANISHED: {"remove": 0.15},
    Signal.BACKDATED: {"backdate": 0.15},
    Signal.CALLED_EARLY: {"early": 0.20},
    Signal.UNDER_REPORTED: {"shorten": 0.50},
    Signal.COVERAGE: {"hide": 0.60},
    Signal.BURST: {"burst": 0.20},
    Signal.FAST: {"fast": 0.20},
    Signal.OFFICE: {"office": 0.40},
    Signal.ALL_FIVE: {"five": 0.45},
}
"""How large a cheat has to be found."""


def offices(units: int, weeks: int, random: np.random.Generator, cheat: Cheat | None = None) -> dict[Signal, Floats]:
    """Return what is counted for each signal in so many weeks of so many offices, all of which do the same *cheat*."""
    cheat = cheat or Cheat()
    on: Mask = np.arange(weeks) >= cheat.since
    none = np.zeros(weeks)
    came, mean = _weeks(units, weeks, random)
    bands = _bands(mean)
    node = random.dirichlet(np.full(NODES, 4.0), units)
    arrivals = random.poisson(came[:, :, None, None] * node[:, None, :, None] * bands[:, :, None, :]).astype(float)
    voted = _voted(arrivals, random, none + cheat.hide * on)
    return {
        **_of_visits(arrivals, random, cheat, on),
        **_of_ballots(voted.sum(axis=(2, 3)), random, cheat, on),
        Signal.UNDER_REPORTED: _said(arrivals, voted, mean, random, none + cheat.shorten * on),
        Signal.COVERAGE: _sealed(arrivals, voted),
    }


def _weeks(units: int, weeks: int, random: np.random.Generator) -> tuple[Floats, Floats]:
    """Return how many come, and the mean wait in minutes."""
    size = np.exp(random.uniform(np.log(150), np.log(700), (units, 1)))
    grows = 1 + random.uniform(-0.1, 0.4, (units, 1)) * np.arange(weeks) / weeks
    days = random.normal(0, 0.18, (units, weeks, 5)) + np.log([1.25, 1.0, 1.0, 0.9, 1.05])
    days[:, :, 0] += np.where(random.random((units, weeks)) < 0.05, 0.7, 0)  # everybody comes on one day
    open_days = np.ones((weeks, 5))
    for week in TET:
        if week + 1 < weeks:
            open_days[week], open_days[week + 1, :3] = 0, 0
    crowd = np.ones(weeks)
    for week in TET:
        crowd[week + 2 : week + 3] = 1.4
    load = (np.exp(days) * open_days).sum(axis=2) / 5 * crowd
    came = size * grows * load
    counter = np.arange(weeks) >= random.integers(0, 2 * weeks, (units, 1))
    relief = np.where(counter, 0.65, 1.0)
    fate = np.exp(_remembered(units, weeks, random) * 0.2)
    mean = random.uniform(8, 22, (units, 1)) * relief * fate * np.maximum(load, 0.3) ** 0.8
    return came, mean


def _remembered(units: int, weeks: int, random: np.random.Generator) -> Floats:
    """Return a fate for each week that half remembers the one before."""
    fate = random.normal(size=(units, weeks))
    for week in range(1, weeks):
        fate[:, week] = 0.5 * fate[:, week - 1] + np.sqrt(0.75) * fate[:, week]
    return fate


def _bands(mean: Floats) -> Floats:
    """Return the share of each wait band: gamma waits of shape 1.5, by Wilson and Hilferty's cube root (1931)."""
    shape = 1.5
    ratio = EDGES / mean[..., None]
    z = (np.cbrt(ratio) - (1 - 1 / (9 * shape))) * np.sqrt(9 * shape)
    below = 1 / (1 + np.exp(-1.702 * z))  # the normal law, to a hundredth
    whole = np.concatenate([np.zeros_like(mean)[..., None], below, np.ones_like(mean)[..., None]], axis=-1)
    return np.diff(whole, axis=-1)


def _beta(mean: Floats, sharp: float, random: np.random.Generator) -> Floats:
    """Return shares around *mean* that differ from week to week as if *sharp* people decided them."""
    mean = np.clip(mean, 1e-4, 1 - 1e-4)
    return random.beta(mean * sharp, (1 - mean) * sharp)


def _of(n: Floats, share: Floats, random: np.random.Generator) -> Floats:
    return random.binomial(n.astype(int), np.clip(share, 0, 1)).astype(float)


def _even(low: float, high: float, like: Floats, random: np.random.Generator) -> Floats:
    """Return a share of each office's own between *low* and *high*, the same in all weeks."""
    return random.uniform(low, high, (len(like), 1)) + np.zeros_like(like)


def _from_some_week(most: float, like: Floats, random: np.random.Generator) -> Floats:
    """Return what begins in one week of some offices and stays."""
    units, weeks = like.shape
    size = random.uniform(most / 4, most, (units, 1))
    return np.where(np.arange(weeks) >= random.integers(0, 3 * weeks, (units, 1)), size, 0)


def _of_visits(arrivals: Floats, random: np.random.Generator, cheat: Cheat, on: Mask) -> dict[Signal, Floats]:
    n, long = arrivals.sum(axis=(2, 3)), arrivals[..., 2:].sum(axis=(2, 3))
    gone = _beta(_even(0.005, 0.04, n, random), 150, random) + cheat.remove * on
    no_line = np.where(random.random(n.shape) < NO_LINE, 0.15, 0)
    late = _beta(_even(0.002, 0.06, n, random), 200, random) + no_line + cheat.backdate * on
    way = _beta(_even(0.01, 0.08, n, random), 150, random) + cheat.early * on
    return {
        Signal.VANISHED: np.stack([_of(long, gone, random), long], axis=-1),
        Signal.BACKDATED: np.stack([_of(n, late, random), n], axis=-1),
        Signal.CALLED_EARLY: np.stack([_of(n, way, random), n], axis=-1),
    }


def _of_ballots(n: Floats, random: np.random.Generator, cheat: Cheat, on: Mask) -> dict[Signal, Floats]:
    burst = _beta(_even(0, 0.02, n, random), 60, random) + cheat.burst * on
    fast = _beta(_even(0, 0.02, n, random), 150, random) + cheat.fast * on
    office = _beta(_even(0, 0.3, n, random) + _from_some_week(0.4, n, random), 60, random)
    five = _beta(_even(0.3, 0.75, n, random) + _from_some_week(0.1, n, random), 150, random)
    shares = {
        Signal.BURST: burst,
        Signal.FAST: fast,
        Signal.OFFICE: office + (1 - office) * cheat.office * on,
        Signal.ALL_FIVE: five + (1 - five) * cheat.five * on,
    }
    return {signal: np.stack([_of(n, share, random), n], axis=-1) for signal, share in shares.items()}


def _voted(arrivals: Floats, random: np.random.Generator, hide: Floats) -> Floats:
    units, weeks = arrivals.shape[:2]
    coverage = _beta(random.uniform(0.2, 0.5, (units, 1)) * np.ones((1, weeks)), 150, random)[..., None, None]
    tired = np.where(np.arange(5) >= 2, random.uniform(0.75, 1.15, (units, 1)), 1.0)
    shown = np.where(np.arange(5) >= 2, 1 - hide[:, None], 1.0)
    return _of(arrivals, coverage * tired[:, None, None] * shown[None, :, None], random)


def _said(arrivals: Floats, voted: Floats, mean: Floats, random: np.random.Generator, shorten: Floats) -> Floats:
    """Return how many said over 15 minutes, of how many, and of how many it was measured, of how many."""
    ballots, came = voted.sum(axis=2), arrivals.sum(axis=2)
    stretch = np.exp(random.normal(0.1, 0.12, (len(mean), 1, 1)))  # people remember their wait longer than it was
    over = np.clip(np.array([0.02, 0.18, 0.85, 0.97, 0.99]) * stretch ** np.array([1, 1.5, 0.3, 0, 0]), 0, 1)
    said = _of(ballots, over + np.zeros_like(ballots), random).sum(axis=-1)
    n, measured = came.sum(axis=-1), came[..., 2:].sum(axis=-1)
    if shorten.any():
        less = _bands(mean * (1 - shorten))[..., 2:].sum(axis=-1)
        measured = np.where(shorten > 0, _of(n, less, random), measured)
    return np.stack([said, ballots.sum(axis=-1), measured, n], axis=-1)


def _sealed(arrivals: Floats, voted: Floats) -> Floats:
    """Return what sealed ballots still say: bands of fewer than five arrivals stay at the node above."""
    large = arrivals >= 5
    rest = np.where(large, 0, arrivals).sum(axis=-1)
    held = np.where(large, 0, voted).sum(axis=-1)
    size = np.where(large & (voted > 0), arrivals, np.inf)
    smallest = np.arange(5) == size.argmin(axis=-1)[..., None]
    joins = smallest & np.isfinite(size) & ((held > 0) & (rest < 5))[..., None]
    known = np.where(large & ~joins, voted, 0)
    parts = by_length(arrivals, known, voted.sum(axis=-1) - known.sum(axis=-1))
    whole: Floats = parts.sum(axis=2)
    return whole
