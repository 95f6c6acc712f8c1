"""Why an act on the office is refused: one exception that a form, a command and a program can each read."""

from typing import Literal

Reason = Literal[
    "missing",  # has to be filled in
    "too_long",  # more characters than can be kept
    "malformed",  # not of the expected form
    "unknown",  # refers to nothing
    "taken",  # somebody else's already
    "out_of_range",
    "backwards",  # ends before it begins
    "overlap",  # two stretches of time share a minute
    "not_in_province",
    "loop",  # a unit would stand above itself
    "larger_kind",  # a unit would stand under a smaller one
    "not_there_yet",  # the unit above does not exist on that day
    "before_first",  # earlier than the unit itself
    "later_change",  # another change is planned for a later day
    "samples_mixed",  # a sample and a real unit in one tree
    "practice",  # a unit would stand below one for practice, and in no figure
    "already_withdrawn",
    "inactive",
    "foreign",  # another unit's, which this person may not change
    "frozen",  # it is in force, or was: a new version has to be made
    "not_shorter",  # a promised limit that is no shorter than the law's
]


class Refused(Exception):
    """The act was not done; nothing was written.

    Attributes:
        reason: One of the closed list, for a sentence in the reader's language.
        field: The value to look at again, by the name it has in forms; empty when it is not one value.
    """

    def __init__(self, reason: Reason, field: str = "") -> None:
        super().__init__(f"{field or 'act'}: {reason}")
        self.reason: Reason = reason
        self.field = field
