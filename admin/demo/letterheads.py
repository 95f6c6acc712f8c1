"""What stands around the sample's documents: bodies that never existed, each marked as a sample. Data only."""

from datetime import date
from typing import Final

from admin.demo.offices import COMMUNE, DEPARTMENT
from admin.documents.text_actions import Lines

SINCE: Final = date(2025, 7, 1)
LETTERHEADS: Final = {
    COMMUNE.slug: (
        SINCE,
        Lines(
            superior_body="ỦY BAN NHÂN DÂN\nPHƯỜNG NINH KIỀU (MẪU)",
            issuing_body="TRUNG TÂM PHỤC VỤ\nHÀNH CHÍNH CÔNG",
            symbol="BC-TTPVHCC",
            place="Ninh Kiều",
            signer_title="GIÁM ĐỐC",
            recipients="- UBND thành phố Cần Thơ;\n- UBND phường Ninh Kiều;\n- Lưu: VT.",
        ),
    ),
    DEPARTMENT.slug: (
        SINCE,
        Lines(
            superior_body="ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ (MẪU)",
            issuing_body="SỞ NÔNG NGHIỆP\nVÀ MÔI TRƯỜNG",
            symbol="BC-SNNMT",
            place="Cần Thơ",
            signer_title="GIÁM ĐỐC",
            recipients="- UBND thành phố Cần Thơ;\n- Các phòng thuộc Sở;\n- Lưu: VT, VP.",
        ),
    ),
}
