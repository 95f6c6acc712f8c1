"""The folder of finished reports: a file is there whole or not at all."""

import os
from collections.abc import Sequence
from pathlib import Path

from admin.documents.mailing import File


def put(folder: Path, files: Sequence[File], *, keep: bool = False) -> None:
    """Write *files* into *folder*, each under its name only once every byte is on the disk.

    With *keep* those that are there stay: somebody may have worked on them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        if keep and (folder / file.name).exists():
            continue
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


def get(folder: Path, names: Sequence[str], mimetypes: dict[str, str]) -> list[File]:
    """Return those of *names* that are in *folder*, in order; whatever else lies there is left alone."""
    paths = [folder / name for name in sorted(names)]
    return [File(path.name, mimetypes[path.suffix], path.read_bytes()) for path in paths if path.is_file()]
