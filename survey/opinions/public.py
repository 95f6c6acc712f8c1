"""What everybody may read of a unit's satisfaction: read at most every ten minutes in each process."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple, cast

from flask import Flask, current_app
from sqlalchemy.orm import Session

from kiosk.ground import db
from kiosk.ground.calendar import Week, local_day, weeks_until
from kiosk.ground.recent import Recent
from kiosk.office.queries import UnitView
from kiosk.queue.unit_weeks import Ending, OpenData
from survey.moderation import queries as moderation
from survey.opinions import open_rows, queries, reading
from survey.opinions.figures import Done, Strand
from survey.opinions.open_rows import Office

WEEKS: Final = 26
OPEN_WEEKS: Final = 260
LIFE: Final = timedelta(minutes=10)
COMMENTS: Final = 12
EXTENSION: Final = "public_opinions"


@dataclass(frozen=True, slots=True)
class PublicOpinions:
    """The public page of a unit.

    Attributes:
        since, until: First and last day of the 26 weeks, both inside.
        strands: As they may be told, the one that stands for the unit first.
        comments: The texts that a moderator let everybody read.
        done: What is done about bad ratings, latest first.
    """

    since: date
    until: date
    strands: tuple[Strand, ...]
    comments: tuple[str, ...]
    done: tuple[Done, ...]


Remedies = Callable[[Session, int, Week, Week], list[Done]]


class Answers(NamedTuple):
    """What one process keeps, and who tells what offices do: a floor above knows."""

    kept: Recent
    remedies: Remedies


def init_app(app: Flask, remedies: Remedies) -> None:
    """Let *app* answer; *remedies* tells what a unit says it does about the ratings of some weeks."""
    life = LIFE if app.config["SETTINGS"].cache_seconds else timedelta()
    app.extensions[EXTENSION] = Answers(Recent(life), remedies)


def told(unit: UnitView, *, now: datetime, language: str) -> PublicOpinions:
    """Return what may be told of the 26 weeks before the one of *now*."""
    answers = cast(Answers, current_app.extensions[EXTENSION])

    def read() -> PublicOpinions:
        with db.read() as session:
            return _read(session, unit, local_day(now), language, answers.remedies)

    return answers.kept.get(now, (unit.id, language), read)


def open_data(unit: UnitView, *, now: datetime, ending: Ending) -> OpenData:
    """Return the unit's own batches of five years as a file."""
    answers = cast(Answers, current_app.extensions[EXTENSION])
    return answers.kept.get(now, (unit.id, ending), lambda: _written(unit, local_day(now), ending))


def _read(session: Session, unit: UnitView, today: date, language: str, remedies: Remedies) -> PublicOpinions:
    weeks = weeks_until(Week.of(today).shift(-1), WEEKS)
    since, until = weeks[0].monday, weeks[-1].sunday
    found = reading.read(session, unit.id, since, until, today=today, language=language)
    comments = moderation.public_comments(session, [unit.id], limit=COMMENTS)
    recent = [row.text for row in comments if Week.parse(row.until_week) >= weeks[0]]
    done = tuple(remedies(session, unit.id, weeks[0], weeks[-1]))
    return PublicOpinions(since, until, found.strands, tuple(recent), done)


def _written(unit: UnitView, today: date, ending: Ending) -> OpenData:
    weeks = weeks_until(Week.of(today).shift(-1), OPEN_WEEKS)
    office, settings = Office(unit.unit.slug, unit.name("vi"), unit.unit.is_demo), current_app.config["SETTINGS"]
    with db.read() as session:
        counted = queries.counted(session, [unit.id], weeks[0], weeks[-1])
        every = queries.every_level(session, unit.id, weeks[0], weeks[-1])
        forms = queries.forms(session, {row.form_id for row in counted.sealed}, "vi")
    rows = open_rows.open_rows(counted, every, forms, office)
    if ending is Ending.CSV:
        text = "".join(open_rows.as_csv(rows))
    else:
        beside = {"licence": settings.open_data_licence._asdict(), "log_url": f"{settings.base_url}/ledger"}
        text = open_rows.as_json(rows, office, **beside)
    body = text.encode()
    return OpenData(hashlib.sha256(body).hexdigest()[:24], body)
