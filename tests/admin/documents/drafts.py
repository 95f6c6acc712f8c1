"""A report for tests: short, but with one of everything."""

import io
from datetime import UTC, datetime

from PIL import Image

from admin.documents.content import (
    Block,
    Document,
    Foot,
    Head,
    Heading,
    Items,
    NewPage,
    Paragraph,
    Picture,
    Table,
    numbered,
)

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
SUBJECT = "Thời gian chờ của người dân, doanh nghiệp tại phường Ninh Kiều, tuần 47"
LONG = "Người dân đến Bộ phận Một cửa lấy số, ngồi chờ, được gọi vào quầy. " * 8


def png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (936, 500), (230, 230, 230)).save(file, "PNG")
    return file.getvalue()


def body() -> tuple[Block, ...]:
    rows = tuple((f"T{week}", "1.234", "12,5" if week % 3 else None) for week in range(1, 60))
    return numbered(
        [
            Items(("9 trong 10 người chờ không quá 38 phút.",)),
            Picture("leader", "Thời gian chờ giảm từ 24 xuống 12 phút", "Thời gian chờ từng tuần", png),
            NewPage(),
            Heading(1, "I. TRIỂN KHAI"),
            Heading(2, "1. Phạm vi"),
            Heading(3, "a) Can thiệp"),
            Paragraph(LONG.strip()),
            Items(("Mở thêm quầy 4 sáng thứ Hai.", "Hai")),
            Heading(1, "II. KẾT QUẢ"),
            Table("Thời gian chờ từng tuần, phút", ("Tuần", "Lượt đến", "Trung bình"), rows),
            Paragraph("Kết quả phản hồi tự nguyện tại chỗ, không thay thế Chỉ số SIPAS.", note=True),
            Paragraph("Trên đây là báo cáo, kính trình xem xét, chỉ đạo./."),
        ]
    )


def document(*blocks: Block, sample: bool = True, words: str = "Phường Ninh Kiều") -> Document:
    """A report; *blocks* take the place of its body, *words* stand in every corner."""
    return Document(
        head=Head(("Ủy ban nhân dân", "thành phố Cần Thơ"), ("Ủy ban nhân dân", words), "BC-UBND", "Ninh Kiều", 2026),
        subject=SUBJECT if not blocks else words,
        blocks=blocks or body(),
        foot=Foot((f"- {words};", "- Lưu: VT."), ("TM. Ủy ban nhân dân", "Chủ tịch")),
        appendix=(Heading(1, "PHỤ LỤC. Định nghĩa"), Paragraph("Thời gian chờ tính từ lúc lấy số.")),
        sample=sample,
        made_at=NOW,
        name="ninh-kieu-weekly-2026-W47",
    )
