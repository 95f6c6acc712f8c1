"""``flask code poster``: what is printed, into files."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.setup import printing
from admin.setup.paper import SIZES
from admin.setup.params import groups_of, unit_id
from admin.setup.printing import Printing
from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.ground.i18n import DEFAULT, LANGUAGES
from kiosk.ground.settings import Settings
from kiosk.ground.web.addresses import read_code
from kiosk.office import posters, queries
from kiosk.office.poster_content import PaperSize, Poster
from kiosk.office.queries import CodeView

FILE: Final = click.argument("file", type=click.Path(path_type=Path, dir_okay=False, writable=True))
SIZE: Final = click.option("--size", type=click.Choice(SIZES, case_sensitive=False), default=SIZES[0])
LANGUAGE: Final = click.option("--language", type=click.Choice(list(LANGUAGES)), default=DEFAULT)

poster = AppGroup("poster", help="Posters and codes to print.")


@poster.command("one")
@click.argument("text", metavar="CODE")
@FILE
@SIZE
@LANGUAGE
def one(text: str, file: Path, size: PaperSize, language: str) -> None:
    """Write the poster of CODE into FILE, which ends in .pdf or .png."""
    with db.read() as s:
        view = queries.find_code(s, read_code(text))
        if view is None:
            raise click.ClickException(f"There is no code {text!r}; see: flask code list")
        content = _printing(s, view.code.unit_id, language).of_code(view)
    _write_one(content, size, file)


@poster.command("all")
@click.argument("slug")
@FILE
@SIZE
@LANGUAGE
def all_posters(slug: str, file: Path, size: PaperSize, language: str) -> None:
    """Write the posters of all codes in use of the unit SLUG into the PDF FILE, a page for each."""
    contents = _all(slug, language)
    _write(lambda: posters.posters_as_pdf(contents, size), file)


@poster.command("cards")
@click.argument("slug")
@FILE
@LANGUAGE
def cards(slug: str, file: Path, language: str) -> None:
    """Write all codes in use of the unit SLUG into the PDF FILE: sheets of A4 with six codes each to cut out."""
    contents = _all(slug, language)
    _write(lambda: posters.cards_as_pdf(contents), file)


@poster.command("group")
@click.argument("slug")
@click.argument("prefix")
@FILE
@SIZE
@LANGUAGE
def of_group(slug: str, prefix: str, file: Path, size: PaperSize, language: str) -> None:
    """Write the poster of a service group, which leads to its procedures, into FILE (.pdf or .png)."""
    with db.read() as s:
        (row,) = groups_of(s, slug, [prefix])
        entrance = printing.entrance_of(s, row.unit_id)
        if entrance is None:
            raise click.ClickException(f"{slug} has no code for an entrance; see: flask code issue {slug}")
        content = _printing(s, row.unit_id, language).of_group(row, entrance)
    _write_one(content, size, file)


def _all(slug: str, language: str) -> list[Poster]:
    with db.read() as s:
        key = unit_id(s, slug)
        run = _printing(s, key, language)
        views: list[CodeView] = printing.codes_in_use(s, key)
    if not views:
        raise click.ClickException(f"{slug} has no code in use; see: flask code issue {slug}")
    return [run.of_code(view) for view in views]


def _printing(s: Session, key: int, language: str) -> Printing:
    settings: Settings = current_app.config["SETTINGS"]
    today = local_day(clock.now())
    unit = queries.unit_on(s, key, today)
    if unit is None:
        raise click.ClickException("The unit has no name yet.")
    return printing.printing(s, unit, settings, language, today)


def _write_one(content: Poster, size: PaperSize, file: Path) -> None:
    if file.suffix.lower() == ".png":
        _write(lambda: posters.poster_as_png(content, size), file)
    else:
        _write(lambda: posters.poster_as_pdf(content, size), file)


def _write(draw: Callable[[], bytes], file: Path) -> None:
    try:
        file.write_bytes(draw())
    except posters.LettersMissingError as error:
        raise click.ClickException(f"Our fonts lack these letters: {error}") from error
    except ValueError as error:
        raise click.ClickException(f"{error}") from error
    click.echo(_("Đã ghi %(file)s.", file=file))
