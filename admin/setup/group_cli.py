"""``flask group``: the service groups of a unit."""

import click
from flask.cli import AppGroup
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.setup.params import carry_out, groups_of, unit_id
from kiosk.ground import clock, db
from kiosk.office import group_actions, queries
from kiosk.office.entries import Names
from kiosk.office.group_actions import GroupWords
from kiosk.office.kinds import PICTURES

group = AppGroup("group", help="Service groups of a unit, by slug and letters.")


@group.command("add")
@click.argument("slug")
@click.argument("prefix")
@click.option("--name", required=True, help="In everyday words.")
@click.option("--name-en")
@click.option("--picture", type=click.Choice(PICTURES), default="khac")
def add(slug: str, prefix: str, name: str, name_en: str | None, picture: str) -> None:
    """Add a group whose numbers begin with PREFIX to the unit SLUG."""
    now, words = clock.now(), GroupWords(prefix, Names(name, name_en), picture)
    carry_out(lambda s: group_actions.add_group(s, unit_id(s, slug), words, now=now, staff_id=None))
    click.echo(_("Đã thêm nhóm %(prefix)s.", prefix=prefix))


@group.command("guidance")
@click.argument("slug")
def guidance(slug: str) -> None:
    """Add “Tôi không biết – nhờ hướng dẫn” to the unit SLUG."""
    now = clock.now()
    added = carry_out(lambda s: group_actions.add_guidance(s, unit_id(s, slug), now=now, staff_id=None))
    click.echo(_("Đã thêm nhóm %(prefix)s.", prefix=added.prefix))


@group.command("change")
@click.argument("slug")
@click.argument("prefix")
@click.option("--prefix", "new_prefix")
@click.option("--name")
@click.option("--name-en")
@click.option("--picture", type=click.Choice(PICTURES))
def change(
    slug: str, prefix: str, new_prefix: str | None, name: str | None, name_en: str | None, picture: str | None
) -> None:
    """Give a group other words, letters or another picture; what is not given stays."""
    now = clock.now()

    def run(s: Session) -> None:
        (row,) = groups_of(s, slug, [prefix])
        names = Names(name or row.name_vi, name_en or row.name_en, row.name_km, row.name_zh)
        words = GroupWords(new_prefix or row.prefix, names, picture or row.picture)
        group_actions.change_group(s, row.id, words, now=now, staff_id=None)

    carry_out(run)
    click.echo(_("Đã ghi thay đổi của nhóm %(prefix)s.", prefix=new_prefix or prefix))


@group.command("active")
@click.argument("slug")
@click.argument("prefix")
@click.argument("state", type=click.Choice(["on", "off"]))
def active(slug: str, prefix: str, state: str) -> None:
    """Take a group off the list (off) or put it back (on); it is never deleted."""
    now = clock.now()

    def run(s: Session) -> None:
        (row,) = groups_of(s, slug, [prefix])
        group_actions.set_group_active(s, row.id, active=state == "on", now=now, staff_id=None)

    carry_out(run)
    click.echo(_("Đã ghi thay đổi của nhóm %(prefix)s.", prefix=prefix))


@group.command("move")
@click.argument("slug")
@click.argument("prefix")
@click.argument("where", type=click.Choice(["up", "down"]))
def move(slug: str, prefix: str, where: str) -> None:
    """Move a group one place in the list."""
    now = clock.now()

    def run(s: Session) -> None:
        (row,) = groups_of(s, slug, [prefix])
        group_actions.move_group(s, row.id, up=where == "up", now=now, staff_id=None)

    carry_out(run)
    click.echo(_("Đã ghi thay đổi của nhóm %(prefix)s.", prefix=prefix))


@group.command("list")
@click.argument("slug")
def list_all(slug: str) -> None:
    """Print the groups of the unit SLUG in their order."""
    with db.read() as s:
        for row in queries.groups_of(s, unit_id(s, slug), only_active=False):
            click.echo(f"{row.prefix}  {row.name_vi}  {row.picture}{'' if row.active else '  [off]'}")
