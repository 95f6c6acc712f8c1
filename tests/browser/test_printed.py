"""The printable pages in Chromium: each is one side of A4."""

from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
from playwright.sync_api import Browser

from admin.help import pages

CSS = Path(__file__).parents[2] / "static" / "css"


def test_every_page_fits_on_one_side_of_a4_at_11_points(chromium: Browser) -> None:
    styles = "".join((CSS / name).read_text(encoding="utf-8") for name in ("tokens.css", "desk.css", "help.css"))
    sides = {}
    with chromium.new_page() as page:
        for name in (*pages.names(), pages.INDEX):
            drawn = pages.html(name, "/admin/help")
            page.set_content(
                f"<style>{styles}</style><main class=page><article class=help lang=vi>{drawn}</article></main>"
            )
            sides[name] = len(pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)))
    assert sides == dict.fromkeys(sides, 1)
