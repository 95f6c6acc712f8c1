import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.office.refusals import Refused
from kiosk.procedures import entries
from kiosk.procedures.entries import Texts
from kiosk.procedures.time_limits import Limit, LimitUnit


def refusal(texts: Texts) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        texts.columns()
    return caught.value.reason, caught.value.field


def test_a_list_pasted_from_a_document_becomes_one_thing_a_line() -> None:
    pasted = "- Tờ khai theo mẫu\r\n\r\n  • Giấy chứng sinh \n* Căn cước\n– \n5 ảnh 4x6"
    assert entries.lines(pasted, "bring") == "Tờ khai theo mẫu\nGiấy chứng sinh\nCăn cước\n–\n5 ảnh 4x6"
    assert entries.lines(" \n ", "bring") is None


def test_everyday_words_may_stand_between_semicolons() -> None:
    assert Texts("Đăng ký", synonyms="bán đất; mua đất\nsang tên").columns()["synonyms"] == "bán đất\nmua đất\nsang tên"


def test_a_limit_in_numbers_is_kept_as_one_and_any_other_as_words() -> None:
    columns = Texts("Đăng ký", limit="05 ngày làm việc").columns()
    assert (columns["limit_amount"], columns["limit_unit"], columns["limit_text"]) == (5, "working_days", None)
    columns = Texts("Đăng ký", limit="Ngay trong ngày").columns()
    assert (columns["limit_amount"], columns["limit_unit"], columns["limit_text"]) == (None, None, "Ngay trong ngày")


def test_sums_are_read_as_people_write_them() -> None:
    assert [entries.money(text) for text in ("8.000", "8 000 đồng", "8000đ", "0", "", None, "1.250.000 VNĐ")] == [
        8000,
        8000,
        8000,
        0,
        None,
        None,
        1_250_000,
    ]


@pytest.mark.parametrize("text", ["miễn phí", "8.00", "-5", "8,5", "1e5", "٣"])
def test_other_sums_are_refused(text: str) -> None:
    assert refusal(Texts("Đăng ký", fee_amount=text)) == ("malformed", "fee_amount")


@pytest.mark.parametrize(
    "address",
    [
        "http://dichvucong.gov.vn",
        "javascript:alert(1)",
        "https://dichvucong.gov.vn@evil.example/",
        "https://user:password@evil.example",
        "https://localhost",
        "https://dichvucong.gov.vn\\@evil.example",
        'https://dichvucong.gov.vn/"onclick=',
        "https:/dichvucong.gov.vn",
        "//dichvucong.gov.vn",
        "HTTPS://dichvucong.gov.vn",
        "https://dịchvụcông.vn",
    ],
)
def test_a_link_leads_to_a_plain_https_address_or_nowhere(address: str) -> None:
    assert refusal(Texts("Đăng ký", online_url=address)) == ("malformed", "online_url")


def test_beside_a_link_stands_where_it_really_leads() -> None:
    address = "https://DichVuCong.gov.vn:443/p/home/dvc-trang-chu.html?q=1&x=khai%20sinh#a"
    assert Texts("Đăng ký", lookup_url=address).columns()["lookup_url"] == address
    assert entries.site_of(address) == "dichvucong.gov.vn"


def test_a_procedure_needs_a_vietnamese_name_and_a_code() -> None:
    assert refusal(Texts(" ")) == ("missing", "name_vi")
    assert entries.code(" mẫu-001 ") == "MẪU-001"
    for text in ("", "a b", "=1", "-1", "<b>", "x" * 41):
        with pytest.raises(Refused):
            entries.code(text)


def test_an_announced_limit_has_to_be_a_number() -> None:
    assert entries.shorter("3 ngày làm việc") == Limit(3, LimitUnit.WORKING_DAYS)
    for text in ("", "sớm hơn"):
        with pytest.raises(Refused):
            entries.shorter(text)


@given(st.text(max_size=200))
def test_what_was_cleaned_once_stays_as_it_is(text: str) -> None:
    once = entries.lines(text, "bring")
    assert entries.lines(once, "bring") == once
