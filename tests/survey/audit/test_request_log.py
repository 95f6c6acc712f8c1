"""Who knows when each visit ended learns nothing of who voted from the log of requests."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from random import Random

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from kiosk.ground import clock
from kiosk.ground.web import logs
from tests.client import BASE_URL
from tests.survey.audit.office import Office, Visit, open_office, vote

VISITS = 80
Line = tuple[datetime, str]


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[Line]:
    """Instant and route of every request that has a line."""
    found: list[Line] = []
    monkeypatch.setattr(logs, "write_line", lambda _how, route, *_rest: found.append((clock.now(), route)))
    return found


def test_no_line_tells_who_voted_and_with_a_line_each_nearly_everybody_would_be_known(
    app: Flask, session: Session, set_clock: Callable[[datetime], None], lines: list[Line]
) -> None:
    """One in five votes; everybody looks at a page when they leave."""
    office = open_office(session, VISITS, Random(11))
    session.commit()
    voters = set(Random(2).sample(range(VISITS), VISITS // 5))
    here, there = (
        [visit for visit in office.visits if visit.index % 2 == half] for half in (0, 1)
    )  # the other half: the control
    _leave(app, office, here, voters, set_clock)
    assert "/privacy" in {route for _at, route in lines}
    assert not [route for _at, route in lines if route.startswith(("/s/", "/r/"))]
    blind = len(voters & {visit.index for visit in here}) / len(here)
    assert _best_guess(lines, here, voters) == pytest.approx(blind, abs=0.05)

    lines.clear()
    app.extensions[logs.QUIET] = frozenset()
    _leave(app, office, there, voters, set_clock)
    assert _best_guess(lines, there, voters) > 0.8


def test_what_breaks_there_has_its_line(
    app: Flask, session: Session, lines: list[Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = app.test_client()
    assert phone.get("/s/nobody", base_url=BASE_URL).status_code == 404
    assert phone.get("/r/nobody", base_url=BASE_URL).status_code == 404
    assert lines == []
    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr("survey.ballots.casting_queries.visit_asked", lambda *_given: 1 / 0)
    assert phone.get("/s/nobody", base_url=BASE_URL).status_code == 500
    assert [route for _at, route in lines] == ["/s/<token>"]


def _leave(
    app: Flask, office: Office, visits: Iterable[Visit], voters: set[int], set_clock: Callable[[datetime], None]
) -> None:
    phone = app.test_client()
    for visit in sorted(visits, key=lambda one: one.ended_at):
        set_clock(visit.ended_at + timedelta(seconds=20))
        assert phone.get("/privacy", base_url=BASE_URL).status_code == 200
        if visit.index in voters:
            vote(app, office, [visit], set_clock, pages=1)


def _best_guess(lines: Iterable[Line], visits: Iterable[Visit], voters: set[int]) -> float:
    """Return how often the attacker is right who takes one route for votes and who left last before for the voter."""
    left = sorted((visit.ended_at, visit.index) for visit in visits)
    guessed: dict[str, set[int]] = defaultdict(set)
    for at, route in lines:
        guessed[route].add([index for ended, index in left if ended <= at][-1])
    return max(len(named & voters) / len(named) for named in guessed.values())
