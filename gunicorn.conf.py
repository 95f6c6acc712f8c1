"""How gunicorn serves the application: few processes, a pool of threads, never alone on the network."""

import os
import sys

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
