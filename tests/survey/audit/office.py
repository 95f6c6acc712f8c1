"""An office whose truth we know: every visit, who voted and what they said, cast through the program's own address."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from random import Random

from flask import Flask
from sqlalchemy.orm import Session

from kiosk.ground import db
from kiosk.ground.bulk import add_rows
from kiosk.ground.calendar import Week, local_day
from kiosk.ground.web.addresses import digest, voting_token
from kiosk.queue.models import Ticket
from survey.ballots import actions
from survey.ballots.actions import FilledIn
from survey.ballots.answers import Answers
from survey.ballots.tokens import VotingToken
from survey.questionnaires import actions as questionnaires
from survey.questionnaires import queries as asked
from tests import factories
from tests.client import BASE_URL
from tests.factories import MONDAY

WEEK = Week(2026, 47)
Said = tuple[tuple[str, tuple[int, ...]], ...]
"""Form field to the values picked, in the order of the form: no two visitors say the same."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit, in the order of arrival, and what its visitor says on the way out."""

    index: int
    token: str
    called_at: datetime
    ended_at: datetime
    place: tuple[int, int]
    said: Said
    comment: str

    @property
    def vote(self) -> str:
        return voting_token(self.token)


@dataclass(frozen=True, slots=True)
class Office:
    """A unit, its questions and its visits."""

    unit_id: int
    slug: str
    form_id: int
    text_field: str
    visits: tuple[Visit, ...]


def open_office(session: Session, visits: int, chance: Random, *, name: str = "Phường Ninh Kiều") -> Office:
    """Make a unit of three counters and two services, and so many visits from Monday on, ninety a day."""
    questionnaires.add_default_forms(session)
    unit = factories.unit(session, name)
    groups = [factories.group(session, unit, prefix) for prefix in "AB"]
    counters = [factories.counter(session, unit, label, *groups) for label in "123"]
    form = asked.form_for(session, unit.id, "visit", WEEK.monday)
    assert form is not None
    fields = [row.field for row in form.questions]
    said = _different(fields, visits, chance)
    made = []
    for index in range(visits):
        day, place = divmod(index, 90)
        arrived = MONDAY + timedelta(days=day % 5, weeks=day // 5, minutes=4 * place, seconds=chance.randrange(200))
        called = arrived + timedelta(minutes=chance.choice((2, 9, 21, 44)), seconds=chance.randrange(60))
        where = chance.choice(counters).id, chance.choice(groups).id
        ended = called + timedelta(minutes=2, seconds=chance.randrange(400))
        comment = f"Lời nói của người thứ {index}" if index % 3 == 0 else ""
        token = f"visit-{unit.id}-{index}-{chance.getrandbits(64):x}"
        made.append((arrived, Visit(index, token, called, ended, where, said[index], comment)))
    add_rows(session, Ticket, [_ticket(unit.id, visit, arrived) for arrived, visit in made])
    session.flush()
    return Office(unit.id, unit.slug, form.questionnaire.id, fields[5], tuple(visit for _arrived, visit in made))


def vote(
    app: Flask,
    office: Office,
    visits: Sequence[Visit],
    set_clock: Callable[[datetime], None],
    *,
    pages: int = 5,
    later: timedelta = timedelta(seconds=40),
) -> None:
    """Let visitors answer so long after they left, one after the other, each in a transaction of their own.

    One in *pages* (0: none) sends the page of the survey; the others do the same without the web around it.
    """
    for count, visit in enumerate(sorted(visits, key=lambda one: one.ended_at)):
        at = visit.ended_at + later
        set_clock(at)
        if pages == 0 or count % pages:
            with app.app_context():
                _cast(office, visit, at)
        else:
            _send(app, office, visit)


def _cast(office: Office, visit: Visit, at: datetime) -> None:
    answers = Answers(
        {int(field.removeprefix("q")): picked for field, picked in visit.said},
        (visit.comment,) if visit.comment else (),
    )
    token, week = VotingToken(visit.vote), Week.of(local_day(at))
    filled = FilledIn(office.form_id, answers)
    asked, _ = db.write(lambda s: actions.cast_visit(s, token, week, fill_in=lambda _: filled), replayable=True)
    assert asked is not None
    assert not asked.voted


def _send(app: Flask, office: Office, visit: Visit) -> None:
    sent = {field: list(map(str, picked)) for field, picked in visit.said} | {office.text_field: [visit.comment]}
    headers = {"Origin": BASE_URL, "Sec-Fetch-Site": "same-origin"}
    phone = app.test_client(use_cookies=False)
    answer = phone.post(f"/s/{visit.vote}", data=sent, base_url=BASE_URL, headers=headers)
    assert answer.status_code == 303, answer.get_data(as_text=True)[:500]


def _different(fields: Sequence[str], count: int, chance: Random) -> list[Said]:
    """Return so many different ways to fill in the form, none of which says anything about where or when."""
    reasons = [tuple(value for value in range(1, 8) if mask & 1 << (value - 1)) for mask in range(1, 128)]
    waited, level, times, overall = ([(value,) for value in range(1, most + 1)] for most in (6, 5, 3, 5))
    ways = list(product(waited, level, times, reasons, overall))
    return [tuple(zip(fields, picked, strict=False)) for picked in chance.sample(ways, count)]


def _ticket(unit_id: int, visit: Visit, arrived: datetime) -> dict[str, object]:
    counter_id, group_id = visit.place
    instants = {"first_called_at": visit.called_at, "last_called_at": visit.called_at, "started_at": visit.called_at}
    return {
        "unit_id": unit_id,
        "group_id": group_id,
        "counter_id": counter_id,
        "prefix": "A",
        "number": visit.index + 1,
        "day": local_day(arrived),
        "state": "done",
        "channel": "phone",
        "token_hash": digest("ticket", visit.token),
        "vote_hash": digest("ballot", visit.vote),
        "issue_key": digest("key", visit.token),
        "arrived_at": arrived,
        "ended_at": visit.ended_at,
        **instants,
        **dict.fromkeys(("called_quality", "started_quality", "ended_quality"), "exact"),
    }
