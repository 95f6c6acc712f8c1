import gzip
import re
from pathlib import Path

import pytest

from tests.look.colours import contrast, rules, schemes

CSS = Path(__file__).parents[2] / "static" / "css"
TOKENS, CITIZEN, DESK = ((CSS / name).read_text(encoding="utf-8") for name in ("tokens.css", "citizen.css", "desk.css"))
LIGHT, DARK = schemes(TOKENS)
PAGE_BACKGROUNDS = ("paper", "ground")
READABLE = 4.5
DISCERNIBLE = 3.0
LINES_AND_SHAPES = (
    ("quiet", "paper"),  # edges of fields and cards
    ("brand", "paper"),  # the chosen card
    ("brand", "ground"),
    ("info", "paper"),  # the focus ring
    ("info", "ground"),
    ("on-seal", "seal"),  # the focus ring on a called page
    ("gold", "seal"),
    ("within", "ground"),
    ("near", "ground"),
    ("over", "ground"),
)


def pairs_in_use() -> set[tuple[str, str]]:
    """Every text token on its rule's background; without one it may stand on any page background."""
    pairs = {("ink", back) for back in PAGE_BACKGROUNDS}
    for rule in rules(CITIZEN) + rules(DESK):
        if rule.text and rule.back:
            pairs.add((rule.text, rule.back))
        elif rule.text == "on-seal" or rule.back == "seal-pressed":
            pairs.add(("on-seal", rule.back or "seal"))
        elif rule.text:
            pairs |= {(rule.text, back) for back in PAGE_BACKGROUNDS}
        elif rule.back not in {"seal", None}:
            pairs.add(("ink", str(rule.back)))
    return pairs


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", sorted(pairs_in_use()), ids=" on ".join)
def test_every_text_can_be_read(scheme: dict[str, str], pair: tuple[str, str]) -> None:
    assert contrast(scheme[pair[0]], scheme[pair[1]]) >= READABLE


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", LINES_AND_SHAPES, ids=" on ".join)
def test_every_meaningful_line_can_be_seen(scheme: dict[str, str], pair: tuple[str, str]) -> None:
    assert contrast(scheme[pair[0]], scheme[pair[1]]) >= DISCERNIBLE


def test_the_contrast_ratio_is_the_standards() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.005)


def test_the_pairs_seen_by_these_tests_are_not_empty() -> None:
    assert {("on-seal", "seal"), ("on-seal", "seal-pressed"), ("paper", "ink"), ("quiet", "ground")} <= pairs_in_use()


def test_the_dark_scheme_changes_only_colours_that_exist() -> None:
    assert LIGHT.keys() == DARK.keys()


def test_gold_is_never_a_text_colour() -> None:
    assert "gold" not in {text for text, _ in pairs_in_use()}


def test_a_phone_loads_one_sheet_that_begins_with_the_tokens() -> None:
    assert CITIZEN.startswith(TOKENS)


def test_the_phones_sheet_stays_tiny() -> None:
    assert len(gzip.compress(CITIZEN.encode())) <= 4_500


@pytest.mark.parametrize("css", [CITIZEN, DESK], ids=["citizen", "desk"])
def test_a_sheet_asks_no_other_host_and_imports_nothing(css: str) -> None:
    assert not re.search(r"@import|//[a-z]|url\((?!\"\.\./fonts/)", css.lower())


@pytest.mark.parametrize("css", [CITIZEN, DESK], ids=["citizen", "desk"])
def test_a_sheet_uses_only_tokens_that_exist(css: str) -> None:
    own = {"focus"}
    assert set(re.findall(r"var\(--([a-z0-9-]+)", css)) - own <= LIGHT.keys()


@pytest.mark.parametrize("css", [CITIZEN, DESK], ids=["citizen", "desk"])
def test_colours_are_named_in_the_tokens_alone(css: str) -> None:
    own = css.removeprefix(TOKENS)
    assert set(re.findall(r"#[0-9a-f]{3,6}\b", own)) <= {"#fff"}, "only the white sheet under a chart is not a token"


@pytest.mark.parametrize("css", [CITIZEN, DESK], ids=["citizen", "desk"])
@pytest.mark.parametrize(
    "wish", ["prefers-reduced-motion", "forced-colors", "@media print", ":lang(km)", ":focus-visible", "tabular-nums"]
)
def test_a_sheet_minds(css: str, wish: str) -> None:
    assert wish in css
