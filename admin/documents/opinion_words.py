"""What a report says of the ballots of its period: who answered, how sure that is, who was not pleased. Pure.

Every number comes from `survey.opinions.figures`; docs/measures.md defines each.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from admin.documents.content import Block, Items, Paragraph, Table
from admin.documents.opinion_names import BANDS, CHANNELS, FACTORS, PARTS, REASONS, RESPONDENTS
from admin.documents.phrases import between, day, percent, shown, week
from survey.moderation.standings import Standing
from survey.opinions.counted import By
from survey.opinions.figures import Coverage, Part, QuestionFigures, Rating, Strand

NOT_SIPAS: Final = "Kết quả phản hồi tự nguyện tại chỗ, không thay thế Chỉ số SIPAS."
OUTCOMES: Final = {True: "của người được phục vụ", False: "của người chưa được phục vụ", None: "không gắn với lượt nào"}
UNKNOWN: Final = "Không rõ"
NO_RANK: Final = (
    "Xếp theo thứ tự của đơn vị, không phải thứ hạng; khoảng tin cậy chồng lên nhau thì không so sánh hơn kém."
)
COUNTS_HEAD: Final = ("n", "1", "2", "3", "4", "5", "Hài lòng", "Tin cậy 95 %")
WIDTHS: Final = (9, 3, 2, 2, 2, 3, 3, 4, 6)


class Signed(NamedTuple):
    """The newest signed checkpoint of the ballots' log; *root* in Base64, as in the checkpoint itself."""

    size: int
    root: str
    on: date


class Answer(NamedTuple):
    """What the office says it does about ratings of 1 to 3: for which weeks, and who wrote it."""

    weeks: str
    text: str
    by: str


def brief(strand: Strand | None, answers: Sequence[Answer]) -> list[Block]:
    """Return what a weekly report says below its table of ballots; of a week without sealed ballots nothing."""
    if strand is None:
        return []
    said = [
        headline(strand),
        *([] if strand.coverage is None else [coverage(strand.coverage)]),
        aside(strand.standing),
        *low(strand),
    ]
    return [Items(tuple(said)), *_answers(answers)]


def whole(
    strands: Sequence[Strand],
    names: Mapping[By, Mapping[int | str, str]],
    answers: Sequence[Answer],
    units: Mapping[int, str],
) -> list[Block]:
    """Return what a report on many weeks says of its ballots: the main strand in full, the others in a line each.

    Args:
        strands: Never mixed, the one that stands for the unit first.
        names: Of the keys of parts.
        answers: What is done about ratings of 1 to 3.
        units: Names of units by their key, for a report on several.
    """
    if not strands:
        return [Paragraph("Trong kỳ chưa có đợt phiếu nào được niêm phong."), Paragraph(NOT_SIPAS, note=True)]
    main, *others = strands
    blocks: list[Block] = [*brief(main, answers), *_tables(main, names, units)]
    if others:
        blocks += [Paragraph("Phiếu khác, không gộp chung:"), Items(tuple(headline(strand) for strand in others))]
    return [*blocks, Paragraph(f"{NO_RANK} {NOT_SIPAS}", note=True)]


def checkpoint(found: Signed | None) -> Paragraph:
    """Return the line with which anybody can check later that no ballot was changed or taken out."""
    if found is None:
        return Paragraph("Sổ phiếu khảo sát chưa có dấu kiểm nào được ký.", note=True)
    return Paragraph(
        f"Dấu kiểm của sổ phiếu khảo sát, ký ngày {day(found.on)}: {shown(found.size)} dòng, mã {found.root}. "
        "Giữ lại dòng này: mọi dấu kiểm sau phải nối tiếp được từ nó, nếu không là sổ đã bị sửa.",
        note=True,
    )


def headline(strand: Strand) -> str:
    """Return the share that is satisfied with its interval, for one channel, outcome and form."""
    first, last = week(strand.from_week), week(strand.until_week)
    which = f"{CHANNELS.get(strand.channel, strand.channel)} {OUTCOMES[strand.served]}, mẫu “{strand.form.name}”"
    when = last if first == last else f"{first} – {last}"
    found = strand.overall
    if found is None or found.top2 is None or found.low is None or found.high is None:
        return f"Phiếu {which} ({when}): {shown(strand.standing.kept)} phiếu, chưa đủ để nêu tỷ lệ."
    interval = between(found.low * 100, found.high * 100, " %")
    few = f" Còn {shown(found.untold)} phiếu không nêu, vì đợt của chúng dưới 10 phiếu." if found.untold else ""
    share = f"{percent(found.top2)} hài lòng (tin cậy 95 %: {interval}; n = {shown(found.n)})"
    return f"Phiếu {which} ({when}): {share}.{few}"


