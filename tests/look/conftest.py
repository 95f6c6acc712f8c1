from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from flask import Flask, render_template_string
from jinja2 import FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kiosk.ground import i18n
from kiosk.ground.web import pictures, static_files
from tests import markup

ROOT = Path(__file__).parents[2]
Draw = Callable[..., Element]


@pytest.fixture(scope="session")
def drawing_room() -> Flask:
    """Only layouts, macros and what they need: no database, no accounts; a missing name is a failure."""
    app = Flask("drawing", root_path=str(ROOT), static_folder="static")
    app.jinja_loader = FileSystemLoader(ROOT / "kiosk/ground/templates")
    app.jinja_env.undefined = StrictUndefined
    for part in (i18n, static_files, pictures):
        part.init_app(app)
    app.jinja_env.globals["csrf_field"] = lambda: Markup('<input type="hidden" name="csrf_token" value="1">')
    return app


@pytest.fixture
def draw(drawing_room: Flask) -> Iterator[Draw]:
    """Give a function that draws a template's text as a sound page, or ``ui``'s macros as a sound fragment."""
    with drawing_room.test_request_context("/"):

        def drawn(template: str, *, fragment: bool = False, **context: object) -> Element:
            macros = '{% import "kiosk/ground/macros.html" as ui %}' if fragment else ""
            return markup.sound(render_template_string(macros + template, **context), path="/", fragment=fragment)

        yield drawn
