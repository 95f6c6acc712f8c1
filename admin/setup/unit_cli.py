"""``flask unit``: units in their tree, and what they are from a day on."""

from dataclasses import replace
from datetime import date
from typing import TypedDict, Unpack, get_args

import click
from flask.cli import AppGroup
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.setup import params, unit_options
from admin.setup import queries as setup_queries
from admin.setup.params import carry_out, unit_id
from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.office import actions, queries
from kiosk.office.actions import Standing
from kiosk.office.entries import Names
from kiosk.office.kinds import UnitKind
from kiosk.office.models import DEFAULT_TARGET_SECONDS, OLDER_TARGET_SECONDS

unit = AppGroup("unit", help="Units: organisations, one-stop centres and their sites.")


class StandingGiven(TypedDict):
    """What a unit is from a day on, as far as it was given."""

    name_vi: str | None
    name_en: str | None
    name_km: str | None
    name_zh: str | None
    parent: str | None
    target: int | None
    older_target: int | None
    from_day: date | None


class EverythingGiven(StandingGiven, unit_options.WorkGiven):
    """That, and how it works."""


@unit.command("add")
@click.argument("slug")
@click.option("--kind", required=True, type=click.Choice(get_args(UnitKind)))
@unit_options.standing
@unit_options.work
def add(slug: str, kind: str, **given: Unpack[EverythingGiven]) -> None:
    """Add the unit SLUG (--name is required); without --parent it stands at the top."""
    now = clock.now()

    def run(s: Session) -> None:
        names = Names(given["name_vi"] or "", given["name_en"], given["name_km"], given["name_zh"])
        standing = Standing(
            names,
            unit_id(s, given["parent"]) if given["parent"] else None,
            given["target"] or DEFAULT_TARGET_SECONDS,
            given["older_target"] or OLDER_TARGET_SECONDS,
        )
        first_day = given["from_day"] or local_day(now)
        added = actions.add_unit(s, slug, kind, standing, from_day=first_day, now=now, staff_id=None)
        unit_options.put_to_work(s, added, given, now=now)

    carry_out(run)
    click.echo(_("Đã thêm đơn vị %(slug)s.", slug=slug))


@unit.command("change")
@click.argument("slug")
@unit_options.standing
@click.option("--no-parent", is_flag=True, help="Put the unit at the top.")
def change(slug: str, *, no_parent: bool, **given: Unpack[StandingGiven]) -> None:
    """Give SLUG other names, targets or another place in the tree from a day on; before it all stays."""
    now = clock.now()

    def run(s: Session) -> None:
        key = unit_id(s, slug)
        last = actions.standing_of(queries.versions_of(s, key)[-1])
        old = last.names
        names = Names(
            given["name_vi"] or old.vi,
            given["name_en"] or old.en,
            given["name_km"] or old.km,
            given["name_zh"] or old.zh,
        )
        parent_id = unit_id(s, given["parent"]) if given["parent"] else last.parent_id
        standing = replace(
            last,
            names=names,
            parent_id=None if no_parent else parent_id,
            target_seconds=given["target"] or last.target_seconds,
            older_target_seconds=given["older_target"] or last.older_target_seconds,
        )
        actions.change_from(s, key, given["from_day"] or local_day(now), standing, now=now, staff_id=None)

    carry_out(run)
    click.echo(_("Đã ghi thay đổi của %(slug)s.", slug=slug))


@unit.command("merge")
@click.argument("slugs", nargs=-1, required=True)
@click.option("--into", required=True, help="Slug of the new unit.")
@click.option("--from", "from_day", type=params.day, required=True)
def merge(slugs: tuple[str, ...], into: str, from_day: date) -> None:
    """Put SLUGS under the new unit from a day on, with their names and numbers as they were."""
    now = clock.now()

    def run(s: Session) -> None:
        keys = [unit_id(s, slug) for slug in slugs]
        actions.merge(s, keys, unit_id(s, into), from_day, now=now, staff_id=None)

    carry_out(run)
    click.echo(
        _("Từ ngày %(day)s: %(slugs)s → %(into)s.", day=f"{from_day:%d/%m/%Y}", slugs=" + ".join(slugs), into=into)
    )


@unit.command("cancel")
@click.argument("slug")
def cancel(slug: str) -> None:
    """Take back the change of SLUG whose day has not come."""
    now = clock.now()
    carry_out(lambda s: actions.cancel_planned(s, unit_id(s, slug), today=local_day(now), now=now, staff_id=None))
    click.echo(_("Đã bỏ thay đổi đang chờ của %(slug)s.", slug=slug))


@unit.command("set")
@click.argument("slug")
@unit_options.work
def set_work(slug: str, **given: Unpack[unit_options.WorkGiven]) -> None:
    """Change where SLUG is, how it is reached and how it works."""
    now = clock.now()
    carry_out(lambda s: unit_options.put_to_work(s, unit_options.unit_of(s, slug), given, now=now))
    click.echo(_("Đã ghi thay đổi của %(slug)s.", slug=slug))


@unit.command("list")
@click.option("--day", type=params.day, help="As of this day; today if not given.")
def list_all(day: date | None) -> None:
    """Print the tree: slug, kind, name."""
    with db.read() as s:
        for row in setup_queries.tree(s, day or local_day(clock.now())):
            unit, version = row.view.unit, row.view.version
            marks = f"{'  [pilot]' if unit.pilot else ''}{'  [sample]' if unit.is_demo else ''}"
            click.echo(f"{'  ' * row.depth}{unit.slug}  {unit.kind}  {version.name_vi}{marks}")
