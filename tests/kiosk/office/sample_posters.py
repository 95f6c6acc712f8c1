"""Posters for the tests, and their texts as the sheet carries them."""

from dataclasses import replace

from kiosk.office.poster_content import Poster, PosterWords

WORDS = PosterWords(
    headline="Quét mã để lấy số thứ tự",
    note="Không có điện thoại thông minh? Cán bộ sẽ lấy số giúp Ông/Bà.",
    address_label="Không quét được? Xin gõ địa chỉ này:",
    code_label="Mã điểm",
    hotline_label="Đường dây nóng",
    trial_mark="BẢN THỬ",
    sample_mark="DỮ LIỆU MẪU",
)
ENTRANCE = Poster(
    agency="Ủy ban nhân dân phường Ninh Kiều",
    unit="Trung tâm Phục vụ hành chính công",
    place="Lối vào",
    kind="entrance",
    steps=("Mở máy ảnh, hướng vào mã.", "Bấm vào dòng địa chỉ hiện ra.", "Bấm “Lấy số” và giữ trang này."),
    url="https://langnghe.cantho.gov.vn/q/7KQ2M9XD",
    address="langnghe.cantho.gov.vn",
    site_code="7KQ2-M9XD",
    hotline="0292 3 123 456",
    anti_fraud="Trang này không hỏi số căn cước, mật khẩu, mã OTP, tiền và không yêu cầu đăng nhập Zalo",
    trial=False,
    sample=False,
    language="vi",
    words=WORDS,
)
COUNTER = replace(ENTRANCE, place="Quầy 3 – Hộ tịch", kind="counter")
LONG_ADDRESS = replace(ENTRANCE, url="https://langnghe.sotuphap.thanhphocantho.gov.vn/lang-nghe/q/7KQ2M9XD")

ENGLISH = replace(
    ENTRANCE,
    language="en",
    agency="People’s Committee of Ninh Kiều Ward",
    unit="Public Administration Service Centre",
    seal=ENTRANCE.agency,
    place="Entrance",
    steps=(
        "Open your phone’s camera and point it at the code.",
        "Tap the address that appears.",
        "Tap “Take a number”.",
    ),
    words=PosterWords(
        headline="Scan the code to take a number",
        note="No smartphone? Our staff will take a number for you.",
        address_label="Cannot scan? Please type this address:",
        code_label="Site code",
        hotline_label="Hotline",
        trial_mark="TRIAL",
        sample_mark="SAMPLE DATA",
    ),
    anti_fraud="This page never asks for your ID number, password, OTP code or money, nor for a Zalo sign-in.",
)
KHMER = replace(
    ENTRANCE,
    language="km",
    agency="គណៈកម្មាធិការប្រជាជនសង្កាត់និញគៀវ",
    unit="មណ្ឌលបម្រើរដ្ឋបាលសាធារណៈ",
    seal=ENTRANCE.agency,
    place="ច្រកចូល",
    steps=(
        "បើកកាមេរ៉ាទូរសព្ទ តម្រង់ទៅកូដខាងលើ។",
        "ចុចលើអាសយដ្ឋានដែលលេចឡើង។",
        "ចុច “យកលេខ” ហើយតាមដានវេនរបស់លោកអ្នកនៅលើទូរសព្ទ។",
    ),
    words=PosterWords(
        headline="ស្កេនកូដដើម្បីយកលេខរៀង",
        note="មិនមានទូរសព្ទទំនើប? មន្ត្រីនឹងជួយយកលេខជូនលោកអ្នក។",
        address_label="ស្កេនមិនបាន? សូមវាយបញ្ចូលអាសយដ្ឋាននេះ៖",
        code_label="លេខកូដទីតាំង",
        hotline_label="ទូរសព្ទបន្ទាន់",
        trial_mark="សាកល្បង",
        sample_mark="ទិន្នន័យគំរូ",
    ),
    anti_fraud="ទំព័រនេះមិនសួរលេខអត្តសញ្ញាណប័ណ្ណ ពាក្យសម្ងាត់ លេខកូដ OTP ប្រាក់ ហើយមិនតម្រូវឱ្យចូលគណនី Zalo ទេ។",
)
CHINESE = replace(
    ENTRANCE,
    language="zh",
    agency="宁桥坊人民委员会",
    unit="公共行政服务中心",
    seal=ENTRANCE.agency,
    place="入口",
    steps=("打开手机相机，对准上方二维码。", "点击出现的网址。", "点击“取号”，在手机上查看您的排队情况。"),
    words=PosterWords(
        headline="扫码取号",
        note="没有智能手机？工作人员会帮您取号。",
        address_label="无法扫码？请输入此网址：",
        code_label="地点代码",
        hotline_label="服务热线",
        trial_mark="试用",
        sample_mark="示例数据",
    ),
    anti_fraud="本页面不会询问身份证号码、密码、OTP验证码或钱款，也不要求登录 Zalo。",
)
LANGUAGES = {"vi": ENTRANCE, "en": ENGLISH, "km": KHMER, "zh": CHINESE}
GROUP = replace(
    ENTRANCE,
    kind="group",
    place="Khai sinh, kết hôn, khai tử",
    picture="ho-tich",
    url=f"{ENTRANCE.url}/g/12345",
    steps=("Quét mã bên trên.", "Chọn việc cần làm, xem giấy tờ phải mang và lệ phí.", "Bấm “Lấy số cho việc này”."),
    words=replace(WORDS, headline="Quét mã để xem giấy tờ cần mang"),
)
KHMER_GROUP = replace(KHMER, kind="group", place="ដីធ្លី ផ្ទះសម្បែង", picture="dat-dai", url=GROUP.url)

LONG_NAME = (
    "Trung tâm Phục vụ hành chính công xã Mỹ Xuyên, Điểm tiếp nhận hồ sơ và trả kết quả số 2, thành phố Cần Thơ mở rộng"
)
NAMES = [
    LONG_NAME.ljust(120, "g"),
    LONG_NAME.upper().ljust(120, "G"),
    "NGUYỄN ẤP ỆỘ " * 9 + "NGUYỄN",
    "W" * 120,
    "Sở Tư pháp",
]
