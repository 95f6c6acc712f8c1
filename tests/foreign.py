"""Reading pages in another language: nothing on them may be Vietnamese."""

from collections.abc import Iterator
from itertools import chain
from xml.etree.ElementTree import Element

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from kiosk.ground.i18n import FourNames
from kiosk.office.models import Counter, ServiceGroup, UnitVersion
from tests.client import CheckedClient
from tests.form import Form
from tests.page import Page
from tests.vietnamese import vietnamese

SPOKEN = ("alt", "aria-label", "title", "placeholder", "value", "data-offline", "data-failed")
GIVEN = {"csrf_token", "form_token", "token", "next", "province"}
PLACES = {"province", "ward"}


def translate_names(session: Session) -> None:
    """Give everything that has four names a name in every language."""
    named = [session.scalars(select(kind)) for kind in (UnitVersion, ServiceGroup, Counter)]
    for number, row in enumerate(chain(*named)):
        assert isinstance(row, FourNames)
        row.name_en, row.name_km, row.name_zh = f"English name {number}", f"ឈ្មោះ {number}", f"名称 {number}"
    session.commit()


def read(response: TestResponse, language: str = "en") -> Page:
    """Return the page, all of whose words, names of pictures included, are in *language* or marked as Vietnamese."""
    page = Page(response, status=response.status_code)
    assert page.language == language
    left = vietnamese(" ".join(words(page.tree)))
    assert not left, (page.path, left)
    return page


def words(element: Element) -> Iterator[str]:
    """Yield what is read out, without what is marked as Vietnamese, names of places, and the record of changes."""
    if element.get("lang") != "vi" and element.get("id") not in PLACES and element.get("class") != "acts":
        yield from (element.get(name, "") for name in SPOKEN)
        yield element.text or ""
        for child in element:
            yield from words(child)
            yield child.tail or ""


def blank(page: Page) -> Iterator[Form]:
    """Yield the forms of a page that can be sent without an answer."""
    yield from (form for form in page.forms if form.method == "POST" and form.choices.keys() - {"csrf_token", "token"})


def send_empty(form: Form, client: CheckedClient) -> TestResponse:
    """Send a form as it would come with no field filled in; what the page itself put in stays."""
    kept = [(name, value) for name, value in form.defaults.items(multi=True) if name in GIVEN]
    return client.post(form.action, data=MultiDict(kept), follow_redirects=True)
