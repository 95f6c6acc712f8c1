"""What a request may say: declared once, read by these declarations, and described by them in the OpenAPI document."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Protocol

from kiosk.ground.text import TextTooLongError, clean

Schema = dict[str, Any]
INSTANT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
LEAP: Final = re.compile(r"(?<=:[0-5][0-9]:)60")
EARLIEST: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value; *field* is empty for the whole."""

    field: str
    message: str


class Invalid(Exception):
    """The request does not have the declared form.

    Attributes:
        faults: All of them, not only the first.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{fault.field}: {fault.message}" for fault in faults))
        self.faults = tuple(faults)


class Kind(Protocol):
    """One kind of value."""

    def schema(self) -> Schema:
        """Return its JSON Schema (2020-12)."""

    def read(self, value: object) -> object:
        """Return what *value*, as decoded from JSON or from an address, stands for.

        Raises:
            ValueError: It is of another form; the text says what is expected.
        """


@dataclass(frozen=True, slots=True)
class Word:
    """A text of 1 to *most* code points, cleaned of what nobody can see; *pattern* holds for the whole of it."""

    most: int
    pattern: str | None = None

    def schema(self) -> Schema:
        """As :class:`Kind` says."""
        known: Schema = {"type": "string", "minLength": 1, "maxLength": self.most}
        return known | ({"pattern": f"^{self.pattern}$"} if self.pattern else {})

    def read(self, value: object) -> str:
        """As :class:`Kind` says."""
        if not isinstance(value, str) or not 1 <= len(value) <= self.most:
            raise ValueError(f"must be a text of 1 to {self.most} characters")
        if self.pattern is not None and re.fullmatch(self.pattern, value) is None:
            raise ValueError(f"must match {self.pattern}")
        try:
            return clean(value, max_chars=self.most)
        except TextTooLongError as error:
            raise ValueError(f"must be a text of 1 to {self.most} characters") from error


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a closed list of words."""

    values: tuple[str, ...]

    def schema(self) -> Schema:
        """As :class:`Kind` says."""
        return {"type": "string", "enum": list(self.values)}

    def read(self, value: object) -> str:
        """As :class:`Kind` says."""
        if not isinstance(value, str) or value not in self.values:
            raise ValueError(f"must be one of {', '.join(self.values)}")
        return value


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant with its zone, as RFC 3339 writes it."""

    def schema(self) -> Schema:
        """As :class:`Kind` says."""
        return {"type": "string", "format": "date-time"}

    def read(self, value: object) -> datetime:
        """As :class:`Kind` says; years that no clock shows become the earliest one."""
        expected = "must be an instant such as 2026-11-16T09:00:00+07:00"
        if not isinstance(value, str) or INSTANT.fullmatch(value) is None:
            raise ValueError(expected)
        leap = LEAP.search(value) is not None
        try:
            moment = datetime.fromisoformat(LEAP.sub("59", value).upper())
        except ValueError as error:
            raise ValueError(expected) from error
        try:
            return moment.astimezone(UTC) + timedelta(seconds=leap)
        except OverflowError:
            return EARLIEST


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number from *least* to *most*, written out in an address."""

    least: int
    most: int
    default: int

    def schema(self) -> Schema:
        """As :class:`Kind` says."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most, "default": self.default}

    def read(self, value: object) -> int:
        """As :class:`Kind` says."""
        text = str(value)
        if re.fullmatch(r"[0-9]{1,9}", text) is None or not self.least <= int(text) <= self.most:
            raise ValueError(f"must be a whole number from {self.least} to {self.most}")
        return int(text)


@dataclass(frozen=True, slots=True)
class Several:
    """A list of 1 to *most* different values of one kind."""

    kind: Kind
    most: int

    def schema(self) -> Schema:
        """As :class:`Kind` says."""
        return {
            "type": "array",
            "items": self.kind.schema(),
            "minItems": 1,
            "maxItems": self.most,
            "uniqueItems": True,
        }

    def read(self, value: object) -> tuple[object, ...]:
        """As :class:`Kind` says."""
        if not isinstance(value, list) or not 1 <= len(value) <= self.most:
            raise ValueError(f"must be a list of 1 to {self.most}")
        found = tuple(self.kind.read(one) for one in value)
        if len(set(found)) != len(found):
            raise ValueError("must not say anything twice")
        return found


@dataclass(frozen=True, slots=True)
class Field:
    """A named value of a request, with a sentence for the document and an example of it."""

    kind: Kind
    meaning: str
    example: object
    required: bool = False


Shape = Mapping[str, Field]


def read(shape: Shape, values: object) -> dict[str, Any]:
    """Return the values of a request by name; what was not said is left out.

    Raises:
        Invalid: A value is missing, of another form, or not known here.
    """
    if not isinstance(values, dict):
        raise Invalid([Fault("", "must be an object")])
    faults = [Fault(name, "is not known here") for name in values if name not in shape]
    found = {}
    for name, field in shape.items():
        if name not in values:
            faults += [Fault(name, "is required")] if field.required else []
            continue
        try:
            found[name] = field.kind.read(values[name])
        except ValueError as error:
            faults.append(Fault(name, str(error)))
    if faults:
        raise Invalid(faults)
    return found


def schema_of(shape: Shape) -> Schema:
    """Return the JSON Schema of a body; an object with these values and no others."""
    named = {
        name: {**field.kind.schema(), "description": field.meaning, "examples": [field.example]}
        for name, field in shape.items()
    }
    required = [name for name, field in shape.items() if field.required]
    schema: Schema = {"type": "object", "properties": named, "additionalProperties": False}
    return schema | ({"required": required} if required else {})
