"""Our line drawings, put into the page itself: they take the colour of the text and cost the phone no request."""

from pathlib import Path

from flask import Flask
from markupsafe import Markup

UNKNOWN = "khac"


def init_app(app: Flask) -> None:
    """Give templates ``picture('ho-tich')`` and ``picture('faces/4')``."""
    drawings = read_drawings(Path(app.static_folder or "static") / "img")

    def picture(name: str) -> Markup:
        """Return the drawing *name*, hidden from screen readers (words stand beside it); an unknown name: “other”."""
        return drawings.get(name, drawings[UNKNOWN])

    app.jinja_env.globals["picture"] = picture


def read_drawings(folder: Path) -> dict[str, Markup]:
    """Return every SVG below *folder* by its name without ``.svg``, ready to stand in a page."""
    return {
        path.relative_to(folder).with_suffix("").as_posix(): _inline(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.svg"))
    }


def _inline(drawing: str) -> Markup:
    one_line = "".join(line.strip() for line in drawing.splitlines())
    opening = '<svg class="picture" aria-hidden="true" focusable="false"'
    # our own files, read at start-up: nobody else's text passes here
    return Markup(one_line.replace(' xmlns="http://www.w3.org/2000/svg"', "", 1).replace("<svg", opening, 1))  # noqa: S704
