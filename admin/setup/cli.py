"""All commands of setting up."""

from flask import Flask

from admin.setup.code_cli import code
from admin.setup.counter_cli import counter
from admin.setup.group_cli import group
from admin.setup.hours_cli import holiday, hours
from admin.setup.number_card_cli import number_card_sheets
from admin.setup.poster_cli import poster
from admin.setup.practice_cli import practice_clear, practice_unit
from admin.setup.setup_cli import setup
from admin.setup.unit_cli import unit


def init_app(app: Flask) -> None:
    """Give *app* ``flask setup``, ``unit``, ``counter``, ``group``, ``hours``, ``holiday`` and ``code``."""
    poster.add_command(number_card_sheets)
    code.add_command(poster)
    unit.add_command(practice_unit)
    unit.add_command(practice_clear)
    for command in (setup, unit, counter, group, hours, holiday, code):
        app.cli.add_command(command)
