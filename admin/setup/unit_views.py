"""Pages about units: the tree, one unit, and what it is from a day on."""

from collections.abc import Collection

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts import scopes
from admin.accounts.guard import allow, me, units_with
from admin.accounts.roles import Permission
from admin.setup import act_words, page_queries, queries, wording
from admin.setup.pages import answer, press, the_unit, today, unit_address
from admin.setup.unit_forms import MergeForm, NewUnitForm, StandingForm, Units
from kiosk.ground import clock, db
from kiosk.ground.i18n import locale
from kiosk.ground.text import fold
from kiosk.office import actions, places
from kiosk.office import queries as office
from kiosk.office.models import DEFAULT_TARGET_SECONDS, OLDER_TARGET_SECONDS, UnitVersion
from kiosk.office.queries import UnitView
from kiosk.queue.hall import screen_keys
from kiosk.queue.pages import secret

LONGEST_SEARCH = 100


@allow(Permission.SET_UP)
def units() -> ResponseReturnValue:
    """Show the units one may set up, as a tree, or those whose name was asked for."""
    asked = request.args.get("q", "")[:LONGEST_SEARCH].strip()
    with db.read() as session:
        rows = [row for row in queries.tree(session, today()) if row.view.id in units_with(Permission.SET_UP)]
        sees_holidays = queries.top_ids(session, today()) <= units_with(Permission.SET_UP)
    found = [row for row in rows if fold(asked) in fold(f"{row.view.name(locale())} {row.view.unit.slug}")]
    top = min((row.depth for row in rows), default=0)
    return render_template(
        "admin/setup/units.html",
        rows=found,
        top=top,
        asked=asked,
        sees_holidays=sees_holidays,
        kinds=wording.KINDS,
        ward_name=places.ward_name,
        province_name=places.province_name,
    )


@allow(Permission.SET_UP)
def new_unit() -> ResponseReturnValue:
    """Add a unit below one's own."""
    by, now = me().id, clock.now()
    form = NewUnitForm(
        request.form,
        parents=_choices(units_with(Permission.SET_UP)),
        data={
            "from_day": today(),
            "kind": "centre",
            "parent": request.args.get("under", 0),
            "target": wording.typed_stretch(DEFAULT_TARGET_SECONDS),
            "older_target": wording.typed_stretch(OLDER_TARGET_SECONDS),
        },
    )

    made = ""

    def act(session: Session) -> None:
        nonlocal made
        made = actions.add_unit(
            session,
            form.slug.data or "",
            form.kind.data,
            form.standing(),
            from_day=form.from_day.data or today(),
            now=now,
            staff_id=by,
        ).slug

    return answer(form, act, template="admin/setup/new_unit.html", done=lambda: url_for(".unit", slug=made))


@allow(Permission.SET_UP, of=scopes.slug)
def unit(slug: str) -> ResponseReturnValue:
    """Show everything that is set up for one unit."""
    with db.read() as session:
        page = page_queries.unit_page(session, the_unit(session, slug), today())
    return render_template(
        "admin/setup/unit.html",
        page=page,
        today=today(),
        mine=units_with(Permission.SET_UP),
        wording=wording,
        told=act_words,
        place=_place(page.view),
        screen_key=screen_keys.screen_key(secret(), page.view.id),
        unit_sample=page.view.unit.is_demo,
        unit_practice=page.view.unit.is_practice,
    )


@allow(Permission.SET_UP, of=scopes.slug)
def standing(slug: str) -> ResponseReturnValue:
    """Give the unit other names, targets or another place in the tree from a day on."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view = the_unit(session, slug)
        last = office.versions_of(session, view.id)[-1]
        below = office.subtree_ids(session, [view.id], today())
        names = queries.names(session)
    own = last.parent_id or 0
    others = units_with(Permission.SET_UP) - below - {own}
    parents = [(own, names.get(own) or _("(không có: đứng đầu)")), *_choices(others)]
    form = StandingForm(request.form, parents=parents, data=_as_typed(last))
    return answer(
        form,
        lambda s: actions.change_from(s, view.id, form.from_day.data or today(), form.standing(), now=now, staff_id=by),
        template="admin/setup/standing.html",
        done=unit_address(view, "ten"),
        view=view,
        last=last,
        unit_sample=view.unit.is_demo,
    )


@allow(Permission.SET_UP, of=scopes.slug)
def cancel_planned(slug: str) -> ResponseReturnValue:
    """Take back the change whose day has not come."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view = the_unit(session, slug)
    return press(
        lambda s: actions.cancel_planned(s, view.id, today=today(), now=now, staff_id=by),
        done=unit_address(view, "ten"),
        said=_("Đã bỏ thay đổi đang chờ."),
    )


@allow(Permission.SET_UP, of=scopes.slug)
def merge(slug: str) -> ResponseReturnValue:
    """Put other units, such as merged communes, under this one from a day on."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view = the_unit(session, slug)
        above = office.ancestor_ids(session, view.id, today())
        below = [row.id for row in office.all_units(session, today()) if row.version.parent_id == view.id]
    others = _choices(units_with(Permission.SET_UP) - {*above, *below}, indent="")
    form = MergeForm(request.form, units=others)
    return answer(
        form,
        lambda s: actions.merge(s, form.units.data or [], view.id, form.from_day.data or today(), now=now, staff_id=by),
        template="admin/setup/merge.html",
        done=unit_address(view, "ten"),
        view=view,
        unit_sample=view.unit.is_demo,
    )


def _choices(unit_ids: Collection[int], *, indent: str = "\u2003") -> Units:
    """Return units as the tree lists them, for a list to choose from; those for practice have nobody below."""
    with db.read() as session:
        rows = [row for row in queries.tree(session, today()) if row.view.id in unit_ids]
    real = [row for row in rows if not row.view.unit.is_practice]
    return [(row.view.id, indent * row.depth + row.view.name(locale())) for row in real]


def _as_typed(version: UnitVersion) -> dict[str, object]:
    return {
        "name_vi": version.name_vi,
        "name_en": version.name_en,
        "name_km": version.name_km,
        "name_zh": version.name_zh,
        "parent": version.parent_id or 0,
        "target": wording.typed_stretch(version.target_seconds),
        "older_target": wording.typed_stretch(version.older_target_seconds),
    }


def _place(view: UnitView) -> str:
    ward, province = places.ward_name(view.unit.ward_code), places.province_name(view.unit.province_code)
    return ", ".join(filter(None, (view.unit.address, ward, province)))
