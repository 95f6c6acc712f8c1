"""``flask api-key``: the keys of a unit's machines."""

import click
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from admin.api_keys import wording
from admin.setup.params import carry_out, unit_id
from kiosk.ground import clock, db
from kiosk.office import api_key_actions, api_key_queries
from kiosk.office.kinds import Scope

api_key = AppGroup("api-key", help="Keys by which queue machines use the API of a unit.")


@api_key.command("add")
@click.argument("slug")
@click.option("--name", default="Máy lấy số", show_default=True, help="Which machine it is.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice([scope.value for scope in Scope]),
    help="May be given several times; all without it.",
)
def add(slug: str, name: str, scopes: tuple[str, ...]) -> None:
    """Make a key for the unit SLUG and print it, once."""
    now = clock.now()

    def run(s: Session) -> str:
        known = [str(scope) for scope in scopes or Scope]
        return api_key_actions.add_key(s, unit_id(s, slug), name, known, now=now, staff_id=None)[1]

    click.echo(carry_out(run))


@api_key.command("list")
@click.argument("slug")
def list_all(slug: str) -> None:
    """Print the keys of the unit SLUG: the last characters, the name, the last use, what each is good for."""
    with db.read() as s:
        for key in api_key_queries.keys_of(s, unit_id(s, slug)):
            mark = "  [revoked]" if key.revoked_at else ""
            click.echo(f"…{key.hint}  {key.name}  {wording.last_use(key)}  {key.scopes}{mark}")


@api_key.command("revoke")
@click.argument("slug")
@click.argument("hint")
def revoke(slug: str, hint: str) -> None:
    """Let nobody in any more with the key of the unit SLUG that ends with HINT."""
    now = clock.now()

    def run(s: Session) -> str:
        keys = api_key_queries.keys_of(s, unit_id(s, slug))
        found = [key for key in keys if key.hint == hint.lstrip("…") and not key.revoked_at]
        if len(found) != 1:
            raise click.ClickException(f"{slug} has {len(found)} keys in use that end with {hint!r}.")
        api_key_actions.revoke_key(s, found[0].id, now=now, staff_id=None)
        return found[0].name

    click.echo(f"Revoked: {carry_out(run)}")
