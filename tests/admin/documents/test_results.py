from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from admin.charts.units_texts import Level, UnitLevels
from admin.documents import comparing, definitions, deployment, proposals, results, summary, verdicts
from admin.documents.content import Items, Paragraph, Table
from admin.documents.deployment import Happening
from admin.documents.proposals import Findings
from admin.measures.cautions import Caution, Warned
from admin.measures.effects import DaySum
from admin.measures.periods import free
from admin.measures.rush_finding import Hour, RushFinding
from kiosk.ground.calendar import Week
from survey.satisfaction import SealedScore, score
from tests.admin.documents.figured import figures

TEN = (10,) * 10
BUSY = RushFinding(Hour(0, 17, 4, 200, 180, 90_000, 2.0), 0.25, None)


def cells(table: Table, name: str) -> list[str | None]:
    return [*next(row for row in table.rows if row[0] == name)][1:]


def test_figures_stand_beside_those_of_before_and_few_say_so() -> None:
    table = results.key_figures("Thời gian chờ", [("Kỳ này", figures((10, 20) * 6)), ("Tuần trước", figures((5,) * 9))])
    assert table.head == ("Chỉ tiêu", "Kỳ này", "Tuần trước")
    assert cells(table, "Chờ trung bình, phút") == ["15", "chưa đủ dữ liệu"]
    names = [row[0] for row in table.rows]
    assert "– khoảng tin cậy 95 %" not in names  # of one day
    assert "Bắt đầu phục vụ trong 15 phút" not in names  # here calling is serving
    assert cells(table, "Được gọi trong 15 phút") == ["50 %", None]
    assert cells(table, "Số lượt tính thời gian chờ (n)") == ["12", "9"]


def test_what_the_mean_hides_is_said() -> None:
    (said,) = results.cautions(figures(TEN, left=3))
    assert isinstance(said, Items)
    assert "không tính 3 lượt" in said.items[0]
    assert "trung bình là" not in said.items[0]
    (many,) = results.cautions(figures(TEN, left=10))
    assert isinstance(many, Items)
    assert "Kể cả những lượt ấy, trung bình là" in many.items[0]
    (nothing,) = results.cautions(figures(TEN))
    assert isinstance(nothing, Paragraph)


def test_a_jump_of_those_left_out_is_said_against_the_weeks_before() -> None:
    usual, now = figures((10,) * 100), figures((10,) * 95, left=5)
    (said,) = results.cautions(now, [usual] * 4)
    assert isinstance(said, Items)
    assert any("tăng hẳn: 5 % số lượt đến, các tuần trước là 0 %" in one for one in said.items)
    (without,) = results.cautions(now)
    assert isinstance(without, Items)
    assert not any("tăng hẳn" in one for one in without.items)


def test_satisfaction_is_hidden_under_ten_ballots_and_never_called_sipas() -> None:
    week = Week(2026, 46)
    few, enough = (SealedScore(week, week, score(counts, 40)) for counts in ((0, 0, 1, 2, 3), (1, 1, 2, 8, 8)))
    blocks = results.satisfaction(results.Satisfaction({week: enough}, {week: few}, 0))
    table = next(block for block in blocks if isinstance(block, Table))
    assert table.rows[0][:9] == ("T46 (09/11)", "điện thoại", "20", "1", "1", "2", "8", "8", "80 %")
    assert table.rows[1] == ("T46 (09/11)", "máy tính bảng", "6", *[None] * 8)
    for shown in (blocks, results.satisfaction(results.Satisfaction({}, {}, 0))):
        assert Paragraph(results.NOT_SIPAS, note=True) in shown


def test_ballots_before_and_in_the_reported_days_are_added_but_never_the_few() -> None:
    many, few = score((0, 0, 2, 6, 4), 40), score((0, 0, 1, 1, 1), 40)
    batches = {Week(2026, 40 + at): SealedScore(Week(2026, 40 + at), Week(2026, 40 + at), many) for at in range(6)}
    batches[Week(2026, 46)] = SealedScore(Week(2026, 46), Week(2026, 46), few)
    before, after = summary.pooled(batches, Week(2026, 42).monday).values()
    assert (before.until_week, before.score.n, after.from_week, after.score.n) == (
        Week(2026, 41),
        24,
        Week(2026, 42),
        48,
    )
    assert after.score.coverage == 48 / 160
    assert summary.pooled({}, Week(2026, 42).monday) == {}


