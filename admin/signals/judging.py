"""Whether a week stands out of a unit's own past, for many units and weeks at once. Pure.

A share is made even by Anscombe's arcsine (1948), so that its chance depends on n alone. How much weeks differ beyond
chance is estimated as between studies (DerSimonian & Laird 1986), and a week is held against where the next one would
lie (Higgins, Thompson & Spiegelhalter 2009, section 4.2).
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from admin.signals.kinds import FEWEST_PAST_WEEKS, LIMIT_DEVIATIONS, PAST_WEEKS, Level, Rule, Shape

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

CODES: Final = (Level.TOO_FEW, Level.QUIET, Level.ASK)
TOO_FEW, QUIET, ASK = range(3)


class Judged(NamedTuple):
    """What is said of one signal, by unit and week; NaN where there is nothing to say.

    Attributes:
        level: The place in `CODES`.
        observed: A share 0–1 of the weeks looked at together.
        beside: The share it is held against: the unit's own past; of two shares the other one of the same weeks.
        n: How many the observed share is of.
    """

    level: npt.NDArray[np.int8]
    observed: Floats
    beside: Floats
    n: Floats


class _Score(NamedTuple):
    """How far up a signal stands, on a scale with known chance; NaN where there is too little."""

    value: Floats
    variance: Floats


def judge(parts: Floats, rule: Rule, past: Mask | None = None) -> Judged:
    """Judge every week of every unit.

    Args:
        parts: Units × weeks × numbers of the rule's shape, the weeks in order without a gap.
        rule: Of the signal.
        past: Units × weeks: those a unit is held against for a quarter longer, because a target came after them;
            otherwise each week is held against the quarter before it.

    Returns:
        Of the same units and weeks. A week is too few where it has too little, or where the past has and no limit
        says that it is too much all the same.
    """
    units, weeks = parts.shape[:2]
    each = _score(parts, rule, few=1)
    level = np.zeros((units, weeks), np.int8)
    observed, beside, n = (np.full((units, weeks), np.nan) for _ in range(3))
    usable = np.isfinite(each.value)
    for week in range(weeks):
        begun = max(0, week - rule.weeks + 1)
        now = parts[:, begun : week + 1].sum(axis=1)
        score = _score(now, rule, few=rule.few)
        of = usable & _past(week, begun, weeks, past)
        above, known = _above_past(score, each, of, rule.weeks)
        seen, held = _shares(now, rule)
        was = _pooled(parts, of) if rule.shape == Shape.SHARE else held
        enough = np.isfinite(score.value)
        asked = known & (above > rule.deviations) & (_apart(seen, was, rule, parts, of, now) >= rule.least)
        asked |= _over_limit(score, rule)
        level[:, week] = np.where(~enough, TOO_FEW, np.where(asked, ASK, np.where(known, QUIET, TOO_FEW)))
        observed[:, week] = np.where(enough, seen, np.nan)
        beside[:, week] = np.where(enough, was, np.nan)
        n[:, week] = now[:, -1] if rule.shape == Shape.RATIO else now[:, 1]
    return Judged(level, observed, beside, n)


def _past(week: int, begun: int, weeks: int, told: Mask | None) -> Mask:
    """Return which weeks the one that begins with *begun* is held against, for each unit or for all."""
    each = np.arange(weeks)
    usual: Mask = ((each >= begun - PAST_WEEKS) & (each < begun))[None, :]
    if told is None:
        return usual
    last = np.where(told, each, -1).max(axis=1)
    stands = (last >= 0) & (last < begun) & (week - last <= PAST_WEEKS)
    return np.where(stands[:, None], told, usual)


def _score(parts: Floats, rule: Rule, *, few: int) -> _Score:
    """Return the score of counts whose last axis holds the numbers of the rule's shape."""
    k, n = parts[..., 0], parts[..., 1]
    with np.errstate(divide="ignore", invalid="ignore"):
        if rule.shape == Shape.SHARE:
            value, variance = np.arcsin(np.sqrt((k + 0.375) / (n + 0.75))), 1 / (4 * n + 2)
            return _Score(np.where(n >= few, value, np.nan), np.where(n >= few, variance, np.nan))
        other_k, other_n = parts[..., 2], parts[..., 3]
        enough = (n >= few) & (other_n >= few)
        if rule.shape == Shape.GAP:
            shares = (k + 0.5) / (n + 1), (other_k + 0.5) / (other_n + 1)
            value = shares[0] - shares[1]
            variance = shares[0] * (1 - shares[0]) / n + shares[1] * (1 - shares[1]) / other_n
        else:
            value = np.log((k + 0.5) / (n + 1)) - np.log((other_k + 0.5) / (other_n + 1))
            variance = _by_chance(k, n) + _by_chance(other_k, other_n)
    return _Score(np.where(enough, value, np.nan), np.where(enough, variance, np.nan))


