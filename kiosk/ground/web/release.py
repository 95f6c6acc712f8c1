"""Which release this is: a digest of everything that pages are made of, the same on every node that runs it."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import cast

from flask import Flask, current_app

EXTENSION = "release"
FOLDERS = ("kiosk", "survey", "admin", "static", "translations")
KINDS = frozenset({".py", ".html", ".css", ".js", ".mo"})
RELEASE_CHARS = 12


def init_app(app: Flask) -> None:
    """Let *app* know its release."""
    app.extensions[EXTENSION] = of_folder(Path(app.root_path))


def current() -> str:
    """Return the release of the running application, 12 hex digits: what it wrote before is stale once this differs."""
    return cast(str, current_app.extensions[EXTENSION])


@lru_cache
def of_folder(root: Path) -> str:
    """Return the release of the program below *root*."""
    digest = hashlib.sha256()
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in KINDS:
                digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:RELEASE_CHARS]
