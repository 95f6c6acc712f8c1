"""``flask unit practice`` and ``flask unit practice-clear``."""

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _

from admin.setup import practice
from admin.setup.params import carry_out, unit_id
from admin.setup.sentences import sentence
from kiosk.ground import clock, db
from kiosk.office import practice_actions
from kiosk.office.refusals import Refused


@click.command("practice")
@click.argument("slug")
@with_appcontext
def practice_unit(slug: str) -> None:
    """Add a unit for practice below SLUG, with copies of its counters, services and hours; no figure counts it."""
    now = clock.now()
    carry_out(lambda s: practice_actions.add_practice_unit(s, unit_id(s, slug), now=now, staff_id=None))
    click.echo(_("Đã tạo đơn vị tập dùng của %(slug)s.", slug=slug))


@click.command("practice-clear")
@click.argument("slug")
@with_appcontext
def practice_clear(slug: str) -> None:
    """Close every number and counter that is open in the unit for practice SLUG, and forget its ballots."""
    with db.read() as session:
        key = unit_id(session, slug)
    try:
        click.echo(practice.clear(key, now=clock.now()))
    except Refused as refusal:
        raise click.ClickException(sentence(refusal)) from refusal