def _by_chance(k: Floats, n: Floats) -> Floats:
    """Return the variance of the logarithm of a share; ballots of late answers may be more than the visits."""
    left: Floats = np.maximum(1 - k / (n + 1), 0.05) / (k + 0.5)
    return left


def _above_past(score: _Score, each: _Score, of: Mask, weeks: int) -> tuple[Floats, Mask]:
    """Return how many standard deviations each unit stands above its past, and which pasts are long enough."""
    weight = np.where(of, 1 / each.variance, 0.0)
    value = np.where(of, each.value, 0.0)
    count, whole = of.sum(axis=1), weight.sum(axis=1)
    known = count >= FEWEST_PAST_WEEKS
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = (weight * value).sum(axis=1) / whole
        spread = (weight * np.square(value - mean[:, None])).sum(axis=1)
        differ = np.maximum(0, (spread - (count - 1)) / (whole - np.square(weight).sum(axis=1) / whole))
        mean = _weighed(value, of, each.variance, differ)
        error = 1 / np.where(of, 1 / (each.variance + differ[:, None]), 0.0).sum(axis=1)
        above = (score.value - mean) / np.sqrt(score.variance + differ / min(weeks, 2) + error)
    return np.where(known, above, -np.inf), known


def _weighed(value: Floats, of: Mask, variance: Floats, differ: Floats) -> Floats:
    weight = np.where(of, 1 / (variance + differ[:, None]), 0.0)
    mean: Floats = (weight * value).sum(axis=1) / weight.sum(axis=1)
    return mean


def _over_limit(score: _Score, rule: Rule) -> Mask:
    if rule.limit is None:
        return np.zeros(score.value.shape, np.bool_)
    limit = np.arcsin(np.sqrt(rule.limit)) if rule.shape == Shape.SHARE else rule.limit
    over: Mask = score.value - limit > LIMIT_DEVIATIONS * np.sqrt(score.variance)
    return over


def _shares(parts: Floats, rule: Rule) -> tuple[Floats, Floats]:
    """Return the observed share, and the one beside it where there are two; for a ratio the second is the observed."""
    with np.errstate(divide="ignore", invalid="ignore"):
        first = parts[..., 0] / parts[..., 1]
        if rule.shape == Shape.SHARE:
            return first, np.full_like(first, np.nan)
        second = parts[..., 2] / parts[..., 3]
    return (second, first) if rule.shape == Shape.RATIO else (first, second)


def _pooled(parts: Floats, of: Mask) -> Floats:
    past = np.where(of[..., None], parts, 0).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        share: Floats = past[:, 0] / past[:, 1]
    return share


def _apart(seen: Floats, was: Floats, rule: Rule, parts: Floats, of: Mask, now: Floats) -> Floats:
    """Return by how much a signal is above its past, in the unit of the rule's *least*."""
    if rule.shape == Shape.SHARE:
        return seen - was
    past = np.where(of[..., None], parts, 0).sum(axis=1)
    risen: Floats = _score(now, rule, few=1).value - _score(past, rule, few=1).value
    return risen
