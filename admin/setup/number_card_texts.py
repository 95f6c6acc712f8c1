"""What laminated cards say, in the language of the paper."""

from typing import Final

from flask_babel import force_locale
from flask_babel import gettext as _

from kiosk.ground.i18n import DEFAULT, LANGUAGES
from kiosk.office.number_card_words import back_words
from kiosk.office.number_cards import NumberCards
from kiosk.office.queries import UnitView

LONGEST_RUN: Final = 200
"""Cards of one file: more would keep a worker busy for long."""


def cards_of(unit: UnitView, *, back: bool) -> NumberCards:
    """Return the cards of a unit; on the *back* they say in every language what to do with them."""
    with force_locale(DEFAULT):
        said = ((unit.unit.is_practice, _("TẬP DÙNG")), (unit.unit.is_demo, _("DỮ LIỆU MẪU")))
        front = _("Xin nghe gọi số này. Xong việc, xin trả lại thẻ.")
    return NumberCards(
        unit=unit.name(DEFAULT),
        marks=tuple(words for words, shown in ((words, shown) for shown, words in said) if shown),
        front=front,
        back=tuple(dict.fromkeys(_on_the_back(language) for language in LANGUAGES)) if back else (),
        language=DEFAULT,
    )


def _on_the_back(language: str) -> str:
    with force_locale(language):
        return back_words()
