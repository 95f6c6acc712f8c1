"""What reports call ways to answer, factors, parts of an office and reasons: the pages' own words, in Vietnamese. Pure.

The pages' words need a request to be read; a test holds the two together.
"""

from collections.abc import Mapping
from typing import Final

from kiosk.queue.waiting import WaitBand
from survey.opinions.counted import OVER_30, By

CHANNELS: Final[Mapping[str, str]] = {
    "visit": "trên điện thoại",
    "kiosk": "ở máy tính bảng tại sảnh",
    "paper": "trên phiếu giấy",
    "poster": "qua mã góp ý treo tại chỗ",
}
FACTORS: Final[Mapping[str, str]] = {
    "access": "Tiếp cận dịch vụ",
    "procedures": "Thủ tục hành chính",
    "officers": "Công chức trực tiếp giải quyết",
    "results": "Kết quả giải quyết",
    "feedback": "Tiếp nhận, giải quyết phản ánh, kiến nghị",
    "conduct": "Chấp hành quy định khi phục vụ",
}
REASONS: Final[Mapping[str, str]] = {"spam": "phiếu rác", "personal": "có dữ liệu cá nhân", "test": "phiếu thử"}
PARTS: Final[Mapping[By, str]] = {
    By.GROUP: "Nhóm việc",
    By.WAIT_BAND: "Thời gian chờ đo được",
    By.RESPONDENT: "Người trả lời",
}
BANDS: Final[Mapping[str, str]] = {
    WaitBand.UNDER_5: "Chờ dưới 5 phút",
    WaitBand.FROM_5_TO_15: "Chờ từ 5 đến 15 phút",
    WaitBand.OVER_15_TO_30: "Chờ trên 15 đến 30 phút",
    WaitBand.OVER_30_TO_60: "Chờ trên 30 đến 60 phút",
    WaitBand.OVER_60: "Chờ trên 60 phút",
    OVER_30: "Chờ trên 30 phút",
    WaitBand.NONE: "Không được gọi",
}
RESPONDENTS: Final[Mapping[str, str]] = {"person": "Cá nhân", "business": "Doanh nghiệp, tổ chức"}
