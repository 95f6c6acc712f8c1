"""Recorded voices: what is missing, sending, hearing, taking back; and what the screen then says."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.hall import voice_views, words
from kiosk.ground.web import clips
from kiosk.office.models import Counter, ServiceGroup
from kiosk.queue import actions
from kiosk.queue.hall import sounds
from kiosk.queue.hall.models import VoiceClip
from kiosk.queue.tickets import Move
from tests import cast, factories
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page

NEEDED = words.needed(["A"], ["3"])


@pytest.fixture
def people(client: CheckedClient, session: Session, set_clock: Callable[[datetime], None]) -> Cast:
    set_clock(MONDAY)
    people = cast.cast(session)
    factories.hours(session, people.unit)
    factories.counter(session, people.unit, "3", factories.group(session, people.unit))
    session.commit()
    sign_in(client, people.administrator)
    return people


@pytest.fixture
def chime(root: Path) -> bytes:
    return (root / "static/sound/chime.wav").read_bytes()


def address(people: Cast, language: str = "km") -> str:
    return f"/admin/hall/{people.unit.slug}/voices/{language}"


def send(client: CheckedClient, people: Cast, *files: tuple[str, bytes], status: int = 200, **more: str) -> Page:
    page = Page(client.get(address(people)))
    csrf = page.form(button="Gửi tệp").defaults["csrf_token"]
    data = {"csrf_token": csrf, "files": [(BytesIO(content), name) for name, content in files]} | more
    answer = client.post(address(people), data=data, content_type="multipart/form-data")
    return Page(client.get(answer.location) if answer.status_code == 303 else answer, status=status)


def said(client: CheckedClient, people: Cast, **query: str) -> list[str]:
    """Return the addresses of what the screen says of the latest call."""
    page = Page(client.get(f"/display/{people.unit.slug}", query_string=query))
    return page.find("section", id="now")[0].attrib["data-say"].split()


def call(session: Session, people: Cast) -> None:
    """Call somebody to counter 3."""
    counter = session.scalars(select(Counter).where(Counter.unit_id == people.unit.id)).one()
    group = session.scalars(select(ServiceGroup).where(ServiceGroup.unit_id == people.unit.id)).one()
    ticket = factories.ticket(session, group, at=MONDAY - timedelta(minutes=1))
    actions.move(session, ticket, Move.CALL, factories.clerk(counter), at=MONDAY - timedelta(seconds=1))
    session.commit()


def test_the_page_lists_what_this_office_needs_and_what_is_missing(client: CheckedClient, people: Cast) -> None:
    page = Page(client.get(address(people)))
    assert [one.attrib["id"] for one in page.find("li") if one.attrib.get("id", "").startswith("hall-")] == [*NEEDED]
    assert f"Còn thiếu {len(NEEDED)} từ" in page.text
    assert "សូមអញ្ជើញលេខ" in page.text


def test_with_every_word_recorded_the_screen_speaks_from_the_database(
    client: CheckedClient, session: Session, people: Cast, chime: bytes
) -> None:
    call(session, people)
    assert said(client, people, lang="km") == []
    files = [(f"{name.removeprefix('hall-')}.wav", chime) for name in NEEDED]
    assert "Còn thiếu 1 từ" in send(client, people, *files[1:]).text
    assert said(client, people, lang="km") == []
    assert "Đủ từ" in send(client, people, files[0]).text
    heard = said(client, people, lang="km")
    assert [one.rpartition("/")[2].partition(".")[0] for one in heard] == [
        *("hall-call", "hall-a", "hall-0", "hall-0", "hall-1", "hall-counter", "hall-3")
    ]
    answer = client.get(heard[0])
    assert (answer.status_code, answer.mimetype, answer.data) == (200, "audio/wav", chime)
    assert "immutable" in answer.headers["Cache-Control"]


def test_an_own_recording_wins_over_the_folder(
    client: CheckedClient, session: Session, people: Cast, chime: bytes, tmp_path: Path
) -> None:
    (tmp_path / "vi").mkdir()
    for name in NEEDED:
        (tmp_path / "vi" / f"{name}.wav").write_bytes(chime)
    client.application.extensions[clips.EXTENSION] = clips.found(tmp_path, NEEDED)
    session.add(VoiceClip(unit_id=people.top.id, language="vi", name="hall-a", **clip(chime)))
    call(session, people)
    heard = said(client, people)
    assert [one.count("/clips/vi/") for one in heard] == [1, 0, 1, 1, 1, 1, 1]
    assert heard[1].startswith(f"/clips/{people.top.id}/vi/hall-a.wav?v=")
    page = Page(client.get(address(people, "vi")))
    assert "cấp trên ghi" in page.text
    assert page.text.count("giọng máy") >= len(NEEDED) - 1


def clip(content: bytes) -> dict[str, object]:
    return {"mimetype": "audio/wav", "sound": content, "changed_at": MONDAY}


def test_a_word_recorded_again_has_another_address_and_the_old_one_is_not_kept(
    client: CheckedClient, session: Session, people: Cast, chime: bytes, set_clock: Callable[[datetime], None]
) -> None:
    old = send(client, people, ("7.wav", chime)).find("audio")[0].attrib["src"]
    set_clock(MONDAY + timedelta(minutes=1))
    new = send(client, people, ("7.wav", chime + b"\0")).find("audio")[0].attrib["src"]
    assert old != new
    assert client.get(old).headers["Cache-Control"] == "no-cache"
    assert client.get(old).data == chime + b"\0"
    assert client.get(new, headers={"Range": "bytes=0-3"}).data == chime[:4]


def test_a_recording_made_on_the_page_is_for_its_word_whatever_the_file_is_called(
    client: CheckedClient, session: Session, people: Cast, chime: bytes
) -> None:
    send(client, people, ("blob.wav", chime), name="hall-call")
    assert session.scalars(select(VoiceClip.name)).all() == ["hall-call"]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("7.mp3", b"<html>", "Đây không phải tệp âm thanh"),
        ("7.wav", b"", "Tệp rỗng."),
        ("bay.wav", b"RIFF", "Tên tệp không phải là từ nào"),
        ("hall-aa.wav", b"RIFF", "Tên tệp không phải là từ nào"),
        ("7.wav", b"RIFF" + bytes(200_000), "Tệp lớn hơn 600 kB."),
    ],
)
def test_what_cannot_be_kept_is_said_and_what_can_is_kept(
    client: CheckedClient,
    session: Session,
    people: Cast,
    chime: bytes,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    content: bytes,
    why: str,
) -> None:
    monkeypatch.setattr(sounds, "MOST_BYTES", 150_000)
    page = send(client, people, (name, content), ("8.wav", chime), status=422)
    assert f"{name}: {why}" in page.text
    assert "Đã nhận 1 từ." in page.text
    assert session.scalars(select(VoiceClip.name)).all() == ["hall-8"]


def test_too_much_at_once_is_refused_before_it_is_read(client: CheckedClient, people: Cast) -> None:
    too_large = {"CONTENT_LENGTH": str(voice_views.MOST_BYTES + 1)}
    assert client.post(address(people), environ_overrides=too_large).status_code == 413


def test_nothing_chosen_and_unknown_languages(client: CheckedClient, people: Cast) -> None:
    assert "Xin chọn ít nhất một tệp." in send(client, people, status=422).text
    assert client.get(address(people, "fr")).status_code == 404


def test_a_recording_is_taken_back(client: CheckedClient, session: Session, people: Cast, chime: bytes) -> None:
    page = send(client, people, ("7.wav", chime))
    src = page.find("audio")[0].attrib["src"]
    page = Page(page.form(action_contains="/take-back").submit(client))
    assert "Đã bỏ bản ghi âm “ប្រាំពីរ”." in page.text
    assert client.get(src).status_code == 404
    assert session.scalars(select(VoiceClip)).all() == []


def test_only_this_page_may_use_the_microphone(client: CheckedClient, people: Cast) -> None:
    policy = client.get(address(people)).headers["Permissions-Policy"]
    assert "microphone=(self)" in policy
    assert "camera=()" in policy
    assert "microphone=()" in client.get("/admin/").headers["Permissions-Policy"]


@pytest.mark.parametrize("path", [f"{2**70}/vi/hall-7.wav", "1/vi/hall-7.wav", "1/vi/..%2f.wav", "1/%00/hall-7.wav"])
def test_a_recording_that_is_not_there_is_not_found(client: CheckedClient, people: Cast, path: str) -> None:
    assert client.get(f"/clips/{path}").status_code == 404
