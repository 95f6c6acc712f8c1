"""Where everything stands on a slip: nothing off the paper, modules as a thermal printer draws them."""

from dataclasses import replace

import pytest

from kiosk.office.poster_marks import Code, Letters
from kiosk.office.qr import QUIET_MODULES
from kiosk.queue.slips.content import Slip, SlipSize
from kiosk.queue.slips.paper import DOTS_PER_MM, slip_sheet

SLIP = Slip(
    unit="Trung tâm Phục vụ hành chính công phường Ninh Kiều",
    marks=(),
    heading="Số của Ông/Bà",
    number="A012",
    service="Khai sinh, kết hôn, khai tử",
    arrived="Lấy số lúc 08:12, Thứ Hai 16/11",
    waiting="Phía trước có 4 người, khoảng 10–20 phút",
    url="https://langnghe.cantho.gov.vn/t/7k3m9p2x7k3m9p2x7k3m9p2x7k",
    aim="Quét mã để xem còn mấy người phía trước",
    code="7K3-M9P",
    code_label="Mã của số",
    code_use="Nhập số và mã này ở máy tính bảng tại sảnh để đánh giá, hoặc để chuyển số sang điện thoại.",
    anti_fraud="Chỉ mở trang langnghe.cantho.gov.vn. Không hỏi số căn cước, mật khẩu, mã OTP, tiền.",
    language="vi",
)
KHMER = replace(
    SLIP,
    unit="មជ្ឈមណ្ឌលសេវារដ្ឋបាលសាធារណៈ សង្កាត់និញគៀវ",
    service="កំណើត អាពាហ៍ពិពាហ៍ មរណភាព",
    code_use="បញ្ចូលលេខ និងកូដនេះនៅលើថេប្លេតក្នុងសាល ដើម្បីវាយតម្លៃ ឬផ្លាស់ទីលេខទៅទូរស័ព្ទ។",
    language="km",
)
LONG = replace(
    SLIP,
    unit="Trung tâm Phục vụ hành chính công " * 3,
    marks=("TẬP DÙNG", "DỮ LIỆU MẪU", "BẢN THỬ"),
    number="KAB1234",
    service="Đăng ký khai sinh, kết hôn, khai tử có yếu tố nước ngoài và trích lục hộ tịch " * 2,
    url="https://" + "x" * 90 + ".vn/t/7k3m9p2x7k3m9p2x7k3m9p2x7k",
)


@pytest.mark.parametrize("size", SlipSize)
@pytest.mark.parametrize("slip", [SLIP, KHMER, LONG], ids=["usual", "Khmer", "long"])
def test_everything_stands_on_the_paper(slip: Slip, size: SlipSize) -> None:
    sheet = slip_sheet(slip, size)
    for mark in sheet.marks:
        if isinstance(mark, Letters):
            assert mark.x >= 3
            assert mark.x + mark.width <= sheet.width - 3
            assert mark.y <= sheet.height - 2, mark.text
    assert len([mark for mark in sheet.marks if isinstance(mark, Code)]) == 1


@pytest.mark.parametrize("size", SlipSize)
@pytest.mark.parametrize("slip", [SLIP, LONG], ids=["usual", "long"])
def test_a_module_is_whole_dots_wide_and_at_least_half_a_millimetre(slip: Slip, size: SlipSize) -> None:
    (code,) = (mark for mark in slip_sheet(slip, size).marks if isinstance(mark, Code))
    module = code.side / (len(code.modules) + 2 * QUIET_MODULES)
    assert module >= 0.5
    assert module * DOTS_PER_MM == pytest.approx(round(module * DOTS_PER_MM))


def test_the_number_is_as_wide_as_the_roll_allows() -> None:
    (number,) = (mark for mark in slip_sheet(SLIP, SlipSize.ROLL).marks if getattr(mark, "text", "") == "A012")
    assert isinstance(number, Letters)
    assert number.width > 60


def test_a_slip_without_code_says_nothing_about_one() -> None:
    said = [mark.text for mark in slip_sheet(replace(SLIP, code=""), SlipSize.ROLL).marks if isinstance(mark, Letters)]
    assert not [text for text in said if "Mã của số" in text or "máy tính bảng" in text]
