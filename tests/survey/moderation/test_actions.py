"""Decisions are added with their leaf, by outsiders only; figures follow in blocks; nothing is ever deleted."""

import hashlib
import json

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from kiosk.ground.calendar import Week
from survey.audit.decision_checking import check_decisions
from survey.audit.report import Findings
from survey.ballots.models import Ballot, BallotBatch
from survey.ledger.models import LedgerLeaf
from survey.moderation import actions, queries
from survey.moderation.actions import InsiderError, Moderator, NotThereError
from survey.moderation.models import Act, Moderation, Reason
from survey.moderation.standings import Standing
from tests import factories
from tests.factories import MONDAY
from tests.survey.moderation import sealed
from tests.survey.moderation.sealed import Sealed


@pytest.fixture
def office(session: Session) -> Sealed:
    return sealed.batch(session)


def mai(office: Sealed) -> Moderator:
    return Moderator(staff_id=7, outside_of=frozenset({office.unit.id}))


def aside(session: Session, office: Sealed, ids: list[str], key: str, reason: Reason = Reason.SPAM) -> int:
    return actions.set_aside(session, office.batch.id, ids, reason, by=mai(office), key=key, now=MONDAY)


def restore(session: Session, office: Sealed, ids: list[str], key: str) -> int:
    return actions.restore(session, office.batch.id, ids, by=mai(office), key=key, now=MONDAY)


def leaves(session: Session) -> list[dict[str, object]]:
    asked = select(LedgerLeaf.entry).order_by(LedgerLeaf.position)
    found = [json.loads(entry) for entry in session.scalars(asked)]
    return [leaf for leaf in found if leaf["kind"] in ("aside", "restored", "comment")]


def left_out(session: Session) -> set[str]:
    session.expire_all()
    return set(session.scalars(select(Ballot.id).where(Ballot.aside_block.is_not(None))))


def stands(session: Session, office: Sealed) -> Standing:
    return queries.standing(session, [office.unit.id])


def test_a_decision_is_counted_at_once_and_moves_figures_with_the_fifth(session: Session, office: Sealed) -> None:
    assert aside(session, office, office.first[:4], "k1") == 4
    assert actions.put_in_force(session) == 0
    assert stands(session, office) == Standing(22, 0, {"spam": 4}, waiting=4)
    assert aside(session, office, [office.first[4]], "k2", Reason.TEST) == 1
    assert actions.put_in_force(session) == 5
    assert actions.put_in_force(session) == 0
    assert left_out(session) == set(office.first[:5])
    assert stands(session, office) == Standing(22, 5, {"spam": 4, "test": 1}, waiting=0)


def test_ballots_of_two_counters_do_not_leave_together(session: Session, office: Sealed) -> None:
    aside(session, office, [*office.first[:4], *office.second[:4]], "k1")
    assert actions.put_in_force(session) == 0


def test_each_decision_has_a_leaf_that_names_no_ballot(session: Session, office: Sealed) -> None:
    aside(session, office, office.first[:2], "k1")
    restore(session, office, office.first[:1], "k2")
    first, second = leaves(session)
    digests = sorted(hashlib.sha256(one.encode()).hexdigest() for one in office.first[:2])
    told = {"unit": office.unit.slug, "batch": office.batch.id}
    assert first == {"kind": "aside", "about": digests, "reason": "spam"} | told
    about = [hashlib.sha256(office.first[0].encode()).hexdigest()]
    assert second == {"kind": "restored", "about": about, "reason": None} | told
    assert len({row.position for row in queries.history(session, [office.unit.id])}) == 2


def test_a_thousand_ballots_go_and_come_back_with_one_decision(session: Session, office: Sealed) -> None:
    like = session.get_one(Ballot, office.first[0])
    many = [f"{place:032x}" for place in range(2**64, 2**64 + 1200)]
    place = {"batch_id": like.batch_id, "counter_id": like.counter_id, "questionnaire_id": like.questionnaire_id}
    session.add_all(Ballot(id=one, **place) for one in many)
    session.flush()
    assert aside(session, office, many, "k1") == 1200
    assert aside(session, office, many, "k1") == 0
    assert actions.put_in_force(session) == 1200
    assert restore(session, office, many[:1], "k2") == 1200
    assert actions.put_in_force(session) == 1200
    told = leaves(session)
    assert [(leaf["kind"], len(str(leaf["about"]).split(","))) for leaf in told] == [
        *(("aside", 500), ("aside", 500), ("aside", 200)),
        *(("restored", 500), ("restored", 500), ("restored", 200)),
    ]
    found = Findings()
    kept = dict(enumerate(told))
    check_decisions(session, kept, len(told), found)
    assert found.found == 0


