"""What answers look like, as JSON Schema (2020-12) with examples. A test holds every answer to it."""

from collections.abc import Iterable
from typing import Any, Final

from kiosk.office.opening import OpeningState
from kiosk.queue.kinds import Channel, PauseReason, Respondent
from kiosk.queue.tickets import Quality, State

Schema = dict[str, Any]
WRITTEN: Final = {"date": "2026-11-16", "date-time": "2026-11-16T09:00:00.000+07:00"}
EXAMPLE_URL: Final = "https://motcua.example/t/0123456789abcdefghjkmnpqrs"


def _object(**properties: Schema) -> Schema:
    """Return an object that has exactly these members."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _text(meaning: str = "", **more: object) -> Schema:
    return {"type": "string", **({"description": meaning} if meaning else {}), **more}


def _whole(meaning: str, least: int = 0) -> Schema:
    return {"type": "integer", "minimum": least, "description": meaning}


def _or_null(schema: Schema) -> Schema:
    known = {**schema, "type": [schema["type"], "null"]}
    return known | ({"enum": [*schema["enum"], None]} if "enum" in schema else {})


def _one_of(values: Iterable[str], meaning: str) -> Schema:
    return _text(meaning, enum=[str(value) for value in values])


def _instant(meaning: str) -> Schema:
    return _text(meaning, format="date-time")


def _list(of: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{of}"}}


TICKET: Final = {
    "id": _whole("Stays for ever; names the ticket in addresses.", 1),
    "label": _text("What is called out and shown.", examples=["A007"]),
    "group": _text("Letters of the service group it is in now.", examples=["A"]),
    "state": _one_of(State, "Where it is."),
    "counter": _or_null(_text("Sign of the counter it was called to last.", examples=["3"])),
    "channel": _one_of(Channel, "How it came to be."),
    "priority": _or_null(_text("Why the person goes first.", examples=["aged_80"])),
    "respondent": _or_null(_one_of(Respondent, "Whom the visitor stands for, if they said so.")),
    "arrived_at": _instant("When the wait began."),
    "arrived_quality": _one_of(Quality, "How far that can be trusted."),
    "first_called_at": _or_null(_instant("The end of the wait; kept for ever.")),
    "last_called_at": _or_null(_instant("The latest call.")),
    "started_at": _or_null(_instant("When service began.")),
    "ended_at": _or_null(_instant("When the visit ended, however it did.")),
}
QUOTED: Final = {
    "ahead": _whole("People of the same group who waited before this one when the number was given."),
    "wait_low_minutes": _or_null(_whole("The wait quoted then, from …; null while no counter is open.")),
    "wait_high_minutes": _or_null(_whole("… to.")),
    "url": _text("The ticket's own page, a secret: for the QR code on the slip.", format="uri", examples=[EXAMPLE_URL]),
    "code": _text("With the number it moves the ticket to a phone: for the slip.", examples=["7K3M9P"]),
}
GROUP: Final = {
    "prefix": _text("Its letters.", examples=["A"]),
    "name": _text("Its name in Vietnamese.", examples=["Khai sinh, kết hôn, khai tử"]),
    "waiting": _whole("People who wait for it now."),
}
COUNTER: Final = {
    "label": _text("What stands on its sign.", examples=["3"]),
    "name": _text("Its name in Vietnamese.", examples=["Quầy 3"]),
    "state": _one_of(("closed", "open", "paused"), "Whether it calls people."),
    "pause_reason": _or_null(_one_of(PauseReason, "Why it stands still.")),
    "by_machine": {"type": "boolean", "description": "A machine has opened it. Only then machines act there."},
    "groups": {"type": "array", "items": _text(), "description": "Letters of the groups it calls from while open."},
    "ticket": _or_null(_whole("Id of the ticket that was called there or is being served.", 1)),
}
PRIORITY: Final = {"code": _text(examples=["aged_80"]), "name": _text(examples=["Từ 80 tuổi"])}
UNIT: Final = {
    "slug": _text("Its name in addresses.", examples=["ninh-kieu"]),
    "name": _text("Its name in Vietnamese.", examples=["Phường Ninh Kiều"]),
    "day": _text("Today there.", format="date"),
    "practice": {"type": "boolean", "description": "A unit to practise in: nothing here counts in any figure."},
    "opening": _one_of(OpeningState, "What the door says now."),
    "changes_at": _or_null(_instant("While open, when this session ends; otherwise when it opens.")),
    "groups": _list("Group"),
    "counters": _list("Counter"),
    "priorities": _list("Priority"),
}
PROBLEM: Final[Schema] = {
    "type": "object",
    "properties": {
        "type": _text("Names the kind of problem; stable.", format="uri-reference"),
        "title": _text("The kind in words."),
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": _text("This case in words, or what to do."),
        "errors": {
            "type": "array",
            "items": _object(field=_text("Its name; empty for the whole."), message=_text("What is expected.")),
        },
        "scope": _text("What the key would have to be good for."),
        "state": _text("Where the ticket is."),
        "move": _text("What was asked of it."),
    },
    "required": ["type", "title", "status", "detail"],
    "additionalProperties": False,
}
SCHEMAS: Final[dict[str, Schema]] = {
    "Unit": _object(**UNIT),
    "Group": _object(**GROUP),
    "Counter": _object(**COUNTER),
    "Priority": _object(**PRIORITY),
    "Ticket": _object(**TICKET),
    "IssuedTicket": _object(**TICKET, **QUOTED),
    "TicketList": _object(
        tickets=_list("Ticket"),
        next_cursor=_or_null(_text("Send it as cursor for the tickets after these; null at the end.")),
    ),
    "Problem": PROBLEM,
}


def example_of(schema: Schema) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return an example of what *schema* describes, put together from those of its parts."""
    if "$ref" in schema:
        return example_of(SCHEMAS[schema["$ref"].rpartition("/")[2]])
    if "properties" in schema:
        return {name: example_of(part) for name, part in schema["properties"].items()}
    if "items" in schema:
        return [example_of(schema["items"])]
    known = [*schema.get("examples", ()), *schema.get("enum", ())]
    plain = {"integer": schema.get("minimum"), "boolean": False, "string": WRITTEN.get(schema.get("format", ""), "A")}
    return known[0] if known else plain.get(str(schema["type"]))
