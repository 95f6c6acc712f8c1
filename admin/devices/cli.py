"""``flask device``: the tablets of a unit."""

import click
from flask import current_app, url_for
from flask.cli import AppGroup
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.devices import wording
from admin.setup.params import carry_out, unit_id
from kiosk.ground import clock, db
from kiosk.office import device_actions, device_queries, prefix_queries
from kiosk.office.models import Device

device = AppGroup("device", help="Tablets of a unit, by slug and by name or letters.")


@device.command("add")
@click.argument("slug")
@click.option("--name", default="Máy tính bảng ở sảnh", show_default=True)
@click.option("--prefix", help="Letters before the numbers it gives out without a network; K, KA … when not given.")
@click.option("--prints/--no-printer", default=False, help="Whether it prints slips.")
def add(slug: str, name: str, prefix: str | None, *, prints: bool) -> None:
    """Add a tablet to the unit SLUG and print the code that pairs it, once."""
    now = clock.now()

    def run(s: Session) -> str:
        unit = unit_id(s, slug)
        letters = prefix or prefix_queries.free_for_tablet(s, unit)
        return device_actions.add_device(s, unit, name, letters, prints=prints, now=now, staff_id=None)[1]

    _tell(slug, carry_out(run))


@device.command("pair")
@click.argument("slug")
@click.argument("name")
def pair(slug: str, name: str) -> None:
    """Print a fresh code for the tablet NAME (or its letters) of the unit SLUG."""
    now = clock.now()
    code = carry_out(lambda s: device_actions.offer_code(s, _one(s, slug, name).id, now=now, staff_id=None))
    _tell(slug, code)


@device.command("revoke")
@click.argument("slug")
@click.argument("name")
def revoke(slug: str, name: str) -> None:
    """Let the tablet NAME (or its letters) in no more."""
    now = clock.now()
    carry_out(lambda s: device_actions.revoke(s, _one(s, slug, name).id, now=now, staff_id=None))
    click.echo(_("Đã ngừng dùng “%(name)s”. Máy ấy không lấy số được nữa.", name=name))


@device.command("list")
@click.argument("slug")
def list_all(slug: str) -> None:
    """Print the tablets of the unit SLUG and how they are."""
    now = clock.now()
    with db.read() as s:
        rows = [wording.told(row, now=now) for row in device_queries.of_unit(s, unit_id(s, slug))]
    for row in rows:
        click.echo("  ".join(filter(None, (row.device.prefix, row.device.name, row.words, row.unsent))))


def _one(s: Session, slug: str, name: str) -> Device:
    found = device_queries.by_name(s, unit_id(s, slug), name)
    if found is None:
        raise click.ClickException(f"{slug} has no tablet {name!r}; see: flask device list {slug}")
    return found


def _tell(slug: str, code: str) -> None:
    with current_app.test_request_context():
        path = url_for("tablet.start", slug=slug)
    address = f"{current_app.config['SETTINGS'].base_url}{path}"
    click.echo(_("Trên máy tính bảng, mở %(address)s và nhập mã", address=address))
    click.echo(f"  {wording.spelled(code)}")
    minutes = device_actions.CODE_LIVES.seconds // 60
    click.echo(_("Mã dùng một lần, trong %(minutes)s phút.", minutes=minutes))
