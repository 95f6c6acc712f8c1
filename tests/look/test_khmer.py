"""Khmer as it is drawn: every syllable whole, every letter in the font that pages bring along."""

import hashlib
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import uharfbuzz
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont

from admin.demo.offices import OFFICES
from admin.hall.words import SPOKEN
from admin.setup.patterns import PATTERNS
from kiosk.office import holiday_names
from kiosk.office.entries import Names
from kiosk.office.group_actions import GUIDANCE
from kiosk.office.priority_classes import DEFAULT_CLASSES
from survey.questionnaires.default_forms import DEFAULT_FORMS

ROOT = Path(__file__).resolve().parents[2]
FONT = ROOT / "static/fonts/noto-sans-khmer-web.woff2"
KHMER = re.compile("[\u1780-\u17ff\u200b-\u200d]+")
BROKEN = {"uni25CC", ".notdef"}
"""What a shaper draws where a sign stands on nothing, or where a letter is missing."""


@cache
def font() -> tuple[TTFont, uharfbuzz.Font]:
    opened, plain = TTFont(FONT), io.BytesIO()
    opened.flavor = None
    opened.save(plain)
    return opened, uharfbuzz.Font(uharfbuzz.Face(plain.getvalue()))


def glyphs(text: str) -> list[str]:
    opened, shaper = font()
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(shaper, buffer)
    return [opened.getGlyphName(glyph.codepoint) for glyph in buffer.glyph_infos]


def texts() -> Iterator[str]:
    """Yield all Khmer of ours: pages, posters, questionnaires, what offices start with, the sample, holidays, calls."""
    with (ROOT / "translations/km/LC_MESSAGES/messages.po").open("rb") as file:
        for message in read_po(file, locale="km"):
            yield from [message.string] if isinstance(message.string, str) else message.string or ()
    for form in DEFAULT_FORMS:
        asked = (names for one in form.questions for names in (one.wording, *one.choices))
        yield from (names[2] for names in (form.name, *asked))
    yield from (names.km or "" for names in office_names())
    yield from holiday_names.NAMES["km"].values()
    yield from SPOKEN["km"]


def office_names() -> Iterator[Names]:
    yield GUIDANCE
    yield from DEFAULT_CLASSES.values()
    for pattern in PATTERNS.values():
        yield from (pattern.centre, *(group.names for group in pattern.groups))
        yield from (counter.names for counter in pattern.counters)
    for office in OFFICES:
        yield from (office.names, *(service.names for service in office.services))
        yield from (desk.names for desk in office.desks)


def test_a_syllable_in_the_wrong_order_is_noticed() -> None:
    assert not BROKEN & {*glyphs("បញ្ជរ")}
    assert BROKEN & {*glyphs("ិក")}


def test_no_syllable_is_broken() -> None:
    assert not [text for text in texts() for word in KHMER.findall(text) if BROKEN & {*glyphs(word)}]


def test_pages_name_the_font_by_its_content_and_it_stays_small() -> None:
    named = re.findall(r'url\("\.\./fonts/([^?]+)\?v=(\w+)"\)', (ROOT / "static/css/citizen.css").read_text())
    assert named == [(FONT.name, hashlib.sha256(FONT.read_bytes()).hexdigest()[:12])]
    assert FONT.stat().st_size <= 28_000
