"""What the sample's people say."""

from random import Random
from statistics import fmean

from admin.demo import remarks
from admin.demo.opinions import Opinion, opinion
from admin.demo.stays import Stay
from kiosk.ground.text import clean, mask_personal
from kiosk.queue.kinds import Channel
from kiosk.queue.tickets import State
from survey.questionnaires.default_forms import AFTER_A_VISIT


def visits(minutes: int, state: State = State.DONE, *, people: int = 3000) -> list[Opinion | None]:
    chance = Random(7)
    called = minutes * 60 if state is State.DONE else None
    stay = Stay(0, 0, 300, 9999, True, Channel.PHONE, None, None, state=state, called=called, ended=minutes * 60)
    return [opinion(stay, chance) for _ in range(people)]


def satisfied(minutes: int, state: State = State.DONE) -> float:
    return fmean(said.picked[4][0] >= 4 for said in visits(minutes, state) if said is not None)


def test_a_quarter_to_a_third_of_the_served_vote_and_fewer_of_those_who_left() -> None:
    said = visits(10)
    assert 0.25 <= sum(one is not None for one in said) / len(said) <= 0.35
    assert sum(one is not None for one in visits(10, State.LEFT)) < sum(one is not None for one in said) / 2
    assert not any(visits(10, State.NO_SHOW))


def test_the_longer_the_wait_the_fewer_are_satisfied() -> None:
    shares = [satisfied(minutes) for minutes in (3, 15, 30, 60)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.85
    assert shares[-1] < 0.5


def test_whoever_gave_up_is_less_satisfied_than_whoever_was_served() -> None:
    assert satisfied(20, State.LEFT) < satisfied(20) - 0.15


def test_every_answer_is_one_of_the_form() -> None:
    asked = AFTER_A_VISIT.questions
    for said in visits(25):
        if said is None:
            continue
        assert said.picked[4]
        for values, question in zip(said.picked, asked, strict=False):
            assert all(1 <= value <= len(question.choices) for value in values)
            assert question.kind == "several" or len(values) <= 1


def test_remarks_are_kept_as_they_are_written() -> None:
    for text in (*remarks.GLAD, *remarks.SO_SO, *remarks.UNHAPPY, *remarks.GAVE_UP):
        assert mask_personal(clean(text, max_chars=1000)) == text
