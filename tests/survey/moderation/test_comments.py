"""Comments wait until somebody from outside has read them; what is hidden stays tracked."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.ballots.models import Comment
from survey.moderation import actions, queries
from survey.moderation.actions import Moderator, NotThereError
from survey.moderation.models import Act, Moderation, Reason
from survey.moderation.striking import NotInTextError
from tests import factories
from tests.factories import MONDAY
from tests.survey.moderation.sealed import comment


def test_a_comment_is_public_only_after_a_decision(session: Session) -> None:
    unit = factories.unit(session)
    rows = [comment(session, unit, f"Lời {place}") for place in range(3)]
    by = Moderator(7, frozenset({unit.id}))
    assert queries.public_comments(session, [unit.id]) == []
    actions.decide_comments(session, unit.id, [rows[0].id], Act.PUBLISHED, by=by, key="k1", now=MONDAY)
    actions.decide_comments(session, unit.id, [rows[1].id], Act.HIDDEN, Reason.SPAM, by=by, key="k2", now=MONDAY)
    assert [row.text for row in queries.public_comments(session, [unit.id])] == ["Lời 0"]
    assert [row.comment.text for row in queries.comments(session, [unit.id], undecided=True)] == ["Lời 2"]
    counts = queries.comment_counts(session, [unit.id])
    assert counts == {(Act.PUBLISHED, None): 1, (Act.HIDDEN, Reason.SPAM): 1, (None, None): 1}
    actions.decide_comments(session, unit.id, [rows[1].id], Act.PUBLISHED, by=by, key="k3", now=MONDAY)
    assert len(queries.public_comments(session, [unit.id])) == 2


def test_struck_out_words_are_gone_and_the_digest_stays(session: Session) -> None:
    unit = factories.unit(session)
    row = comment(session, unit, "Chị Sáu ở ấp 3 chờ hai giờ liền.")
    row.text_hash = "f" * 64
    by = Moderator(7, frozenset({unit.id}))
    left = actions.mask_comment(session, unit.id, row.id, ["Sáu"], by=by, key="k1", now=MONDAY)
    assert left == "Chị ••• ở ấp 3 chờ hai giờ liền."
    assert actions.mask_comment(session, unit.id, row.id, ["Sáu"], by=by, key="k1", now=MONDAY) == left
    session.expire_all()
    kept = session.get_one(Comment, row.id)
    assert (kept.text, kept.text_hash) == (left, "f" * 64)
    assert [each.text for each in queries.public_comments(session, [unit.id])] == [left]
    assert actions.decide_comments(session, unit.id, [row.id], Act.PUBLISHED, by=by, key="k2", now=MONDAY) == 0
    assert session.scalars(select(Moderation.act)).all() == ["masked"]


def test_nothing_is_struck_out_that_does_not_stand_there(session: Session) -> None:
    unit = factories.unit(session)
    row = comment(session, unit, "Chờ lâu.")
    by = Moderator(7, frozenset({unit.id}))
    with pytest.raises(NotInTextError):
        actions.mask_comment(session, unit.id, row.id, ["Lan"], by=by, key="k1", now=MONDAY)
    with pytest.raises(NotThereError):
        actions.mask_comment(session, unit.id, "nobody", ["Chờ"], by=by, key="k1", now=MONDAY)
    assert session.scalars(select(Moderation)).all() == []
