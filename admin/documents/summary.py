"""What a report on many weeks says first, over its chart, and of all its ballots. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from admin.documents.comparing import Compared, finding
from admin.documents.phrases import FEW, day, minutes, shown
from admin.measures.cautions import cautions
from admin.measures.enough import told
from admin.measures.figures import Figures
from admin.measures.periods import Period
from admin.pilot.standing import hides
from kiosk.ground.calendar import Week
from survey.satisfaction import Score, SealedScore, score

NOTHING_HELPED: Final = "Trong kỳ chưa có can thiệp nào đủ căn cứ để nói đã rút ngắn thời gian chờ."
HIDDEN: Final = "con số chưa kể hết thời gian chờ (mục II.2)"


def summary(
    period: Period, figures: Figures, before: Figures | None, compared: Sequence[Compared], helped: Sequence[str]
) -> tuple[str, ...]:
    """Return three sentences: how long people waited, whether that changed, what helped.

    Args:
        period: The reported days.
        figures: Of these days.
        before: Of the days before the pilot; ``None`` where there are none.
        compared: The pilot units before and after; without any the second sentence says so.
        helped: What may be said of each change after which people clearly waited less.
    """
    first = headline(period, figures)
    earlier = None if before is None else minutes(told(before).wait.mean_seconds)
    if earlier:
        first = f"{first.removesuffix('.')}; trước thí điểm {earlier} phút."
    changed = finding(compared) if compared else "Chưa có giai đoạn trước thí điểm để so sánh."
    return first, changed, " ".join(helped) or NOTHING_HELPED


def headline(period: Period, figures: Figures) -> str:
    """Return the mean wait of the whole period beside its target, with its days."""
    wait, target = told(figures).wait, figures.targets.target_seconds
    when = f"Từ {day(period.first)} đến {day(period.last)}"
    if wait.mean_seconds is None:
        return f"{when}: {FEW} để nêu thời gian chờ."
    mean = f"chờ trung bình {minutes(wait.mean_seconds)} phút ({shown(wait.n)} lượt)"
    said = f"{when}: {mean}, mục tiêu {shown(target / 60)} phút"
    return f"{said}; {HIDDEN}." if hides(cautions(figures)) else f"{said}."


def pooled(batches: Mapping[Week, SealedScore], first: date) -> dict[Week, SealedScore]:
    """Return the batches before *first* as one and those from its week on as one, by their last week.

    Batches with too few ballots to be shown, and one that lies across the day, are in neither: who sees the others
    could reckon the few.
    """
    sealed = [one for one in batches.values() if one.score.shown]
    before = [one for one in sealed if one.until_week.sunday < first]
    after = [one for one in sealed if one.from_week.sunday >= first]
    return {both.until_week: both for both in map(_together, (before, after)) if both is not None}


def _together(batches: Sequence[SealedScore]) -> SealedScore | None:
    if not batches:
        return None
    scores = [one.score for one in batches]
    first, last = min(one.from_week for one in batches), max(one.until_week for one in batches)
    return SealedScore(first, last, _added(scores))


def _added(scores: Sequence[Score]) -> Score:
    counts = [sum(level) for level in zip(*(one.counts for one in scores), strict=True)]
    answered = _answered(scores)
    if answered is None:
        return score(counts)
    return score(counts, sum(one.served or 0 for one in scores), (max(0, answered - sum(counts)), 0, 0, 0, 0))


def _answered(scores: Iterable[Score]) -> int | None:
    """Return the ballots of all these visits, however they came; ``None`` where a batch does not tell."""
    known = [round(one.coverage * one.served) if one.coverage and one.served else None for one in scores]
    return None if None in known else sum(one or 0 for one in known)
