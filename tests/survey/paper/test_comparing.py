"""Two people read the same slip."""

from survey.paper.comparing import Typed, differing
from survey.paper.slip_codes import fresh, grouped, kept, read

ASKED = [11, 12, 13]


def test_the_same_ticks_agree_and_texts_whatever_their_case_and_white_space() -> None:
    first = Typed({11: (1, 2)}, {13: "Chờ  lâu\nquá"})
    assert differing(first, Typed({11: (1, 2)}, {13: "chờ lâu quá "}), ASKED) == []


def test_every_question_read_differently_is_named_in_order() -> None:
    first = Typed({11: (1,), 12: (3,)}, {13: "Chờ lâu"})
    assert differing(first, Typed({11: (2,), 12: (3,)}, {13: "Cho lau"}), ASKED) == [11, 13]
    assert differing(first, Typed(), ASKED) == ASKED


def test_two_empty_slips_agree() -> None:
    assert Typed().blank
    assert differing(Typed(), Typed(), ASKED) == []


def test_a_code_is_read_however_it_is_typed() -> None:
    [code] = fresh(1)
    assert len(code) == 16
    assert read(grouped(code).lower()) == code
    assert read("7k3m 9p2x o4qt-hilz") == "7K3M9P2X04QTH11Z"
    for typed in ("", "7K3M-9P2X", "u" * 16, "7" * 17, "7K3M9P2X04QTH11\0"):
        assert read(typed) is None


def test_nobody_goes_from_what_is_kept_to_the_voting_token() -> None:
    assert kept("7K3M9P2X04QTH11Z") != kept("7K3M9P2X04QTH11Y")
    assert "7K3M" not in kept("7K3M9P2X04QTH11Z")
