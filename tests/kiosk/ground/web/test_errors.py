"""Requests that no page of ours sends end in a refusal, not in a fault of the database."""

import pytest

from tests.client import CheckedClient
from tests.page import Page

ZERO = "%00"


@pytest.mark.parametrize(
    "address",
    [
        *(f"/u/{ZERO}", f"/u/{ZERO}/definitions", f"/u/{ZERO}/wait.svg", f"/display/{ZERO}", f"/q/{ZERO}/procedures"),
        *(
            f"/q/{ZERO}",
            f"/q/{ZERO}/take",
            f"/q/{ZERO}/feedback",
            f"/q/{ZERO}/feedback/thanks",
            f"/q/{ZERO}/procedures",
        ),
        *(f"/t/{ZERO}", f"/s/{ZERO}", f"/static/{ZERO}", f"/admin/units/{ZERO}", f"/admin/codes/{ZERO}", f"/{ZERO}"),
    ],
)
def test_a_zero_byte_in_an_address_leads_nowhere(client: CheckedClient, address: str) -> None:
    assert "Không tìm thấy" in Page(client.get(address), status=404).text


@pytest.mark.parametrize("code", ["ABCD23456", "ABCD234", "ABCD234%C3%84", "U" * 8, "x" * 2000])
def test_what_is_no_code_is_not_looked_for(client: CheckedClient, code: str) -> None:
    for page in ("", "/feedback", "/feedback/thanks", "/procedures"):
        assert "Không có mã này" in Page(client.get(f"/q/{code}{page}"), status=404).text
