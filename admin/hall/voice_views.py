"""Pages about recorded voices: which words are there, sending some, taking one back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts import scopes
from admin.accounts.guard import allow, me
from admin.accounts.roles import Permission
from admin.hall import words
from admin.hall.recordings import recordings
from admin.setup.pages import press, the_unit, today
from admin.setup.sentences import sentence
from kiosk.ground import clock, db
from kiosk.ground.i18n import LANGUAGES
from kiosk.ground.web.headers import HEADERS
from kiosk.office.refusals import Refused
from kiosk.queue.hall import sounds, voice_actions
from kiosk.queue.hall.board import CLIPS

MOST_BYTES: Final = 10_000_000
"""Sent at once: all words of a language as small files, or a dozen large ones."""
POLICY: Final = "Permissions-Policy"

sets_up = allow(Permission.SET_UP, of=scopes.slug)


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that came, and the word it is for; empty when its name says none."""

    file_name: str
    clip: str
    content: bytes


@sets_up
def voices(slug: str, language: str) -> ResponseReturnValue:
    """List the words of one language and let them be heard; keep recordings that are sent."""
    if language not in LANGUAGES:
        abort(404)
    if request.method == "GET":
        return _page(slug, language)
    by, now = me().id, clock.now()
    with db.read() as session:
        view = the_unit(session, slug)
    sent = list(_sent())
    errors = [_("Xin chọn ít nhất một tệp.")]
    if sent:
        errors = db.write(lambda s: list(_keep(s, view.id, language, sent, now=now, staff_id=by)))
    kept = max(len(sent) - len(errors), 0)
    if errors:
        return _page(slug, language, errors=errors, kept=kept), 422
    flash(_("Đã nhận %(count)s từ.", count=kept))
    anchor = sent[0].clip if kept == 1 else None
    return redirect(url_for(".voices", slug=slug, language=language, _anchor=anchor), 303)


@sets_up
def take_back(slug: str, language: str, name: str) -> ResponseReturnValue:
    """Forget the unit's own recording of a word."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view = the_unit(session, slug)
    if language not in LANGUAGES or name not in CLIPS:
        abort(404)
    return press(
        lambda s: voice_actions.take_back(s, view.id, language, name, now=now, staff_id=by),
        done=url_for(".voices", slug=slug, language=language),
        said=_("Đã bỏ bản ghi âm “%(word)s”.", word=words.said(name, language)),
    )


def _keep(
    session: Session, unit_id: int, language: str, sent: list[Sent], *, now: datetime, staff_id: int
) -> Iterator[str]:
    """Keep what can be kept, and yield why the rest cannot."""
    for one in sent:
        try:
            voice_actions.keep_clip(session, unit_id, language, one.clip, one.content, now=now, staff_id=staff_id)
        except Refused as refusal:
            yield f"{one.file_name[:60]}: {sentence(refusal)}"


def _sent() -> Iterator[Sent]:
    """Yield the files that came; one that was recorded on the page says its word itself."""
    meant = request.form.get("name", "")
    for file in request.files.getlist("files"):
        if file.filename:
            clip = meant if meant in CLIPS else words.clip_named(file.filename)
            yield Sent(file.filename, clip, file.stream.read(sounds.MOST_BYTES + 1))
        file.close()


def _page(slug: str, language: str, *, errors: Sequence[str] = (), kept: int = 0) -> Response:
    with db.read() as session:
        view = the_unit(session, slug)
        found = recordings(session, view.id, language, today())
    answer = make_response(
        render_template(
            "admin/hall/voices.html",
            view=view,
            language=language,
            spoken=LANGUAGES,
            found=found,
            errors={"": errors} if errors else {},
            kept=kept,
            unit_sample=view.unit.is_demo,
        )
    )
    answer.headers[POLICY] = HEADERS[POLICY].replace("microphone=()", "microphone=(self)")
    return answer
