"""What a phone needs to go on without a network: the worker that keeps pages, and the page it shows in their place."""

import json
from pathlib import Path
from typing import Final

from flask import Response, current_app, render_template
from flask.typing import ResponseReturnValue

from kiosk.ground.web import release

WORKER: Final = "js/sw.js"
KEPT_FILES: Final = ("css/citizen.css", "js/citizen.js", "img/favicon.svg")


def worker() -> ResponseReturnValue:
    """Give the service worker, with the release and the files it keeps written above it.

    It stands at the root, because a worker rules only over addresses below its own.
    """
    static_url = current_app.jinja_env.globals["static_url"]
    files = [static_url(name) for name in KEPT_FILES]  # type: ignore[operator]
    head = f"const RELEASE = {json.dumps(release.current())}, FILES = {json.dumps(files)};\n"
    code = Path(current_app.static_folder or "static", WORKER).read_text(encoding="utf-8")
    return Response(head + code, mimetype="text/javascript", headers={"Cache-Control": "no-cache"})


def offline() -> ResponseReturnValue:
    """Show what to do while there is no network; the worker keeps this page for when it is needed."""
    return render_template("kiosk/queue/offline.html")
