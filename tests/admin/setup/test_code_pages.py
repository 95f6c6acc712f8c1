import io

import pytest
import zxingcpp
from PIL import Image
from sqlalchemy.orm import Session

from kiosk.office import queries
from tests.admin.setup.scene import scene
from tests.cast import sign_in
from tests.client import BASE_URL, CheckedClient
from tests.kiosk.office.record import acts
from tests.page import Page

CODES = "/admin/units/ninh-kieu/codes"


def test_a_code_is_issued_for_the_entrance_and_for_a_counter(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    form = Page(client.get(CODES)).form(button="Cấp mã mới")
    assert form.choices["counter"] == ["0", str(here.counter.id)]

    form.submit(client, counter="0")
    Page(form.submit(client, counter=str(here.counter.id)))

    places = [view.counter.label if view.counter else None for view in queries.codes_of(session, here.unit.id)]
    assert places == [None, None, "3", "3"]
    assert acts(session) == ["code.issue", "code.issue"]
    assert "Xin chọn trong danh sách." in Page(form.submit(client, forged={"counter": "x"}), status=422).text


def test_a_withdrawn_code_stays_on_the_sheet_without_posters(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)
    page = Page(client.get(CODES)).follow(client, "Thu hồi mã BBBB-2222")

    page = Page(page.form(button="Thu hồi mã").submit(client))

    assert "Đã thu hồi mã BBBB-2222." in page.text
    assert here.desk.withdrawn_at is not None
    assert not [link for link in page.links if "BBBB2222/poster" in link.href]
    assert [link for link in page.links if "AAAA1111/poster" in link.href]
    again = Page(client.get("/admin/codes/BBBB2222/withdraw"))
    assert "Mã này đã được thu hồi." in again.text


@pytest.mark.parametrize("size", ["A4", "A5", "A6"])
def test_a_poster_carries_the_permanent_address(client: CheckedClient, session: Session, size: str) -> None:
    here = scene(session)
    sign_in(client, here.administrator)

    png = client.get(f"/admin/codes/BBBB2222/poster.png?size={size}")
    pdf = client.get(f"/admin/codes/BBBB2222/poster.pdf?size={size}")

    assert [found.text for found in zxingcpp.read_barcodes(Image.open(io.BytesIO(png.data)))] == [
        f"{BASE_URL}/q/BBBB2222"
    ]
    assert pdf.data.startswith(b"%PDF-")
    assert pdf.headers["Content-Disposition"] == f'attachment; filename="ninh-kieu-BBBB2222-{size}-vi.pdf"'


def test_the_code_alone_is_there_as_png_and_svg(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)

    png = client.get("/admin/codes/AAAA1111/qr.png")
    svg = client.get("/admin/codes/AAAA1111/qr.svg")

    assert zxingcpp.read_barcodes(Image.open(io.BytesIO(png.data)))[0].text == f"{BASE_URL}/q/AAAA1111"
    assert svg.mimetype == "image/svg+xml"
    assert "Mã QR AAAA-1111: Lối vào" in svg.text


def test_names_too_long_for_paper_are_said_so(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    here.counter.name_vi = "W" * 200
    sign_in(client, here.administrator)

    answer = client.get("/admin/codes/BBBB2222/poster.pdf?size=A5")

    assert answer.status_code in {200, 422}
    if answer.status_code == 422:
        assert "không vừa một trang giấy" in Page(answer, status=422).text
