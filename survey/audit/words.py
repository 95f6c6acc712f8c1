"""What a check found, in plain words: Vietnamese and English. Pure."""

from collections.abc import Mapping
from typing import Final, Literal

from survey.audit.report import Kind, Problem

Language = Literal["vi", "en"]

WORDS: Final[Mapping[Kind, tuple[str, str]]] = {
    Kind.LEAVES_MISSING: (
        "Sổ thiếu dòng {position}.",
        "The log has no line at position {position}.",
    ),
    Kind.HEAD_WRONG: (
        "Sổ có {size} dòng nhưng ghi là {head}.",
        "The log has {size} lines but says it has {head}.",
    ),
    Kind.ENTRY_UNREADABLE: (
        "Dòng {position} không đọc được.",
        "Line {position} cannot be read.",
    ),
    Kind.ENTRY_UNKNOWN: (
        "Dòng {position} nói về điều không có trong hệ thống.",
        "Line {position} speaks of something that does not exist.",
    ),
    Kind.TILE_WRONG: (
        "Mảnh băm {level}/{number} không khớp với các dòng của sổ.",
        "Tile {level}/{number} does not follow from the lines of the log.",
    ),
    Kind.CHECKPOINT_FORGED: (
        "Chữ ký của dấu kiểm {size} dòng không đúng.",
        "The signature of the checkpoint over {size} lines is not good.",
    ),
    Kind.CHECKPOINT_DIFFERS: (
        "Dấu kiểm {size} dòng: phần lưu riêng khác với bản đã ký.",
        "Checkpoint over {size} lines: what is kept beside it is not what was signed.",
    ),
    Kind.CHECKPOINT_ROOT: (
        "{size} dòng đầu đã bị sửa: không còn khớp với dấu kiểm.",
        "Lines before the checkpoint over {size} were changed: they no longer give what was signed.",
    ),
    Kind.CHECKPOINT_ORDER: (
        "Dấu kiểm {size} dòng được ký sau dấu kiểm nhiều dòng hơn.",
        "The checkpoint over {size} lines was signed after one over more lines.",
    ),
    Kind.CHECKPOINT_NONE: (
        "Sổ có {size} dòng nhưng chưa có dấu kiểm nào.",
        "The log has {size} lines but no signed checkpoint.",
    ),
    Kind.CHECKPOINT_GONE: (
        "Dấu kiểm {size} dòng đã ký trước đây ({where}) không còn trong hệ thống.",
        "The earlier checkpoint over {size} lines ({where}) is no longer kept here.",
    ),
    Kind.KNOWN_NONE: (
        "Thiếu dấu kiểm cuối cùng ở cạnh khóa ({where}): sổ bị lùi về cũ thì máy không biết.",
        "The last checkpoint is missing beside the key ({where}): a log that was rewound would not be noticed.",
    ),
    Kind.KNOWN_ROOT: (
        "Sổ không còn khớp với dấu kiểm {size} dòng đã ký trước đây ({where}): các dòng cũ đã bị sửa.",
        "The log no longer holds the earlier checkpoint over {size} lines ({where}): old lines were changed.",
    ),
    Kind.KNOWN_SHRUNK: (
        "Sổ nay chỉ có {have} dòng, ít hơn dấu kiểm {size} dòng đã ký trước đây ({where}).",
        "The log has {have} lines now, fewer than the {size} of an earlier checkpoint ({where}).",
    ),
    Kind.KNOWN_UNREADABLE: (
        "Dấu kiểm đã lưu ({where}) không đọc được hoặc không do khóa này ký.",
        "The checkpoint that was kept ({where}) cannot be read, or this key did not sign it.",
    ),
    Kind.NO_KEY: (
        "Không có khóa của sổ ({where}): không kiểm tra được chữ ký nào.",
        "The log's key is missing ({where}): no signature can be checked.",
    ),
    Kind.CAST_WITHOUT_RECEIPT: (
        "Dòng {position} ghi một phiếu mà không có biên nhận nào.",
        "Line {position} records a ballot for which there is no receipt.",
    ),
    Kind.RECEIPT_WITHOUT_CAST: (
        "Một biên nhận chỉ tới dòng {position}, nhưng dòng đó không phải phiếu ấy.",
        "A receipt points to line {position}, which is not its ballot.",
    ),
    Kind.RECEIPT_DIFFERS: (
        "Biên nhận và dòng {position} của sổ nói khác nhau.",
        "The receipt and line {position} of the log say different things.",
    ),
    Kind.PROMISED_TWICE: (
        "{times} biên nhận cùng chỉ vào một phiếu.",
        "{times} receipts promise one and the same ballot.",
    ),
    Kind.PROMISE_OVERDUE: (
        "{ballots} phiếu đã hứa ghi vào sổ nhưng quá hạn mà chưa ghi.",
        "{ballots} ballots were promised to the log and are overdue.",
    ),
    Kind.DUE_DIFFERS: (
        "Tuần {week}: {ballots} biên nhận bị đổi ngày hẹn.",
        "Week {week}: {ballots} receipts were given another day by which they are due.",
    ),
    Kind.START_LATE: (
        "Dòng {position} ghi số phiếu cũ khi sổ đã bắt đầu.",
        "Line {position} counts old ballots although the log had begun.",
    ),
    Kind.SPENT_DIFFERS: (
        "Số mã đã dùng là {spent}, nhưng số biên nhận và phiếu trước khi có sổ là {promised}.",
        "{spent} voting tokens were used, but receipts and ballots of before the log are {promised}.",
    ),
    Kind.BALLOTS_DIFFER: (
        "Số mã đã dùng là {spent}, nhưng số phiếu đang chờ và đã niêm phong là {ballots}.",
        "{spent} voting tokens were used, but ballots waiting and sealed are {ballots}.",
    ),
    Kind.TALLY_DIFFERS: (
        "Tuần {week}: {tally} lượt gửi phiếu nhưng có {promised} biên nhận.",
        "Week {week}: {tally} ballots were cast but there are {promised} receipts.",
    ),
    Kind.PENDING_CHANGED: (
        "{ballots} phiếu đang chờ niêm phong không còn như lúc gửi.",
        "{ballots} ballots that wait to be sealed are not as they were cast.",
    ),
    Kind.PENDING_UNPROMISED: (
        "{ballots} phiếu đang chờ niêm phong không có biên nhận.",
        "{ballots} ballots that wait to be sealed have no receipt.",
    ),
    Kind.UNCOMMITTED: (
        "{ballots} phiếu không có dấu cam kết, nhưng trước khi có sổ chỉ có {start} phiếu.",
        "{ballots} ballots have no commitment, but only {start} were cast before there was a log.",
    ),
    Kind.BATCH_UNLOGGED: (
        "Đợt {batch} không có dòng nào trong sổ.",
        "Batch {batch} has no line in the log.",
    ),
    Kind.BATCH_GONE: (
        "Dòng {position} ghi đợt {batch}, nhưng đợt đó không còn.",
        "Line {position} records batch {batch}, which is gone.",
    ),
    Kind.BATCH_DIFFERS: (
        "Đợt {batch} không còn như lúc niêm phong: {what}.",
        "Batch {batch} is not as it was sealed: {what}.",
    ),
    Kind.BATCH_SUSPECT: (
        "Đợt {batch}: khi niêm phong đã thấy {ballots} phiếu không còn như lúc gửi.",
        "Batch {batch}: when it was sealed, {ballots} ballots were no longer as they were cast.",
    ),
    Kind.DECISION_UNLOGGED: (
        "Một quyết định về phiếu hoặc lời góp ý không có trong sổ (dòng {position}).",
        "A decision about a ballot or comment is not in the log (line {position}).",
    ),
    Kind.DECISION_GONE: (
        "Dòng {position} ghi một quyết định đã bị xóa khỏi hệ thống.",
        "Line {position} records a decision that was deleted.",
    ),
    Kind.DECISION_DIFFERS: (
        "Quyết định ở dòng {position} đã bị sửa.",
        "The decision of line {position} was changed.",
    ),
    Kind.BLOCK_WRONG: (
        "Đợt {batch}: {ballots} phiếu bị gạt ra hoặc khôi phục mà không có quyết định.",
        "Batch {batch}: {ballots} ballots are set aside, or counted again, without a decision.",
    ),
    Kind.BLOCK_LATE: (
        "Đợt {batch}: quyết định về {ballots} phiếu chưa được thực hiện.",
        "Batch {batch}: the decision about {ballots} ballots was not carried out.",
    ),
    Kind.COMMENT_CHANGED: (
        "{comments} lời góp ý đã bị sửa mà không có quyết định.",
        "{comments} comments were changed without a decision.",
    ),
    Kind.COMMENT_STRAY: (
        "{comments} lời góp ý không thuộc đợt nào.",
        "{comments} comments belong to no batch.",
    ),
}
PARTS: Final[Mapping[str, str]] = {
    "unit": "đơn vị",
    "channel": "kênh",
    "served": "được phục vụ hay không",
    "from_week": "tuần đầu",
    "until_week": "tuần cuối",
    "ballots": "số phiếu",
    "form": "mẫu phiếu",
    "form_sha256": "lời của câu hỏi",
    "levels": "số phiếu từng mức",
    "ballots_sha256": "câu trả lời",
    "comments": "số lời góp ý",
    "comments_sha256": "lời góp ý",
}
"""Parts of a batch's entry, as Vietnamese readers know them."""
INTACT: Final = ("SỔ NGUYÊN VẸN", "THE LOG IS INTACT")
BROKEN: Final = ("SỔ CÓ CHỖ KHÔNG KHỚP", "THE LOG HAS PROBLEMS")


def told(problem: Problem, language: Language) -> str:
    """Return a problem in a sentence, with its unit in front."""
    vietnamese, english = WORDS[problem.kind]
    about = dict(problem.about or {})
    if language == "vi" and "what" in about:
        about["what"] = ", ".join(PARTS.get(part, part) for part in str(about["what"]).split(", "))
    sentence = (vietnamese if language == "vi" else english).format_map(about)
    return f"{problem.unit}: {sentence}" if problem.unit else sentence
