"""Reads colours out of a style sheet and computes how well they stand apart."""

import re
from dataclasses import dataclass
from itertools import pairwise

Scheme = dict[str, str]
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
TOKEN = re.compile(r"--([a-z0-9-]+):\s*([^;]+);")
USE = {
    "text": re.compile(r"(?<![-\w])color:\s*var\(--([a-z-]+)\)"),
    "back": re.compile(r"background:\s*var\(--([a-z-]+)\)"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One CSS rule: its selector, its text token and its background token (``None``: inherited)."""

    selector: str
    text: str | None
    back: str | None


def schemes(css: str) -> tuple[Scheme, Scheme]:
    """Return the tokens of the light and of the dark scheme; dark ones not named are as in light."""
    light_part, dark_part = css.split("@media", 1)
    light = {name: value.strip() for name, value in TOKEN.findall(light_part)}
    return light, light | {name: value.strip() for name, value in TOKEN.findall(dark_part)}


def rules(css: str) -> list[Rule]:
    """Return every rule of *css* that sets a text or background colour by token."""
    found = []
    for selector, body in RULE.findall(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)):
        text, back = (match[1] if (match := USE[kind].search(body)) else None for kind in ("text", "back"))
        if text or back:
            found.append(Rule(selector.split("{")[-1].strip(), text, back))
    return found


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio, 1 to 21, of two colours such as ``#a4161a`` (WCAG 2.2, “contrast ratio”)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.2)."""
    digits = colour.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    shares = [int(digits[start:end], 16) / 255 for start, end in pairwise(range(0, 7, 2))]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
