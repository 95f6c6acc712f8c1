"""A form that is opened and saved as it is changes nothing: what is stored stands in it, boxes ticked too."""

import pytest
from sqlalchemy.orm import Session

from tests import factories
from tests.admin.setup.scene import scene
from tests.cast import sign_in
from tests.client import CheckedClient
from tests.kiosk.office.record import acts
from tests.page import Page

UNIT = "/admin/units/ninh-kieu"


@pytest.mark.parametrize("part", ["operation", "contact", "name", "counter", "group", "device"])
def test_what_is_stored_stays_when_a_form_is_saved_as_it_is(client: CheckedClient, session: Session, part: str) -> None:
    here = scene(session)
    here.unit.start_with_call = here.unit.close_at_night = here.unit.presence_code = True
    tablet = factories.device(session, here.unit)[0]
    tablet.prints = True
    session.flush()
    sign_in(client, here.administrator)
    addresses = {
        "counter": f"/admin/counters/{here.counter.id}",
        "group": f"/admin/groups/{here.group.id}",
        "device": f"/admin/devices/{tablet.id}",
    }
    page = Page(client.get(addresses.get(part, f"{UNIT}/{part}")))

    before = acts(session)

    page.form(button="Lưu").submit(client)

    assert acts(session) == before
    session.refresh(tablet)
    assert (tablet.prints, here.unit.close_at_night, here.unit.presence_code) == (True, True, True)
