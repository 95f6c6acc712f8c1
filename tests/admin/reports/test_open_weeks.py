"""Everybody may take away the figures of past weeks and days."""

import csv
import io
import json
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from kiosk.office.models import Unit
from tests import factories
from tests.admin.reports.test_pages import WAITS, serve
from tests.client import CheckedClient
from tests.factories import MONDAY


@pytest.fixture
def unit(session: Session, set_clock: Callable[[datetime], None]) -> Unit:
    """An office a week after a Monday with twelve visits."""
    unit = factories.unit(session)
    factories.hours(session, unit)
    serve(session, unit, WAITS)
    set_clock(MONDAY + timedelta(days=7))
    return unit


def test_weeks_and_days_that_are_over_are_there_with_licence_and_definitions(client: CheckedClient, unit: Unit) -> None:
    answer = client.get(f"/u/{unit.slug}/data.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [(row["period"], row["waits"], row["mean_wait_seconds"]) for row in rows] == [
        ("2026-W47", "12", "800"),
        ("2026-11-16", "12", "800"),
    ]
    assert answer.headers["Link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    told = json.loads(client.get(f"/u/{unit.slug}/data.json").text)
    assert [row["mean_wait_seconds"] for row in told["rows"]] == [800, 800]
    assert client.get(told["definitions_url"].removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert told["licence"]["name"] == "CC BY 4.0"


def test_a_reader_who_has_it_is_not_sent_it_again(client: CheckedClient, unit: Unit) -> None:
    tag = client.get(f"/u/{unit.slug}/data.csv").headers["ETag"]
    assert client.get(f"/u/{unit.slug}/data.csv", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("file", ["data.xml", "data.csv%00", "data."])
def test_other_files_there_are_not(client: CheckedClient, unit: Unit, file: str) -> None:
    assert client.get(f"/u/{unit.slug}/{file}").status_code == 404


def test_the_page_of_the_unit_leads_to_both_files(client: CheckedClient, unit: Unit) -> None:
    page = client.get(f"/u/{unit.slug}").text
    assert all(f'href="/u/{unit.slug}/data.{ending}"' in page for ending in ("csv", "json"))


def test_a_unit_for_practice_has_no_open_data(client: CheckedClient, session: Session, unit: Unit) -> None:
    unit.is_practice = True
    session.flush()
    assert client.get(f"/u/{unit.slug}/data.csv").status_code == 404


def test_a_small_branch_is_not_found_by_taking_the_others_from_the_whole(
    client: CheckedClient, session: Session, set_clock: Callable[[datetime], None]
) -> None:
    centre = factories.unit(session, "Trung tâm")
    for name, waits in (("Điểm A", WAITS), ("Điểm B", WAITS[:3])):
        serve(session, factories.unit(session, name, parent=centre), waits)
    set_clock(MONDAY + timedelta(days=7))
    rows = list(csv.DictReader(io.StringIO(client.get(f"/u/{centre.slug}/data.csv").text)))
    assert [row["suppressed"] for row in rows] == ["1", "1"]
    assert {row["waits"] for row in rows} == {""}