def test_a_block_is_restored_whole_and_by_the_next_run(session: Session, office: Sealed) -> None:
    aside(session, office, office.first[:6], "k1")
    actions.put_in_force(session)
    assert restore(session, office, office.first[:1], "k2") == 6
    assert stands(session, office) == Standing(22, 6, {}, waiting=0)
    assert stands(session, office).coming_back == 6
    actions.put_in_force(session)
    assert left_out(session) == set()
    assert aside(session, office, office.first[2:3], "k3") == 6


def test_the_same_form_again_and_the_same_decision_again_add_nothing(session: Session, office: Sealed) -> None:
    assert aside(session, office, office.first[:3], "k1") == 3
    assert restore(session, office, office.first[:3], "k2") == 3
    assert aside(session, office, office.first[:3], "k1") == 0
    assert restore(session, office, office.first[:3], "k3") == 0
    assert len(leaves(session)) == 2


def test_whoever_belongs_to_the_unit_decides_nothing(session: Session, office: Sealed) -> None:
    neighbour = Moderator(7, frozenset({factories.unit(session, "Phường Cái Răng").id}))
    comment = sealed.comment(session, office.unit, "Chờ lâu")
    with pytest.raises(InsiderError):
        actions.set_aside(session, office.batch.id, office.first[:1], Reason.SPAM, by=neighbour, key="k1", now=MONDAY)
    with pytest.raises(InsiderError):
        actions.decide_comments(
            session, office.unit.id, [comment.id], Act.PUBLISHED, by=neighbour, key="k2", now=MONDAY
        )
    assert leaves(session) == []


def test_a_ballot_of_another_batch_is_not_there(session: Session, office: Sealed) -> None:
    other = sealed.batch(session, factories.unit(session, "Phường Cái Răng"))
    for ids in ([other.first[0]], [], ["\ud800"]):
        with pytest.raises(NotThereError):
            aside(session, office, ids, "k1")


def test_decisions_can_neither_be_changed_nor_deleted(session: Session, office: Sealed) -> None:
    aside(session, office, office.first[:1], "k1")
    for statement in (delete(Moderation), update(Moderation).values(reason=None)):
        before = session.begin_nested()
        with pytest.raises(DatabaseError, match="append-only"):
            session.execute(statement)
        before.rollback()


def test_the_share_of_thirteen_weeks_makes_an_alarm(session: Session, office: Sealed) -> None:
    sealed.batch(session, office.unit, until_week="2026-W20")
    aside(session, office, office.first[:1], "k1")
    [watch] = queries.lately(session, [office.unit.id], Week(2026, 46)).values()
    assert (watch.lately.sealed, watch.lately.aside, watch.lately.alarming) == (22, 1, True)
    assert queries.lately(session, [office.unit.id], Week(2026, 10))[office.unit.id].lately.sealed == 0
    assert session.scalar(select(func.count()).select_from(BallotBatch)) == 2


def test_an_old_batch_set_aside_today_is_an_alarm_of_today_and_later_of_the_batch(
    session: Session, office: Sealed
) -> None:
    old = sealed.batch(session, office.unit, until_week="2026-W20")
    aside(session, old, old.first, "k1")
    today, much_later = (
        queries.lately(session, [office.unit.id], Week(*at))[office.unit.id] for at in ((2026, 46), (2027, 30))
    )
    assert (today.lately.aside, today.decided, today.decided_lately) == (0, 10, True)
    assert (much_later.decided, much_later.decided_lately) == (0, False)
    assert [(one.until_week, one.sealed, one.aside) for one in much_later.heavy] == [(Week(2026, 20), 22, 10)]
    restore(session, old, old.first, "k2")
    assert not queries.lately(session, [office.unit.id], Week(2026, 46))[office.unit.id].alarming