def coverage(found: Coverage) -> str:
    """Return the way from served visits to ballots that count, and what the silent ones could change."""
    offered = "" if found.offered is None else f", {shown(found.offered)} lượt có đường dẫn khảo sát"
    share = "" if found.share is None else f" ({percent(found.share)})"
    said = (
        f"{shown(found.served)} lượt được phục vụ{offered}, {shown(found.answered)} phiếu trả lời{share}, "
        f"{shown(found.kept)} phiếu được tính."
    )
    if found.lowest is None or found.highest is None:
        return said
    bounds = between(found.lowest * 100, found.highest * 100, " %")
    return f"{said} Nếu tính cả người không trả lời, tỷ lệ hài lòng nằm trong khoảng {bounds}."


def aside(found: Standing) -> str:
    """Return how many ballots count, how many are set aside and why."""
    if not found.aside:
        return f"{shown(found.sealed)} phiếu đã niêm phong, không phiếu nào bị gạt ra."
    why = ", ".join(
        f"{shown(found.decided[reason])} {said}" for reason, said in REASONS.items() if reason in found.decided
    )
    waiting = f"; {shown(found.waiting)} phiếu trong đó còn được tính cho đến khi đủ 5" if found.waiting else ""
    return f"{shown(found.sealed)} phiếu đã niêm phong, gạt ra {shown(found.aside)} ({why}){waiting}."


def low(strand: Strand) -> Iterator[str]:
    """Yield how many rated the whole 1 to 3, and the reasons they gave."""
    if strand.low.n is None:
        return
    yield f"{shown(strand.low.n)} phiếu ở mức 1–3 (từ Bình thường trở xuống)."
    for question in strand.low.said:
        told = [f"{choice.name} {shown(choice.n)}" for choice in question.picked if choice.n]
        if told:
            yield f"Trong đó, “{question.asked.wording}” ({shown(question.n)} phiếu trả lời): {'; '.join(told)}."


def _answers(answers: Sequence[Answer]) -> list[Block]:
    if not answers:
        return []
    said = tuple(f"{one.weeks}: {one.text} ({one.by})" for one in answers)
    return [Paragraph("Giải pháp khắc phục:", strong=True), Items(said)]


def _tables(strand: Strand, names: Mapping[By, Mapping[int | str, str]], units: Mapping[int, str]) -> Iterator[Table]:
    if len(strand.units) > 1:
        named = [(unit_name(part, units), part.rating) for part in strand.units]
        yield _table("Mức độ hài lòng theo đơn vị", "Đơn vị", named)
    if strand.factors:
        named = [(FACTORS.get(one.factor, one.factor), one.rating) for one in strand.factors]
        yield _table("Mức độ hài lòng theo yếu tố (số câu trả lời)", "Yếu tố", named)
    levels = [(one.asked.wording, one.rating) for one in strand.questions if one.rating is not None]
    if len(levels) > 1:
        yield _table("Mức độ hài lòng theo câu hỏi", "Câu hỏi", levels)
    for by, head in PARTS.items():
        parts = strand.parts.get(by, ())
        if any(part.key is not None for part in parts):
            named = [(part_name(by, part, names), part.rating) for part in parts]
            yield _table(f"Mức độ hài lòng theo {head.lower()}", head, named)
    chosen = [one for one in strand.questions if one.picked]
    if chosen:
        yield _choices(chosen)


def part_name(by: By, part: Part, names: Mapping[By, Mapping[int | str, str]]) -> str:
    """Return what a part is called; what was not kept when the ballots were sealed is “Không rõ”."""
    if part.key is None:
        return UNKNOWN
    closed = {By.WAIT_BAND: BANDS, By.RESPONDENT: RESPONDENTS}.get(by, {})
    return closed.get(str(part.key)) or names.get(by, {}).get(part.key) or str(part.key)


def unit_name(part: Part, units: Mapping[int, str]) -> str:
    """Return what a unit is called; the ones that may not be told apart are “Không rõ”."""
    return units.get(part.key, UNKNOWN) if isinstance(part.key, int) else UNKNOWN


def _table(caption: str, head: str, rows: Iterable[tuple[str, Rating]]) -> Table:
    told = tuple((name, shown(rating.n), *_shares(rating)) for name, rating in rows)
    return Table(caption, (head, *COUNTS_HEAD), told, widths=WIDTHS)


def _shares(rating: Rating) -> tuple[str | None, ...]:
    if rating.counts is None or rating.low is None or rating.high is None:
        return (None,) * 7
    interval = between(rating.low * 100, rating.high * 100, " %")
    return (*(shown(count) for count in rating.counts), percent(rating.top2), interval)


def _choices(questions: Sequence[QuestionFigures]) -> Table:
    rows = [
        (
            choice.name if place else f"{one.asked.wording} – {choice.name}",
            shown(one.n),
            shown(choice.n),
            percent(choice.share),
        )
        for one in questions
        for place, choice in enumerate(one.picked)
    ]
    head = ("Câu hỏi, lựa chọn", "Phiếu trả lời", "Chọn", "Tỷ lệ")
    return Table("Các câu hỏi lựa chọn", head, tuple(rows), widths=(9, 3, 2, 2))
