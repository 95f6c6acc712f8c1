"""Commands about the ballots' log; ``seal`` and ``verify`` are hung in by the rooms that know ballots."""

from typing import Final

import click
from flask import current_app
from flask.cli import AppGroup

from survey.ledger import keys, promises
from survey.ledger.keys import KeyUnusable
from survey.ledger.notes import Signer

ledger: Final = AppGroup("ledger", help="The append-only log of ballots.")


@ledger.command("init")
def init() -> None:
    """Make the key that signs the log, in the file LEDGER_KEY, and print its public half.

    A key that is there is never overwritten. Keep a copy of the file where the database is not kept.
    """
    settings, file = current_app.config["SETTINGS"], promises.key_file()
    try:
        signer = file.make(keys.default_origin(settings.base_url))
    except FileExistsError as error:
        raise click.ClickException(f"{error} is there already; a key is never overwritten.") from None
    except KeyUnusable as error:
        raise click.ClickException(f"{error}.") from None
    except OSError as error:
        raise click.ClickException(f"{file.path} cannot be written: {error.strerror}.") from None
    click.echo(
        f"The key lies in {file.path.resolve()}; only its owner may read it. Keep a copy apart from the database."
    )
    _tell(signer)


@ledger.command("new-key")
def new_key() -> None:
    """Put a new key in the place of the one that signs the log, and print its public half.

    What the former one signed stays good: its public half is kept in LEDGER_KEY.former and told at /ledger/key. Its
    file stays beside the new one; take it away when the new one signs.
    """
    file = promises.key_file()
    try:
        signer = file.renew()
    except KeyUnusable as error:
        raise click.ClickException(f"{error}.") from None
    except OSError as error:
        raise click.ClickException(f"{file.path} cannot be written: {error.strerror}.") from None
    _tell(signer)


def _tell(signer: Signer) -> None:
    click.echo("Whoever checks the log needs the public half, best from paper or from another office:")
    click.echo(signer.verifier.vkey)
