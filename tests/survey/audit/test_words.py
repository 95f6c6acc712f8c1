import string

import pytest

from survey.audit.report import Findings, Kind, Problem
from survey.audit.words import WORDS, told


@pytest.mark.parametrize("kind", Kind)
def test_every_problem_has_words_that_name_the_same_values_in_both_languages(kind: Kind) -> None:
    vietnamese, english = WORDS[kind]
    fields = [{name for _, name, _, _ in string.Formatter().parse(words) if name} for words in (vietnamese, english)]
    assert fields[0] == fields[1]
    assert vietnamese.endswith(".")
    assert english.endswith(".")


def test_a_problem_says_its_unit_and_what_differs() -> None:
    problem = Problem(Kind.BATCH_DIFFERS, "ninh-kieu", {"batch": 7, "what": "ballots_sha256, comments"})
    assert told(problem, "vi") == "ninh-kieu: Đợt 7 không còn như lúc niêm phong: câu trả lời, số lời góp ý."
    assert told(problem, "en") == "ninh-kieu: Batch 7 is not as it was sealed: ballots_sha256, comments."


def test_a_problem_can_be_kept_as_json_and_read_back() -> None:
    problem = Problem(Kind.TILE_WRONG, None, {"level": 0, "number": 3})
    assert Problem.of(problem.kept()) == problem


def test_after_many_problems_only_their_number_grows() -> None:
    findings = Findings()
    for position in range(1000):
        findings.add(Kind.LEAVES_MISSING, position=position)
    assert findings.found == 1000
    assert len(findings.first) == 200
