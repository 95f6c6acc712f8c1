"""What each figure means, one or two sentences each: what the headings of the tables lead to."""

from typing import Final, NamedTuple

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


class Definition(NamedTuple):
    """A figure's name and what it means; docs/measures.md has the formula."""

    term: LazyString
    meaning: LazyString


DEFINITIONS: Final = {
    "arrivals": Definition(_l("Lượt đến"), _l("Số lượt lấy số trong kỳ, kể cả người về giữa chừng.")),
    "served": Definition(_l("Được phục vụ"), _l("Số lượt đã được gọi và làm xong việc ở quầy.")),
    "left": Definition(_l("Tự trả số"), _l("Người dân tự thôi chờ.")),
    "no_show": Definition(_l("Không đến"), _l("Đã được gọi mà không đến quầy.")),
    "removed": Definition(_l("Bị bỏ số"), _l("Cán bộ bỏ số, có ghi lý do.")),
    "closed": Definition(_l("Hết giờ"), _l("Còn chờ khi đơn vị đóng cửa.")),
    "unfinished": Definition(
        _l("Chưa kết thúc"), _l("Còn đang chờ hoặc đang làm việc, hoặc xong mà không có lần gọi nào.")
    ),
    "doubtful": Definition(
        _l("Chưa chắc chắn"),
        _l(
            "Giờ đến hoặc giờ gọi được ghi lại sau, do máy đoán, hoặc chạy ngược."
            " Có trong số lượt, không vào số phút nào."
        ),
    ),
    "n": Definition(
        _l("Số lượt tính (n)"), _l("Được phục vụ và có giờ chắc chắn: các số phút đều tính trên những lượt này.")
    ),
    "mean": Definition(
        _l("Trung bình"),
        _l(
            "Cộng các thời gian chờ rồi chia cho số lượt."
            " Chờ = lần gọi đầu − lúc lấy số, tính cả trước giờ mở cửa và nghỉ trưa."
        ),
    ),
    "interval": Definition(
        _l("Khoảng tin cậy"),
        _l(
            "Trung bình thật nằm trong khoảng này với độ tin cậy 95 %, coi mỗi ngày là một cụm."
            " Cần ít nhất 8 ngày có lượt đến."
        ),
    ),
    "median": Definition(_l("Trung vị"), _l("Một nửa số lượt không quá số phút ấy.")),
    "p90": Definition(_l("P90"), _l("Cứ mười lượt thì chín lượt không quá số phút ấy.")),
    "longest": Definition(_l("Lâu nhất"), _l("Lượt lâu nhất trong kỳ.")),
    "within": Definition(
        _l("Được gọi trong …"),
        _l("Tỷ lệ được gọi lần đầu trong 15 phút, trong 30 phút và trong mục tiêu của đơn vị, trên n."),
    ),
    "begun": Definition(
        _l("Bắt đầu trong …"),
        _l("Như trên, nhưng tính đến lúc bắt đầu phục vụ: gọi sớm rồi để ngồi đợi thì không làm tỷ lệ này tốt lên."),
    ),
    "service_level": Definition(
        _l("Mức phục vụ"), _l("Được gọi trong mục tiêu, trên số lượt đến trừ người tự trả số sớm hơn mục tiêu.")
    ),
    "service_level_of_all": Definition(
        _l("Trên mọi lượt"), _l("Được gọi trong mục tiêu, trên tất cả lượt đến: con số khắt khe hơn của mức phục vụ.")
    ),
    "uncounted": Definition(
        _l("Chưa tính"),
        _l("Lượt không vào trung bình: tự trả số, không đến, bị bỏ số, hết giờ, chưa kết thúc, chưa chắc chắn."),
    ),
    "with_uncounted": Definition(
        _l("Kể cả chưa tính"), _l("Trung bình nếu cộng cả thời gian những lượt chưa tính đã chờ.")
    ),
    "way": Definition(_l("Đi đến quầy"), _l("Từ lần gọi cuối đến lúc bắt đầu phục vụ.")),
    "service": Definition(_l("Phục vụ"), _l("Từ lúc bắt đầu đến lúc xong, trừ thời gian tạm gác.")),
    "stay": Definition(_l("Cả lượt"), _l("Từ lúc lấy số đến lúc xong.")),
    "before_opening": Definition(
        _l("Trước giờ mở cửa"), _l("Phần chờ trước khi đơn vị mở cửa, của người đến sớm. Vẫn nằm trong thời gian chờ.")
    ),
    "kaplan_meier": Definition(
        _l("Kaplan–Meier"),
        _l(
            "Thời gian chờ nếu không bỏ ai ra: người về giữa chừng được coi là còn chờ ít nhất đến lúc về."
            " Để đối chiếu, không thay trung bình, vì chờ lâu thì người ta hay về."
        ),
    ),
    "quotes": Definition(
        _l("Ước tính đã báo"),
        _l("Khi lấy số, người dân được báo phải chờ khoảng bao lâu; ở đây so với thời gian chờ thật."),
    ),
    "reported": Definition(
        _l("Người dân nói"),
        _l(
            "Trả lời câu hỏi “phải chờ bao lâu” trong phiếu đã niêm phong."
            " Không cộng vào số đo, không trộn phiếu của hai nơi trả lời hay của hai cách hỏi."
        ),
    ),
    "open": Definition(_l("Giờ mở quầy"), _l("Từ lúc mở đến lúc đóng quầy, trừ tạm dừng.")),
}
