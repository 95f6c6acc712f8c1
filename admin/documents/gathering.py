"""Everything that one report tells, read once from the database."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from admin.charts.events import Event
from admin.documents import report_queries as queries
from admin.documents import traces
from admin.documents.comparing import Compared
from admin.documents.deployment import Deployment, Happening
from admin.documents.heads import Stored, guess
from admin.documents.kinds import ReportKind
from admin.documents.models import ReportText
from admin.documents.opinion_words import Signed
from admin.documents.proposals import Findings
from admin.documents.traces import Traces
from admin.documents.verdicts import Beside, verdict
from admin.measures import reading, weekly
from admin.measures.beside_queries import beside
from admin.measures.cautions import cautions
from admin.measures.daily import daily_sums_below
from admin.measures.effects import DaySum
from admin.measures.figures import Figures
from admin.measures.periods import Period, free
from admin.measures.reading import Reading
from admin.measures.rush import rush
from admin.measures.rush_finding import RushFinding, rush_finding
from admin.measures.rush_queries import presences
from admin.measures.waiting import by_period, cut
from admin.measures.weekly import WeeklyReport
from admin.opinions import figures as opinions
from admin.opinions.figures import OpinionReport
from admin.pilot import effect_queries
from admin.pilot import queries as pilot
from admin.pilot.change import baseline_first
from admin.pilot.day_reading import short_weeks
from admin.pilot.effect_queries import EffectReading
from admin.pilot.leader_queries import LeaderReading, read_all, read_one
from admin.pilot.models import EventKind
from admin.pilot.queries import Mark
from admin.pilot.standing_queries import Asked, last_week, pilot_units
from admin.spot_checks import queries as spot_checks
from admin.spot_checks.comparing import Compared as Seen
from kiosk.ground.calendar import Week, local_day
from kiosk.office import queries as office
from kiosk.office.queries import UnitView
from kiosk.procedures import queries as procedures
from survey.ledger import queries as ledger

ONE_DAY = timedelta(days=1)
MOST_EFFECTS = 6
"""Interventions whose effect is told: a report is read by people."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one report tells.

    Attributes:
        unit: As it is today.
        letterhead: As somebody has set it up, else guessed.
        columns: The periods side by side with their headings, the reported one first.
        weeks: The weeks up to the end of the report, with sealed ballots; *marks* are what happened in them.
        effects: What may be said of each intervention of the period; not in a weekly report, which is too early.
        leader: The leader's page, first of a weekly report.
        compared: The pilot units before and after; empty in a weekly report.
        opinions: Satisfaction of the ballots that were sealed in the period, with what is done about bad ratings.
        signed: The newest signed checkpoint of the ballots' log.
        seen: What monitors saw in the hall in these days beside what was logged; ``None`` without a check.
        texts: What somebody has saved, by section.
        traces: What was taken back or moved afterwards.
    """

    unit: UnitView
    kind: ReportKind
    period: Period
    columns: tuple[tuple[str, Figures], ...]
    weeks: WeeklyReport
    deployments: tuple[Deployment, ...]
    marks: tuple[Event, ...]
    interventions: tuple[Happening, ...]
    incidents: tuple[Happening, ...]
    effects: tuple[EffectReading, ...]
    leader: LeaderReading | None
    compared: tuple[Compared, ...]
    findings: Findings
    letterhead: Stored
    opinions: OpinionReport
    signed: Signed | None
    seen: Seen | None
    texts: dict[str, ReportText]
    traces: Traces


def gather(session: Session, unit_id: int, kind: ReportKind, period: Period, *, now: datetime) -> Gathered:
    """Read the report of *unit_id* and everything below it.

    Raises:
        LookupError: there is no such unit.
    """
    today = local_day(now)
    before = _before(session, unit_id, kind, period, today)
    periods = [period] if before is None else [period, before]
    read = reading.read(session, unit_id, periods, today=today, detailed=True)
    figures = beside(session, read, by_period(read.columns, periods, read.targets, read.below, deep=True))
    weeks = weekly.read(session, unit_id, until=_until(session, kind, period, read, today), today=today)
    marks = _marks(session, read.below[0], period, today)
    incidents = tuple(happening for kind_of, happening in marks if kind_of is EventKind.INCIDENT)
    return Gathered(
        unit=read.unit,
        kind=kind,
        period=period,
        columns=tuple(zip(_headings(kind), figures, strict=False)),
        weeks=weeks,
        marks=tuple(_on_chart(session, read.below[0], weeks)),
        deployments=tuple(_deployments(session, read, period, today)),
        interventions=tuple(happening for kind_of, happening in marks if kind_of is EventKind.INTERVENTION),
        incidents=incidents,
        effects=() if kind is ReportKind.WEEKLY else tuple(_effects(session, read, period, today)),
        leader=_leader(session, read, now, period) if kind is ReportKind.WEEKLY else None,
        compared=() if kind is ReportKind.WEEKLY else tuple(_compare(session, read.unit, period, today)),
        findings=Findings(
            figures[0], _rush(session, read, period, now), len(incidents), _counters(session, read, period)
        ),
        letterhead=letterhead(session, read.unit, today),
        opinions=opinions.read(session, unit_id, period, today=today, language="vi"),
        signed=_signed(session),
        seen=spot_checks.compared(session, read.below[0], period.since, period.until),
        texts=queries.texts(session, unit_id, kind, period.key),
        traces=traces.read(session, read.below[0], min(one.first for one in periods), period.last),
    )


def _signed(session: Session) -> Signed | None:
    found = ledger.latest_checkpoint(session)
    if found is None:
        return None
    return Signed(found.size, b64encode(bytes.fromhex(found.root)).decode(), local_day(found.signed_at))


def letterhead(session: Session, unit: UnitView, today: date) -> Stored:
    """Return the letterhead of a unit on a day."""
    known = queries.letterhead(session, unit.id, today)
    return known or guessed(session, unit, today)


def guessed(session: Session, unit: UnitView, today: date) -> Stored:
    """Return what its place in the tree says of a unit's letterhead."""
    views = [office.unit_on(session, above, today) for above in office.ancestor_ids(session, unit.id, today)[1:]]
    above = [view.name("vi") for view in views if view is not None]
    return guess(unit.name("vi"), above[0] if above else None, above[-1] if above else None)


