"""What a report says of its ballots."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from admin.documents.content import Block, Items, Paragraph, Table
from admin.documents.opinion_words import NOT_SIPAS, Answer, Signed, brief, checkpoint, whole
from kiosk.ground.calendar import Week
from survey.moderation.standings import Standing
from survey.opinions.counted import Asked, Batch, By, Choice, FormAsked
from survey.opinions.figures import Coverage, FactorFigures, Low, Part, Picked, QuestionFigures, Strand, rating

WEEK = Week.parse("2026-W46")
OVERALL = Asked(5, "Nhìn chung, Ông/Bà có hài lòng không?", "levels", True, None, None, ())
WHY = Asked(4, "Lý do phải chờ", "several", False, "wait_reason", None, (Choice(1, "Đông người"), Choice(2, "Khác")))
FORM = FormAsked(3, "waiting", 1, "Phiếu chờ", (WHY, OVERALL))
STRAND = Strand(
    channel="visit",
    served=True,
    form=FORM,
    batches=(Batch(1, 7, "visit", True, WEEK, WEEK, 52, 90),),
    standing=Standing(52, 0, {"test": 2}, 2),
    overall=rating([2, 3, 7, 20, 20]),
    questions=(QuestionFigures(OVERALL, 52, rating([2, 3, 7, 20, 20]), ()),),
    factors=(FactorFigures("officers", 5, 40, rating([0, 0, 10, 50, 90])),),
    weeks=(),
    parts={By.GROUP: (Part(4, rating([1, 1, 1, 10, 10])), Part(None, rating([1, 1, 1, 1, 1])))},
    units=(),
    low=Low(12, (QuestionFigures(WHY, 11, None, (Picked(1, "Đông người", 9, 9 / 11), Picked(2, "Khác", 0, 0.0))),)),
    coverage=Coverage(200, 198, 54, 52, 52, 0.27, 0.2, 0.94),
)


POSTER = replace(STRAND, channel="poster", served=None, overall=rating([0, 0, 0, 1, 2]), units=())


def said(blocks: Sequence[Block]) -> str:
    return " ".join(item for block in blocks if isinstance(block, Items) for item in block.items)


def test_a_weekly_report_tells_the_way_from_visits_to_ballots_with_one_denominator() -> None:
    told = said(brief(STRAND, []))
    assert "200 lượt được phục vụ, 198 lượt có đường dẫn khảo sát, 54 phiếu trả lời (27 %), 52 phiếu được tính." in told
    assert "tỷ lệ hài lòng nằm trong khoảng 20 – 94 %" in told.replace("20 –", "20 –")


def test_what_was_set_aside_stands_beside_the_score_with_its_reason() -> None:
    assert "52 phiếu đã niêm phong, gạt ra 2 (2 phiếu thử); 2 phiếu trong đó còn được tính" in said(brief(STRAND, []))
    clean = replace(STRAND, standing=Standing(52, 0, {}, 0))
    assert "không phiếu nào bị gạt ra" in said(brief(clean, []))


def test_bad_ratings_are_told_with_their_reasons_and_with_what_is_done_about_them() -> None:
    blocks = brief(STRAND, [Answer("T46 (09/11)", "Mở thêm quầy 4", "Lan")])
    assert "12 phiếu ở mức 1–3" in said(blocks)
    assert "Đông người 9." in said(blocks)
    assert "T46 (09/11): Mở thêm quầy 4 (Lan)" in said(blocks)


def test_a_long_report_has_tables_and_says_that_it_is_no_sipas_and_no_ranking() -> None:
    blocks = whole([STRAND, POSTER], {By.GROUP: {4: "Hộ tịch"}}, [], {})
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [table.rows[0][0] for table in tables] == ["Công chức trực tiếp giải quyết", "Hộ tịch"]
    assert tables[1].rows[1] == ("Không rõ", "5", *[None] * 7)  # under ten only n
    assert any(
        isinstance(block, Paragraph) and NOT_SIPAS in block.text and "không phải thứ hạng" in block.text
        for block in blocks
    )
    assert said(blocks).startswith(
        "Phiếu trên điện thoại của người được phục vụ, mẫu “Phiếu chờ” (T46 (09/11)): 76,9 % hài lòng"
    )


def test_the_checkpoint_stands_on_the_report_in_full() -> None:
    told = checkpoint(Signed(1234, "BupoVJ7IRMQ3VIkL=", date(2026, 11, 16))).text
    assert "ký ngày 16/11/2026: 1.234 dòng, mã BupoVJ7IRMQ3VIkL=. Giữ lại" in told
    assert "chưa có dấu kiểm" in checkpoint(None).text


def test_without_ballots_nothing_is_made_up() -> None:
    assert brief(None, []) == []
    assert isinstance(whole([], {}, [], {})[0], Paragraph)


def test_each_line_says_whose_ballots_it_is_about_and_ways_are_never_added() -> None:
    assert said(brief(STRAND, [])).startswith("Phiếu trên điện thoại của người được phục vụ")
    told = said(whole([STRAND, POSTER], {}, [], {}))
    assert told.endswith("không gắn với lượt nào, mẫu “Phiếu chờ” (T46 (09/11)): 52 phiếu, chưa đủ để nêu tỷ lệ.")


def test_a_report_on_several_units_names_each_in_the_office_s_own_order() -> None:
    units = (Part(7, rating([1, 1, 1, 10, 10])), Part(8, rating([0, 0, 0, 20, 20])))
    blocks = whole([replace(STRAND, units=units)], {}, [], {7: "Ninh Kiều", 8: "Sở"})
    table = next(block for block in blocks if isinstance(block, Table))
    assert [row[0] for row in table.rows] == ["Ninh Kiều", "Sở"]
