"""What the sample's commune receives. Pure."""

from typing import Final

from admin.demo.sample_procedures import SampleProcedure as P

FORM: Final = "Tờ khai theo mẫu (có sẵn ở quầy)"
CARD: Final = "Căn cước hoặc hộ chiếu"

CIVIL: Final = (
    P(
        *("A", "Đăng ký khai sinh", "làm giấy khai sinh; khai sinh cho con; giấy khai sinh"),
        *(f"{FORM}; Giấy chứng sinh; {CARD} của cha hoặc mẹ", "1 ngày làm việc", "4 giờ làm việc"),
        others=("Birth registration", "ចុះបញ្ជីកំណើត", "出生登记"),
    ),
    P(
        *("A", "Đăng ký lại khai sinh", "mất giấy khai sinh; làm lại giấy khai sinh"),
        *(f"{FORM}; {CARD}; Giấy tờ có ghi ngày sinh, nơi sinh", "5 ngày làm việc"),
        dong="8.000",
        others=("Re-registration of a birth", "ចុះបញ្ជីកំណើតឡើងវិញ", "重新办理出生登记"),
    ),
    P(
        *("A", "Đăng ký kết hôn", "cưới; lấy vợ; lấy chồng; giấy kết hôn; hôn thú"),
        *(f"{FORM}; {CARD} của hai người; Giấy xác nhận tình trạng hôn nhân", "1 ngày làm việc"),
        others=("Marriage registration", "ចុះបញ្ជីអាពាហ៍ពិពាហ៍", "结婚登记"),
    ),
    P(
        *("A", "Cấp giấy xác nhận tình trạng hôn nhân", "giấy độc thân; xác nhận độc thân; chưa vợ chưa chồng"),
        *(f"{FORM}; {CARD}; Quyết định ly hôn nếu đã ly hôn", "3 ngày làm việc", "2 ngày làm việc"),
        dong="15.000",
        others=("Certificate of marital status", "លិខិតបញ្ជាក់ស្ថានភាពអាពាហ៍ពិពាហ៍", "婚姻状况证明"),
    ),
    P(
        *("A", "Đăng ký khai tử", "báo tử; giấy chứng tử; người nhà mất"),
        *(f"{FORM}; Giấy báo tử; {CARD} của người đi khai", "1 ngày làm việc"),
        others=("Death registration", "ចុះបញ្ជីមរណភាព", "死亡登记"),
    ),
    P(
        *("A", "Đăng ký nhận cha, mẹ, con", "nhận con; nhận cha"),
        *(f"{FORM}; Chứng cứ về quan hệ cha, mẹ, con", "3 ngày làm việc"),
    ),
    P(
        *("A", "Đăng ký giám hộ", "người giám hộ; nuôi cháu mồ côi"),
        *(f"{FORM}; Văn bản cử người giám hộ", "3 ngày làm việc"),
    ),
    P(
        *("A", "Thay đổi, cải chính, bổ sung thông tin hộ tịch", "sửa giấy khai sinh; đổi tên; sai tên; sai ngày sinh"),
        *(f"{FORM}; Bản chính giấy tờ hộ tịch; Giấy tờ chứng minh", "3 ngày làm việc"),
        dong="15.000",
        others=("Changing a civil status record",),
    ),
    P(
        *("A", "Cấp bản sao trích lục hộ tịch", "trích lục khai sinh; sao khai sinh"),
        *(f"{FORM}; {CARD}", "1 ngày làm việc", "2 giờ làm việc"),
        dong="8.000",
        others=("Copy of a civil status record", "សេចក្តីចម្លងអត្រានុកូលដ្ឋាន", "户籍登记摘录副本"),
    ),
    P(
        *("A", "Đăng ký việc nuôi con nuôi trong nước", "xin con nuôi; nhận con nuôi"),
        *("Đơn xin nhận con nuôi; Phiếu lý lịch tư pháp; Giấy khám sức khỏe", "30 ngày"),
        dong="400.000",
    ),
)
COPIES: Final = (
    P(
        *("B", "Chứng thực bản sao từ bản chính", "sao y; công chứng giấy tờ; photo công chứng"),
        *("Bản chính giấy tờ; Bản sao cần chứng thực", "1 ngày làm việc", "2 giờ làm việc"),
        fee="2.000 đồng một trang, từ trang thứ ba 1.000 đồng một trang (mẫu)",
        others=("Certified copy of a document", "បញ្ជាក់ច្បាប់ចម្លងពីច្បាប់ដើម", "核证副本"),
    ),
    P(
        *("B", "Chứng thực chữ ký", "công chứng chữ ký; xác nhận chữ ký; giấy ủy quyền"),
        *(f"Giấy tờ sẽ ký; {CARD}", "1 ngày làm việc"),
        dong="10.000",
        others=("Certifying a signature", "បញ្ជាក់ហត្ថលេខា", "签名核证"),
    ),
    P(
        *("B", "Chứng thực hợp đồng, giao dịch về tài sản là động sản", "bán xe; mua xe máy; cho xe"),
        *(f"Dự thảo hợp đồng; {CARD}; Giấy tờ xe", "2 ngày làm việc"),
        dong="50.000",
    ),
    P(
        *("B", "Chứng thực di chúc", "làm di chúc; để lại tài sản"),
        *(f"Dự thảo di chúc; {CARD}; Giấy tờ tài sản", "2 ngày làm việc"),
        dong="50.000",
    ),
    P(
        *("B", "Chứng thực văn bản từ chối nhận di sản", "không nhận thừa kế"),
        *(f"Dự thảo văn bản; {CARD}", "2 ngày làm việc"),
        dong="50.000",
    ),
    P(
        *("B", "Chứng thực văn bản thỏa thuận phân chia di sản", "chia thừa kế; chia đất cha mẹ để lại"),
        *(f"Dự thảo văn bản; {CARD}; Giấy tờ tài sản", "2 ngày làm việc"),
        dong="50.000",
    ),
    P(
        *("B", "Cấp bản sao từ sổ gốc", "xin lại bản sao"),
        *(f"{CARD}", "1 ngày làm việc"),
    ),
)
LAND: Final = (
    P(
        *("C", "Đăng ký biến động đất đai khi chuyển nhượng, tặng cho", "bán đất; mua đất; cho đất; sang tên sổ đỏ"),
        *("Đơn đăng ký biến động; Giấy chứng nhận đã cấp (sổ đỏ); Hợp đồng đã chứng thực", "10 ngày làm việc"),
        "8 ngày làm việc",
        others=("Transfer of land use rights", "ចុះបញ្ជីផ្ទេរសិទ្ធិប្រើប្រាស់ដី", "土地使用权转让登记"),
    ),
    P(
        *("C", "Cấp giấy chứng nhận quyền sử dụng đất lần đầu", "làm sổ đỏ; làm sổ hồng; cấp sổ"),
        *("Đơn đăng ký; Giấy tờ về nguồn gốc đất; Bản vẽ thửa đất nếu có", "20 ngày làm việc", "17 ngày làm việc"),
        others=("First land use certificate", "វិញ្ញាបនបត្រសិទ្ធិប្រើប្រាស់ដីលើកដំបូង", "首次办理土地使用权证"),
    ),
    P(
        *("C", "Cấp lại giấy chứng nhận do bị mất", "mất sổ đỏ; làm lại sổ đỏ"),
        *("Đơn đề nghị; Giấy tờ chứng minh đã niêm yết việc mất", "10 ngày làm việc"),
    ),
    P(
        *("C", "Chuyển mục đích sử dụng đất", "lên thổ cư; đổi đất vườn sang đất ở"),
        *("Đơn xin chuyển mục đích; Giấy chứng nhận đã cấp", "15 ngày làm việc"),
    ),
    P(
        *("C", "Tách thửa, hợp thửa đất", "chia đất; tách sổ; gộp đất"),
        *("Đơn đề nghị; Giấy chứng nhận đã cấp; Bản vẽ tách, hợp thửa", "12 ngày làm việc"),
    ),
    P(
        *("C", "Đăng ký thế chấp quyền sử dụng đất", "cầm sổ đỏ; vay ngân hàng"),
        *("Phiếu yêu cầu; Hợp đồng thế chấp; Giấy chứng nhận đã cấp", "1 ngày làm việc"),
        dong="80.000",
    ),
    P(
        *("C", "Xóa đăng ký thế chấp quyền sử dụng đất", "xóa thế chấp; giải chấp; trả xong nợ ngân hàng"),
        *("Phiếu yêu cầu; Văn bản đồng ý của ngân hàng; Giấy chứng nhận đã cấp", "1 ngày làm việc"),
        dong="20.000",
    ),
    P(
        *("C", "Hòa giải tranh chấp đất đai", "tranh chấp ranh đất; lấn đất"),
        *("Đơn đề nghị hòa giải; Giấy tờ về thửa đất", "30 ngày"),
    ),
    P(
        *("C", "Cấp giấy phép xây dựng nhà ở riêng lẻ", "xin phép xây nhà; xây nhà; làm nhà"),
        *("Đơn đề nghị; Giấy tờ về đất; Hai bộ bản vẽ thiết kế", "15 ngày", "12 ngày"),
        dong="75.000",
        others=("Permit to build a house", "លិខិតអនុញ្ញាតសាងសង់ផ្ទះ", "私人住宅建筑许可"),
    ),
    P(
        *("C", "Cấp giấy phép sửa chữa, cải tạo nhà ở", "sửa nhà; nâng nhà; cơi nới"),
        *("Đơn đề nghị; Giấy tờ về nhà; Bản vẽ hiện trạng và cải tạo", "15 ngày"),
        dong="75.000",
    ),
)
PEOPLE: Final = (
    P(
        *("D", "Trợ cấp xã hội hằng tháng cho người cao tuổi", "tiền người già; trợ cấp người già; tiền cao tuổi"),
        *(f"{FORM}; {CARD}", "22 ngày làm việc"),
        others=("Monthly allowance for older people", "ប្រាក់ឧបត្ថម្ភប្រចាំខែសម្រាប់មនុស្សចាស់", "老年人每月社会补助"),
    ),
    P(
        *("D", "Xác định mức độ khuyết tật và cấp giấy xác nhận", "giấy khuyết tật; người tàn tật"),
        *("Đơn đề nghị; Giấy tờ khám, chữa bệnh; Ảnh 3 × 4", "25 ngày làm việc"),
    ),
    P(
        *("D", "Hỗ trợ chi phí mai táng", "tiền mai táng; tiền đám tang"),
        *(f"{FORM}; Bản sao giấy khai tử", "5 ngày làm việc", "3 ngày làm việc"),
    ),
    P(
        *("D", "Công nhận hộ nghèo, hộ cận nghèo", "sổ hộ nghèo; xét hộ nghèo"),
        *("Giấy đề nghị theo mẫu", "15 ngày"),
    ),
    P(
        *("D", "Hưởng chế độ ưu đãi đối với thân nhân liệt sĩ", "gia đình liệt sĩ; tiền thờ cúng liệt sĩ"),
        *("Bản khai cá nhân; Giấy báo tử hoặc Bằng Tổ quốc ghi công", "24 ngày"),
    ),
    P(
        *("D", "Cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi", "bảo hiểm trẻ em; thẻ khám bệnh cho con"),
        *(f"{FORM}; Bản sao giấy khai sinh", "5 ngày làm việc"),
    ),
    P(
        *("D", "Hỗ trợ học phí cho học sinh, sinh viên", "miễn học phí; giảm học phí"),
        *("Đơn đề nghị; Giấy xác nhận của trường", "10 ngày làm việc"),
    ),
)
BUSINESS: Final = (
    P(
        *("E", "Đăng ký hộ kinh doanh", "mở tiệm; mở quán; buôn bán; giấy phép kinh doanh"),
        *(f"Giấy đề nghị đăng ký; {CARD} của chủ hộ", "3 ngày làm việc", "2 ngày làm việc"),
        dong="100.000",
        others=("Household business registration", "ចុះបញ្ជីអាជីវកម្មគ្រួសារ", "个体工商户登记"),
    ),
    P(
        *("E", "Thay đổi nội dung đăng ký hộ kinh doanh", "đổi tên quán; đổi chủ quán; dời quán"),
        *("Thông báo thay đổi; Giấy chứng nhận đã cấp", "3 ngày làm việc"),
        dong="100.000",
    ),
    P(
        *("E", "Tạm ngừng kinh doanh của hộ kinh doanh", "nghỉ bán; đóng quán một thời gian"),
        *("Thông báo tạm ngừng", "3 ngày làm việc"),
    ),
    P(
        *("E", "Chấm dứt hoạt động hộ kinh doanh", "đóng quán; trả giấy phép kinh doanh"),
        *("Thông báo chấm dứt; Giấy chứng nhận đã cấp", "3 ngày làm việc"),
    ),
    P(
        *("E", "Cấp giấy phép bán lẻ rượu", "bán rượu"),
        *("Đơn đề nghị; Hợp đồng với nơi cung cấp rượu", "10 ngày làm việc"),
    ),
    P(
        *("E", "Cấp lại giấy chứng nhận đăng ký hộ kinh doanh", "mất giấy phép kinh doanh"),
        *("Giấy đề nghị cấp lại", "3 ngày làm việc"),
    ),
)
FIELDS: Final = {
    "Hộ tịch": CIVIL,
    "Chứng thực": COPIES,
    "Đất đai, xây dựng": LAND,
    "Bảo trợ xã hội, người có công": PEOPLE,
    "Hộ kinh doanh": BUSINESS,
}
