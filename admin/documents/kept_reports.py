"""The page of a report and its pictures, kept in this process while nothing they rest on has changed."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from flask import render_template, request
from markupsafe import Markup
from sqlalchemy.orm import Session

from admin.charts import answers, kept_answers
from admin.documents import gathering, making
from admin.documents import report_queries as queries
from admin.documents.kinds import ReportKind
from admin.documents.models import ReportText
from admin.measures import kept, versions
from admin.measures.periods import Period
from kiosk.ground import db, recent
from kiosk.ground.calendar import local_day
from kiosk.office import queries as office
from kiosk.office import scan_queries
from kiosk.office.queries import UnitView


class Report(NamedTuple):
    """Which report."""

    unit_id: int
    kind: ReportKind
    period: Period


class Preview(NamedTuple):
    """What the page shows: the last saved *texts* and the *drafts* by section, and the *sheet* as it will look."""

    unit: UnitView
    texts: dict[str, ReportText]
    drafts: dict[str, str]
    sheet: Markup


def etag(asked: Report, name: str, *, now: datetime) -> str:
    """Return the mark of one picture; other reports than weekly ones set the unit beside units anywhere."""
    whose = asked.unit_id if asked.kind is ReportKind.WEEKLY else None
    return kept.etag(f"{_key('document-picture', asked)}/{name}", versions.look(whose, now=now))


def picture(tag: str, draw: Callable[[], bytes]) -> bytes:
    """Return the picture of that mark, drawn where nobody has drawn it."""
    return kept.memory().get(tag, draw)


def preview(session: Session, asked: Report, *, now: datetime) -> Preview:
    """Return what the page of a report shows.

    Raises:
        LookupError: There is no such unit.
    """
    today = local_day(now)
    unit = office.unit_on(session, asked.unit_id, today)
    if unit is None:
        raise LookupError(f"no unit {asked.unit_id}")
    texts = queries.texts(session, asked.unit_id, asked.kind, asked.period.key)
    told = kept.memory().get(_preview_tag(session, unit, asked, texts, now), lambda: _made(asked, now))
    drafts, sheet = json.loads(told)
    return Preview(unit, texts, drafts, Markup(sheet))  # noqa: S704 - our own template wrote it, escaped


def _preview_tag(session: Session, unit: UnitView, asked: Report, texts: dict[str, ReportText], now: datetime) -> str:
    today, tree = local_day(now), recent.read(now, office.descent)
    data = versions.version_of(session, unit.id if asked.kind is ReportKind.WEEKLY else None, now=now)
    head = gathering.letterhead(session, unit, today)
    lines = (head.superior_body, head.issuing_body, head.symbol, head.place, head.signer_title, head.recipients)
    scans = scan_queries.scans_of(
        session, sorted(tree.ever_below(unit.id, today)), asked.period.first, asked.period.last
    )
    written = sorted((section, row.version) for section, row in texts.items())
    shown = answers.version(data, lines, sorted(scans.items()), written, request.args.get(kept_answers.LANGUAGE))
    return kept.etag(_key("document-preview", asked), shown)


def _made(asked: Report, now: datetime) -> bytes:
    with db.read() as session:
        found, document = making.both(session, *asked, now=now)
    named = {"unit_id": asked.unit_id, "kind": asked.kind, "period": asked.period.code}
    sheet = render_template("admin/documents/sheet.html", document=document, **named)
    return json.dumps([making.drafts(found), sheet]).encode()


def _key(what: str, asked: Report) -> str:
    return f"{what}/{asked.unit_id}/{asked.kind}/{asked.period.key}"
