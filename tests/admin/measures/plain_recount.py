"""The weekly figures of a log counted once more: plain Python, from its own rows, with nothing of ours.

Only the standard library is imported, so that no mistake of the reports can be made twice.
"""

import csv
import gzip
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from functools import cache
from itertools import groupby
from math import ceil
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

Row = dict[str, str]
Numbers = dict[str, float | int | None]
ORDER = {
    "served": ("arrived_at", "called_at", "started_at", "finished_at"),
    "left": ("arrived_at", "called_at", "left_at"),
}


def rows_in_order(path: Path) -> tuple[list[Row], int]:
    """Return the rows whose times run forwards, and how many do not: those are rejected, and in no figure at all."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    # Times without a zone in one form: as texts they sort as they happened.
    times = [[row[column] for column in ORDER[row["outcome"]] if row[column]] for row in rows]
    forwards = [row for row, own in zip(rows, times, strict=True) if own == sorted(own)]
    return forwards, len(rows) - len(forwards)


def week(row: Row) -> str:
    """Return the ISO week of the arrival, such as ``1999-W31``."""
    year, number, _ = instant(row["arrived_at"]).astimezone(ZoneInfo("Asia/Ho_Chi_Minh")).isocalendar()
    return f"{year}-W{number:02d}"


@cache
def instant(text: str) -> datetime:
    """Return what the clock on the wall showed as an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")).astimezone(UTC)


def seconds(row: Row, since: str, until: str) -> int | None:
    """Return the whole seconds between two columns; ``None`` where one is empty."""
    if not row[since] or not row[until]:
        return None
    return int((instant(row[until]) - instant(row[since])).total_seconds())


def recount(rows: Sequence[Row], target: int, older: int) -> Numbers:
    """Return every figure of *rows* under a name of its own; targets in seconds."""
    served = [row for row in rows if row["outcome"] == "served"]
    left = [row for row in rows if row["outcome"] == "left"]
    gone_early = [row for row in left if (seconds(row, "arrived_at", "left_at") or 0) < target]
    until_called = known(served, "arrived_at", "called_at")
    went = [seconds(row, "arrived_at", "called_at" if row["called_at"] else "left_at") or 0 for row in left]
    within = sum(wait <= target for wait in until_called)
    return {
        "arrivals": len(rows),
        "called": sum(row["called_at"] != "" for row in rows),
        "served": len(served),
        "left": len(left),
        **spread("wait", until_called, target, older),
        **spread("until_start", known(served, "arrived_at", "started_at"), target, older),
        **spread("way", known(served, "called_at", "started_at"), target, older),
        **spread("service", known(served, "started_at", "finished_at"), target, older),
        **spread("stay", known(served, "arrived_at", "finished_at"), target, older),
        "service_level": within / (len(rows) - len(gone_early)),
        "service_level_of_all": within / len(rows),
        "uncounted": len(went),
        "uncounted_mean": sum(went) / len(went) if went else None,
        "with_uncounted_mean": (sum(went) + sum(until_called)) / (len(went) + len(until_called)),
        **curve(rows),
    }


def known(rows: Iterable[Row], since: str, until: str) -> list[int]:
    """Return the seconds between two columns of the rows that have both, shortest first."""
    return sorted(length for row in rows if (length := seconds(row, since, until)) is not None)


def spread(name: str, ranked: Sequence[int], target: int, older: int) -> Numbers:
    """Return n, mean, median, P90, the longest and shares of *ranked* seconds."""
    n = len(ranked)
    return {
        f"{name}.n": n,
        f"{name}.mean_seconds": sum(ranked) / n if n else None,
        f"{name}.median_seconds": ranked[ceil(n / 2) - 1] if n else None,
        f"{name}.p90_seconds": ranked[ceil(n * 9 / 10) - 1] if n else None,
        f"{name}.longest_seconds": ranked[-1] if n else None,
        f"{name}.within_target": sum(one <= target for one in ranked) / n if n else None,
        f"{name}.within_older": sum(one <= older for one in ranked) / n if n else None,
        f"{name}.within_15": sum(one <= 900 for one in ranked) / n if n else None,
        f"{name}.within_30": sum(one <= 1800 for one in ranked) / n if n else None,
    }


def curve(rows: Sequence[Row]) -> Numbers:
    """Return the median and the P90 of the product of Kaplan and Meier, in fractions: nothing is rounded."""
    ends = sorted(
        (seconds(row, "arrived_at", "called_at" if row["called_at"] else "left_at") or 0, row["called_at"] != "")
        for row in rows
    )
    found: Numbers = {"curve.median": None, "curve.p90": None}
    left, at_risk = Fraction(1), len(ends)
    for second, those in groupby(ends, key=lambda end: end[0]):
        called = [called for _, called in those]
        left *= 1 - Fraction(sum(called), at_risk)
        at_risk -= len(called)
        for name, share in (("curve.median", Fraction(1, 2)), ("curve.p90", Fraction(1, 10))):
            if found[name] is None and left <= share:
                found[name] = second
    return found


def interval(rows: Sequence[Row], share: float) -> tuple[float, float]:
    """Return what *share* of the means lie between when whole days of served visits are drawn again and again."""
    days: dict[str, list[int]] = {}
    for row in rows:
        if row["outcome"] == "served":
            days.setdefault(row["arrived_at"][:10], []).append(seconds(row, "arrived_at", "called_at") or 0)
    sums = [(sum(waits), len(waits)) for waits in days.values()]
    random = Random(1)
    means = sorted(_mean(random.choices(sums, k=len(sums))) for _ in range(4000))
    tail = (1 - share) / 2
    return means[round(tail * len(means))], means[round((1 - tail) * len(means)) - 1]


def _mean(days: Sequence[tuple[int, int]]) -> float:
    return sum(total for total, _ in days) / sum(n for _, n in days)
