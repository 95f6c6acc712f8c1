"""The hall's sheet and script stay within what a television of 2017 knows, and within the house's colours."""

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
    r"\{ ?\.\.\.",
)


@pytest.mark.parametrize("word", TOO_NEW_STYLE)
def test_the_sheet_uses_nothing_newer_than_the_television(word: str) -> None:
    assert not re.search(word, re.sub(r"/\*.*?\*/", "", SHEET, flags=re.DOTALL))


@pytest.mark.parametrize("word", TOO_NEW_SCRIPT)
def test_the_script_uses_nothing_newer_than_the_television(word: str) -> None:
    assert not re.search(word, SCRIPT)


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
