"""What a request costs behind gunicorn, as nginx hands it over: a connection of its own through a unix socket.

The processor time of the whole worker is counted, sockets and threads included, beside that of a bare Flask route in a
worker of its own; the two take turns. That is what decides how many people a server can serve.
"""

import re
import socket
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlencode

from sqlalchemy import update
from sqlalchemy.orm import Session

from bench.browser import BASE_URL, WrongAnswerError
from bench.offices import CODE, SECRET, SLUG, Office
from bench.servers import gunicorn
from bench.timing import cpu_seconds
from kiosk.ground.db import Database
from kiosk.office.models import ServiceGroup
from kiosk.queue.models import Ticket
from kiosk.queue.tickets import Quality, State
from tests import factories
from tests.factories import MONDAY, Phone

HOST = BASE_URL.removeprefix("https://")
HEADERS = f"Host: {HOST}\r\nAccept-Language: vi\r\nConnection: close\r\n"
SMALL = "Accept-Encoding: gzip, br\r\n"
POLL = "X-Poll: 1\r\n"
HEAD = "| behind gunicorn | CPU µs | × bare route | throughput ÷ bare |\n| --- | ---: | ---: | ---: |"
ENTRANCE = f"/q/{CODE}"
Batch = list[bytes]


@dataclass(frozen=True, slots=True)
class Worker:
    """One gunicorn with one worker of eight threads."""

    path: str
    pid: int

    def send(self, request: bytes, status: int = 200) -> str:
        """Send one request on a connection of its own and return the answer.

        Raises:
            WrongAnswerError: It has another status than *status*.
        """
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(self.path)
            line.sendall(request)
            answer = b"".join(iter(lambda: line.recv(65536), b"")).decode(errors="replace")
        if not answer.startswith(f"HTTP/1.1 {status}"):
            raise WrongAnswerError(f"{request.splitlines()[0].decode()}: {answer[:2000]}")
        return answer

    def cost(self, requests: Batch, status: int = 200) -> float:
        """Return the microseconds of processor time that one of *requests* takes."""
        begun = cpu_seconds(self.pid)
        for request in requests:
            self.send(request, status)
        return (cpu_seconds(self.pid) - begun) / len(requests) * 1e6


@dataclass(frozen=True, slots=True)
class Row:
    """One request: microseconds of processor time, and those of as many bare routes in their turns; lap by lap."""

    name: str
    own: tuple[float, ...]
    bare: tuple[float, ...]

    def line(self) -> str:
        """The row in the table."""
        times = median(own / bare for own, bare in zip(self.own, self.bare, strict=True))
        return f"| {self.name} | {median(self.own):.0f} | {times:.2f} | {1 / times:.2f} |"


def measure(office: Office, *, laps: int, each: int) -> list[Row]:
    """Return what the requests of citizens cost in *laps* of *each* requests."""
    environ = environ_of(office.database)
    with gunicorn("bare", {}) as other, gunicorn("office", environ) as ours:
        bare, real = (Worker(one.path, *one.pids) for one in (other, ours))
        cases = _cases(office, real, laps + 1, each)
        return [_row(name, bare, real, batches, status) for name, (status, batches) in cases.items()]


