"""What gunicorn serves for the bench: the application on a filled database, and the least that Flask can be."""

import os
from datetime import UTC, datetime

from flask import Flask

from bench.operations import bare_app
from kiosk.ground import clock
from tests.factories import MONDAY
from wsgi import create_app


def office() -> Flask:
    """Return the real application of the environment; its clock begins at nine on a Monday and runs."""
    begun = datetime.now(UTC)
    clock.now = lambda: MONDAY + (datetime.now(UTC) - begun)
    return create_app(os.environ)


def bare() -> Flask:
    """Return the bare Flask route."""
    return bare_app()
