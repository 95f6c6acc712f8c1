"""Open data of satisfaction: one row for each sealed batch, as its leaf in the log has it, and what counts of it. Pure.

Whoever reads the log finds the same batch there: number, position, weeks, channel, outcome, ballots, levels.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from kiosk.ground.cells import Value, line
from survey.opinions.counted import Batch, Counted, FormAsked
from survey.opinions.enough import enough
from survey.opinions.figures import Rating, empty, rating
from survey.opinions.parts import levels
from survey.opinions.telling import PIECE
from survey.satisfaction import LEVELS

REASONS: Final = ("spam", "personal", "test")
MEANINGS: Final[Mapping[str, str]] = {
    "unit": "Tên đơn vị trong địa chỉ",
    "sample": "“DỮ LIỆU MẪU” khi là dữ liệu mẫu",
    "batch": "Số của đợt niêm phong, như trong sổ phiếu",
    "position": "Dòng của đợt trong sổ phiếu, dòng đầu là 0; trống khi đợt có trước sổ",
    "channel": "visit: điện thoại; kiosk: máy tính bảng; paper: phiếu giấy; poster: mã góp ý",
    "served": "1: người được phục vụ; 0: người chưa được phục vụ; trống: không gắn với lượt nào",
    "from_week": "Tuần đầu (ISO 8601), theo tuần trả lời",
    "until_week": "Tuần cuối, tính cả tuần ấy",
    "form": "Mẫu phiếu và bản của nó",
    "ballots": "Số phiếu đã niêm phong",
    **{
        f"sealed_level_{level}": f"Mức {level}, mọi phiếu đã niêm phong; trống khi trừ ra thì còn quá ít"
        for level in range(1, LEVELS + 1)
    },
    "set_aside": "Số phiếu bị gạt ra theo quyết định mới nhất",
    **{f"set_aside_{reason}": f"Trong đó vì lý do {reason}" for reason in REASONS},
    "left_out": "Số phiếu không còn được tính",
    "n": "Số phiếu được tính có trả lời câu hỏi chung",
    **{f"level_{level}": f"Mức {level}, phiếu được tính" for level in range(1, LEVELS + 1)},
    "satisfied_share": "Tỷ lệ mức 4 và 5, từ 0 đến 1",
    "satisfied_low_share": "Đầu thấp của khoảng tin cậy Wilson 95 %",
    "satisfied_high_share": "Đầu cao của khoảng tin cậy Wilson 95 %",
    "suppressed": "1: dưới 10 phiếu, chỉ nêu n; không có trong số cộng nào",
    "note": "Phải đọc cùng mọi con số",
}
VOLUNTARY: Final = "Kết quả phản hồi tự nguyện tại chỗ, không thay thế Chỉ số SIPAS."


class Office(NamedTuple):
    """Whose rows; *sample* whether they are made up."""

    slug: str
    name: str
    sample: bool


def open_rows(
    counted: Counted, every: Mapping[tuple[int, int], Sequence[int]], forms: Mapping[int, FormAsked], office: Office
) -> list[dict[str, Value]]:
    """Return the rows, oldest first.

    Args:
        counted: Whole batches.
        every: By batch and form how many of all sealed ballots chose levels 1 to 5.
        forms: By their key.
        office: Whose they are.
    """
    batches = {batch.id: batch for batch in counted.batches}
    keys = sorted({(row.batch_id, row.form_id) for row in counted.sealed if row.batch_id in batches})
    ordered = sorted(keys, key=lambda key: (batches[key[0]].until_week, *key))
    return [_row(batches[key[0]], forms[key[1]], counted, every.get(key, empty()), office) for key in ordered]


def as_csv(rows: Iterable[Mapping[str, Value]]) -> Iterator[str]:
    """Yield the lines of the sheet, the header first; RFC 4180, UTF-8 without a byte order mark."""
    yield line(tuple(MEANINGS))
    for row in rows:
        yield line(tuple(row.values()))


def as_json(rows: Sequence[Mapping[str, Value]], office: Office, **beside: Any) -> str:
    """Return the same rows with what they mean; a blank cell is ``null``."""
    told = {
        "unit": {"slug": office.slug, "name": office.name},
        "sample": office.sample,
        "note": VOLUNTARY,
        **beside,
        "columns": [{"name": name, "meaning": meaning} for name, meaning in MEANINGS.items()],
        "rows": list(rows),
    }
    return json.dumps(told, ensure_ascii=False)


def _row(batch: Batch, form: FormAsked, counted: Counted, every: Sequence[int], office: Office) -> dict[str, Value]:
    sealed = [row for row in counted.sealed if (row.batch_id, row.form_id) == (batch.id, form.id)]
    found = rating(levels(row for row in counted.cells if (row.batch_id, row.form_id) == (batch.id, form.id)))
    known: dict[str, Value] = {
        "unit": office.slug,
        "sample": "DỮ LIỆU MẪU" if office.sample else None,
        "batch": batch.id,
        "position": batch.position,
        "channel": batch.channel,
        "served": None if batch.served is None else int(batch.served),
        "from_week": str(batch.from_week),
        "until_week": str(batch.until_week),
        "form": f"{form.key}/{form.version}",
        "ballots": sum(row.n for row in sealed),
    }
    for level, n in enumerate(every, start=1):
        known[f"sealed_level_{level}"] = n if _every_told(every, found) else None
    known["set_aside"] = sum(row.n for row in sealed if row.reason)
    for reason in REASONS:
        known[f"set_aside_{reason}"] = sum(row.n for row in sealed if row.reason == reason)
    known["left_out"] = sum(row.n for row in sealed if row.left_out)
    return known | _rated(found) | {"note": VOLUNTARY}


def _every_told(every: Sequence[int], found: Rating) -> bool:
    """Tell whether levels of all sealed ballots may stand beside those that count: the rest is nobody or a piece."""
    left_out = sum(every) - found.n
    return enough(sum(every)) and (left_out == 0 or (found.shown and left_out >= PIECE))


def _rated(found: Rating) -> dict[str, Value]:
    counts: Sequence[int | None] = found.counts or (None,) * LEVELS
    return {
        "n": found.n,
        **{f"level_{level}": n for level, n in enumerate(counts, start=1)},
        "satisfied_share": found.top2,
        "satisfied_low_share": found.low,
        "satisfied_high_share": found.high,
        "suppressed": int(not found.shown),
    }
