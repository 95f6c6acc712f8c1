"""The documents speak of folders, commands, addresses, moves and buttons that are really there."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from flask import Flask

from kiosk.queue.tickets import MOVES
from tests.conftest import environ
from tests.test_addresses import PERMANENT
from wsgi import create_app

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("kiosk", "survey", "admin")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
GUIDES = sorted(ROOT.glob("docs/huong-dan/*.md"))
DECISIONS = sorted(ROOT.glob("docs/decisions/*.md"))
CODE = re.compile(r"^```.*?^```|`[^`\n]+`|^ {4}.*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
COMMAND = re.compile(r"(?:flask(?: --app \S+)?|sudo langnghe) ([a-z][a-z-]*)(?: ([a-z][a-z-]+))?")
QUOTED = re.compile(r"""(?:"((?:[^"\\\n]|\\.)+)"|'((?:[^'\\\n]|\\.)+)')""")


@cache
def application() -> Flask:
    return create_app(environ("sqlite:///nowhere.db"))


@cache
def buttons() -> re.Pattern[str]:
    """Every text of the pages, with anything in place of what is filled in."""
    files = [path for package in PACKAGES for end in ("html", "py") for path in (ROOT / package).rglob(f"*.{end}")]
    texts = {one or two for path in files for one, two in QUOTED.findall(path.read_text(encoding="utf-8"))}
    return re.compile("|".join(re.sub(r"%\\\(\w+\\\)s", ".+", re.escape(text)) for text in sorted(texts)))


def code_in(page: Path) -> Iterator[str]:
    yield from CODE.findall(page.read_text(encoding="utf-8"))


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the first table below *heading* in the page on architecture."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition(f"## {heading}\n")[2]
    table = re.search(r"(?:^\|.*\|\n)+", text, re.MULTILINE)
    assert table, f"no table below {heading}"
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[0].splitlines()[2:]]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    gone = [link for link in links if not (page.parent / link.partition("#")[0]).exists()]
    assert not gone


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_exists(page: Path) -> None:
    unknown = []
    for name, sub in {match for code in code_in(page) for match in COMMAND.findall(code)}:
        found = application().cli.commands.get(name)
        if found is None or (isinstance(found, click.Group) and sub and sub not in found.commands):
            unknown.append(f"{name} {sub}".strip())
    assert not unknown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_make_target_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {target for code in code_in(page) for target in re.findall(r"(?m)(?:^ *|`|&& )make ([a-z-]+)", code)}
    assert named <= targets


def test_every_folder_named_exists() -> None:
    named = {name.strip("`") for name, *_ in rows("The house")}
    assert not [name for name in named if not (ROOT / name).exists()]


def test_every_folder_of_the_packages_is_named() -> None:
    named = {name.strip("`").rstrip("/") for name, *_ in rows("The house")}
    folders = {str(path.parent.relative_to(ROOT)) for name in PACKAGES for path in (ROOT / name).rglob("__init__.py")}
    assert not folders - named


def test_the_permanent_addresses_are_those_that_a_test_holds() -> None:
    assert {address.strip("`") for address, _ in rows("Permanent addresses")} == PERMANENT


def test_the_table_of_moves_is_the_one_in_use() -> None:
    printed = {
        move: (set(sources.split(", ")), to, set(who.split(", "))) for move, sources, to, who in rows("A ticket")
    }
    assert printed == {
        str(move): (
            {str(source) if source else "–" for source in rule.sources},
            str(rule.target) if rule.target else "the state before",
            {str(actor) for actor in rule.actors},
        )
        for move, rule in MOVES.items()
    }


def test_every_rule_of_night_and_morning_names_a_test_that_is_there() -> None:
    tests = [cell.strip("`") for _, _, cell in rows("Night and morning") if cell != "–"]
    assert len(tests) > 10
    for name in tests:
        path, _, function = name.partition("::")
        assert f"def {function}(" in (ROOT / "tests" / path).read_text(encoding="utf-8"), name


def test_decisions_are_numbered_without_a_gap_and_say_three_things() -> None:
    assert [path.name[:4] for path in DECISIONS] == [f"{number:04d}" for number in range(1, len(DECISIONS) + 1)]
    for number, path in enumerate(DECISIONS, start=1):
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {number}. ")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_a_guide_names_buttons_as_they_stand_on_the_pages(guide: Path) -> None:
    bold = re.findall(r"\*\*([^*]+)\*\*", guide.read_text(encoding="utf-8"))
    assert bold
    assert not [text for text in bold if not buttons().fullmatch(text)]


def test_the_tour_names_buttons_as_they_stand_on_the_pages() -> None:
    tour = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Five minutes")[2].partition("\n## ")[0]
    named = re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", " ".join(tour.split()))
    assert named
    assert not [text for text in named if not buttons().fullmatch(text)]
