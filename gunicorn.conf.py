"""How gunicorn serves the application: few processes, a pool of threads, never alone on the network."""

import os
import sys
from typing import Any

from admin.charts import aside
from kiosk.ground import startup
from kiosk.ground.settings import Settings
from wsgi import create_app

if len(os.environ.get("SECRET_KEY", "").encode()) < 32:  # as kiosk/ground/settings.py says
    sys.exit("SECRET_KEY is missing or shorter than 32 bytes; see docs/settings.md.")

wsgi_app = "wsgi:app"
bind = os.environ.get("BIND", "unix:/run/langnghe/gunicorn.sock")
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 8
timeout = 60
graceful_timeout = 30
max_requests = 50_000
max_requests_jitter = 5_000
control_socket_disable = True
accesslog = None
preload_app = False


def post_worker_init(worker: Any) -> None:  # noqa: ANN401, ARG001 - gunicorn is untyped and names it
    """Let charts be drawn by a child of each worker, so that no drawing holds up its threads."""
    aside.let(beside=True)


def on_starting(server: Any) -> None:  # noqa: ANN401 - gunicorn is untyped
    """Refuse to serve from a database that cannot be trusted; say what will not work."""
    app = create_app()
    settings: Settings = app.config["SETTINGS"]
    for warning in startup.warnings(settings):
        server.log.warning(warning)
    database = app.extensions["database"]
    problems = startup.problems(database)
    database.engine.dispose()
    if problems:
        sys.exit("Not starting: " + "; ".join(problems))
