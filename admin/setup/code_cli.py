"""``flask code``: the printed codes of a unit."""

import click
from flask.cli import AppGroup
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.setup.params import carry_out, counter_of, unit_id
from kiosk.ground import clock, db
from kiosk.ground.web.addresses import read_code
from kiosk.office import code_actions, queries

code = AppGroup("code", help="Printed codes of entrances and counters.")


@code.command("issue")
@click.argument("slug")
@click.option("--counter", "label", help="Sign of the counter; without it the code is for an entrance.")
def issue(slug: str, label: str | None) -> None:
    """Issue a code for an entrance or a counter of the unit SLUG."""
    now = clock.now()

    def run(s: Session) -> str:
        counter_id = counter_of(s, slug, label).id if label else None
        return code_actions.issue_code(s, unit_id(s, slug), counter_id=counter_id, now=now, staff_id=None).code

    click.echo(carry_out(run))


@code.command("withdraw")
@click.argument("text", metavar="CODE")
def withdraw(text: str) -> None:
    """Mark CODE as no longer in use; it goes on answering and says where to go."""
    now = clock.now()
    carry_out(lambda s: code_actions.withdraw_code(s, read_code(text), now=now, staff_id=None))
    click.echo(_("Đã thu hồi mã %(code)s.", code=read_code(text)))


@code.command("list")
@click.argument("slug")
def list_all(slug: str) -> None:
    """Print the codes of the unit SLUG and where they hang."""
    with db.read() as s:
        for view in queries.codes_of(s, unit_id(s, slug)):
            place = f"counter {view.counter.label}" if view.counter else "entrance"
            click.echo(f"{view.code.code}  {place}{'  [withdrawn]' if view.code.withdrawn_at else ''}")
