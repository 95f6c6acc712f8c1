"""The guide's curl lines do what it says they do."""

import io
import re
import shlex
import time
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from string import Template
from urllib.error import HTTPError, URLError
from urllib.request import Request

import pytest
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from docs import queue_machine
from kiosk.office.kinds import Scope
from kiosk.queue.models import Ticket
from tests import factories
from tests.client import BASE_URL, CheckedClient
from tests.factories import MONDAY
from tests.kiosk.queue.api.machine import BASE, key_of, problem_of
from tests.kiosk.queue.office import Office

EXAMPLE = re.compile(r"```sh\n# (\d+)(?: ([a-z-]+))?\b.*\n((?:.|\n)+?)```")


@dataclass(frozen=True)
class Example:
    """One curl command, with the status and the problem that the guide promises."""

    status: int
    problem: str
    words: str

    def send(self, client: CheckedClient, values: dict[str, str]) -> TestResponse:
        words = shlex.split(Template(self.words.replace("\\\n", " ")).substitute(values))
        assert words.pop(0) == "curl"
        method, headers, data, path = "GET", {}, None, ""
        while words:
            match word := words.pop(0):
                case "-X":
                    method = words.pop(0)
                case "-H":
                    name, _, said = words.pop(0).partition(": ")
                    headers[name] = said
                case "-d":
                    data = words.pop(0)
                case _:
                    path = word
        return client.open(path, method=method, headers=headers, data=data)


def examples(root: Path) -> list[Example]:
    text = (root / "docs" / "api.md").read_text(encoding="utf-8")
    found = EXAMPLE.findall(text)
    assert len(found) == text.count("curl ")
    return [Example(int(status), problem, words) for status, problem, words in found]


def test_every_example_answers_as_the_guide_says(
    client: CheckedClient, session: Session, office: Office, root: Path
) -> None:
    factories.counter(session, office.unit, "4", office.birth, office.guidance)
    values = {"API": BASE, "KEY": key_of(session, office.unit)[1], "ID": "", "ETAG": "", "NOW": MONDAY.isoformat()}
    for example in examples(root):
        answer = example.send(client, values)
        assert answer.status_code == example.status, (example.words, answer.text)
        if example.status >= 400:
            assert problem_of(answer, example.status) == example.problem
        if example.status == 201:
            assert answer.json is not None
            values["ID"] = str(answer.json["id"])
        mark = client.get(f"{BASE}/tickets", headers={"Authorization": f"Bearer {values['KEY']}"}).headers["ETag"]
        values["ETAG"] = mark.replace('"', '\\"')


def test_the_machine_in_forty_lines_gets_one_number_through_a_bad_line(
    client: CheckedClient, session: Session, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses, answers = list[float](), iter([URLError("cut off"), None, HTTPError("", 503, "", _after(7), None), None])

    def urlopen(request: Request, timeout: float) -> io.BytesIO:
        """Lose the first request, and the first answer; then be busy."""
        trouble = next(answers)
        if trouble is not None:
            raise trouble
        answer = client.post(request.full_url, data=request.data, headers=dict(request.header_items()))
        if not pauses[1:]:
            raise ConnectionResetError
        return io.BytesIO(answer.data)

    monkeypatch.setattr(queue_machine, "urlopen", urlopen)
    monkeypatch.setattr(time, "sleep", pauses.append)

    ticket = queue_machine.send(f"{BASE_URL}{BASE}", key_of(session, office.unit)[1], "/tickets", {"group": "A"})

    assert (ticket["label"], pauses) == ("A001", [1.0, 2.0, 7.0])
    assert session.query(Ticket).count() == 1


def _after(seconds: int) -> Message:
    headers = Message()
    headers["Retry-After"] = str(seconds)
    return headers


def test_the_guide_names_every_scope(root: Path) -> None:
    text = (root / "docs" / "api.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z]+:[a-z]+)` \|", text, re.MULTILINE) == [*Scope]
