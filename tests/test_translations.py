"""Every language has every text its readers meet, with the same values in it; they find it and keep it."""

import re
import tomllib
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_from_file
from babel.messages.frontend import parse_keywords
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from sqlalchemy.orm import Session

from kiosk.ground.i18n import DEFAULT, LANGUAGES, STAFF_LANGUAGES, UNREVIEWED
from tests import factories
from tests.cast import cast, sign_in
from tests.client import CheckedClient
from tests.page import Page
from tests.vietnamese import vietnamese

ROOT = Path(__file__).resolve().parents[1]
CITIZENS = ("kiosk", "survey")
PACKAGES = (*CITIZENS, "admin")
TRANSLATED = sorted(set(LANGUAGES) - {DEFAULT})
SCRIPTS = {"en": "[A-Za-z]", "km": "[\u1780-\u17ff]", "zh": "[\u4e00-\u9fff]"}
PLACE = re.compile(r"%\(\w+\)s|%%|\{\w+\}")
DAY = re.compile(r"[EdMHm:/, ]+")
"""How a day or an instant is written; it may be the same in two languages."""
CLOCK = re.compile(r"%\(hour\)s:[03]0")
"""A time of the day, which needs no word in English."""
CODE = "7K3M9P2X"
Forms = tuple[str, ...]
"""A text, or its singular and plural."""


def written(language: str) -> frozenset[Forms]:
    """Return the texts that readers of *language* meet: of all pages, or of citizens' pages and posters only."""
    return collected(PACKAGES if language in STAFF_LANGUAGES else CITIZENS)


@cache
def collected(packages: tuple[str, ...]) -> frozenset[Forms]:
    """Collect the texts of the source as ``make translations`` does."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["babel"]["mappings"]
    methods = [(one.pop("pattern"), one.pop("method")) for one in mappings]
    options = {pattern: rest for (pattern, _method), rest in zip(methods, mappings, strict=True)}
    keywords = {**DEFAULT_KEYWORDS, **parse_keywords(re.findall(r"-k (\S+)", (ROOT / "Makefile").read_text()))}
    found = Catalog()
    for package in packages:
        for _file, _line, text, _comments, context in extract_from_dir(ROOT / package, methods, options, keywords):
            found.add(text, context=context)
    for _line, text, _comments, context in extract_from_file("python", ROOT / "wsgi.py", keywords):
        found.add(text, context=context)
    return frozenset(told(found))


@cache
def catalogue(language: str) -> Catalog:
    with (ROOT / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def told(catalogue: Catalog) -> dict[Forms, Forms]:
    """Return what each text is in the catalogue's language."""
    return {forms(message.id): forms(message.string) for message in catalogue if message.id}


def forms(text: object) -> Forms:
    return (text,) if isinstance(text, str) else tuple(text) if isinstance(text, list | tuple) else ()


def test_the_texts_of_pages_and_of_code_are_found() -> None:
    assert {("Lấy số",), ("Mời đến quầy %(label)s",), ("Thứ Hai",)} <= written("en")
    assert {("Lấy số",), ("Quét mã để lấy số thứ tự",), ("Không tìm thấy trang này.",)} <= written("km")


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_has_every_text_and_no_other(language: str) -> None:
    known = catalogue(language)
    assert not written(language) - told(known).keys(), "new texts: run `make translations`, then write them"
    assert not told(known).keys() - written(language), "texts that are gone: run `make translations`"
    assert not known.obsolete
    assert not [message.id for message in known if message.id and message.fuzzy]
    assert not [text for text, said in told(known).items() if not said or not all(said)]


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_same_places_for_values(language: str) -> None:
    for text, said in told(catalogue(language)).items():
        assert {frozenset(PLACE.findall(form)) for form in said} == {frozenset(PLACE.findall(form)) for form in text}


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_stays_in_vietnamese(language: str) -> None:
    assert not [form for said in told(catalogue(language)).values() for form in said if vietnamese(form)]


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_text_is_written_in_the_letters_of_its_language(language: str) -> None:
    own, others = SCRIPTS[language], [script for code, script in SCRIPTS.items() if code not in {language, "en"}]
    for text, said in told(catalogue(language)).items():
        for form in filter(None, said):
            wordless = DAY.fullmatch(text[0]) or not re.search(r"[^\W\d_]", PLACE.sub("", text[0]))
            assert wordless or CLOCK.fullmatch(form) or re.search(own, PLACE.sub("", form)), form
            assert not any(re.search(script, form) for script in others), form


def test_the_list_for_reviewers_and_the_pages_agree_on_what_nobody_has_read() -> None:
    rows = re.findall(r"^\| (Khmer|Chinese) \|.*\| (.+) \|$", (ROOT / "docs/translating.md").read_text(), re.MULTILINE)
    assert {name for name, by in rows if by == "–"} == {{"km": "Khmer", "zh": "Chinese"}[code] for code in UNREVIEWED}
    assert len(rows) == 2


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_server_reads_what_was_written(language: str) -> None:
    compiled = ROOT / "translations" / language / "LC_MESSAGES" / "messages.mo"
    assert compiled.exists(), "run `make messages`"
    with compiled.open("rb") as file:
        assert told(read_mo(file)) == told(catalogue(language)), "run `make messages`"


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_every_language_counts_people(
    client: CheckedClient, session: Session, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(factories.MONDAY)
    unit = factories.unit(session)
    factories.hours(session, unit)
    factories.code(session, unit, CODE)
    group = factories.group(session, unit)
    for number, english in ((1, "1 person is waiting"), (2, "2 people are waiting")):
        factories.ticket(session, group)
        said = {"vi": f"Đang có {number} người chờ", "en": english, "km": f"មាន {number} នាក់", "zh": f"{number} 人"}
        for language in LANGUAGES:
            assert said[language] in Page(client.get(f"/q/{CODE}?lang={language}")).text


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_staff_find_every_language_under_its_own_name_and_keep_the_one_they_pick(
    client: CheckedClient, session: Session
) -> None:
    people = cast(session)
    sign_in(client, people.supervisor)
    path = f"/admin/reports/{people.unit.id}/weekly"
    for language in reversed(STAFF_LANGUAGES):
        page = Page(client.get(f"{path}?until=2026-W40"))
        link = page.link(LANGUAGES[language], href_contains=f"lang={language}")
        assert "until=2026-W40" in link.href, "the rest of the address stays"
        assert Page(client.get(link.href)).language == language
        assert Page(client.get("/admin/")).language == language