def baseline(session: Session, view: UnitView, today: date) -> Period | None:
    """Return the days before the pilot of a unit, from the first visit that may count; ``None`` where there is none."""
    since, first = view.unit.pilot_since, view.unit.baseline_from
    if since is not None and first is None:
        below = office.descent(session).ever_below(view.id, today)
        seen = queries.first_day(session, below)
        first = None if seen is None else max(seen, baseline_first(None, since))
    return free(first, since - ONE_DAY) if since is not None and first is not None and first < since else None


def _until(session: Session, kind: ReportKind, period: Period, read: Reading, today: date) -> Week:
    """Return the last week to draw: of many weeks none that has hardly begun."""
    last = Week.of(period.last)
    return last if kind is ReportKind.WEEKLY else min(last, last_week(session, read.below[0], today))


def _headings(kind: ReportKind) -> tuple[str, str]:
    return ("Kỳ này", "Tuần trước") if kind is ReportKind.WEEKLY else ("Kỳ báo cáo", "Trước thí điểm")


def _before(session: Session, unit_id: int, kind: ReportKind, period: Period, today: date) -> Period | None:
    if kind is ReportKind.WEEKLY:
        return period.shift(-1)
    view = office.unit_on(session, unit_id, today)
    return None if view is None else baseline(session, view, today)


def _marks(
    session: Session, unit_ids: frozenset[int], period: Period, today: date
) -> list[tuple[EventKind, Happening]]:
    names = {view.id: view.name("vi") for view in office.all_units(session, today)}
    many = len(unit_ids) > 1
    return [
        (mark.kind, _happening(mark, names.get(mark.unit_id, "") if many else ""))
        for mark in pilot.events(session, unit_ids, period.first, period.last)
    ]


def _on_chart(session: Session, unit_ids: frozenset[int], weeks: WeeklyReport) -> list[Event]:
    if not weeks.figures:
        return []
    first, last = weeks.figures[0].week.monday, weeks.figures[-1].week.sunday
    found = pilot.events(session, unit_ids, first, last)
    return [Event(mark.day, mark.what, is_incident=mark.kind is EventKind.INCIDENT) for mark in found]


