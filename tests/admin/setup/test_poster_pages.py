"""What an administrator prints: languages, sizes, all codes at once, service groups."""

import io

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp
from PIL import Image
from sqlalchemy.orm import Session

from tests import factories
from tests.admin.setup.scene import scene
from tests.cast import sign_in
from tests.client import BASE_URL, CheckedClient
from tests.page import Page

CODES = "/admin/units/ninh-kieu/codes"


def text_of(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def read(png: bytes) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))]


@pytest.mark.parametrize(("language", "said"), [("en", "Entrance"), ("km", "ស្កេន"), ("zh", "扫")])
def test_a_poster_speaks_the_language_of_the_paper_and_the_page_stays_as_it_is(
    client: CheckedClient, session: Session, language: str, said: str
) -> None:
    here = scene(session)
    here.unit.hotline = "1022"
    sign_in(client, here.administrator)

    pdf = client.get(f"/admin/codes/AAAA1111/poster.pdf?language={language}")

    assert said in text_of(pdf.data)[0]
    assert "Set-Cookie" not in pdf.headers
    assert pdf.headers["Content-Disposition"].endswith(f'"ninh-kieu-AAAA1111-A4-{language}.pdf"')
    assert "Mã QR và áp phích" in Page(client.get(CODES)).text


def test_language_and_size_are_chosen_once_for_everything_on_the_page(client: CheckedClient, session: Session) -> None:
    sign_in(client, scene(session).administrator)
    page = Page(client.get(CODES)).form(button="Chọn").submit(client, language="km", size="A6")

    links = [link.href for link in Page(page).links if "poster" in link.href]

    assert len(links) == 7  # a PDF and a picture of two codes and a group, and all in one
    assert all("size=A6" in href and "language=km" in href for href in links)
    assert "chưa được người bản ngữ đọc lại" in Page(page).text
    assert "chưa được người bản ngữ đọc lại" not in Page(client.get(CODES)).text
    assert Page(client.get(f"{CODES}?size=A9"), status=404)


def test_all_codes_in_use_are_printed_at_once_by_their_signs(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    withdrawn, closed = factories.code(session, here.unit, "CCCC3333"), factories.counter(session, here.unit, "9")
    factories.code(session, here.unit, "DDDD4444", closed)
    factories.code(session, here.unit, "EEEE5555", factories.counter(session, here.unit, "1"))
    withdrawn.withdrawn_at, closed.active = withdrawn.issued_at, False
    sign_in(client, here.administrator)

    pages = text_of(client.get("/admin/units/ninh-kieu/posters.pdf?size=A6").data)
    (cards,) = text_of(client.get("/admin/units/ninh-kieu/cards.pdf").data)

    assert [code for page in pages for code in ("AAAA-1111", "BBBB-2222", "EEEE-5555") if code in page] == [
        "AAAA-1111",
        "EEEE-5555",
        "BBBB-2222",
    ]
    assert [len(pages), "CCCC-3333" in cards, "DDDD-4444" in cards, "EEEE-5555" in cards] == [3, False, False, True]


def test_a_unit_without_codes_has_nothing_to_print(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    here.entrance.withdrawn_at = here.desk.withdrawn_at = here.entrance.issued_at
    sign_in(client, here.administrator)

    page = Page(client.get(CODES))

    assert not [link for link in page.links if link.href.endswith((".pdf", ".png")) or "poster" in link.href]
    for address in ("units/ninh-kieu/posters.pdf", "units/ninh-kieu/cards.pdf", f"groups/{here.group.id}/poster.pdf"):
        assert Page(client.get(f"/admin/{address}"), status=404)


def test_the_poster_of_a_service_group_leads_to_its_procedures(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    sign_in(client, here.administrator)

    png = client.get(f"/admin/groups/{here.group.id}/poster.png?size=A6")
    (text,) = text_of(client.get(f"/admin/groups/{here.group.id}/poster.pdf").data)

    assert read(png.data) == [f"{BASE_URL}/q/AAAA1111/g/{here.group.id}"]
    assert here.group.name_vi in text
    assert "AAAA-1111" in text
    assert "giấy tờ" in text
    assert client.get(f"/q/AAAA1111/g/{here.group.id}").status_code == 200


def test_i_do_not_know_has_no_poster(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    guidance = factories.group(session, here.unit, prefix="H", guidance=True)
    sign_in(client, here.administrator)

    assert Page(client.get(f"/admin/groups/{guidance.id}/poster.pdf"), status=404)
    assert not [link for link in Page(client.get(CODES)).links if f"groups/{guidance.id}/" in link.href]


def test_a_unit_that_only_asks_offers_no_number_on_the_poster_of_a_group(
    client: CheckedClient, session: Session
) -> None:
    here = scene(session)
    here.unit.mode = "survey_only"
    sign_in(client, here.administrator)

    (text,) = text_of(client.get(f"/admin/groups/{here.group.id}/poster.pdf").data)

    assert "Lấy số" not in text
    assert "A012" not in text


def test_letters_that_cannot_be_printed_are_named(client: CheckedClient, session: Session) -> None:
    here = scene(session)
    here.counter.name_vi = "Hộ tịch 😀"
    sign_in(client, here.administrator)

    assert "😀" in Page(client.get("/admin/codes/BBBB2222/poster.pdf"), status=422).text
