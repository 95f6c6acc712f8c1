"""The appendix of a report: what its numbers mean, and what they do not tell. Pure.

The first two are printed on every report and stand in docs/measures.md word for word.
"""

from typing import Final

from admin.documents.content import Block, Heading, Items, Paragraph
from admin.documents.results import NOT_SIPAS, UNITS_OF_CHANCE

WAIT: Final = (
    "Thời gian chờ tính từ lúc Ông/Bà lấy số đến lúc được gọi lần đầu. Chờ trước giờ mở cửa và chờ qua giờ "
    "nghỉ trưa đều được tính; phần chờ trước giờ mở cửa còn được ghi riêng. Người được gọi ngay được tính là "
    "chờ 0 phút."
)
TERMS: Final = (
    ("n: số lượt được phục vụ, có giờ đến và giờ gọi chắc chắn; mọi thời gian chờ đều tính trên các lượt này."),
    ("Trung vị: một nửa số người chờ không quá số phút ấy. P90: cứ 10 người thì 9 người chờ không quá số phút ấy."),
    (
        "Được gọi trong 15, 30 phút: tỷ lệ trong n chờ không quá đúng 15, 30 phút. Bắt đầu phục vụ trong 15, "
        "30 phút: tính đến lúc bắt đầu phục vụ, nên gọi sớm mà chưa phục vụ không làm đẹp số liệu."
    ),
    (
        "Mức phục vụ: số lượt được gọi trong mục tiêu trên số lượt đến, trừ người tự trả số sớm hơn mục tiêu; "
        "“trên mọi lượt đến” không trừ ai."
    ),
    (
        "Lượt chưa tính: tự trả số, gọi mà không đến, bị bỏ số, hết giờ, số liệu chưa chắc chắn; thời gian họ "
        "đã chờ được nêu riêng."
    ),
)
DOUBTS: Final = (
    ("Dưới 10 lượt thì không nêu thời gian chờ (“chưa đủ dữ liệu”); dấu “–” là không có số liệu, không phải số 0."),
    UNITS_OF_CHANCE,
    "Không báo cáo số liệu của từng quầy hay từng cán bộ.",
    (
        "Phiếu khảo sát không ghi tên, được niêm phong theo tuần; phiếu trên điện thoại và ở máy tính bảng "
        "không cộng chung."
    ),
)


def appendix() -> tuple[Block, ...]:
    """Return the appendix."""
    return (
        Heading(1, "PHỤ LỤC. Định nghĩa và mức độ tin cậy của số liệu"),
        Heading(2, "1. Định nghĩa"),
        Paragraph(WAIT),
        Items(TERMS),
        Heading(2, "2. Mức độ tin cậy"),
        Items(DOUBTS),
        Paragraph(NOT_SIPAS, strong=True),
    )
