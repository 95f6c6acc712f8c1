"""The door of admin/: closed unless a view says for whom it opens.

A view is marked ``@public``, ``@signed_in`` or ``@allow(Permission.X, of=scopes.counter_id)``; one without a mark
refuses everybody. The permission is checked on the unit of the object that the address names.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Literal, TypeVar, cast
from urllib.parse import urlsplit

import structlog
from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError

from admin.accounts import scopes, sessions
from admin.accounts.queries import Person
from admin.accounts.roles import Permission, tops_with
from admin.accounts.scopes import Scope
from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.ground.recent import Recent
from kiosk.ground.settings import Settings
from kiosk.ground.web.errors import Trouble, answer_http_error
from kiosk.office import queries as office

View = TypeVar("View", bound=Callable[..., Any])
log = structlog.get_logger("guard")

Chains = tuple[frozenset[int], ...]

PREFIX: Final = "/admin"
CHAINS: Final = "guard chains"
KEEP_CHAINS: Final = timedelta(minutes=1)
"""How late a node may notice that a unit stands elsewhere in the tree; a person's roles are read at every request."""
HOME: Final = "accounts.home"


@dataclass(frozen=True, slots=True)
class Guard:
    """For whom a view opens.

    Attributes:
        kind: ``public`` everybody, ``signed_in`` every person, ``allow`` whoever has *permission*.
        of: The units of the object in the address; ``None``: the permission anywhere will do.
        every: The permission is needed over all of these units; otherwise over one of them.
        before_new_password: Opens also to a person who has to choose a new password first.
    """

    kind: Literal["public", "signed_in", "allow"]
    permission: Permission | None = None
    of: Scope | None = None
    every: bool = True
    before_new_password: bool = False


def public(view: View) -> View:
    """Open a view of admin/ to everybody."""
    return _mark(view, Guard("public"))


def signed_in(*, before_new_password: bool = False) -> Callable[[View], View]:
    """Open a view to every person who is signed in."""
    return lambda view: _mark(view, Guard("signed_in", before_new_password=before_new_password))


def allow(permission: Permission, *, of: Scope | None = None, every: bool = True) -> Callable[[View], View]:
    """Open a view to whoever has *permission* over the object that the address names; see :class:`Guard`."""
    return lambda view: _mark(view, Guard("allow", permission, of, every))


def of_view(view: Callable[..., Any]) -> Guard | None:
    """Return the mark of a view; ``None`` when it has none."""
    found: Guard | None = getattr(view, "guard", None)
    return found


def init_app(app: Flask) -> None:
    """Close every view of admin/ in *app* that does not say for whom it opens."""
    keeps = KEEP_CHAINS if cast(Settings, app.config["SETTINGS"]).cache_seconds else timedelta()
    app.extensions[CHAINS] = Recent(keeps)
    app.before_request(check)
    app.register_error_handler(CSRFError, answer_stale_form)


def me() -> Person:
    """Return who is signed in; only for views that are not public."""
    person = sessions.person()
    if person is None:
        raise RuntimeError("a public view asked who is signed in: use sessions.person()")
    return person


def can(permission: Permission) -> bool:
    """Tell whether the signed-in person has *permission* anywhere."""
    return bool(tops_with(permission, me().grants))


def units_with(permission: Permission) -> frozenset[int]:
    """Return all units over which the signed-in person has *permission* today, those below included."""
    kept: dict[Permission, frozenset[int]] = g.setdefault("units_with", {})
    if permission not in kept:
        tops = sorted(tops_with(permission, me().grants))
        with db.read() as session:
            kept[permission] = office.subtree_ids(session, tops, local_day(clock.now()))
    return kept[permission]


def may(permission: Permission, unit_id: int) -> bool:
    """Tell whether the signed-in person has *permission* over this unit; where it stands is a minute old at most."""
    tops = tops_with(permission, me().grants)
    chains = _chains(scopes.unit_id, {"unit_id": unit_id}) if tops else None
    return any(not tops.isdisjoint(chain) for chain in chains or ())


def check() -> ResponseReturnValue | None:
    """Answer in place of a view that is closed to this visitor; runs before every request."""
    if request.endpoint is None or not inside(request.endpoint):
        return None
    guard = of_view(current_app.view_functions[request.endpoint])
    if guard is None:
        log.error("a view of admin/ has no guard", endpoint=request.endpoint)
        return _refuse(403)
    return None if guard.kind == "public" else _answer_person(guard)


