"""The body of a report: four sections, of which somebody writes III and IV and may add to I and II. Pure."""

from collections.abc import Mapping
from typing import Final

from admin.documents import prose
from admin.documents.content import Block, Heading, Paragraph

DEPLOYMENT: Final = "deployment"
RESULTS: Final = "results"
PROBLEMS: Final = "problems"
PROPOSALS: Final = "proposals"
HEADINGS: Final[Mapping[str, str]] = {
    DEPLOYMENT: "I. TRIỂN KHAI",
    RESULTS: "II. KẾT QUẢ",
    PROBLEMS: "III. TỒN TẠI, NGUYÊN NHÂN",
    PROPOSALS: "IV. ĐỀ XUẤT, KIẾN NGHỊ NHÂN RỘNG",
}
DRAFTED: Final = frozenset({PROBLEMS, PROPOSALS})
"""Sections that begin as a draft; what is saved stands in its place. In the others it is added at the end."""
MOST_CHARS: Final = 10_000
CLOSING: Final = "Trên đây là báo cáo {subject}; kính trình cấp có thẩm quyền xem xét, chỉ đạo./."


def body(made: Mapping[str, list[Block]], texts: Mapping[str, str], subject: str) -> list[Block]:
    """Return the four sections and the closing sentence.

    Args:
        made: What was generated, by section; of a drafted one the draft.
        texts: What was saved, by section; those never saved are not in it.
        subject: What the report is about, as it goes on in a sentence.
    """
    found: list[Block] = []
    for section, heading in HEADINGS.items():
        found.append(Heading(1, heading))
        saved = texts.get(section)
        if section not in DRAFTED or saved is None:
            found.extend(made.get(section, []))
        if saved:
            found.extend(prose.blocks(saved))
    found.append(Paragraph(CLOSING.format(subject=subject)))
    return found
