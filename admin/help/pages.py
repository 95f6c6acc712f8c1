"""The printable pages: which there are, and each as HTML."""

import re
from functools import cache
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt
from markupsafe import Markup

FOLDER: Final = Path(__file__).resolve().parents[2] / "docs" / "huong-dan"
INDEX: Final = "README"
LINK: Final = re.compile(r'href="([a-z-]+)\.md"')


@cache
def names() -> tuple[str, ...]:
    """Return the names of the pages, without the one that lists them; empty where they were not installed."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.md") if path.stem != INDEX))


@cache
def html(name: str, address: str) -> Markup | None:
    """Return a page as HTML, its links to other pages below *address*; ``None`` when there is no such page."""
    if name not in {*names(), INDEX} or not (FOLDER / f"{name}.md").is_file():
        return None
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    drawn = markdown.render((FOLDER / f"{name}.md").read_text(encoding="utf-8"))
    return Markup(LINK.sub(rf'href="{address}?trang=\1"', drawn))  # noqa: S704 - our own files, HTML switched off
