"""All that stands on the monitors' page, read from the rooms that know it."""

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
from survey.audit.report import Problem
from survey.audit.summary import Summary, summary
from survey.ledger import promises
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
    run: Run | None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong by now and what the last full check found, each once."""
        found: list[Problem] = []
        for one in (*self.log.problems, *(self.log.checked.problems if self.log.checked else ())):
            if one not in found:
                found.append(one)
        return tuple(found)


def read(session: Session, units: list[UnitView], week: Week, now: datetime) -> Overview:
    """Read everything of *units* as of *week*, the last one that is over; signals are ten minutes old at most."""
    ids = [view.id for view in units]
    signer = promises.signer()
    log = summary(session, signer.verifier if signer else None, unit_ids=ids)
    offices = _offices(session, units, week, log, now)
    state = standing.intact(
        signature=log.intact, checked=log.checked.ok if log.checked else None, contradictions=len(log.problems)
    )
    checked_at: datetime | None = log.checked.at if log.checked else None
    head = standing.headline(week, offices, state, checked_at)
    return Overview(head, tuple(offices), log, queries.latest_run(session))


def _offices(session: Session, units: list[UnitView], week: Week, log: Summary, now: datetime) -> list[Watched]:
    ids = [view.id for view in units]
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
            )
        )
    return sorted(offices, key=lambda one: not one.calls)


def _signals(session: Session, unit_ids: list[int], week: Week, now: datetime) -> list[Found]:
    """Return the signals of a week that is over: they hardly change any more, and cost a tenth of a second a unit."""
    kept: Recent = current_app.extensions.setdefault(KEPT, Recent(KEEP if recent.current().life else timedelta()))
    return kept.get(now, (tuple(unit_ids), week), lambda: signals.found(session, unit_ids, week))
