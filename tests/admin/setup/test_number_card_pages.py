"""The page about laminated cards: how many there are, and the sheets."""

import pytest
from sqlalchemy.orm import Session

from tests import factories
from tests.admin.setup.scene import scene
from tests.cast import sign_in
from tests.client import CheckedClient
from tests.kiosk.office.record import acts
from tests.page import Page

CARDS = "/admin/units/ninh-kieu/number-cards"


def test_a_number_of_cards_is_kept_and_can_be_taken_away(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    page = Page(Page(client.get(CARDS)).form(button="Lưu").submit(client, number_cards="100"))
    assert "100 thẻ" in page.text
    assert "unit.cards" in acts(session)
    Page(Page(client.get(CARDS)).form(button="Lưu").submit(client, number_cards=""))
    assert here.unit.number_cards is None
    assert acts(session) == ["unit.cards", "unit.cards"]


@pytest.mark.parametrize("typed", ["0", "1000", "-1", "x", "9" * 40])
def test_no_office_has_so_many_cards(client: CheckedClient, session: Session, typed: str) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    page = Page(Page(client.get(CARDS)).form(button="Lưu").submit(client, number_cards=typed), status=422)
    assert page.find("p", **{"class": "error"})
    assert here.unit.number_cards is None


def test_a_group_with_the_letter_of_cards_has_to_give_it_up_first(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    factories.group(session, here.unit, "T", "Thuế", active=False)
    sign_in(client, here.administrator)
    page = Page(Page(client.get(CARDS)).form(button="Lưu").submit(client, number_cards="100"), status=422)
    assert "nhóm dịch vụ chữ T" in page.text
    assert here.unit.number_cards is None


def test_sheets_come_as_a_file_that_is_not_called_like_the_codes(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    answer = client.get(f"{CARDS}.pdf?from=1&until=8&back=1")
    assert answer.data.startswith(b"%PDF-")
    assert 'filename="ninh-kieu-number-cards-1-8.pdf"' in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("asked", ["from=9&until=3", "from=0&until=5", "from=1&until=900", "from=990&until=1005"])
def test_sheets_that_make_no_sense_are_refused_in_words(client: CheckedClient, session: Session, asked: str) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    assert "nhiều nhất 200 thẻ" in Page(client.get(f"{CARDS}.pdf?{asked}"), status=422).text
