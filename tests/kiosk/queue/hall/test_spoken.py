"""The recorded words of a call: which files are asked for, and which are ever sent."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from kiosk.ground.web import clips
from kiosk.queue.hall.board import CLIPS
from kiosk.queue.tickets import Move
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.kiosk.queue.office import SECOND, Office, work
from tests.page import Page

A001 = ["hall-call", "hall-a", "hall-0", "hall-0", "hall-1", "hall-counter", "hall-3"]


@pytest.fixture
def folder(client: CheckedClient, tmp_path: Path, root: Path) -> Path:
    """A folder with all clips in Vietnamese, which the application has looked at."""
    (tmp_path / "vi").mkdir()
    for name in CLIPS:
        shutil.copy(root / "static/sound/chime.wav", tmp_path / "vi" / f"{name}.wav")
    (tmp_path / "vi" / "secret.wav").write_bytes(b"")
    look_at(client, tmp_path)
    return tmp_path


def look_at(client: CheckedClient, folder: Path) -> None:
    client.application.extensions[clips.EXTENSION] = clips.found(folder, (*clips.NAMES, *CLIPS))


def said(client: CheckedClient, session: Session, office: Office, **query: str) -> list[str]:
    """Call somebody and return the addresses of what is said."""
    factories.ticket(session, office.birth)
    work(session, office, Move.CALL, at=MONDAY - 3 * SECOND)
    page = Page(client.get(f"/display/{office.unit.slug}", query_string=query))
    return page.find("section", id="now")[0].attrib["data-say"].split()


def names(addresses: list[str], language: str = "vi") -> list[str]:
    return [one.rpartition("/")[2].partition(".")[0] for one in addresses if one.startswith(f"/clips/{language}/")]


def test_a_call_is_put_together_from_the_offices_own_files(
    client: CheckedClient, session: Session, office: Office, folder: Path
) -> None:
    addresses = said(client, session, office)
    assert names(addresses) == A001
    with client.get(addresses[0]) as answer:
        assert (answer.status_code, answer.mimetype) == (200, "audio/wav")


def test_a_recording_as_mp3_wins_over_the_made_voice(
    client: CheckedClient, session: Session, office: Office, folder: Path
) -> None:
    (folder / "vi" / "hall-a.mp3").write_bytes(b"ID3")
    look_at(client, folder)
    address = said(client, session, office)[1]
    with client.get(address) as answer:
        assert answer.mimetype == "audio/mpeg"


def test_a_second_language_follows_the_first(
    client: CheckedClient, session: Session, office: Office, folder: Path
) -> None:
    shutil.copytree(folder / "vi", folder / "km")
    look_at(client, folder)
    addresses = said(client, session, office, also="km")
    assert names(addresses) + names(addresses, "km") == A001 * 2
    assert addresses[len(A001)].startswith("/clips/km/")


def test_without_clips_only_the_chime_is_heard(client: CheckedClient, session: Session, office: Office) -> None:
    assert said(client, session, office) == []


def test_a_language_nobody_recorded_is_left_out(
    client: CheckedClient, session: Session, office: Office, folder: Path
) -> None:
    assert names(said(client, session, office, also="km")) == A001


def test_no_other_file_is_ever_sent(client: CheckedClient, folder: Path) -> None:
    for path in ("vi/secret.wav", "vi/hall-a.mp3", "xx/hall-a.wav", "vi/..%2Fvi%2Fhall-a.wav"):
        assert client.get(f"/clips/{path}").status_code == 404, path
