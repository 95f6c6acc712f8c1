"""Ballots as the log speaks of them. Pure."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from survey.ledger.entries import canonical


def cast_ballot(
    unit: str, week: str, channel: str, served: bool | None, form: str, answers: Mapping[str, Sequence[int]]
) -> dict[str, Any]:
    """Return a ballot as it is committed to when it is cast.

    Args:
        unit: The unit's slug.
        week: ISO week of casting.
        channel: How it was cast.
        served: Whether the visit ended in being served; ``None`` without a ticket.
        form: ``key/version`` of the questionnaire.
        answers: Question id to the values picked, sorted.
    """
    picked = {question: list(values) for question, values in answers.items()}
    return {"unit": unit, "week": week, "channel": channel, "served": served, "form": form, "answers": picked}


def sealed_ballot(
    ballot_id: str, cell: Sequence[int | str | None], form: str, answers: Iterable[tuple[int, int]]
) -> str:
    """Return the line of a sealed ballot: its random id, the cell kept of it, its form, (question, value) in order."""
    told = {"id": ballot_id, "cell": list(cell), "form": form, "answers": sorted(list(pair) for pair in answers)}
    return canonical(told)


def digest_of(lines: Iterable[str]) -> str:
    """Return SHA-256 over the lines in their own order, each ended by a line feed; 64 hex digits."""
    return hashlib.sha256("".join(f"{line}\n" for line in sorted(lines)).encode()).hexdigest()
