"""The folder of finished reports: a file is there whole or not at all."""

import os
from collections.abc import Sequence
from pathlib import Path

from admin.documents.mailing import File


def put(folder: Path, files: Sequence[File]) -> None:
    """Write *files* into *folder*, each under its name only once every byte is on the disk."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        draft = folder / f".{file.name}.part"
        with draft.open("wb") as target:
            target.write(file.body)
            target.flush()
            os.fsync(target.fileno())
        draft.replace(folder / file.name)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def get(folder: Path, mimetypes: dict[str, str]) -> list[File]:
    """Return the files of *folder*, by name; empty where there is none.

    Args:
        folder: Where `put` wrote them.
        mimetypes: By ending; other files are left alone.
    """
    paths = sorted(path for path in folder.glob("*.*") if path.suffix in mimetypes) if folder.is_dir() else []
    return [File(path.name, mimetypes[path.suffix], path.read_bytes()) for path in paths]
