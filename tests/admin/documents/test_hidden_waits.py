"""A report says where waits may be hidden, and why people left in the words of what they tapped."""

from dataclasses import replace

from admin.documents.content import Items, Paragraph
from admin.documents.proposals import Findings, problems, proposals
from admin.documents.results import cautions
from admin.measures.figures import Figures
from tests.admin.measures.offices import figures, visit, waiting


def said(found: Figures) -> str:
    (block,) = cautions(found)
    assert isinstance(block, Items | Paragraph)
    return str(block)


def test_removing_closing_and_calling_early_are_said_and_an_honest_period_has_nothing() -> None:
    uncalled = [visit(state=state, wait=None, stay=500) for state in ("removed", "closed")]
    early = [visit(wait=840, way=600)] * 20

    hidden = said(figures([*[visit()] * 20, *early, *uncalled * 2]))

    assert "2 lượt bị bỏ số (4,5 % số lượt đến)" in hidden
    assert "2 lượt còn chờ khi hết giờ (4,5 % số lượt đến)" in hidden
    assert "50 % số lượt được gọi trong mục tiêu nhưng sau mục tiêu mới được phục vụ" in hidden
    assert "Không có điều gì phải lưu ý" in said(figures([visit()] * 20))


def test_reasons_that_people_tapped_are_told_the_commonest_first() -> None:
    week = replace(figures([visit()] * 10 + [waiting(60)] * 4), reasons={"papers_missing": 2, "coming_back": 1, "": 1})
    found = Findings(week, None, incidents=0)

    assert "4 người tự trả số (thiếu giấy tờ 2, sẽ quay lại 1, không nêu lý do 1)." in problems(found)
    assert "Hướng dẫn giấy tờ cần mang" in proposals(found)
