"""A form filled in and sent as a browser would: with its own defaults, hidden fields and pressed button."""

from collections.abc import Mapping, Sequence
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests import markup
from tests.client import CheckedClient

Typed = str | int | bool | Sequence[str]
PRESSED_TYPES = {"submit", "image"}
CHECKED_TYPES = {"checkbox", "radio"}


class Form:
    """One form of a page."""

    def __init__(self, element: Element, path: str) -> None:
        self.element = element
        self.action = urljoin(path, element.get("action") or path)
        self.method = element.get("method", "get").upper()

    def __repr__(self) -> str:
        return f"<form {self.method} {self.action} {sorted(self.choices)} {self.buttons}>"

    @property
    def buttons(self) -> list[str]:
        """The words on its buttons, in order."""
        return [_words_on(button) for button in self._submitters()]

    @property
    def choices(self) -> dict[str, list[str] | None]:
        """What each field takes: the values of its boxes, circles or options, or ``None`` for free text."""
        found: dict[str, list[str] | None] = {}
        for control in self._controls():
            name, values = control.get("name", ""), _offered(control)
            known = found.setdefault(name, values)
            if known is not None and values is not None and known is not values:
                known.extend(values)
        return found

    @property
    def defaults(self) -> MultiDict[str, str]:
        """What is sent when nothing is touched; disabled fields and unpressed buttons are not."""
        return MultiDict(
            (control.get("name", ""), value) for control in self._controls() for value in _default(control)
        )

    def submit(
        self,
        client: CheckedClient,
        *,
        press: str = "",
        follow: bool = True,
        forged: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        **typed: Typed,
    ) -> TestResponse:
        """Fill in the form, press a button and return the answer.

        Args:
            client: Who sends it.
            press: Words on the button; needed when there are several.
            follow: Go on to where a redirect leads, as a browser does; ``False`` gives the redirect itself.
            forged: Values that a browser would not let a person send, such as a choice that is not offered.
            headers: More headers, such as ``HX-Request``.
            **typed: Values by field name: text, an offered choice, several of them, ``True`` to tick, ``False`` not to.

        Raises:
            AssertionError: There is no such field, choice or button, or a POST that did something answered another
                status than 303 (so that going back or reloading would do it twice).
        """
        sent = self.defaults
        for name, value in typed.items():
            sent.setlist(name, self._chosen(name, value))
        for name, text in (forged or {}).items():
            sent.setlist(name, [text])
        button = self._button(press)
        if pressed := button.get("name"):
            sent.add(pressed, button.get("value", ""))
        action = urljoin(self.action, button.get("formaction") or self.action)
        if self.method == "GET":
            return client.get(action, query_string=sent, follow_redirects=follow, headers=dict(headers or {}))
        response = client.post(action, data=sent, follow_redirects=follow, headers=dict(headers or {}))
        first = response.history[0] if response.history else response
        fragment = "HX-Request" in (headers or {})
        assert first.status_code == 303 or first.status_code >= 400 or fragment, f"{action} answered {first.status}"
        return response

    def _chosen(self, name: str, value: Typed) -> list[str]:
        assert name in self.choices, f"no field {name!r}, only {sorted(self.choices)}"
        offered = self.choices[name]
        if isinstance(value, bool):
            assert offered, f"{name} cannot be ticked"
            return [offered[0]] if value else []
        values = [str(value)] if isinstance(value, str | int) else list(value)
        for one in values:
            assert offered is None or one in offered, f"{name} offers {offered}, not {one!r}"
        return values

    def _button(self, press: str) -> Element:
        found = [button for button in self._submitters() if press in _words_on(button)]
        exact = [button for button in found if press == _words_on(button)] or found
        assert len(exact) == 1, f"press one of {self.buttons}"
        return exact[0]

    def _submitters(self) -> list[Element]:
        return [
            element
            for element in self.element.iter()
            if (element.tag == "button" and element.get("type", "submit") in PRESSED_TYPES)
            or (element.tag == "input" and element.get("type") in PRESSED_TYPES)
        ]

    def _controls(self) -> list[Element]:
        off = {
            id(field)
            for set_ in self.element.iter("fieldset")
            if set_.get("disabled") is not None
            for field in set_.iter()
        }
        return [
            element
            for element in self.element.iter()
            if element.tag in {"input", "select", "textarea"}
            and element.get("name")
            and element.get("disabled") is None
            and element.get("type") not in PRESSED_TYPES | {"button", "reset"}
            and id(element) not in off
        ]


def _words_on(button: Element) -> str:
    return button.get("value", "") if button.tag == "input" else markup.words(button) or button.get("aria-label", "")


def _value(option: Element) -> str:
    value = option.get("value")
    return markup.words(option) if value is None else value


def _offered(control: Element) -> list[str] | None:
    if control.tag == "select":
        return [_value(option) for option in control.iter("option") if option.get("disabled") is None]
    return [control.get("value", "on")] if control.get("type") in CHECKED_TYPES else None


def _default(control: Element) -> list[str]:
    if control.tag == "select":
        options = [option for option in control.iter("option") if option.get("disabled") is None]
        chosen = [_value(option) for option in options if option.get("selected") is not None]
        several = control.get("multiple") is not None
        return chosen or ([] if several or not options else [_value(options[0])])
    if control.tag == "textarea":
        return ["".join(control.itertext())]
    if control.get("type") in CHECKED_TYPES:
        return [control.get("value", "on")] if control.get("checked") is not None else []
    return [control.get("value", "")]