def _happening(mark: Mark, unit: str) -> Happening:
    return Happening(mark.day, mark.last_day, mark.what, mark.by, unit)


def _deployments(session: Session, read: Reading, period: Period, today: date) -> Sequence[Deployment]:
    """Return one for each pilot unit of the subtree, or for the unit itself where none is below it."""
    below = read.below[0]
    pilots = [view for view in queries.pilots(session, today, sample=read.unit.unit.is_demo) if view.id in below]
    return [_deployment(session, view, period, today) for view in pilots or [read.unit]]


def _deployment(session: Session, view: UnitView, period: Period, today: date) -> Deployment:
    ids = office.descent(session).below(view.id, today)
    standing = queries.standing(session, ids, period.first, period.last)
    shares = procedures.shares_of(session, [view.id], today)[view.id]
    return Deployment(
        name=view.name("vi"),
        pilot_since=view.unit.pilot_since,
        baseline_from=view.unit.baseline_from,
        target_seconds=view.version.target_seconds,
        older_target_seconds=view.version.older_target_seconds,
        procedures=shares.total,
        reachable=shares.reachable,
        reachable_share=shares.reachable_share,
        **standing._asdict(),
    )


def _leader(session: Session, read: Reading, now: datetime, period: Period) -> LeaderReading:
    asked = Asked(now, local_day(now), period, "vi")
    pilots = [view for view in pilot_units(session, read.below[0], asked.today) if view.id != read.unit.id]
    return read_all(session, pilots, asked) if len(pilots) > 1 else read_one(session, read.unit, asked)


def _effects(session: Session, read: Reading, period: Period, today: date) -> list[EffectReading]:
    """Return what may be said of the latest interventions of the period, oldest first."""
    marks = pilot.events(session, read.below[0], period.first, period.last)
    changes = [mark for mark in marks if mark.kind is EventKind.INTERVENTION and period.holds(mark.day)]
    return [
        effect_queries.read(session, mark.unit_id, event_id=mark.id, today=today)
        for mark in changes[-MOST_EFFECTS:]
        if mark.day <= today
    ]


def _compare(session: Session, unit: UnitView, period: Period, today: date) -> list[Compared]:
    """Return every pilot unit, this one's first, that has days before its pilot and days of it in *period*."""
    found = []
    for view in queries.pilots(session, today, sample=unit.unit.is_demo):
        before, since = baseline(session, view, today), view.unit.pilot_since
        if before is None or since is None or since > period.last:
            continue
        after = free(max(since, period.first), period.last)
        read = reading.read(session, view.id, [before, after], today=today)
        figures = by_period(read.columns, read.periods, read.targets, read.below, deep=True)
        said = verdict(_days(read, 0), _days(read, 1), _beside(session, read, after, figures[1]))
        found.append(Compared(view.name("vi"), figures[0], figures[1], said.difference, said.words, said.shorter))
    return sorted(found, key=lambda one: one.name != unit.name("vi"))


def _beside(session: Session, read: Reading, after: Period, figures: Figures) -> Beside:
    kinds = [mark.kind for mark in pilot.events(session, read.below[1], after.first, after.last)]
    return Beside(
        changes=kinds.count(EventKind.INTERVENTION),
        incidents=kinds.count(EventKind.INCIDENT),
        short=short_weeks(session, read.periods[0].first, after.last),
        doubts=cautions(figures),
    )


def _days(read: Reading, place: int) -> list[DaySum]:
    return daily_sums_below(read.columns, [read.periods[place]], [read.below[place]])


def _counters(session: Session, read: Reading, period: Period) -> int | None:
    """Return how many counters the unit has; ``None`` of several units: a free counter of one helps no other."""
    below = read.below[0]
    if len(set(read.columns.unit_id.tolist())) > 1:
        return None
    return queries.standing(session, below, period.first, period.last).counters


def _rush(session: Session, read: Reading, period: Period, now: datetime) -> RushFinding | None:
    (columns,) = cut(read.columns.take(read.columns.of_units(read.below[0])), [period])
    desks = presences(session, read.below[0], period.since, period.until, now=now)
    return rush_finding(rush(columns, desks))
