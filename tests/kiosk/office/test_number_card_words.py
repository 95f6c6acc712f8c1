"""The back of a laminated card."""

from flask_babel import force_locale

from kiosk.ground.i18n import LANGUAGES
from kiosk.office.number_card_words import back_words
from tests.client import CheckedClient


def test_the_back_of_a_card_speaks_to_everybody(client: CheckedClient) -> None:
    with client.application.test_request_context():
        said = {}
        for language in LANGUAGES:
            with force_locale(language):
                said[language] = back_words()
    assert len(set(said.values())) == len(LANGUAGES)
