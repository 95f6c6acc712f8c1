"""Static files under a name that changes with their content, so that a phone asks for each only once."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, url_for


def init_app(app: Flask) -> None:
    """Give templates ``static_url('css/citizen.css')``."""
    folder = Path(app.static_folder or "static")

    @lru_cache(maxsize=256)
    def digest(name: str) -> str:
        return hashlib.sha256((folder / name).read_bytes()).hexdigest()[:12]

    def static_url(name: str) -> str:
        return url_for("static", filename=name, v=digest(name))

    app.jinja_env.globals["static_url"] = static_url