def answer_stale_form(_error: Exception) -> ResponseReturnValue:
    """Explain that a form was drawn before somebody signed in or out on this browser; let whoever is out come back."""
    guard = of_view(current_app.view_functions[request.endpoint]) if request.endpoint else None
    if guard is not None and guard.kind != "public" and sessions.person() is None:
        return _to_sign_in()
    happened = _("Trang này mở từ trước khi đăng nhập hoặc đăng xuất nên không gửi được nữa.")
    if _asked_by_script():
        return Response(happened, 400, mimetype="text/plain")
    return answer_http_error(Trouble(400, happened, _("Xin mở lại trang rồi gửi lại."), retry_url=_drawn_from()))


def next_page(wanted: str | None) -> str:
    """Return *wanted* when it is a path of our own, otherwise home: nobody is led elsewhere after signing in."""
    if wanted and wanted.startswith("/") and not wanted.startswith("//") and wanted.isprintable():
        parts = urlsplit(wanted)
        if "\\" not in wanted and not parts.scheme and not parts.netloc:
            return wanted
    return url_for(HOME)


def _mark(view: View, guard: Guard) -> View:
    view.guard = guard  # type: ignore[attr-defined]
    return view


def inside(endpoint: str | None) -> bool:
    """Tell whether the current request's view lives in admin/, by its package or by its address."""
    if endpoint is None:
        return False
    blueprint = current_app.blueprints.get(endpoint.rpartition(".")[0])
    package = blueprint.import_name.split(".")[0] if blueprint else ""
    rule = request.url_rule.rule if request.url_rule else ""
    return package == "admin" or rule == PREFIX or rule.startswith(f"{PREFIX}/")


def _answer_person(guard: Guard) -> ResponseReturnValue | None:
    person = sessions.person()
    if person is None:
        return _to_sign_in()
    if person.must_change_password and not guard.before_new_password:
        return _to_new_password()
    refusal = guard.permission and _refusal(guard, tops_with(guard.permission, person.grants))
    if refusal:
        return _refuse(refusal)
    sessions.note_activity()
    return None


def _refusal(guard: Guard, tops: frozenset[int]) -> int | None:
    """Return the status of the refusal, ``None`` when somebody who may over *tops* may go on."""
    if not tops:
        return 403
    if guard.of is None:
        return None
    chains = _chains(guard.of, request.view_args or {})
    if chains is None:
        return 404
    return None if (all if guard.every else any)(not tops.isdisjoint(chain) for chain in chains) else 403


def _chains(of: Scope, named: Mapping[str, Any]) -> Chains | None:
    """Return each unit of the object in the address together with those above it today; ``None``: no such object."""
    now = clock.now()
    today = local_day(now)

    def ask() -> Chains | None:
        with db.read() as session:
            units = of(session, named)
            if units is None:
                return None
            return tuple(frozenset(office.ancestor_ids(session, one, today)) for one in sorted(units))

    if of not in scopes.FOR_GOOD:
        return ask()
    kept = cast(Recent, current_app.extensions[CHAINS])
    return kept.get(now, (of, *named.items(), today), ask) or ask()  # what was just added is there at once


def _asked_by_script() -> bool:
    return sessions.is_poll() or "HX-Request" in request.headers


def _refuse(status: int) -> ResponseReturnValue:
    """Refuse with a page, or with one line where a script would put a whole page into a part of one."""
    if not _asked_by_script():
        abort(status)
    return Response(_("Ông/Bà không có quyền làm việc này."), status, mimetype="text/plain")


def _to_sign_in() -> ResponseReturnValue:
    if _asked_by_script():
        answer = Response(_("Phiên làm việc đã kết thúc. Xin đăng nhập lại."), 401, mimetype="text/plain")
        if "HX-Request" in request.headers:
            page = urlsplit(request.headers.get("HX-Current-URL", ""))
            back = f"{page.path}?{page.query}" if page.query else page.path
            answer.headers["HX-Redirect"] = url_for("accounts.sign_in", next=next_page(back))
        return answer
    return redirect(url_for("accounts.sign_in", next=_drawn_from()), 303)


def _drawn_from() -> str | None:
    """Return the path of the page that was asked for, or from whose own address a form came; ``None``: not known."""
    adapter = current_app.create_url_adapter(request)
    if adapter is None or not adapter.test(request.path, "GET"):
        return None
    return request.full_path.removesuffix("?") if request.method == "GET" else request.path


def _to_new_password() -> ResponseReturnValue:
    if _asked_by_script():
        return Response(status=401, headers={"HX-Redirect": url_for("own.password")})
    return redirect(url_for("own.password"), 303)
