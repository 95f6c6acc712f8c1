"""All that stands on the monitors' page, read from the rooms that know it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from flask import current_app
from sqlalchemy.orm import Session

from admin.monitoring import queries, standing
from admin.monitoring.queries import Run
from admin.monitoring.standing import Headline, Watched
from admin.signals import reading as signals
from admin.signals import wording as signal_words
from admin.signals.found import Found
from admin.signals.kinds import Level
from admin.spot_checks import queries as spot_checks
from kiosk.ground import recent
from kiosk.ground.calendar import Week
from kiosk.ground.i18n import locale
from kiosk.ground.recent import Recent
from kiosk.office.queries import UnitView
from survey.audit import checkpoint_checking
from survey.audit.checkpoint_checking import Known
from survey.audit.report import Findings, Problem
from survey.audit.summary import Summary, summary
from survey.ledger import promises
from survey.ledger import queries as ledger
from survey.ledger.keys import KeyUnusable
from survey.ledger.notes import Signer
from survey.moderation import queries as moderation
from survey.moderation import wording as moderation_words

KEPT: Final = "monitored signals"
KEEP: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Overview:
    """The page: what to say first, the offices, the log, and the check that somebody asked for."""

    headline: Headline
    offices: tuple[Watched, ...]
    log: Summary
    problems: tuple[Problem, ...]
    run: Run | None


def read(session: Session, units: list[UnitView], week: Week, now: datetime) -> Overview:
    """Read everything of *units* as of *week*, the last one that is over; signals are ten minutes old at most."""
    ids = [view.id for view in units]
    signer = promises.signer()
    log = summary(session, signer.verifier if signer else None, former=promises.former(), unit_ids=ids)
    now_wrong = [*log.problems, *_cut_or_rewritten(session, log.size, signer)]
    problems = tuple(_once([*now_wrong, *(log.checked.problems if log.checked else ())]))
    offices = _offices(session, units, week, log, problems, now)
    state = standing.intact(
        signature=log.intact, checked=log.checked.ok if log.checked else None, contradictions=len(now_wrong)
    )
    checked_at: datetime | None = log.checked.at if log.checked else None
    head = standing.headline(week, offices, state, checked_at)
    return Overview(head, tuple(offices), log, problems, queries.latest_run(session))


def _once(problems: Iterable[Problem]) -> list[Problem]:
    found: list[Problem] = []
    for one in problems:
        if one not in found:
            found.append(one)
    return found


def _cut_or_rewritten(session: Session, size: int, signer: Signer | None) -> tuple[Problem, ...]:
    """Hold the log to the checkpoint beside the key: a database that was set back has forgotten its own."""
    try:
        known = promises.key_file().remembered(signer) if signer else None
    except KeyUnusable:
        return ()  # `flask ledger verify` and the log of the program name it
    if known is None:
        return ()
    head, note = known
    findings = Findings()
    roots = {head.size: ledger.root(session, head.size)} if head.size <= size else {}
    checkpoint_checking.check_known(
        [(Known(promises.key_file().checkpoint_path.name, note), head)], size, roots, findings
    )
    return tuple(findings.first)


def _offices(
    session: Session, units: list[UnitView], week: Week, log: Summary, problems: Sequence[Problem], now: datetime
) -> list[Watched]:
    ids, broken = [view.id for view in units], {one.unit for one in problems}
    counts = {one.unit: one for one in log.units}
    watched = moderation.lately(session, ids, week)
    found = _signals(session, ids, week, now)
    checks = spot_checks.number_of_checks(session, ids)
    offices = []
    for view in units:
        mine, aside = [one for one in found if one.unit_id == view.id], watched[view.id]
        known = counts.get(view.unit.slug)
        offices.append(
            Watched(
                unit_id=view.id,
                name=view.name(locale()),
                sealed=aside.lately.sealed,
                logged=known.start + known.logged if known else 0,
                aside=aside.lately.aside,
                why=moderation_words.why(aside.lately),
                alarms=moderation_words.alarm(aside),
                asks=[signal_words.name(one.signal) for one in mine if one.level is Level.ASK],
                silent=sum(one.level is Level.TOO_FEW for one in mine),
                signals=len(mine),
                checks=checks.get(view.id, 0),
                broken=view.unit.slug in broken,
            )
        )
    return sorted(offices, key=lambda one: not one.calls)


def _signals(session: Session, unit_ids: list[int], week: Week, now: datetime) -> list[Found]:
    """Return the signals of a week that is over: they hardly change any more, and cost a tenth of a second a unit."""
    kept: Recent = current_app.extensions.setdefault(KEPT, Recent(KEEP if recent.current().life else timedelta()))
    return kept.get(now, (tuple(unit_ids), week), lambda: signals.found(session, unit_ids, week))
