"""Every operation of the API on one page: routes, validation and the OpenAPI document all come from this table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from kiosk.office.kinds import Scope
from kiosk.queue.api.shapes import Count, Field, Moment, OneOf, Several, Shape, Word
from kiosk.queue.kinds import LeaveReason, PauseReason, Respondent
from kiosk.queue.tickets import State

BASE: Final = "/api/v1"
PAGE: Final = 50
LONGEST_PAGE: Final = 200
PREFIX: Final = Word(3, "[A-Z]{1,3}")
LABEL: Final = Word(12)
CURSOR: Final = Word(18, "[0-9]{1,18}")
NOTHING: Final[Shape] = {}

ISSUE: Final[Shape] = {
    "group": Field(PREFIX, "Letters of the service group, as GET /unit lists them.", "A", required=True),
    "priority": Field(Word(20, "[a-z0-9_]{1,20}"), "Why somebody goes first, as GET /unit lists it.", "aged_80"),
    "respondent": Field(OneOf(tuple(Respondent)), "Whom the visitor stands for, if they said so.", "person"),
    "arrived_at": Field(
        Moment(),
        "When the person came, if the machine could not tell us then: today, at most four hours ago. "
        "The arrival is marked as told by a device.",
        "2026-11-16T08:45:00+07:00",
    ),
}
OPEN: Final[Shape] = {
    "groups": Field(Several(PREFIX, 50), "Groups to call from; without it those the counter usually serves.", ["A"]),
}
PAUSE: Final[Shape] = {"reason": Field(OneOf(tuple(PauseReason)), "Why the counter stands still.", "break", True)}
CALL: Final[Shape] = {"counter": Field(LABEL, "What stands on the counter's sign.", "3", required=True)}
LEAVE: Final[Shape] = {"reason": Field(OneOf(tuple(LeaveReason)), "Why, if the person said so.", "too_long")}
LIST: Final[Shape] = {
    "state": Field(OneOf(tuple(State)), "Only tickets in this state.", "waiting"),
    "group": Field(PREFIX, "Only tickets of this service group.", "A"),
    "limit": Field(Count(1, LONGEST_PAGE, PAGE), "How many tickets an answer has at most.", 50),
    "cursor": Field(CURSOR, "next_cursor of the answer before.", "1042"),
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing a machine may ask or do.

    Attributes:
        name: Its operationId, and what the view answers to.
        path: Below :data:`BASE`; ``{id}`` is a ticket's, ``{label}`` a counter's sign.
        answer: The schema of what comes back.
        problems: What can go wrong with this operation in particular.
    """

    name: str
    method: str
    path: str
    scope: Scope
    summary: str
    answer: str
    status: int = 200
    details: str = ""
    body: Shape = field(default_factory=dict)
    query: Shape = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @property
    def writes(self) -> bool:
        """Whether it changes something: then it needs an Idempotency-Key."""
        return self.method == "POST"

    @property
    def names(self) -> tuple[str, ...]:
        """What the address names: ``id``, ``label``."""
        return tuple(part[1:-1] for part in self.path.split("/") if part.startswith("{"))

    @property
    def needs_body(self) -> bool:
        """Whether something has to be said."""
        return any(value.required for value in self.body.values())


def _desk(name: str, act: str, summary: str, body: Shape, *problems: str, details: str = "") -> Operation:
    return Operation(
        name,
        "POST",
        f"/counters/{{label}}/{act}",
        Scope.COUNTERS,
        summary,
        "Counter",
        details=details,
        body=body,
        problems=("counter-taken", *problems),
    )


def _move(name: str, act: str, scope: Scope, summary: str, *problems: str, **more: object) -> Operation:
    known = ("move-refused", "overtaken", *problems)
    return Operation(name, "POST", f"/tickets/{{id}}/{act}", scope, summary, "Ticket", problems=known, **more)  # type: ignore[arg-type]


AT_COUNTER: Final = ("counter-closed", "counter-taken")
TABLE: Final = (
    Operation("getUnit", "GET", "/unit", Scope.READ, "The unit of this key: groups, counters, open or shut", "Unit"),
    Operation(
        "listTickets",
        "GET",
        "/tickets",
        Scope.READ,
        "Today's tickets, by id",
        "TicketList",
        details="Ask with If-None-Match: while nothing has changed the answer is 304, without a body.",
        query=LIST,
    ),
    Operation(
        "issueTicket",
        "POST",
        "/tickets",
        Scope.ISSUE,
        "Check in: give the next number of the day",
        "IssuedTicket",
        status=201,
        body=ISSUE,
        problems=("group-not-offered", "priority-not-offered", "arrival-out-of-range", "no-numbers-here", "day-full"),
    ),
    Operation("getTicket", "GET", "/tickets/{id}", Scope.READ, "One ticket", "Ticket"),
    _desk(
        "openCounter",
        "open",
        "Open a counter",
        OPEN,
        "group-not-offered",
        details="A counter that this unit's machines have open already stays as it is.",
    ),
    _desk("pauseCounter", "pause", "Pause an open counter", PAUSE, "counter-closed"),
    _desk("resumeCounter", "resume", "End the pause", NOTHING, "counter-closed"),
    _desk(
        "closeCounter", "close", "Close a counter", NOTHING, "counter-busy", details="A closed counter stays closed."
    ),
    Operation(
        "callNext",
        "POST",
        "/counters/{label}/call-next",
        Scope.CALL,
        "Call the person whose turn it is",
        "Ticket",
        details="The order is that of the unit's own rule. Calling ends a pause.",
        problems=("nobody-waits", "counter-busy", "overtaken", *AT_COUNTER),
    ),
    _move(
        *("callTicket", "call", Scope.CALL, "Call this person out of turn"),
        *("counter-busy", *AT_COUNTER),
        body=CALL,
        details="The number goes on the hall's screen. Calling ends a pause.",
    ),
    _move("recallTicket", "recall", Scope.CALL, "Call once more", *AT_COUNTER),
    _move("startTicket", "start", Scope.CALL, "The person has come: service begins", *AT_COUNTER),
    _move(
        *("finishTicket", "finish", Scope.END, "The counter is done with the person", *AT_COUNTER),
        details="If the person has checked out before, nothing changes and the answer is the same.",
    ),
    _move("missTicket", "no-show", Scope.END, "Nobody came to the counter", *AT_COUNTER),
    _move(
        *("checkOutTicket", "check-out", Scope.END, "Check out: the person says that the visit is over"),
        details="The first of finish and check-out ends the service; the later one changes nothing.",
    ),
    _move("leaveTicket", "leave", Scope.END, "The person gives the number back", body=LEAVE),
)
BY_NAME: Final[Mapping[str, Operation]] = {operation.name: operation for operation in TABLE}
