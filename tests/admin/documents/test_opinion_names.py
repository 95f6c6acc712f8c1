"""A report calls things what the pages call them."""

from collections.abc import Mapping

import pytest
from flask import Flask

from admin.documents import opinion_names
from admin.opinions import wording as pages
from kiosk.queue.wording import RESPONDENTS
from survey.moderation.wording import REASONS
from survey.opinions.wording import CHANNELS
from survey.questionnaires.names import FACTORS


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (opinion_names.CHANNELS, CHANNELS),
        (opinion_names.FACTORS, FACTORS),
        (opinion_names.REASONS, REASONS),
        (opinion_names.BANDS, pages.BANDS),
        (opinion_names.RESPONDENTS, RESPONDENTS),
    ],
    ids=("channels", "factors", "reasons", "bands", "respondents"),
)
def test_reports_use_the_words_of_the_pages(app: Flask, ours: Mapping[str, str], theirs: Mapping[str, object]) -> None:
    with app.test_request_context("/?lang=vi"):
        assert dict(ours) == {key: str(words) for key, words in theirs.items()}


def test_parts_are_called_alike(app: Flask) -> None:
    with app.test_request_context("/?lang=vi"):
        assert {by: f"Theo {words[0].lower()}{words[1:]}" for by, words in opinion_names.PARTS.items()} == {
            by: str(words) for by, words in pages.PARTS.items() if by in opinion_names.PARTS
        }
        assert {factor: pages.factor_name(factor) for factor in opinion_names.FACTORS} == dict(opinion_names.FACTORS)
