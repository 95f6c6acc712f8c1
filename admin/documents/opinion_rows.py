"""The sheet of satisfaction in the workbook: one row for each five counts, and what its columns mean. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from admin.documents.opinion_names import CHANNELS, FACTORS, PARTS
from admin.documents.opinion_words import part_name, unit_name
from kiosk.ground.cells import Value
from survey.opinions.counted import By
from survey.opinions.figures import Rating, Strand

SHEET: Final = "Hài lòng"
SERVED: Final = {True: "được phục vụ", False: "chưa được phục vụ", None: "không có lượt"}


class OpinionColumn(NamedTuple):
    """A column of the sheet."""

    title: str
    meaning: str
    width: int = 10


COLUMNS: Final = (
    OpinionColumn("Nơi trả lời", "Phiếu từ các nơi khác nhau không bao giờ gộp vào một tỷ lệ", 22),
    OpinionColumn("Lượt", "Phiếu của người được phục vụ và của người chưa được phục vụ tách riêng", 18),
    OpinionColumn("Mẫu phiếu", "Khóa và phiên bản của mẫu; câu chữ khác nhau không gộp", 14),
    OpinionColumn("Từ tuần", "Tuần đầu của các đợt niêm phong, kể cả tuần ấy"),
    OpinionColumn("Đến tuần", "Tuần cuối của các đợt niêm phong, kể cả tuần ấy"),
    OpinionColumn(
        "Theo",
        "Toàn bộ, tuần niêm phong, đơn vị, câu hỏi, yếu tố, nhóm việc, thời gian chờ hoặc người trả lời",
        22,
    ),
    OpinionColumn("Phần", "Tên của phần ấy", 44),
    OpinionColumn("n", "Số phiếu (ở yếu tố: số câu trả lời); dưới 10 thì không có số nào khác"),
    OpinionColumn("1", "Rất không hài lòng"),
    OpinionColumn("2", "Không hài lòng"),
    OpinionColumn("3", "Bình thường"),
    OpinionColumn("4", "Hài lòng"),
    OpinionColumn("5", "Rất hài lòng"),
    OpinionColumn("Hài lòng", "Tỷ lệ mức 4 và 5, từ 0 đến 1"),
    OpinionColumn("Thấp nhất", "Đầu dưới của khoảng tin cậy 95 % (Wilson 1927), từ 0 đến 1"),
    OpinionColumn("Cao nhất", "Đầu trên của khoảng tin cậy 95 % (Wilson 1927), từ 0 đến 1"),
)


def rows(
    strands: Sequence[Strand], names: Mapping[By, Mapping[int | str, str]], units: Mapping[int, str]
) -> Iterator[tuple[Value, ...]]:
    """Yield the cells of each row; what may not be told is ``None``."""
    for strand in strands:
        for first, last, by, part, rating in _ratings(strand, names, units):
            known = (
                *(CHANNELS.get(strand.channel, strand.channel), SERVED[strand.served]),
                *(f"{strand.form.key}/{strand.form.version}", first, last, by, part),
            )
            counts: tuple[Value, ...] = rating.counts or (None,) * 5
            yield (*known, rating.n, *counts, rating.top2, rating.low, rating.high)


def _ratings(
    strand: Strand, names: Mapping[By, Mapping[int | str, str]], units: Mapping[int, str]
) -> Iterator[tuple[str, str, str, str, Rating]]:
    """Yield first and last week, what the part is by, its name, its rating."""
    whole = str(strand.from_week), str(strand.until_week)
    if strand.overall is not None:
        yield *whole, "toàn bộ", "", strand.overall
    for sealed in strand.weeks:
        yield str(sealed.from_week), str(sealed.until_week), "tuần niêm phong", "", sealed.rating
    for unit in strand.units if len(strand.units) > 1 else ():
        yield *whole, "đơn vị", unit_name(unit, units), unit.rating
    for question in strand.questions:
        if question.rating is not None:
            yield *whole, "câu hỏi", question.asked.wording, question.rating
    for factor in strand.factors:
        yield *whole, "yếu tố", FACTORS.get(factor.factor, factor.factor), factor.rating
    for by, head in PARTS.items():
        for part in strand.parts.get(by, ()):
            yield *whole, head.lower(), part_name(by, part, names), part.rating
