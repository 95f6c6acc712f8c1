"""Pages that can be listened to: only where somebody has recorded them, and only by the names that pages have."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from kiosk.ground.web import clips
from kiosk.queue.tickets import Move
from tests.client import CheckedClient
from tests.conftest import environ
from tests.factories import MONDAY
from tests.kiosk.queue.office import Office, open_office, work
from tests.page import Page
from wsgi import create_app

VOICE = bytes(range(256)) * 16


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three clips and a file that is none."""
    for name in ("vi/ticket-waiting", "vi/survey", "en/ticket-called", "vi/other"):
        path = tmp_path / f"{name}.mp3"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(VOICE)
    return tmp_path


@pytest.fixture
def with_voices(folder: Path) -> Flask:
    """An application that is told of the folder; its database is never asked."""
    return create_app(environ("sqlite:///nowhere.db", CLIPS_DIR=str(folder)))


@pytest.fixture
def listener(with_voices: Flask) -> FlaskClient:
    """A phone that only listens."""
    return with_voices.test_client()


@pytest.fixture
def office(session: Session, set_clock: Callable[[datetime], None]) -> Office:
    set_clock(MONDAY)
    return open_office(session)


def test_a_page_has_a_voice_where_it_is_recorded_in_the_readers_language(
    app: Flask, client: CheckedClient, session: Session, office: Office, with_voices: Flask
) -> None:
    app.extensions[clips.EXTENSION] = with_voices.extensions[clips.EXTENSION]
    ticket = office.take(client).path
    (voice,) = Page(client.get(ticket)).find("audio")
    assert voice.attrib["src"] == "/clips/vi/ticket-waiting.mp3"
    assert (voice.attrib["preload"], voice.attrib["aria-label"], "controls" in voice.attrib) == ("none", "Nghe", True)
    assert not Page(client.get(f"{ticket}?lang=en")).find("audio")
    work(session, office, Move.CALL)
    assert len(Page(client.get(f"{ticket}?lang=en")).find("audio")) == 1
    assert not Page(client.get(f"{ticket}?lang=vi")).find("audio")


def test_without_a_folder_no_page_has_a_voice(client: CheckedClient, office: Office) -> None:
    assert not office.take(client).find("audio")
    assert client.get("/clips/vi/survey.mp3").status_code == 404


def test_a_player_gets_the_part_it_asks_for(listener: FlaskClient) -> None:
    with listener.get("/clips/vi/survey.mp3", headers={"Range": "bytes=256-511"}) as part:
        assert part.status_code == 206
        assert part.headers["Content-Range"] == f"bytes 256-511/{len(VOICE)}"
        assert part.data == VOICE[256:512]
    with listener.get("/clips/vi/survey.mp3") as whole:
        assert (whole.data, whole.mimetype, whole.headers["Accept-Ranges"]) == (VOICE, "audio/mpeg", "bytes")


@pytest.mark.parametrize("address", ["vi/other", "fr/survey", "vi/..%2Fvi%2Fsurvey", "en/survey"])
def test_nothing_else_in_the_folder_is_sent(listener: FlaskClient, address: str) -> None:
    assert listener.get(f"/clips/{address}.mp3").status_code == 404


def test_the_policy_lets_our_own_voices_play(listener: FlaskClient) -> None:
    assert "media-src 'self'" in listener.get("/privacy").headers["Content-Security-Policy"]
