from admin.documents import prose
from admin.documents.content import Items, Paragraph


def test_each_line_is_a_paragraph_and_dashes_make_a_list() -> None:
    text = "Trong kỳ:\n- thiếu quầy\n– mất điện\n\nĐề nghị thêm quầy."
    assert prose.blocks(text) == [
        Paragraph("Trong kỳ:"),
        Items(("thiếu quầy", "mất điện")),
        Paragraph("Đề nghị thêm quầy."),
    ]


def test_nothing_written_is_nothing_said() -> None:
    assert prose.blocks(" \n \n") == []
