"""The names of languages on the tablet: drawn by a font of ours, so that no button there is an empty box."""

import hashlib
import io
import re
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import TTFont

from kiosk.ground.i18n import LANGUAGES

STATIC = Path(__file__).resolve().parents[2] / "static"
FONT = STATIC / "fonts/noto-language-names.woff2"
NAMES = [LANGUAGES[code] for code in ("km", "zh")]
LETTERS = {ord(letter) for name in NAMES for letter in name}


def glyphs(text: str) -> list[str]:
    opened, plain = TTFont(FONT), io.BytesIO()
    opened.flavor = None
    opened.save(plain)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(uharfbuzz.Font(uharfbuzz.Face(plain.getvalue())), buffer)
    return [opened.getGlyphName(glyph.codepoint) for glyph in buffer.glyph_infos]


def test_the_names_are_drawn_whole_and_nothing_else_is_in_the_font() -> None:
    assert set(TTFont(FONT).getBestCmap()) == LETTERS
    assert not {"uni25CC", ".notdef"} & {glyph for name in NAMES for glyph in glyphs(name)}
    assert len(glyphs(LANGUAGES["km"])) < len(LANGUAGES["km"]), "the sign below and its letter are one"


def test_only_the_tablet_asks_for_it_by_its_content_for_these_letters_and_it_is_tiny() -> None:
    assert FONT.stat().st_size <= 6_000
    named = {sheet.name for sheet in (STATIC / "css").glob("*.css") if FONT.name in sheet.read_text()}
    assert named == {"kiosk.css"}
    face = re.search(
        rf"{re.escape(FONT.name)}\?v=(\w+).*?unicode-range: ([^;]+)", (STATIC / "css/kiosk.css").read_text(), re.DOTALL
    )
    assert face
    assert face[1] == hashlib.sha256(FONT.read_bytes()).hexdigest()[:12]
    asked = [part.removeprefix("U+").split("-") for part in face[2].split(", ")]
    assert {code for part in asked for code in range(int(part[0], 16), int(part[-1], 16) + 1)} == LETTERS
