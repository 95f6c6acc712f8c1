"""What people of the sample write in their own words. Pure."""

from typing import Final

GLAD: Final = (
    "Cán bộ hướng dẫn tận tình, tôi chỉ phải làm một lần là xong.",
    "Lấy số bằng điện thoại tiện lắm, ngồi nhà xem còn mấy người.",
    "Được gọi đúng giờ, cảm ơn các cô chú ở quầy.",
    "Nhanh hơn lần trước nhiều.",
    "Thái độ lịch sự, giải thích dễ hiểu.",
    "Có chỗ ngồi mát và nước uống, rất tốt.",
    "Cháu ở quầy giúp tôi điền tờ khai, cảm ơn cháu.",
    "Tôi lớn tuổi, được mời vào trước, rất cảm động.",
    "Bảng số rõ ràng, loa gọi dễ nghe.",
    "Hồ sơ trả đúng hẹn.",
)
SO_SO: Final = (
    "Nên có thêm ghế ngồi chờ.",
    "Loa gọi số hơi nhỏ, ngồi xa nghe không rõ.",
    "Mạng chậm nên phải đợi thêm một lúc.",
    "Nên ghi rõ cần mang giấy tờ gì trước khi đến.",
    "Bãi giữ xe hơi chật.",
    "Xin có thêm mẫu tờ khai điền sẵn.",
    "Chờ được, nhưng nên báo trước còn bao lâu.",
)
UNHAPPY: Final = (
    "Sáng thứ Hai đông quá, chỉ có mấy quầy mở.",
    "Chờ qua trưa mới tới lượt, rất mệt.",
    "Chờ lâu mà không ai giải thích vì sao.",
    "Phải quay lại lần nữa vì thiếu giấy mà lần trước không nói.",
    "Quầy đất đai ít người quá, nên mở thêm quầy.",
    "Hệ thống lỗi, đợi gần một tiếng.",
    "Tới lượt thì được báo sang quầy khác, lại phải chờ.",
    "Tôi đi làm thuê, chờ nửa buổi là mất nửa ngày công.",
)
GAVE_UP: Final = (
    "Chờ lâu quá nên tôi về, mai quay lại.",
    "Đông quá, tôi phải về đón cháu.",
    "Không biết thiếu giấy từ đầu, chờ rồi mới biết.",
)
