"""Pages to read: the units with their shares, the procedures of one unit, one procedure with its past."""

from collections.abc import Iterable

from flask import render_template, request
from flask.typing import ResponseReturnValue

from admin.accounts import scopes
from admin.accounts.guard import allow, units_with
from admin.accounts.roles import Permission
from admin.procedures import pages, wording
from admin.setup.pages import the_unit, today
from kiosk.ground import db
from kiosk.ground.i18n import locale
from kiosk.ground.text import fold
from kiosk.office import queries as office
from kiosk.procedures import queries
from kiosk.procedures import wording as said
from kiosk.procedures.listing import leaf
from kiosk.procedures.queries import Listed
from kiosk.procedures.searching import words_of

LONGEST_SEARCH = 100


@allow(Permission.SEE_REPORTS)
def index() -> ResponseReturnValue:
    """Show the shares of every unit that this person may see, pilot units first."""
    mine = units_with(Permission.SEE_REPORTS)
    with db.read() as session:
        views = office.all_units(session, today())
        units = [view for view in views if view.id in mine and not view.unit.is_practice]
        shares = queries.shares_of(session, [view.id for view in units], today())
    units.sort(key=lambda view: (not view.unit.pilot, fold(view.name(locale())), view.id))
    return render_template("admin/procedures/index.html", units=units, shares=shares, wording=wording)


@allow(Permission.SEE_REPORTS, of=scopes.slug)
def of_unit(slug: str) -> ResponseReturnValue:
    """Show what one unit receives and has received, or what was searched for, thirty at a time."""
    asked = request.args.get("q", "")[:LONGEST_SEARCH].strip()
    with db.read() as session:
        view = the_unit(session, slug)
        rows = queries.listed(session, view.id, today())
        page = leaf(_found(rows, asked), request.args.get("page", ""))
        shown = [row.id for row in page.lines]
        lines = sorted(
            queries.all_held(session, view.id, today(), shown), key=lambda held: shown.index(held.procedure.id)
        )
        groups = {group.id: group for group in office.groups_of(session, view.id, only_active=False)}
        shares = queries.shares_of(session, [view.id], today())[view.id]
    return render_template(
        "admin/procedures/unit.html",
        view=view,
        page=page,
        lines=lines,
        groups=groups,
        shares=shares,
        asked=asked,
        any_at_all=bool(rows),
        may_set_up=pages.may_set_up(view.id),
        wording=wording,
        said=said,
        unit_sample=view.unit.is_demo,
    )


@allow(Permission.SEE_REPORTS, of=scopes.slug)
def one(slug: str, procedure_id: int) -> ResponseReturnValue:
    """Show one procedure of a unit: what holds today, what it has promised, and every version."""
    with db.read() as session:
        view, held = pages.found(session, slug, procedure_id)
        owner = office.unit_on(session, held.procedure.owner_id, today())
        versions = queries.versions_of(session, held.procedure.id)
        limits = queries.limits_of(session, held.at.id)
        groups = {group.id: group for group in office.groups_of(session, view.id, only_active=False)}
        codes = [row.code.code for row in office.codes_of(session, view.id) if row.code.withdrawn_at is None]
    return render_template(
        "admin/procedures/one.html",
        view=view,
        held=held,
        owner=owner,
        versions=versions,
        limits=limits,
        group=groups.get(held.at.group_id or 0),
        code=codes[0] if codes else None,
        may_set_up=pages.may_set_up(view.id),
        may_keep=pages.may_keep(held),
        wording=wording,
        said=said,
        unit_sample=view.unit.is_demo,
    )


def _found(rows: Iterable[Listed], asked: str) -> list[Listed]:
    """Return the rows that have every word asked for, first those received, by their Vietnamese name."""
    wanted = words_of(asked)
    fits = [row for row in rows if not wanted or _has_all(row, wanted)]
    return sorted(fits, key=lambda row: (not row.active, fold(row.name_vi), row.id))


def _has_all(row: Listed, words: Iterable[str]) -> bool:
    searched = fold(" ".join(filter(None, (row.code, row.name_vi, row.synonyms, row.field))))
    return all(word in searched for word in words)
