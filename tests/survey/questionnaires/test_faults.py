"""What keeps a draft from being published is found before anybody is asked."""

from survey.questionnaires.faults import Drafted, Fault, faults

LEVELS = Drafted("levels", required=False, overall=False, choices=5)
SCORE = Drafted("levels", required=True, overall=True, choices=5)


def test_a_sound_form_has_no_fault() -> None:
    assert faults([SCORE, LEVELS, Drafted("text", required=False, overall=False, choices=0)]) == []


def test_a_form_without_a_score_is_no_fault() -> None:
    assert faults([LEVELS]) == []


def test_nothing_to_ask_and_too_much_to_ask_are_faults() -> None:
    assert faults([]) == [(Fault.EMPTY, 0)]
    assert faults([LEVELS] * 41) == [(Fault.TOO_LONG, 0)]


def test_the_second_required_and_the_second_overall_question_are_named() -> None:
    assert faults([SCORE, LEVELS, SCORE]) == [(Fault.TWO_REQUIRED, 3), (Fault.TWO_OVERALL, 3)]


def test_the_score_comes_from_five_levels() -> None:
    assert faults([Drafted("one", required=False, overall=True, choices=3)]) == [(Fault.OVERALL_NO_LEVELS, 1)]


def test_a_question_needs_two_answers_to_choose_from() -> None:
    assert faults([Drafted("one", required=False, overall=False, choices=1)]) == [(Fault.FEW_CHOICES, 1)]
