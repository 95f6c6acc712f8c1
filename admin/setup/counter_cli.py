"""``flask counter``: the counters of a unit and the groups they serve."""

import click
from flask.cli import AppGroup
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.setup import queries as setup_queries
from admin.setup.params import carry_out, counter_of, groups_of, unit_id
from kiosk.ground import clock, db
from kiosk.office import counter_actions, queries
from kiosk.office.entries import Names

counter = AppGroup("counter", help="Counters of a unit, by slug and sign.")


@counter.command("add")
@click.argument("slug")
@click.argument("label")
@click.option("--name", required=True)
@click.option("--name-en")
@click.option("--group", "prefixes", multiple=True, help="Letters of a group it serves; give it several times.")
def add(slug: str, label: str, name: str, name_en: str | None, prefixes: tuple[str, ...]) -> None:
    """Add a counter with the sign LABEL to the unit SLUG."""
    now = clock.now()

    def run(s: Session) -> None:
        group_ids = [group.id for group in groups_of(s, slug, prefixes)]
        names = Names(name, name_en)
        counter_actions.add_counter(s, unit_id(s, slug), label, names, group_ids=group_ids, now=now, staff_id=None)

    carry_out(run)
    click.echo(_("Đã thêm quầy %(label)s.", label=label))


@counter.command("change")
@click.argument("slug")
@click.argument("label")
@click.option("--label", "new_label")
@click.option("--name")
@click.option("--name-en")
@click.option("--group", "prefixes", multiple=True, help="Exactly these groups; give it several times.")
def change(
    slug: str, label: str, new_label: str | None, name: str | None, name_en: str | None, prefixes: tuple[str, ...]
) -> None:
    """Give a counter another sign, other names or other groups; what is not given stays."""
    now = clock.now()

    def run(s: Session) -> None:
        row = counter_of(s, slug, label)
        names = Names(name or row.name_vi, name_en or row.name_en, row.name_km, row.name_zh)
        served = setup_queries.groups_by_counter(s, [row.id]).get(row.id, set())
        group_ids = {group.id for group in groups_of(s, slug, prefixes)} if prefixes else served
        counter_actions.change_counter(
            s, row.id, new_label or label, names, group_ids=group_ids, now=now, staff_id=None
        )

    carry_out(run)
    click.echo(_("Đã ghi thay đổi của quầy %(label)s.", label=new_label or label))


@counter.command("active")
@click.argument("slug")
@click.argument("label")
@click.argument("state", type=click.Choice(["on", "off"]))
def active(slug: str, label: str, state: str) -> None:
    """Take a counter out of use (off) or put it back (on); it is never deleted."""
    now = clock.now()
    carry_out(
        lambda s: counter_actions.set_counter_active(
            s, counter_of(s, slug, label).id, active=state == "on", now=now, staff_id=None
        )
    )
    click.echo(_("Đã ghi thay đổi của quầy %(label)s.", label=label))


@counter.command("list")
@click.argument("slug")
def list_all(slug: str) -> None:
    """Print the counters of the unit SLUG with the groups they serve."""
    with db.read() as s:
        for row in queries.counters_of(s, unit_id(s, slug), only_active=False):
            served = ",".join(group.prefix for group in queries.groups_served_by(s, row.id))
            click.echo(f"{row.label}  {row.name_vi}  {served}{'' if row.active else '  [off]'}")
