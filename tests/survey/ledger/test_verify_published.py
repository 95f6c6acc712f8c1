"""The program that outsiders run holds what an office publishes against the log."""

import json
from typing import Any

import pytest

from survey.ledger import entries
from tests.survey.ledger.verifier import loaded

LEVELS = [1, 0, 2, 10, 7]
ROW: dict[str, Any] = {"batch": 4, "ballots": 20} | {f"sealed_level_{n}": LEVELS[n - 1] for n in range(1, 6)}


def compared(row: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Count one sealed batch of 20 ballots, then compare what is published of it; the mistakes and what was said."""
    check = loaded().Check([], english=True)
    sealed = {"channel": "visit", "served": True, "from_week": "2026-W46", "until_week": "2026-W46", "ballots": 20}
    check.counted(json.loads(entries.batch("ninh-kieu", 4, sealed | {"levels": LEVELS})), 0)
    check.published("ninh-kieu", json.dumps({"rows": [row]}))
    return check.wrong, capsys.readouterr().out


def test_figures_that_are_those_of_the_log_agree(capsys: pytest.CaptureFixture[str]) -> None:
    assert compared(ROW, capsys) == (0, "ninh-kieu: what is published agrees with the log, 1 batches.\n")


@pytest.mark.parametrize("change", [{"sealed_level_1": 0, "sealed_level_5": 8}, {"ballots": 21}, {"batch": 5}])
def test_figures_that_are_not_are_named(change: dict[str, int], capsys: pytest.CaptureFixture[str]) -> None:
    wrong, said = compared(ROW | change, capsys)
    assert wrong == 1
    assert "WHAT IS PUBLISHED DIFFERS FROM THE LOG: ninh-kieu, batch" in said


def test_levels_that_are_not_published_are_not_compared(capsys: pytest.CaptureFixture[str]) -> None:
    assert compared(ROW | dict.fromkeys(f"sealed_level_{n}" for n in range(1, 6)), capsys)[0] == 0
