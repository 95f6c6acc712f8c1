"""Ballots as the log speaks of them. Pure."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from survey.ledger.entries import canonical

MOST: Final = 1_000_000
"""No value of an answer is as large."""


def cast_ballot(
    unit: str,
    week: str,
    channel: str,
    served: bool | None,
    form: str,
    answers: Mapping[str, Sequence[int]],
    *,
    cell: Sequence[int | str | None],
) -> dict[str, Any]:
    """Return a ballot as it is committed to when it is cast.

    Args:
        unit: The unit's slug.
        week: ISO week of casting.
        channel: How it was cast.
        served: Whether the visit ended in being served; ``None`` without a ticket.
        form: ``key/version`` of the questionnaire.
        answers: Question id to the values picked, sorted.
        cell: Counter, group, wait band and respondent, as finely as they were known: nobody moves a ballot elsewhere.
    """
    picked = {question: list(values) for question, values in answers.items()}
    told = {"unit": unit, "week": week, "channel": channel, "served": served, "form": form, "answers": picked}
    return told | {"cell": list(cell)}


def pairs(answers: object, asked: Collection[int]) -> set[tuple[int, int]]:
    """Return a pending ballot's answers as pairs of question and value.

    Whoever writes into the database can put anything there. What is no answer to what was *asked* is left out: it must
    not keep the others from being sealed.
    """
    given = answers.items() if isinstance(answers, Mapping) else ()
    read = {question: values for question, values in given if isinstance(values, list)}
    known = {str(question): question for question in asked}
    return {
        (known[question], value)
        for question, values in read.items()
        for value in values
        if question in known and type(value) is int and 0 <= value <= MOST
    }


def sealed_ballot(
    ballot_id: str, cell: Sequence[int | str | None], form: str, answers: Iterable[tuple[int, int]]
) -> str:
    """Return the line of a sealed ballot: its random id, the cell kept of it, its form, (question, value) in order."""
    told = {"id": ballot_id, "cell": list(cell), "form": form, "answers": sorted(list(pair) for pair in answers)}
    return canonical(told)


def digest_of(lines: Iterable[str]) -> str:
    """Return SHA-256 over the lines in their own order, each ended by a line feed; 64 hex digits."""
    return hashlib.sha256("".join(f"{line}\n" for line in sorted(lines)).encode()).hexdigest()


def form_line(name: str, wording: str, questions: Iterable[tuple[int, str, str, Sequence[tuple[int, str]]]]) -> str:
    """Return a questionnaire as it was asked, for :func:`digest_of`.

    Only the Vietnamese words: they never change once published, while a translation that was missing may come later.

    Args:
        name: ``key/version``.
        wording: What it is called.
        questions: In order: id, kind, words, and value and words of each choice.
    """
    asked = [
        [question, kind, words, [list(choice) for choice in choices]] for question, kind, words, choices in questions
    ]
    return canonical({"form": name, "wording": wording, "questions": asked})


def comment_hash(comment_id: str, channel: str, text: str) -> str:
    """Return what stays of a comment when its text has to go; 64 hex digits.

    The comment's random id goes into it: nobody outside can try all telephone numbers in place of one struck out.
    """
    return hashlib.sha256(f"comment\0{comment_id}\0{channel}\0{text}".encode()).hexdigest()
