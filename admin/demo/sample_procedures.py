"""What a procedure of the sample says. Names are those people really ask for; codes, fees and limits are ours. Pure."""

from dataclasses import dataclass
from typing import Final

from kiosk.procedures.entries import Texts
from kiosk.procedures.time_limits import Limit, read

PORTAL: Final = "https://dichvucong.gov.vn/"
BASIS: Final = "Dữ liệu mẫu: không dùng làm căn cứ khi làm thủ tục"
POST: Final = "Nhận hồ sơ và trả kết quả tại nhà qua bưu điện khi người dân đăng ký (mẫu)"
DOCUMENT: Final = "Quyết định 01/QĐ-MẪU"


@dataclass(frozen=True, slots=True)
class SampleProcedure:
    """A procedure of a sample office.

    Attributes:
        prefix: The letters of the service group that receives it.
        others: Its name in English, Khmer and Chinese, as far as there is one.
        synonyms: Everyday words for it, between semicolons; *bring* likewise.
        limit: What the law allows; *announced* the office's own, empty where there is none.
        fee: In words; *dong* the sum where it is one.
    """

    prefix: str
    name: str
    synonyms: str
    bring: str
    limit: str
    announced: str = ""
    fee: str = "Không thu (mẫu)"
    dong: str = ""
    others: tuple[str, ...] = ()

    def texts(self, field: str) -> Texts:
        """Return what stands on its page."""
        english, khmer, chinese = (*self.others, "", "", "")[:3]
        return Texts(
            name_vi=self.name,
            name_en=english,
            name_km=khmer,
            name_zh=chinese,
            field=field,
            synonyms=self.synonyms,
            bring=self.bring.replace("; ", "\n"),
            fee="" if self.dong else self.fee,
            fee_amount=self.dong,
            limit=self.limit,
            online_url=PORTAL,
            post=POST,
            lookup_url=PORTAL,
            basis=BASIS,
        )

    @property
    def promised(self) -> Limit | None:
        """The office's own limit; ``None`` where it has announced none."""
        return read(self.announced) if self.announced else None
