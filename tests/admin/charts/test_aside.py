"""A chart drawn by the child is the same to the byte, and a child that fails costs time and no chart."""

import os
import signal
from collections.abc import Iterator

import pytest

from admin.charts import aside
from admin.charts.weekly_chart import weekly_chart
from tests.admin.measures.offices import TEXTS, W46, W47, busy

FIGURES = [busy(W46, 12, 600), busy(W47, 12, 900)]


@pytest.fixture
def child() -> Iterator[aside.Child]:
    """The child of this process, ended afterwards."""
    aside.let(beside=True)
    yield aside.child()
    aside.let(beside=False)
    aside.child().end()


def here() -> bytes:
    return weekly_chart(FIGURES, None, texts=TEXTS, sample=False)


def beside() -> bytes:
    return aside.drawn(weekly_chart, FIGURES, None, texts=TEXTS, sample=False)


def whose(_name: str) -> bytes:
    return str(os.getpid()).encode()


def refuses(where: str) -> bytes:
    if str(os.getpid()) != where:
        raise ValueError("only here")
    return b"drawn here"


@pytest.mark.usefixtures("child")
def test_a_chart_drawn_beside_is_the_one_drawn_here_also_after_the_child_was_killed() -> None:
    expected = here()
    assert beside() == expected

    os.kill(int(aside.drawn(whose, "child")), signal.SIGKILL)

    assert beside() == expected


@pytest.mark.usefixtures("child")
def test_the_child_is_another_process_and_stays_the_same_one() -> None:
    pids = {aside.drawn(whose, "child") for _ in range(3)}

    assert len(pids) == 1
    assert pids != {str(os.getpid()).encode()}


@pytest.mark.usefixtures("child")
def test_what_the_child_cannot_draw_is_drawn_here() -> None:
    assert aside.drawn(refuses, str(os.getpid())) == b"drawn here"


@pytest.mark.usefixtures("child")
def test_what_cannot_be_told_to_the_child_is_drawn_here() -> None:
    assert aside.drawn(lambda: b"drawn here") == b"drawn here"


def test_a_child_that_hangs_is_waited_for_once_and_only_shortly_by_others(
    child: aside.Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.kill(int(aside.drawn(whose, "child")), signal.SIGSTOP)
    monkeypatch.setattr(aside, "PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr(aside, "TURN_SECONDS", 0.05)

    here = str(os.getpid()).encode()
    assert aside.drawn(whose, "x" * 1_000_000) == here  # more than a pipe takes
    with child._lock:  # somebody else's chart
        assert aside.drawn(whose, "child") == here


def test_a_command_draws_its_charts_itself() -> None:
    assert aside.drawn(whose, "command") == str(os.getpid()).encode()
