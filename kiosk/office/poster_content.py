"""What one poster says. Every text comes in the poster's own language, already translated."""

from dataclasses import dataclass
from typing import Literal

PosterKind = Literal["entrance", "counter", "group", "look_up"]
PaperSize = Literal["A4", "A5", "A6"]


@dataclass(frozen=True, slots=True)
class PosterWords:
    """The texts that are the same on all posters of one kind and language.

    Attributes:
        headline: What to do, in a few words: “Quét mã để lấy số thứ tự”.
        note: A sentence under it: who helps without a smartphone, or that answering is voluntary and without a name.
        address_label: Stands over the web address.
        code_label: Stands over the site code.
        hotline_label: Stands over the hotline.
        trial_mark: “BẢN THỬ”, drawn when the poster is a trial.
        sample_mark: “DỮ LIỆU MẪU”, drawn when the unit is a sample.
    """

    headline: str
    note: str
    address_label: str
    code_label: str
    hotline_label: str
    trial_mark: str
    sample_mark: str


@dataclass(frozen=True, slots=True)
class Poster:
    """One poster.

    Attributes:
        agency: The agency as on its seal, up to 120 characters.
        unit: The one-stop or site, up to 120 characters; may be empty.
        place: Where the poster hangs: “Quầy 3 – Hộ tịch”, “Lối vào”; or the everyday name of the service group.
        kind: What the pictures show: a number at an entrance, the questions at a counter, papers to bring on the poster
            of a service group. A unit that only asks has posters of kind “counter” at its entrance too, and “look_up”
            instead of “group”.
        steps: Three short sentences.
        url: What the code says.
        address: The web address to type, without scheme.
        site_code: The code to type, “ABCD-1234”.
        hotline: May be empty, then nothing is drawn.
        anti_fraud: What the pages never ask for.
        trial: Mark the sheet as a trial, because its address is not an https one.
        sample: Mark the sheet as made from sample data.
        language: “vi”, “en”, “km” or “zh”; the key of `kiosk.office.poster_fonts.TYPEFACES`.
        words: The texts shared by all posters of this kind and language.
        seal: The agency's Vietnamese name, where `agency` says it in another language; else empty.
        picture: Name of the drawing beside the place, as of a service group; empty for none.
    """

    agency: str
    unit: str
    place: str
    kind: PosterKind
    steps: tuple[str, str, str]
    url: str
    address: str
    site_code: str
    hotline: str
    anti_fraud: str
    trial: bool
    sample: bool
    language: str
    words: PosterWords
    seal: str = ""
    picture: str = ""
