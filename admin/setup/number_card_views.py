"""Laminated cards with numbers: how many the unit has, and sheets of them to print."""

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import Optional

from admin.accounts import scopes
from admin.accounts.guard import allow, me
from admin.accounts.roles import Permission
from admin.setup import number_card_texts
from admin.setup.forms import NumberField, SetupForm
from admin.setup.pages import answer, the_unit, unit_address
from kiosk.ground import clock, db
from kiosk.ground.web.errors import Trouble
from kiosk.office import number_card_actions
from kiosk.office.number_card_actions import MOST_CARDS
from kiosk.office.number_cards import number_cards_as_pdf
from kiosk.office.posters import LettersMissingError


class NumberCardsForm(SetupForm):
    """How many cards there are."""

    number_cards = NumberField(
        _l("Số thẻ của đơn vị"),
        [Optional()],
        description=_l("Ví dụ 100: thẻ từ T001 đến T100. Để trống nếu không dùng thẻ."),
    )


@allow(Permission.SET_UP, of=scopes.slug)
def number_cards(slug: str) -> ResponseReturnValue:
    """Set how many cards the unit has, and offer the sheets."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view = the_unit(session, slug)
    form = NumberCardsForm(request.form, obj=view.unit)
    return answer(
        form,
        lambda s: number_card_actions.set_number_cards(s, view.id, form.number_cards.data, now=now, staff_id=by),
        template="admin/setup/number_cards.html",
        done=unit_address(view, "cach-lam"),
        view=view,
        unit_sample=view.unit.is_demo,
        longest=number_card_texts.LONGEST_RUN,
    )


@allow(Permission.SET_UP, of=scopes.slug)
def number_card_sheets(slug: str) -> ResponseReturnValue:
    """Send the cards ``?from=1&until=100`` as sheets of A4, with ``&back=1`` each followed by its back."""
    with db.read() as session:
        view = the_unit(session, slug)
    first, last = _between(view.unit.number_cards or 100)
    content = number_card_texts.cards_of(view, back=request.args.get("back") == "1")
    try:
        drawn = number_cards_as_pdf(content, range(first, last + 1))
    except LettersMissingError as error:
        raise Trouble(
            422,
            _("Tên đơn vị có ký tự không in được trên thẻ: %(letters)s", letters=error),
            _("Xin sửa tên rồi tải lại."),
        ) from error
    response = Response(drawn, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-number-cards-{first}-{last}.pdf"'
    return response


def _between(usual: int) -> tuple[int, int]:
    """Return the first and last card that the address asks for.

    Raises:
        Trouble: 422, they are no numbers of cards, run backwards or are too many for one file.
    """
    first = request.args.get("from", 1, type=int)
    last = request.args.get("until", min(usual, first + number_card_texts.LONGEST_RUN - 1), type=int)
    if not 1 <= first <= last <= MOST_CARDS or last - first >= number_card_texts.LONGEST_RUN:
        raise Trouble(
            422,
            _("Không in được các thẻ này."),
            _(
                "Thẻ đánh số từ 1 đến %(most)s, mỗi lần in nhiều nhất %(count)s thẻ.",
                most=MOST_CARDS,
                count=number_card_texts.LONGEST_RUN,
            ),
        )
    return first, last