def environ_of(database: Database) -> dict[str, str]:
    """Return the settings of an application on *database* whose phones are asked for no code."""
    url = database.engine.url
    return {
        "DATABASE_URL": url.set(drivername=url.drivername.partition("+")[0]).render_as_string(hide_password=False),
        "SECRET_KEY": SECRET,
        "BASE_URL": BASE_URL,
        "NUMBERS_PER_10_MINUTES": "1000000",
    }


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table, the bare route first."""
    bare = f"| a bare Flask route | {median(time for row in rows for time in row.bare):.0f} | 1 | 1 |"
    return "\n".join([HEAD, bare, *(row.line() for row in rows)])


def _row(name: str, bare: Worker, real: Worker, batches: Iterator[Batch], status: int) -> Row:
    costs = [(real.cost(batch, status), bare.cost([_get("/")] * len(batch))) for batch in batches][1:]  # one to warm up
    own, theirs = zip(*costs, strict=True)
    return Row(name, own, theirs)


def _cases(office: Office, real: Worker, laps: int, each: int) -> dict[str, tuple[int, Iterator[Batch]]]:
    """Return, by name, the status that is right and a batch of requests for each lap."""
    waiting, *served = office.database.write(lambda session: _people(session, office, 1 + laps * each))
    tag = re.findall(r"(?mi)^ETag: (\S+)", real.send(_get(f"/t/{waiting.token}", POLL)))[0]

    console = f"/admin/counter/{office.counters[1]}/live"
    cookies = "; ".join(f"{name}={value}" for name, value in office.clerk.cookies.items())
    clerk = f"Cookie: {cookies}\r\nHX-Request: true\r\n{POLL}"

    def same(path: str, more: str = "") -> Iterator[Batch]:
        return ([_get(path, SMALL + more)] * each for _ in range(laps))

    def unchanged(path: str, more: str) -> Iterator[Batch]:
        for _ in range(laps):  # a console's mark lasts a minute at most
            seen = re.findall(r"(?mi)^ETag: (\S+)", real.send(_get(path, more)))[0]
            yield [_get(path, f"{more}If-None-Match: {seen}\r\n")] * each

    def numbers() -> Iterator[Batch]:
        choice = {"group": str(office.place.groups["A"])}
        for _ in range(laps):
            forms = [real.send(_get(f"{ENTRANCE}/take")) for _ in range(each)]
            yield [_post(f"{ENTRANCE}/take", choice | {"form_token": _hidden(form)}) for form in forms]

    def ballots() -> Iterator[Batch]:
        questions = re.findall(r'name="(q\d+)" value="1"', real.send(_get(f"/s/{served[0].vote}")))
        answers = dict.fromkeys(questions, "1")
        for lap in range(laps):
            yield [_post(f"/s/{phone.vote}", answers) for phone in served[lap * each : (lap + 1) * each]]

    return {
        "citizen: choices, GET /q/…": (200, same(ENTRANCE)),
        "citizen: what for, GET /q/…/take": (200, same(f"{ENTRANCE}/take")),
        "feedback: form, GET /q/…/feedback": (200, same(f"{ENTRANCE}/feedback")),
        "survey: form, GET /s/…": (200, same(f"/s/{served[0].vote}")),
        "citizen: my ticket, GET /t/…": (200, same(f"/t/{waiting.token}")),
        "citizen: my ticket, nothing new (304)": (304, same(f"/t/{waiting.token}", f"{POLL}If-None-Match: {tag}\r\n")),
        "counter: poll, nothing new (304)": (304, unchanged(console, clerk)),
        "hall: poll, nothing new (304)": (304, unchanged(f"/display/{SLUG}", POLL)),
        "citizen: take a number, POST /q/…/take": (303, numbers()),
        "survey: submit, POST /s/…": (303, ballots()),
    }


def _people(session: Session, office: Office, count: int) -> list[Phone]:
    """Let somebody come who waits, and others who have been served."""
    group = session.get_one(ServiceGroup, office.place.groups["A"])
    phones = [factories.phone_ticket(session, group) for _ in range(count)]
    served = [phone.ticket.id for phone in phones[1:]]
    at = dict.fromkeys(("first_called_at", "last_called_at", "started_at", "ended_at"), MONDAY)
    marks = dict.fromkeys(("called_quality", "started_quality", "ended_quality"), Quality.EXACT)
    session.execute(update(Ticket).where(Ticket.id.in_(served)).values(state=State.DONE, **at, **marks))
    return phones


def _hidden(form: str) -> str:
    found = re.search(r'name="form_token" value="([^"]*)"', form)
    if found is None:
        raise WrongAnswerError("no form token")
    return found[1]


def _get(path: str, more: str = "") -> bytes:
    return f"GET {path} HTTP/1.1\r\n{HEADERS}{more}\r\n".encode()


def _post(path: str, form: Mapping[str, str]) -> bytes:
    body = urlencode(form)
    kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
    return f"POST {path} HTTP/1.1\r\n{HEADERS}{kind}Origin: {BASE_URL}\r\n\r\n{body}".encode()
