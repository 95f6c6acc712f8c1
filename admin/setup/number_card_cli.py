"""``flask code poster number-cards``: laminated cards with numbers, into a file."""

from pathlib import Path

import click
from flask_babel import gettext as _

from admin.setup import number_card_texts
from admin.setup.params import unit_id
from admin.setup.poster_cli import FILE
from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.office import number_cards, posters, queries
from kiosk.office.number_card_actions import MOST_CARDS


@click.command("number-cards")
@click.argument("slug")
@FILE
@click.option("--from", "first", type=click.IntRange(1, MOST_CARDS), default=1)
@click.option("--until", "last", type=click.IntRange(1, MOST_CARDS), default=100)
@click.option("--back", is_flag=True, help="A back in four languages after each sheet.")
def number_card_sheets(slug: str, file: Path, first: int, last: int, back: bool) -> None:
    """Write cards T001, T002 … of the unit SLUG into the PDF FILE: sheets of A4 with eight cards each to laminate.

    They are handed out to people without a phone and hold no code; the codes of doors and counters are `cards`.
    """
    if last < first:
        raise click.UsageError("--until is before --from.")
    with db.read() as session:
        view = queries.unit_on(session, unit_id(session, slug), local_day(clock.now()))
    if view is None:
        raise click.ClickException("The unit has no name yet.")
    try:
        content = number_card_texts.cards_of(view, back=back)
        file.write_bytes(number_cards.number_cards_as_pdf(content, range(first, last + 1)))
    except posters.LettersMissingError as error:
        raise click.ClickException(f"Our fonts lack these letters: {error}") from error
    click.echo(_("Đã ghi %(file)s.", file=file))
