"""What may be told of few ballots: the one rule for every satisfaction figure that is shown anywhere. Pure.

Under ten answers nothing but their number is told. Where a total is told beside its parts, what is hidden could be
reckoned as the rest; so more parts are hidden, those with the fewest answers first, until the hidden ones have ten
together.
"""

from collections.abc import Sequence

from survey.satisfaction import HIDDEN_BELOW


def enough(n: int) -> bool:
    """Tell whether *n* answers are enough to say anything but their number."""
    return n >= HIDDEN_BELOW


def told(parts: Sequence[int]) -> tuple[bool, ...]:
    """Return which parts of a total that is told may be told, too; a part of nobody tells nothing and stays.

    Args:
        parts: Answers in each; together they are the total.
    """
    shown = [n == 0 or enough(n) for n in parts]
    hidden = sum(n for n, one in zip(parts, shown, strict=True) if not one)
    for place in sorted((place for place, n in enumerate(parts) if enough(n)), key=lambda place: parts[place]):
        if hidden == 0 or enough(hidden):
            break
        shown[place] = False
        hidden += parts[place]
    return tuple(shown)
