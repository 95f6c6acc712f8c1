"""Ballots of each unit, counted in all ways there are: no way to count may say another number."""

from collections import Counter as TallyOf
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from kiosk.ground.calendar import Week
from survey.audit import leaf_queries
from survey.audit import unit_queries as queries
from survey.audit.report import Findings, Kind, UnitCounts
from survey.ballots import actions, canonical
from survey.ledger import entries

COUNTED: Final = ("spent", "promised", "logged", "pending", "sealed", "batches", "aside")


def check_units(
    session: Session, starts: Mapping[str, int], casts: Mapping[str, int], day: date, findings: Findings
) -> list[UnitCounts]:
    """Return the counts of every unit that has any, by slug; units for practice have none.

    Args:
        session: Where to read.
        starts: Unit's slug to tokens spent before there was a log.
        casts: Unit's slug to its ``cast`` leaves.
        day: Today: what was promised by then has to be in the log.
        findings: Takes what is wrong.
    """
    counted = [replace(unit, logged=casts.get(unit.unit, 0)) for unit in count_units(session, starts, findings)]
    _check_promises(session, day, findings)
    return counted


def count_units(
    session: Session, starts: Mapping[str, int], findings: Findings, *, unit_ids: Collection[int] | None = None
) -> list[UnitCounts]:
    """Return the counts of the units that have any, with *logged* as the receipts that have a place in the log.

    Args:
        session: Where to read.
        starts: Unit's slug to tokens spent before there was a log.
        findings: Takes counts that contradict each other.
        unit_ids: Whose; ``None``: all units'.
    """
    real = {one: slug for one, slug in _real(session).items() if unit_ids is None or one in unit_ids}
    numbers: dict[int, TallyOf[str]] = {unit_id: TallyOf() for unit_id in real}
    for row in queries.counts(session, None if unit_ids is None else list(real)):
        if row.unit_id in real:
            numbers[row.unit_id][row.what] = row.number
    counted = [
        UnitCounts(slug, start=starts.get(slug, 0), **{what: numbers[unit_id][what] for what in COUNTED})
        for unit_id, slug in sorted(real.items(), key=lambda item: item[1])
        if numbers[unit_id] or starts.get(slug)
    ]
    for unit in counted:
        _check_sums(unit, findings)
    return counted


def check_pending(session: Session, findings: Findings) -> None:
    """Check that every ballot that waits to be sealed is still what was committed to when it was cast."""
    units = leaf_queries.units(session)
    changed: TallyOf[str] = TallyOf()
    for row in queries.pending(session):
        slug, _practice = units[row.unit_id]
        if row.nonce is None and row.commitment is None:
            continue  # cast before there was a log; check_uncommitted counts them
        if not _opens(row, slug):
            changed[slug] += 1
    for slug, ballots in sorted(changed.items()):
        findings.add(Kind.PENDING_CHANGED, slug, ballots=ballots)
    for found in queries.unpromised(session):
        findings.add(Kind.PENDING_UNPROMISED, units[found.unit_id][0], ballots=found.ballots)


def check_uncommitted(
    session: Session, starts: Mapping[str, int], batches: Iterable[Mapping[str, Any]], findings: Findings
) -> None:
    """Check that no more ballots are without a commitment than there were when the log began.

    Args:
        session: Where to read.
        starts: Unit's slug to tokens spent before there was a log.
        batches: Entries of sealed batches, which say how many of their ballots had none.
        findings: Takes what is wrong.
    """
    real = _real(session)
    bare: TallyOf[str] = TallyOf()
    for unit_id, ballots in queries.uncommitted(session).items():
        bare[real[unit_id]] += ballots
    for told in batches:
        bare[told["unit"]] += told.get("uncommitted", 0)
    for slug, ballots in sorted(bare.items()):
        if ballots > starts.get(slug, 0):
            findings.add(Kind.UNCOMMITTED, slug, ballots=ballots, start=starts.get(slug, 0))


def _opens(row: queries.PendingRow, slug: str) -> bool:
    if row.nonce is None or row.commitment is None:
        return False
    form = f"{row.key}/{row.version}"
    cell = row.counter_id, row.group_id, row.wait_band, row.respondent
    try:
        said = canonical.cast_ballot(slug, row.week, row.channel, row.served, form, row.answers, cell=cell)
        return entries.commitment(row.nonce, said) == row.commitment
    except (ValueError, TypeError, AttributeError):
        return False


def _check_sums(unit: UnitCounts, findings: Findings) -> None:
    if unit.spent != unit.start + unit.promised:
        findings.add(Kind.SPENT_DIFFERS, unit.unit, spent=unit.spent, promised=unit.start + unit.promised)
    if unit.spent != unit.pending + unit.sealed:
        findings.add(Kind.BALLOTS_DIFFER, unit.unit, spent=unit.spent, ballots=unit.pending + unit.sealed)


def _check_promises(session: Session, day: date, findings: Findings) -> None:
    real = _real(session)
    weeks: dict[tuple[str, str], TallyOf[str]] = {}
    for row in queries.weeks(session):
        weeks.setdefault((real[row.unit_id], str(row.week)), TallyOf())[row.what] = row.number
    for (slug, week), numbers in sorted(weeks.items()):
        if numbers["tally"] != numbers["promised"]:
            findings.add(Kind.TALLY_DIFFERS, slug, week=week, tally=numbers["tally"], promised=numbers["promised"])
    for twice in queries.promised_twice(session):
        findings.add(Kind.PROMISED_TWICE, real.get(twice.unit_id), times=twice.times)
    for late in queries.overdue(session, day):
        findings.add(Kind.PROMISE_OVERDUE, real[late.unit_id], ballots=late.ballots)
    for stray in queries.beyond(session):
        findings.add(Kind.RECEIPT_WITHOUT_CAST, real.get(stray.unit_id), position=stray.position)
    for told in queries.dues(session):
        if told.due != _due(told.week):
            findings.add(Kind.DUE_DIFFERS, real[told.unit_id], week=told.week, ballots=told.ballots)


def _due(week: str) -> str | None:
    try:
        return actions.due(Week.parse(week)).isoformat()
    except ValueError:
        return None


def _real(session: Session) -> dict[int, str]:
    """Return the units that are not for practice, slug by id."""
    return {unit_id: slug for unit_id, (slug, practice) in leaf_queries.units(session).items() if not practice}
