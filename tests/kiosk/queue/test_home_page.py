import pytest
from sqlalchemy.orm import Session

from tests import factories
from tests.client import CheckedClient
from tests.page import Page


@pytest.mark.parametrize("typed", ["ABCD2345", "abcd-2345", " abcd 2345 "])
def test_the_printed_code_can_be_typed_as_people_type_it(client: CheckedClient, session: Session, typed: str) -> None:
    factories.code(session, factories.unit(session, "Phường Ninh Kiều"), "ABCD2345")
    page = Page(Page(client.get("/")).form().submit(client, code=typed))
    assert page.path == "/q/ABCD2345"
    assert "Phường Ninh Kiều" in page.text


@pytest.mark.parametrize("typed", ["ABCD", "<script>", "ABCD23456", "ĐƯỜNG12"])
def test_what_cannot_be_a_code_comes_back_with_a_word(client: CheckedClient, typed: str) -> None:
    page = Page(client.get("/", query_string={"code": typed}), status=422)
    assert "tám chữ và số" in page.text
    assert page.form().defaults["code"] == typed
