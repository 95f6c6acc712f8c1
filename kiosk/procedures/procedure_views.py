"""Looking up procedures behind a printed code: search, the list of a group, one procedure; without a script."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug import Response

from kiosk.ground import clock, db, keys
from kiosk.ground.calendar import local_day
from kiosk.ground.text import TextTooLongError, clean
from kiosk.office import queries as office
from kiosk.office.entrances import Place, behind
from kiosk.office.models import ServiceGroup
from kiosk.procedures import catalogue, neighbours, pages, queries, wording
from kiosk.procedures.catalogue import Catalogue
from kiosk.procedures.entries import site_of
from kiosk.procedures.listing import PER_PAGE, by_group, leaf
from kiosk.procedures.searching import Way

LONGEST_SEARCH: Final = 100

bp = Blueprint("procedures", __name__, template_folder="templates")


@bp.get("/q/<code>/procedures")
def index(code: str) -> ResponseReturnValue:
    """Show what was searched for, or everything by service group."""
    now = clock.now()
    with db.read() as session:
        entrance, known, groups = _open(session, code, now)
    asked = _asked()
    return _answers(entrance, known, groups, asked) if asked else _whole(entrance, known, groups)


@bp.get("/q/<code>/g/<group_id>")
def of_group(code: str, group_id: str) -> ResponseReturnValue:
    """Show one group's procedures. The address is printed: for a group that is gone it is the whole list."""
    now = clock.now()
    with db.read() as session:
        entrance, known, groups = _open(session, code, now)
    chosen = next((one for one in groups if str(one.id) == group_id), None)
    if chosen is None:
        return _whole(entrance, known, groups)
    cards = [card for card in known.cards if card.group_id == chosen.id]
    page = leaf(cards, request.args.get("page", ""))
    take_url = neighbours.current().take_url(entrance.code, chosen.id) if entrance.offers_numbers else None
    return pages.draw(
        "group", entrance, group=chosen, page=page, lines=pages.lines(page.lines), take_url=take_url, asked=""
    )


@bp.get("/q/<code>/procedures/<int:procedure_id>")
def show(code: str, procedure_id: int) -> ResponseReturnValue:
    """Show one procedure; one that the unit no longer receives leads to the list, with a word on it."""
    now = clock.now()
    today = local_day(now)
    with db.read() as session:
        entrance, known, groups = _open(session, code, now)
        held = queries.held(session, entrance.unit.id, keys.key(procedure_id), today)
        if held is None or not held.at.active:
            return _whole(entrance, known, groups, status=404, gone=True)
        group = queries.group_of(session, entrance.unit.id, held.at.group_id)
        counters = queries.counters_for(session, group.id) if group else []
    can_take = entrance.offers_numbers and held.holds
    name, language = pages.named(held.version)
    return pages.draw(
        "procedure",
        entrance,
        held=held,
        version=held.version,
        name=name,
        name_in=language,
        group=group,
        counters=counters,
        coming=held.version.valid_from > today,
        take_url=neighbours.current().take_url(entrance.code, group.id if group else None) if can_take else None,
        wording=wording,
        site_of=site_of,
    )


def _open(session: Session, code: str, now: datetime) -> tuple[Place, Catalogue, list[ServiceGroup]]:
    entrance = behind(code, now=now)
    today: date = local_day(now)
    known = catalogue.of_unit(session, entrance.unit.id, today)
    return entrance, known, office.groups_of(session, entrance.unit.id)


def _asked() -> str:
    """Return what was searched for, cleaned; a text that is too long loses its end, for nobody means all of it."""
    try:
        return clean(request.args.get("q", "")[:LONGEST_SEARCH], max_chars=LONGEST_SEARCH)
    except TextTooLongError:  # composing accents can make it longer
        return ""


def _answers(entrance: Place, known: Catalogue, groups: Sequence[ServiceGroup], asked: str) -> Response:
    cards, found = known.search(asked)
    if not cards:
        return _whole(entrance, known, groups, asked=asked)
    page = leaf(cards, request.args.get("page", ""))
    nearly = found.way is not Way.AS_TYPED
    return pages.draw("answers", entrance, asked=asked, page=page, lines=pages.lines(page.lines), nearly=nearly)


def _whole(
    entrance: Place,
    known: Catalogue,
    groups: Sequence[ServiceGroup],
    *,
    status: int = 200,
    asked: str = "",
    gone: bool = False,
) -> Response:
    """Show everything by group: the procedures themselves while they fit on a page, else how many each group has."""
    parts = by_group(known.cards, [group.id for group in groups])
    few = len(known.cards) <= PER_PAGE
    page = leaf(parts.get(None, []), request.args.get("page", ""))
    return pages.draw(
        "procedures",
        entrance,
        status,
        asked=asked,
        gone=gone,
        few=few,
        groups=[group for group in groups if group.id in parts],
        parts={key: pages.lines(cards) if few else len(cards) for key, cards in parts.items() if key is not None},
        page=page,
        others=pages.lines(page.lines),
    )
