"""What a tablet keeps for when the network is down."""

import re

from sqlalchemy.orm import Session

from tests.client import CheckedClient, body_of
from tests.kiosk.queue.office import Office
from tests.kiosk.queue.tablet.conftest import device, start, tablet
from tests.page import Page

__all__ = ["device", "start", "tablet"]


def test_the_kept_page_has_the_services_in_the_readers_language_and_nothing_of_anybody(
    tablet: CheckedClient, office: Office, session: Session, start: str
) -> None:
    office.birth.name_en = "Births, marriages"
    page = Page(tablet.get(f"{start}/offline?lang=en"))
    form = page.form(action_contains="/take")
    assert form.choices["group"] == [str(office.birth.id), str(office.guidance.id)]
    assert form.defaults["form_token"] == "kept"  # no two people share a key
    assert "Births, marriages" in page.text


def test_a_form_of_the_kept_page_that_meets_the_server_again_is_drawn_anew_with_what_was_chosen(
    tablet: CheckedClient, office: Office, start: str
) -> None:
    kept = Page(tablet.get(f"{start}/offline")).form(action_contains="/take")
    again = Page(kept.submit(tablet, group=str(office.guidance.id)), status=422).form(action_contains="/take")
    assert again.defaults["group"] == str(office.guidance.id)
    assert again.submit(tablet, follow=False).status_code == 303


def test_a_stranger_is_given_no_page_to_keep(client: CheckedClient, office: Office) -> None:
    answer = client.get(f"/kiosk/{office.unit.slug}/offline")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/kiosk/{office.unit.slug}")


def test_the_worker_rules_over_the_tablets_addresses_only_and_keeps_pages_of_four_languages(
    tablet: CheckedClient, start: str
) -> None:
    answer = tablet.get(f"{start}/worker.js")
    assert answer.headers["Service-Worker-Allowed"] == start
    assert answer.mimetype == "text/javascript"
    code = body_of(answer).decode()
    assert len(re.findall(rf'"{start}/offline\?lang=\w\w"', code)) == 4
    for address in re.findall(r'"(/static/[^"]+)"', code):
        with tablet.get(address) as file:
            assert file.status_code == 200


def test_there_is_no_worker_where_there_is_no_unit(client: CheckedClient, office: Office) -> None:
    for slug in ("nowhere", "%F0%9F%98%80", "%00", "x" * 3000):
        assert client.get(f"/kiosk/{slug}/worker.js").status_code == 404


def test_the_worker_for_phones_leaves_what_a_tablet_keeps(client: CheckedClient, start: str) -> None:
    phones, tablets = body_of(client.get("/sw.js")).decode(), body_of(client.get(f"{start}/worker.js")).decode()
    assert 'if (name[0] === "s" && name !== SHELL)' in phones
    assert "SHELL = `kiosk-${RELEASE}`" in tablets
