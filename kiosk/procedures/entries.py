"""What an administrator or a file says of a procedure, checked once for both. Pure."""

import re
from dataclasses import dataclass, fields
from typing import Final

from kiosk.ground.text import TextTooLongError, clean
from kiosk.office.entries import optional, required
from kiosk.office.refusals import Refused
from kiosk.procedures.time_limits import Limit, read

CODE_CHARS: Final = 40
NAME_CHARS: Final = 500
FIELD_CHARS: Final = 200
LINE_CHARS: Final = 500
TEXT_CHARS: Final = 4000
LIMIT_CHARS: Final = 300
DOCUMENT_CHARS: Final = 200
MOST_DONG: Final = 10**12

_CODE: Final = re.compile(r"[^\W_][\w.\-/]*")
_ADDRESS: Final = re.compile(r"https://([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)(?::[0-9]{1,5})?(?:[/?#][^\s\\<>\"'`{}|^]*)?")
_MONEY: Final = re.compile(r"([0-9]{1,3}(?:[. ,][0-9]{3})+|[0-9]+) ?(?:đồng|đ|vnđ|vnd)?", re.IGNORECASE)
_BULLET: Final = re.compile(r"^(?:[-–•*+]\s+)+")


@dataclass(frozen=True, slots=True)
class Texts:
    """What stands on the page of a procedure, as it was typed; only the Vietnamese name has to be there.

    Attributes:
        synonyms: Everyday words for it, one a line or between semicolons.
        bring: What to bring, one thing a line.
        fee: What it costs, in words; *fee_amount* the same in đồng, where it is one sum.
        limit: How long the office may take: “5 ngày làm việc”, or words.
        place: Where and how it is handed in.
        online_url: Where it is done online; *lookup_url* where a dossier is looked up. Both https.
        post: How it is done by post (BCCI).
        basis: The laws and decrees it rests on, one a line.
    """

    name_vi: str = ""
    name_en: str | None = None
    name_km: str | None = None
    name_zh: str | None = None
    field: str | None = None
    synonyms: str | None = None
    bring: str | None = None
    fee: str | None = None
    fee_amount: str | None = None
    limit: str | None = None
    place: str | None = None
    online_url: str | None = None
    post: str | None = None
    lookup_url: str | None = None
    basis: str | None = None

    def columns(self) -> dict[str, object]:
        """Return the columns of a version, cleaned.

        Raises:
            Refused: at the attribute's name, *missing* (the name), *too_long* or *malformed* (an address, a sum).
        """
        return {
            "name_vi": required(self.name_vi, "name_vi", max_chars=NAME_CHARS),
            "name_en": optional(self.name_en, "name_en", max_chars=NAME_CHARS),
            "name_km": optional(self.name_km, "name_km", max_chars=NAME_CHARS),
            "name_zh": optional(self.name_zh, "name_zh", max_chars=NAME_CHARS),
            "field": optional(self.field, "field", max_chars=FIELD_CHARS),
            "synonyms": lines((self.synonyms or "").replace(";", "\n"), "synonyms"),
            "bring": lines(self.bring, "bring"),
            "fee": optional(self.fee, "fee", max_chars=LINE_CHARS),
            "fee_amount": money(self.fee_amount),
            **_limit(self.limit),
            "place": lines(self.place, "place"),
            "online_url": address(self.online_url, "online_url"),
            "post": lines(self.post, "post"),
            "lookup_url": address(self.lookup_url, "lookup_url"),
            "basis": lines(self.basis, "basis"),
        }


COLUMNS: Final = tuple(field.name for field in fields(Texts))


def code(text: str | None) -> str:
    """Return the code of a procedure as it is published, in capitals: “1.001193”, “MẪU-001”.

    Raises:
        Refused: *missing*, *too_long* or *malformed*, at ``code``.
    """
    found = required(text, "code", max_chars=CODE_CHARS).upper()
    if not _CODE.fullmatch(found):
        raise Refused("malformed", "code")
    return found


def lines(text: str | None, field: str) -> str | None:
    """Return *text* with one thing a line, without bullets and blank lines; ``None`` when nothing is left.

    Raises:
        Refused: *too_long*.
    """
    try:
        cleaned = clean(text or "", max_chars=TEXT_CHARS, multiline=True)
    except TextTooLongError as error:
        raise Refused("too_long", field) from error
    kept = (_BULLET.sub("", " ".join(line.split())) for line in cleaned.split("\n"))
    return "\n".join(line for line in kept if line) or None


def address(text: str | None, field: str) -> str | None:
    """Return a web address that a link may lead to: https, a plain domain name, nobody's password; ``None`` for none.

    Raises:
        Refused: *too_long* or *malformed*.
    """
    found = optional(text, field, max_chars=LINE_CHARS)
    if found is not None and not _ADDRESS.fullmatch(found):
        raise Refused("malformed", field)
    return found


def site_of(url: str) -> str:
    """Return the domain name that *url* leads to, as it is shown beside a link: “dichvucong.gov.vn”."""
    match = _ADDRESS.fullmatch(url)
    return match[1].lower() if match else url


def money(text: str | None) -> int | None:
    """Return a sum in đồng: “8.000”, “8 000 đồng”, “8000”; ``None`` for nothing.

    Raises:
        Refused: *too_long*, *malformed* or *out_of_range*, at ``fee_amount``.
    """
    found = optional(text, "fee_amount", max_chars=30)
    if found is None:
        return None
    match = _MONEY.fullmatch(found)
    if match is None:
        raise Refused("malformed", "fee_amount")
    amount = int(re.sub(r"[. ,]", "", match[1]))
    if amount > MOST_DONG:
        raise Refused("out_of_range", "fee_amount")
    return amount


def shorter(text: str | None) -> Limit:
    """Return an announced limit, which has to be a number: “3 ngày làm việc”.

    Raises:
        Refused: *missing*, *too_long* or *malformed*, at ``limit``.
    """
    found = read(required(text, "limit", max_chars=LIMIT_CHARS))
    if found is None:
        raise Refused("malformed", "limit")
    return found


def document(text: str | None) -> str:
    """Return the document that announces a limit, by its number and day.

    Raises:
        Refused: *missing* or *too_long*, at ``document``.
    """
    return required(text, "document", max_chars=DOCUMENT_CHARS)


def _limit(text: str | None) -> dict[str, object]:
    said = optional(text, "limit", max_chars=LIMIT_CHARS)
    found = read(said) if said else None
    return {
        "limit_amount": found.amount if found else None,
        "limit_unit": str(found.unit) if found else None,
        "limit_text": None if found else said,
    }
