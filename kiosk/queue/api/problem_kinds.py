"""What can go wrong here beyond what can go wrong anywhere. The names are part of the API: none ever changes."""

from collections.abc import Mapping
from typing import Final

from kiosk.ground.web.problems import GENERAL, ProblemKind

OWN: Final[Mapping[str, ProblemKind]] = {
    "idempotency-key-missing": ProblemKind(
        400, "A POST needs an Idempotency-Key.", "Send 1 to 200 visible ASCII characters, new for each act."
    ),
    "key-missing": ProblemKind(401, "No key was sent.", "Send Authorization: Bearer and the key."),
    "key-unknown": ProblemKind(
        401, "This key is not known, or was revoked.", "Ask the office's administrator for a new key."
    ),
    "scope-missing": ProblemKind(
        403, "The key is not good for this.", "Ask the office's administrator for a key with the scope named here."
    ),
    "key-reused": ProblemKind(
        409, "The Idempotency-Key was used for another request.", "Use a new Idempotency-Key for each act."
    ),
    "group-not-offered": ProblemKind(
        409, "The unit does not offer this service group now.", "GET /unit lists the groups."
    ),
    "priority-not-offered": ProblemKind(
        409, "Nobody is let go first for this reason now.", "GET /unit lists the priorities."
    ),
    "no-numbers-here": ProblemKind(409, "The unit gives out no numbers.", "It only asks people how it was."),
    "day-full": ProblemKind(
        409, "The unit has given out all numbers of this day.", "Say so; people without a number go to a clerk."
    ),
    "arrival-out-of-range": ProblemKind(
        409,
        "The arrival lies in the future, more than four hours back or on another day.",
        "Set the machine's clock; enter what is older in the tally sheet.",
    ),
    "nobody-waits": ProblemKind(
        409, "Nobody waits for this counter.", "Ask again later, with the same key or another."
    ),
    "counter-closed": ProblemKind(409, "The counter is not open.", "Open it first."),
    "counter-taken": ProblemKind(
        409, "A person has opened this counter, and a machine does not act for them.", "Let them close it first."
    ),
    "counter-busy": ProblemKind(
        409, "Somebody is still at the counter.", "Finish with them, or report that nobody came."
    ),
    "move-refused": ProblemKind(
        409, "A ticket in this state cannot make this move.", "GET the ticket to see where it is."
    ),
    "overtaken": ProblemKind(
        409, "Somebody else moved the ticket in that moment.", "GET the ticket, then decide anew."
    ),
    "invalid": ProblemKind(422, "The request does not have the documented form.", "Each fault is in errors."),
    "too-many-requests": ProblemKind(
        429, "Too many requests with this key.", "Wait as long as Retry-After says, then send it again."
    ),
}
ALL: Final[Mapping[str, ProblemKind]] = {**GENERAL, **OWN}