def test_a_report_on_many_weeks_begins_with_three_sentences_over_all_of_its_days() -> None:
    period = free(date(2026, 9, 7), date(2026, 11, 22))
    said = summary.summary(period, figures((20,) * 12), figures((25,) * 12), (), ("Sau khi mở quầy 4, giảm 9 phút.",))
    assert said[0].startswith("Từ 07/09/2026 đến 22/11/2026: chờ trung bình 20 phút (12 lượt), mục tiêu 15")
    assert said[0].endswith("trước thí điểm 25 phút.")
    assert said[1:] == ("Chưa có giai đoạn trước thí điểm để so sánh.", "Sau khi mở quầy 4, giảm 9 phút.")
    few = summary.summary(period, figures((20,) * 3), None, (), ())
    assert "chưa đủ dữ liệu" in few[0]
    assert few[2] == summary.NOTHING_HELPED


def test_the_draft_names_the_busiest_hour_and_why_people_left() -> None:
    left = {"too_long": 3, "papers_missing": 1, "": 1}
    found = Findings(figures((40,) * 12, left=5, reasons=left), BUSY, 1, counters=3)
    problems, asked = proposals.problems(found), proposals.proposals(found)
    assert "thứ Hai 08:30–09:30, chiếm 25 % tổng thời gian chờ" in problems
    assert "5 người tự trả số (chờ quá lâu 3, thiếu giấy tờ 1, không nêu lý do 1)." in problems
    assert "vượt mục tiêu 15 phút" in problems
    assert "mở thêm quầy vào thứ Hai 08:30–09:30: giờ ấy chờ trung bình 8,3 phút, trung bình mở 2 trong 3 quầy" in asked
    assert "Hướng dẫn giấy tờ" in asked


def test_the_draft_proposes_no_counter_where_the_target_is_met_or_little_is_known() -> None:
    assert "mở thêm quầy" not in proposals.proposals(Findings(figures(TEN), BUSY, 0, counters=3))
    assert "chưa đủ để đánh giá" in proposals.problems(Findings(figures((40,) * 9), None, 0))


def test_no_counter_is_proposed_where_all_are_open_and_one_for_a_bad_hour_of_a_good_week() -> None:
    full = proposals.proposals(Findings(figures((40,) * 12), BUSY, 0, counters=2))
    assert "mở thêm quầy" not in full
    assert "đã mở đủ 2 quầy mà vẫn chờ trung bình 8,3 phút" in full
    bad = BUSY._replace(worst=BUSY.worst._replace(waited_seconds=180 * 44 * 60))
    good_week = Findings(figures(TEN), bad, 0, counters=4, helped=("Sau khi “mở thêm quầy 4”, giảm 9 phút.",))
    asked = proposals.proposals(good_week)
    assert "mở thêm quầy vào thứ Hai 08:30–09:30: giờ ấy chờ trung bình 44 phút" in asked
    assert "- Xem xét nhân rộng: Sau khi “mở thêm quầy 4”, giảm 9 phút." in asked
    assert "trong mục tiêu 15 phút: duy trì cách làm hiện nay" in asked
    assert "mục tiêu" not in proposals.problems(good_week)
    assert "duy trì" not in proposals.proposals(replace(good_week, units=2))


def test_the_printed_mean_decides_in_three_and_four_alike() -> None:
    mean = replace(figures(TEN).wait, mean_seconds=902.0)
    found = Findings(replace(figures(TEN), wait=mean), BUSY, 0)
    assert "mục tiêu" not in proposals.problems(found)
    assert "Chờ trung bình 15 phút, trong mục tiêu 15 phút: duy trì cách làm" in proposals.proposals(found)


def test_a_draft_does_not_tell_when_the_only_counter_was_open() -> None:
    one = proposals.proposals(Findings(figures((40,) * 12), BUSY, 0, counters=1))
    assert "quầy" not in one
    assert "bố trí thêm người hoặc đặt hẹn vào thứ Hai 08:30–09:30" in one


def days(first: date, minutes: int, count: int = 40) -> list[DaySum]:
    dates = (first + timedelta(days=place) for place in range(count))
    return [DaySum(day, 30, 30 * 60 * (minutes + day.toordinal() % 5)) for day in dates]


