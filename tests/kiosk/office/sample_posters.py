"""Posters for the tests, and their texts as the sheet carries them."""

from dataclasses import replace

from kiosk.office.poster_content import Poster, PosterWords

WORDS = PosterWords(
    headline="Quét mã để lấy số thứ tự",
    note="Không có điện thoại thông minh? Cán bộ sẽ lấy số giúp Ông/Bà.",
    address_label="Không quét được? Xin gõ địa chỉ này:",
    code_label="Mã điểm",
    hotline_label="Đường dây nóng",
    trial_mark="BẢN THỬ",
    sample_mark="DỮ LIỆU MẪU",
)
ENTRANCE = Poster(
    agency="Ủy ban nhân dân phường Ninh Kiều",
    unit="Trung tâm Phục vụ hành chính công",
    place="Lối vào",
    kind="entrance",
    steps=("Mở máy ảnh, hướng vào mã.", "Bấm vào dòng địa chỉ hiện ra.", "Bấm “Lấy số” và giữ trang này."),
    url="https://langnghe.cantho.gov.vn/q/7KQ2M9XD",
    address="langnghe.cantho.gov.vn",
    site_code="7KQ2-M9XD",
    hotline="0292 3 123 456",
    anti_fraud="Trang này không hỏi số căn cước, mật khẩu, mã OTP, tiền và không yêu cầu đăng nhập Zalo",
    trial=False,
    sample=False,
    language="vi",
    words=WORDS,
)
COUNTER = replace(ENTRANCE, place="Quầy 3 – Hộ tịch", kind="counter")
LONG_ADDRESS = replace(ENTRANCE, url="https://langnghe.sotuphap.thanhphocantho.gov.vn/lang-nghe/q/7KQ2M9XD")

LONG_NAME = (
    "Trung tâm Phục vụ hành chính công xã Mỹ Xuyên, Điểm tiếp nhận hồ sơ và trả kết quả số 2, thành phố Cần Thơ mở rộng"
)
NAMES = [
    LONG_NAME.ljust(120, "g"),
    LONG_NAME.upper().ljust(120, "G"),
    "NGUYỄN ẤP ỆỘ " * 9 + "NGUYỄN",
    "W" * 120,
    "Sở Tư pháp",
]
