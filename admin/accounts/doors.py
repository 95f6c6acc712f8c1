"""The doors on the first page of a person: where one may go, filled by the application from every room."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from flask import Flask, current_app, request, url_for
from flask_babel import gettext as _
from flask_babel.speaklater import LazyString
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from admin.accounts import guard, sessions
from admin.accounts.queries import Person
from admin.accounts.roles import Permission, Role, tops_with
from kiosk.ground.i18n import carried, locale

LANDINGS: Final = "landings"
LINKS: Final = "navigation"


@dataclass(frozen=True, slots=True)
class Door:
    """A link to a room: its title, its first view, and what one must be allowed (anywhere) to see the link."""

    title: LazyString
    endpoint: str
    permission: Permission


def init_app(app: Flask, *doors: Door, landings: Mapping[Role, str]) -> None:
    """Give desk pages their navigation: *doors* in this order, the person's name and the way out.

    Args:
        app: The application.
        doors: Where one may go.
        landings: The first view of whoever is nothing else than that role; everybody else begins at the list of doors.
    """
    app.extensions["doors"] = doors
    app.extensions[LINKS] = {}
    app.extensions[LANDINGS] = landings
    app.jinja_env.globals["csrf_field"] = csrf_field
    app.context_processor(desk_context)


def landing(roles: Iterable[Role]) -> str:
    """Return the address of the first page of somebody with *roles*."""
    held, landings = set(roles), cast(Mapping[Role, str], current_app.extensions[LANDINGS])
    return url_for(landings.get(held.pop(), guard.HOME) if len(held) == 1 else guard.HOME)


def open_to(person: Person) -> list[Door]:
    """Return the doors that *person* may open."""
    doors: tuple[Door, ...] = current_app.extensions["doors"]
    return [door for door in doors if tops_with(door.permission, person.grants)]


def desk_context() -> dict[str, Any]:
    """Return what desk.html shows of the signed-in person; nothing for strangers and on citizens' pages."""
    person = sessions.known() if guard.inside(request.endpoint) else None
    if person is None:
        return {}
    return {
        "desk_person": person.name,
        "sign_out_url": url_for("accounts.sign_out"),
        "unit_sample": person.in_sample,
        "desk_nav": _navigation(open_to(person)),
    }


def _navigation(doors: Sequence[Door]) -> Sequence[Mapping[str, Any]]:
    """Return the links to the first page and to *doors*, written once for all who see the same from the same room."""
    here, home = _room(request.endpoint), request.endpoint == guard.HOME
    kept = cast(dict[Any, list[dict[str, Any]]], current_app.extensions[LINKS])
    seen_from = (tuple(door.endpoint for door in doors), here, home, locale(), carried())
    if seen_from not in kept:
        kept[seen_from] = [
            _link(guard.HOME, _("Trang chủ"), current=home),
            *(_link(door.endpoint, str(door.title), current=_room(door.endpoint) == here) for door in doors),
        ]
    return kept[seen_from]


def csrf_field() -> Markup:
    """Return the hidden field that every form of a desk page carries."""
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def _link(endpoint: str, label: str | LazyString, *, current: bool) -> dict[str, Any]:
    return {"url": url_for(endpoint), "label": label, "current": current}


def _room(endpoint: str | None) -> str:
    return (endpoint or "").rpartition(".")[0]
