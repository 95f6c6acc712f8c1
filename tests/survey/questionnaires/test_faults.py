"""What keeps a draft from being published is found before anybody is asked."""

from survey.questionnaires.faults import Drafted, Fault, faults

LEVELS = Drafted("levels", required=False, overall=False, choices=5)
SCORE = Drafted("levels", required=True, overall=True, choices=5)


def test_a_sound_form_has_no_fault() -> None:
    assert faults([SCORE, LEVELS, Drafted("text", required=False, overall=False, choices=0)], "visit") == []


def test_a_form_after_a_visit_without_a_score_is_a_fault_and_an_open_one_is_none() -> None:
    assert faults([LEVELS], "visit") == [(Fault.NO_OVERALL, 0)]
    assert faults([LEVELS], "open") == []


def test_nothing_to_ask_and_too_much_to_ask_are_faults() -> None:
    assert faults([], "open") == [(Fault.EMPTY, 0)]
    assert faults([LEVELS] * 41, "open") == [(Fault.TOO_LONG, 0)]


def test_the_second_required_and_the_second_overall_question_are_named() -> None:
    assert faults([SCORE, LEVELS, SCORE], "visit") == [(Fault.TWO_REQUIRED, 3), (Fault.TWO_OVERALL, 3)]


def test_the_score_comes_from_five_levels() -> None:
    assert faults([Drafted("one", required=False, overall=True, choices=3)], "visit") == [(Fault.OVERALL_NO_LEVELS, 1)]


def test_a_question_needs_two_answers_to_choose_from() -> None:
    assert faults([Drafted("one", required=False, overall=False, choices=1)], "open") == [(Fault.FEW_CHOICES, 1)]
