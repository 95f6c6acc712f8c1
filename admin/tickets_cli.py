"""The group of commands about tickets; each room adds its own."""

from flask.cli import AppGroup

tickets = AppGroup("tickets", help="Tickets: closing the day, bringing in logs.")
