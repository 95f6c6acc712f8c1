"""What a tablet keeps for when the network is down: a page that gives numbers, and the worker that keeps it."""

import json
from pathlib import Path
from typing import Final

from flask import Response, current_app, url_for
from flask.typing import ResponseReturnValue

from kiosk.ground import clock, recent
from kiosk.ground.i18n import LANGUAGES
from kiosk.ground.web import release
from kiosk.office import queries as office
from kiosk.queue import pages, priorities
from kiosk.queue.tablet import screens, start_views
from kiosk.queue.tablet.screens import Tablet
from kiosk.queue.wording import RESPONDENTS

WORKER: Final = "js/kiosk-worker.js"
KEPT_FILES: Final = (
    *("css/tokens.css", "css/kiosk.css", "css/slip.css", "img/favicon.svg"),
    *("js/kiosk.js", "js/kiosk-outage.js", "js/qr.js"),
    *("fonts/noto-sans-khmer-web.woff2", "fonts/noto-language-names.woff2"),
)


def worker(slug: str) -> ResponseReturnValue:
    """Give the service worker of this unit's tablets, with the pages and files it keeps written above it.

    It rules over the tablet's addresses only, and there before the one for phones, because its scope is the longer one.
    """
    start_views.unit_named(slug, clock.now())
    static_url = current_app.jinja_env.globals["static_url"]
    home = url_for("tablet.start", slug=slug, lang=None)
    kept = {
        "RELEASE": release.current(),
        "HOME": home,
        "PAGES": [url_for("outage.shell", slug=slug, lang=code) for code in LANGUAGES],
        "FILES": [static_url(name) for name in KEPT_FILES],  # type: ignore[operator]
    }
    head = f"const {', '.join(f'{name} = {json.dumps(value)}' for name, value in kept.items())};\n"
    code = Path(current_app.static_folder or "static", WORKER).read_text(encoding="utf-8")
    headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": home}
    return Response(head + code, mimetype="text/javascript", headers=headers)


@screens.let_in
def shell(tablet: Tablet) -> ResponseReturnValue:
    """Show all that a tablet shows without a network; it is kept, and a script puts one part at a time in front."""
    return screens.draw(
        "offline",
        tablet,
        groups=recent.read(tablet.now, office.groups_of, tablet.unit.id),
        priorities=priorities.offered(tablet.unit.unit, tablet.now),
        respondents=RESPONDENTS,
        site=pages.settings().base_url,
    )
