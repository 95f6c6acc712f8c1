"""A page as a test reads it: words, links, and forms filled in as a browser would."""

from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from werkzeug.test import TestResponse

from tests import markup
from tests.client import CheckedClient
from tests.form import Form

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its words and the path it leads to."""

    words: str
    href: str


class Page:
    """An answer that is a sound page with the expected status.

    Example:
        >>> page = Page(client.get("/q/7K3M9P2X"))
        >>> page = Page(page.form(action_contains="/tickets").submit(client, group="A"))
        >>> assert "A001" in page.text
    """

    def __init__(self, response: TestResponse, *, status: int = 200) -> None:
        """Read *response*.

        Raises:
            AssertionError: It has another status, is no HTML, or is not sound (see :mod:`tests.markup`).
        """
        assert response.status_code == status, f"status {response.status_code}, not {status}: {_short(response)}"
        assert response.mimetype == "text/html", f"not a page but {response.mimetype}"
        self.response = response
        self.path = response.request.path
        self.fragment = response.request.headers.get("HX-Request") == "true"
        self.tree = markup.sound(response.text, path=self.path, fragment=self.fragment)

    @property
    def title(self) -> str:
        """The words of <title>; empty in a fragment."""
        return markup.words(title) if (title := self.tree.find("./head/title")) is not None else ""

    @property
    def language(self) -> str:
        """The page's ``lang``, such as ``vi``."""
        return self.tree.get("lang", "")

    @property
    def text(self) -> str:
        """All words a reader sees, with single spaces."""
        body = self.tree if self.fragment else self.tree.find("./body")
        return "" if body is None else markup.words(body)

    @property
    def heading(self) -> str:
        """The words of <h1>."""
        return next((markup.words(element) for element in self.tree.iter("h1")), "")

    @property
    def links(self) -> list[Link]:
        """All links, in order, with absolute paths."""
        return [
            Link(markup.words(element), urljoin(self.path, element.get("href", "")))
            for element in self.tree.iter("a")
            if element.get("href")
        ]

    @property
    def forms(self) -> list[Form]:
        """All forms, in order."""
        return [Form(element, self.path) for element in self.tree.iter("form")]

    def link(self, words: str = "", *, href_contains: str = "") -> Link:
        """Return the one link whose words contain *words* and whose address contains *href_contains*."""
        return _only([link for link in self.links if words in link.words and href_contains in link.href], self.links)

    def form(self, *, action_contains: str = "", button: str = "") -> Form:
        """Return the one form whose address contains *action_contains* and which has a button with words *button*."""
        found = [
            form for form in self.forms if action_contains in form.action and any(button in b for b in form.buttons)
        ]
        return _only(found, self.forms)

    def find(self, tag: str, **attributes: str) -> list[Element]:
        """Return all elements *tag* with these attributes; write ``class_`` and ``data_unit`` for class, data-unit."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.tree.iter(tag)
            if all(
                value in element.get(name, "").split() if name == "class" else element.get(name) == value
                for name, value in wanted.items()
            )
        ]

    def rows(self, caption_contains: str = "") -> list[list[str]]:
        """Return the cells' words of the one table whose caption contains *caption_contains*, header row first."""
        tables = list(self.tree.iter("table"))
        found = [table for table in tables if any(caption_contains in markup.words(c) for c in _captions(table))]
        table = _only(found, [markup.words(table)[:60] for table in tables])
        return [[markup.words(cell) for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]

    def follow(self, client: CheckedClient, words: str = "", *, href_contains: str = "") -> "Page":
        """Return the page behind :meth:`link`, after any redirects."""
        return Page(client.get(self.link(words, href_contains=href_contains).href, follow_redirects=True))


def _captions(table: Element) -> list[Element]:
    return table.findall("caption") or [Element("caption")]


def _only(found: list[T], among: object) -> T:
    assert len(found) == 1, f"{len(found)} of these fit: {among}"
    return found[0]


def _short(response: TestResponse) -> str:
    return response.headers.get("Location") or response.text[:2000]
