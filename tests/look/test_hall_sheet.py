"""The hall's sheet and script stay within what a television of 2017 knows, and within the house's colours."""

import math
import re
from pathlib import Path

import pytest

from tests.look.colours import contrast, rules, schemes

STATIC = Path(__file__).parents[2] / "static"
SHEET, TOKENS = ((STATIC / "css" / name).read_text(encoding="utf-8") for name in ("hall.css", "tokens.css"))
SCRIPT = re.sub(r"//.*", "", (STATIC / "js" / "hall.js").read_text(encoding="utf-8"))
TOO_NEW_STYLE = (
    r"\bgrid\b",
    r"\bgap:",
    r"\b(min|max|clamp)\(",
    r":is\(",
    r":where\(",
    r"\binset:",
    r"aspect-ratio: \d+;",
)
TOO_NEW_SCRIPT = (
    r"\?\.",
    r"\?\?",
    r"catch \{",
    r"\.finally\(",
    r"\.flat",
    r"\.at\(",
    r"\bfetch\(",
    r"\bimport\b",
    r"\{ ?\.\.\.",  # properties spread into an object
    r"(\|\||&&)=",
    r"[.\s]#\w",  # private fields
    r"\bstatic\b",
    r"\bfor await\b",
    r"\d+n\b",
    r"\.(replaceAll|matchAll|allSettled|fromEntries|trimStart|trimEnd|description)\b",
    r"Promise\.any\b",
    r"\bglobalThis\b",
    r"\(\?<",  # named groups, looking behind
)


@pytest.mark.parametrize("word", TOO_NEW_STYLE)
def test_the_sheet_uses_nothing_newer_than_the_television(word: str) -> None:
    assert not re.search(word, re.sub(r"/\*.*?\*/", "", SHEET, flags=re.DOTALL))


@pytest.mark.parametrize("word", TOO_NEW_SCRIPT)
def test_the_script_uses_nothing_newer_than_the_television(word: str) -> None:
    assert not re.search(word, SCRIPT)


def test_what_does_not_fit_is_drawn_smaller_by_steps_that_the_sheet_knows() -> None:
    steps = re.findall(r'"(tight-\d)"', SCRIPT)
    assert steps == sorted(set(re.findall(r"\.(tight-\d)", SHEET)))
    assert len(steps) == 5


NUMBER, COUNTER, REST = 220, 128, 40
"""Pixels of 1080: of the number, of a counter that is one, and of everything that may be read from near."""


def test_number_and_counter_are_large_enough_at_eight_metres_on_a_television_of_43_inches() -> None:
    """ISO 9241-303 asks for letters of at least 16 minutes of arc, better 20 to 22; a capital is 0.71 of its type."""
    height_mm = 43 * 25.4 * 9 / math.hypot(16, 9)

    def minutes(pixels: int) -> float:
        return math.degrees(math.atan(pixels * 0.71 * height_mm / 1080 / 8000)) * 60

    assert [round(minutes(pixels)) for pixels in (NUMBER, COUNTER, REST)] == [33, 19, 6]
    sizes = {"--hall-number": NUMBER, "--hall": REST}
    for name, pixels in sizes.items():
        assert float(re.findall(rf"{name}: ([0-9.]+)rem", TOKENS)[0]) * 16 == pixels
    assert f".counter.short {{ font-size: {COUNTER // 16}rem;" in SHEET


def test_every_text_of_the_hall_can_be_read_in_both_lights() -> None:
    pairs = {("ink", "paper"), ("brand", "paper"), ("quiet", "paper"), ("ink", "ground")}
    pairs |= {(rule.text or "ink", rule.back) for rule in rules(SHEET) if rule.back}
    assert ("on-seal", "seal") in pairs
    for scheme in schemes(TOKENS):
        assert not [pair for pair in pairs if contrast(scheme[pair[0]], scheme[pair[1]]) < 4.5]


def test_only_what_was_called_moves_and_not_for_whoever_asked_for_rest() -> None:
    assert len(re.findall(r"animation: called", SHEET)) == 1
    assert "transition" not in SHEET
    assert re.search(r"prefers-reduced-motion: reduce\) \{ \.now\.new \{ animation: none; \} \}", SHEET)


def test_colours_and_sizes_are_those_of_the_tokens() -> None:
    assert not re.search(r"#[0-9a-f]{3,6}\b", SHEET)
    light, _dark = schemes(TOKENS)
    assert set(re.findall(r"var\(--([a-z0-9-]+)", SHEET)) <= light.keys()
    assert {"hall", "hall-counter", "hall-number"} <= set(re.findall(r"var\(--([a-z0-9-]+)", SHEET))