def test_a_change_is_called_beyond_chance_only_when_its_interval_says_so() -> None:
    before = days(date(2026, 6, 1), 25)
    better = verdicts.verdict(before, days(date(2026, 8, 3), 12))
    assert better.difference is not None
    assert "giảm 13 phút, ngoài mức ngẫu nhiên" in better.words
    assert "chưa đủ căn cứ" in verdicts.verdict(before, days(date(2026, 8, 3), 25)).words
    few = verdicts.verdict(before, days(date(2026, 8, 3), 12, count=7))
    assert few.difference is None
    assert "chưa đủ dữ liệu" in few.words


def test_nothing_is_concluded_from_another_way_of_recording_hidden_waits_or_holidays() -> None:
    before, after = days(date(2026, 6, 1), 25), days(date(2026, 8, 3), 12)
    plain = verdicts.verdict(before, after, verdicts.Beside(changes=2, incidents=1))
    assert plain.shorter
    assert "Chưa đối chiếu với đơn vị khác" in plain.words
    assert "đã ghi 2 thay đổi và 1 sự cố" in plain.words
    sheets = verdicts.verdict([replace(one, by_hand=one.n) for one in before], after)
    hidden = verdicts.verdict(before, after, verdicts.Beside(doubts=[Caution(Warned.LEFT_OUT, 12, 0.1)]))
    feast = verdicts.verdict(before, after, verdicts.Beside(short={Week.of(one.day) for one in after[:21]}))
    for said, why in ((sheets, "ghi tay"), (hidden, "chưa kể hết"), (feast, "nghỉ lễ")):
        assert not said.shorter
        assert said.words.startswith("không kết luận: ")
        assert why in said.words


def test_the_comparison_has_every_pilot_unit_with_its_target() -> None:
    one = comparing.Compared("Ninh Kiều", figures((25,) * 12), figures((12,) * 12), (-13.0, -15.0, -11.0), "giảm")
    other = comparing.Compared("Sở", figures((25,) * 9), figures((12,) * 12), None, "chưa đủ")
    table, said = comparing.comparison([one, other])
    assert isinstance(table, Table)
    assert table.rows[0] == ("Ninh Kiều", "15", "12", "25", "25", "12", "12", "12", "−13 (−15 đến −11)")
    assert table.rows[1][3] == "chưa đủ dữ liệu"
    assert said == Items(("Ninh Kiều: giảm", "Sở: chưa đủ"))


def test_the_comparisons_chart_shows_the_same_and_names_who_waits_less() -> None:
    one = comparing.Compared("Ninh Kiều", figures((25,) * 12), figures((12,) * 12), (-13.0, -15.0, -11.0), "giảm", True)
    other = comparing.Compared("Sở", figures((25,) * 9), figures((12,) * 12), (-13.0, -30.0, 1.0), "chưa rõ")
    assert comparing.finding([one, other]) == "Ninh Kiều chờ ngắn hơn trước thí điểm."
    assert comparing.finding([one, one]) == "2 trong 2 đơn vị thí điểm chờ ngắn hơn trước thí điểm."
    assert comparing.finding([other]) == "Chưa thấy đơn vị thí điểm nào chờ ngắn hơn trước thí điểm."
    assert comparing.levels([one, other]) == [
        UnitLevels("Ninh Kiều", Level(25), Level(12), 15),
        UnitLevels("Sở", None, Level(12), 15),
    ]


def test_what_was_changed_and_what_went_wrong_are_listed_with_who_wrote_it() -> None:
    added = Happening(date(2026, 9, 7), None, "mở thêm quầy 4 sáng thứ Hai", "Lan")
    down = Happening(date(2026, 9, 8), date(2026, 9, 9), "mất điện", "Hùng", "Ninh Kiều")
    blocks = deployment.happenings([added], [down])
    assert Items(("07/09/2026: mở thêm quầy 4 sáng thứ Hai (người ghi: Lan)",)) in blocks
    assert Items(("08/09/2026 – 09/09/2026: Ninh Kiều: mất điện (người ghi: Hùng)",)) in blocks


def test_the_definition_is_word_for_word_that_of_the_page_of_measures(root: Path) -> None:
    page = (root / "docs" / "measures.md").read_text(encoding="utf-8")
    plain = " ".join(page.replace("\n> ", " ").replace("**", "").split())
    assert definitions.WAIT in plain
    assert results.NOT_SIPAS in plain
