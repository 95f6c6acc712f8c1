"""The printable pages: the same face, all listed, shown in the application."""

import re
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from admin.help import pages
from tests import cast
from tests.cast import sign_in, sign_in_on_page
from tests.client import CheckedClient
from tests.page import Page


@pytest.fixture(params=pages.names())
def name(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


def test_every_page_says_what_it_is_about_and_for_whom(name: str) -> None:
    lines = (pages.FOLDER / f"{name}.md").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert re.match(r"\*Dành cho .*In một trang A4", lines[2])
    assert 3 <= sum(line.startswith("## ") for line in lines) <= 8


def test_the_list_names_every_page_by_its_title() -> None:
    index = (pages.FOLDER / "README.md").read_text(encoding="utf-8")
    titles = {
        name: (pages.FOLDER / f"{name}.md").read_text(encoding="utf-8").splitlines()[0][2:] for name in pages.names()
    }
    assert {target: title for title, target in re.findall(r"\[([^\]]+)\]\(([a-z-]+)\.md\)", index)} == titles


def test_staff_find_the_pages_from_the_first_page_on(client: CheckedClient, session: Session) -> None:
    home = sign_in_on_page(client, cast.cast(session).clerk)
    (link,) = [one.attrib["href"] for one in home.find("a") if one.text == "Hướng dẫn"]
    index = Page(client.get(link))
    links = [one.attrib["href"] for one in index.find("a") if "trang=" in one.attrib["href"]]
    assert len(links) == len(pages.names())
    page = Page(client.get(links[1]))
    assert page.heading == "Quầy tiếp nhận: gọi số"
    assert page.find("table")


@pytest.mark.parametrize("asked", ["../../README", "no-such-page", "%00", "README.md", "x" * 5_000])
def test_no_other_file_is_shown(client: CheckedClient, session: Session, asked: str) -> None:
    sign_in(client, cast.cast(session).clerk)
    assert client.get(f"/admin/help?trang={asked}").status_code == 404


def test_a_page_cannot_bring_html_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "README.md").write_text("<script>alert(1)</script> [x](javascript:alert(1))", encoding="utf-8")
    monkeypatch.setattr(pages, "FOLDER", tmp_path)
    drawn = pages.html.__wrapped__("README", "/admin/help")
    assert drawn is not None
    assert "<script" not in drawn
    assert "javascript:" not in re.findall(r'href="([^"]*)"', str(drawn))


def test_no_page_links_to_a_file_that_is_not_shown() -> None:
    drawn = [str(pages.html(name, "/admin/help")) for name in (pages.INDEX, *pages.names())]
    assert [link for one in drawn for link in re.findall(r'href="([^"]*)"', one) if ".md" in link] == []
