"""Giving the sample's offices their procedures, by the same acts as an administrator's."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from admin.demo import commune_procedures, department_procedures
from admin.demo.offices import COMMUNE, DEPARTMENT, Office
from admin.demo.place_actions import Place
from admin.demo.sample_procedures import DOCUMENT, SampleProcedure
from kiosk.procedures import actions, unit_actions

CODE: Final = "MẪU-{:03d}"
RECEIVED: Final[Sequence[tuple[Office, int, Mapping[str, Sequence[SampleProcedure]]]]] = (
    (COMMUNE, 1, commune_procedures.FIELDS),
    (DEPARTMENT, 101, department_procedures.FIELDS),
)


def add_procedures(session: Session, places: Sequence[Place], *, since: date, now: datetime) -> None:
    """Let each office of the sample receive its procedures; limits are shortened from *since* on."""
    for place in places:
        for office, first, of_field in RECEIVED:
            if office.slug == place.office.slug:
                _add(session, place, first, of_field, since=since, now=now)


def _add(
    session: Session,
    place: Place,
    first: int,
    of_field: Mapping[str, Sequence[SampleProcedure]],
    *,
    since: date,
    now: datetime,
) -> None:
    groups = dict(zip((service.prefix for service in place.office.services), place.group_ids, strict=True))
    samples = [(field, sample) for field, of_one in of_field.items() for sample in of_one]
    for number, (field, sample) in enumerate(samples, start=first):
        texts = sample.texts(field)
        row = actions.add_procedure(
            session, place.unit_id, CODE.format(number), texts, from_day=since, now=now, staff_id=None
        )
        unit_actions.receive(session, place.unit_id, row.id, groups[sample.prefix], now=now, staff_id=None)
        if sample.promised is not None:
            unit_actions.announce(
                session,
                place.unit_id,
                row.id,
                sample.promised,
                from_day=since,
                document=DOCUMENT,
                now=now,
                staff_id=None,
            )
