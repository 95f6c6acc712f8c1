"""What the sample's department receives. Pure."""

from typing import Final

from admin.demo.sample_procedures import SampleProcedure as P

ASK: Final = "Đơn đề nghị theo mẫu"

LAND: Final = (
    P(
        *("A", "Giao đất, cho thuê đất cho tổ chức", "thuê đất làm nhà xưởng; xin đất cho công ty"),
        *(f"{ASK}; Quyết định chủ trương đầu tư; Trích lục bản đồ", "20 ngày làm việc", "17 ngày làm việc"),
        others=("Land allocation and lease for organisations", "", "向组织划拨、出租土地"),
    ),
    P(
        *("A", "Cấp giấy chứng nhận cho tổ chức đang sử dụng đất", "sổ đỏ của công ty"),
        *(f"{ASK}; Giấy tờ về đất; Báo cáo rà soát sử dụng đất", "20 ngày làm việc"),
    ),
    P(
        *("A", "Đăng ký biến động đất đai của tổ chức", "công ty bán đất; góp vốn bằng đất; đổi tên trên sổ đỏ"),
        *(f"{ASK}; Giấy chứng nhận đã cấp; Văn bản về biến động", "10 ngày làm việc", "8 ngày làm việc"),
    ),
    P(
        *("A", "Cấp đổi giấy chứng nhận đã cấp", "đổi sổ đỏ; sổ đỏ rách"),
        *(f"{ASK}; Giấy chứng nhận đã cấp", "5 ngày làm việc"),
    ),
    P(
        *("A", "Gia hạn sử dụng đất", "hết hạn thuê đất"),
        *(f"{ASK}; Giấy chứng nhận đã cấp", "7 ngày làm việc"),
    ),
    P(
        *("A", "Cung cấp thông tin đất đai", "hỏi quy hoạch; xem đất có quy hoạch không; trích lục bản đồ"),
        *("Phiếu yêu cầu; Căn cước hoặc giấy giới thiệu", "1 ngày làm việc", "4 giờ làm việc"),
        others=("Information on land", "ផ្តល់ព័ត៌មានអំពីដី", "提供土地信息"),
    ),
    P(
        *("A", "Đo đạc, chỉnh lý bản đồ địa chính", "đo đất; vẽ lại thửa đất"),
        *(f"{ASK}; Giấy tờ về thửa đất", "15 ngày làm việc"),
    ),
)
ENVIRONMENT: Final = (
    P(
        *("B", "Cấp giấy phép môi trường", "giấy phép xả thải; môi trường nhà máy"),
        *(f"{ASK}; Báo cáo đề xuất cấp giấy phép", "30 ngày", "25 ngày"),
        others=("Environmental permit", "អាជ្ញាបណ្ណបរិស្ថាន", "环境许可证"),
    ),
    P(
        *("B", "Cấp đổi giấy phép môi trường", "đổi giấy phép xả thải"),
        *(f"{ASK}; Giấy phép đã cấp", "10 ngày"),
    ),
    P(
        *("B", "Thẩm định báo cáo đánh giá tác động môi trường", "báo cáo môi trường; ĐTM"),
        *(f"{ASK}; Báo cáo đánh giá tác động môi trường", "50 ngày"),
    ),
    P(
        *("B", "Đăng ký chủ nguồn thải chất thải nguy hại", "rác nguy hại; rác công nghiệp"),
        *(ASK, "15 ngày làm việc"),
    ),
    P(
        *("B", "Xác nhận đăng ký môi trường", "đăng ký môi trường"),
        *(f"{ASK}; Bản đăng ký môi trường", "10 ngày làm việc"),
    ),
)
FARMING: Final = (
    P(
        *(
            "C",
            "Cấp giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm",
            "an toàn thực phẩm; bán thịt cá; chế biến cá",
        ),
        *(f"{ASK}; Bản thuyết minh cơ sở vật chất", "15 ngày làm việc", "12 ngày làm việc"),
        dong="700.000",
        others=("Food safety certificate", "វិញ្ញាបនបត្រសុវត្ថិភាពម្ហូបអាហារ", "食品安全资格证书"),
    ),
    P(
        *("C", "Cấp giấy chứng nhận đủ điều kiện buôn bán phân bón", "bán phân bón"),
        *(f"{ASK}; Bằng hoặc giấy tập huấn", "10 ngày làm việc"),
        dong="500.000",
    ),
    P(
        *("C", "Cấp giấy chứng nhận đủ điều kiện buôn bán thuốc bảo vệ thực vật", "bán thuốc trừ sâu"),
        *(f"{ASK}; Bản thuyết minh; Bằng hoặc giấy tập huấn", "14 ngày làm việc"),
        dong="500.000",
    ),
    P(
        *("C", "Cấp giấy chứng nhận kiểm dịch động vật vận chuyển ra khỏi tỉnh", "chở heo; chở gà; kiểm dịch"),
        *("Đơn đăng ký kiểm dịch; Giấy tiêm phòng", "1 ngày làm việc"),
    ),
    P(
        *("C", "Cấp chứng chỉ hành nghề thú y", "mở phòng khám thú y; chích heo"),
        *(f"{ASK}; Bằng cấp chuyên môn; Giấy khám sức khỏe", "5 ngày làm việc"),
        dong="50.000",
    ),
    P(
        *("C", "Cấp giấy phép khai thác thủy sản", "giấy phép tàu cá; đi biển; đánh cá"),
        *(f"{ASK}; Giấy chứng nhận đăng ký tàu cá", "6 ngày làm việc"),
        dong="40.000",
    ),
    P(
        *("C", "Cấp giấy chứng nhận đăng ký tàu cá", "đăng ký ghe; đăng ký tàu"),
        *(f"{ASK}; Giấy tờ về tàu", "3 ngày làm việc"),
    ),
    P(
        *("C", "Cấp mã số cơ sở nuôi trồng thủy sản", "nuôi cá; nuôi tôm; mã số ao nuôi"),
        *(f"{ASK}; Giấy tờ về đất; Sơ đồ ao nuôi", "7 ngày làm việc"),
    ),
)
WATER: Final = (
    P(
        *("D", "Cấp giấy phép khai thác nước dưới đất", "khoan giếng; giếng nước công ty"),
        *(f"{ASK}; Báo cáo khai thác; Kết quả phân tích nước", "45 ngày"),
    ),
    P(
        *("D", "Đăng ký khai thác nước dưới đất", "giếng khoan gia đình; đăng ký giếng"),
        *("Tờ khai đăng ký", "10 ngày làm việc"),
        others=("Registration of a well", "ចុះបញ្ជីអណ្តូងទឹក", "水井登记"),
    ),
    P(
        *("D", "Cấp giấy phép khai thác khoáng sản", "khai thác cát; mỏ cát"),
        *(f"{ASK}; Bản đồ khu vực; Kết quả thăm dò", "90 ngày"),
    ),
    P(
        *("D", "Trả lại giấy phép khai thác khoáng sản", "trả mỏ cát"),
        *(f"{ASK}; Giấy phép đã cấp", "45 ngày"),
    ),
)
RESULTS: Final = (
    P(
        *("E", "Nhận kết quả giải quyết hồ sơ", "lấy kết quả; nhận giấy tờ đã làm xong"),
        *("Giấy hẹn; Căn cước hoặc giấy ủy quyền", "Ngay khi đến"),
        others=("Collecting a result", "ទទួលលទ្ធផល", "领取结果"),
    ),
)
FIELDS: Final = {
    "Đất đai": LAND,
    "Môi trường": ENVIRONMENT,
    "Nông nghiệp, thủy sản": FARMING,
    "Tài nguyên nước, khoáng sản": WATER,
    "Trả kết quả": RESULTS,
}
