"""A province's clerks at their counters: each console asks every five seconds, each clerk calls the next every forty.

They press what real pages offer, with sessions and form tokens of their own, over a connection for each request, as
nginx brings it. Two workers of eight threads serve them. The load is made by this process, which does little else.
"""

import asyncio
import random
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import quantiles
from urllib.parse import urlencode

from bench.browser import BASE_URL
from bench.clerk_offices import Seat
from bench.servers import Gunicorn
from bench.timing import cpu_seconds

POLL_SECONDS, PRESS_SECONDS = 5.0, 40.0
HOST = BASE_URL.removeprefix("https://")
ALWAYS = f"Host: {HOST}\r\nAccept-Language: vi\r\nAccept-Encoding: identity\r\nConnection: close\r\n"
BY_SCRIPT = {"HX-Request": "true"}
HEAD = "| request | count | a second | p50 ms | p95 ms | p99 ms | errors |\n| --- " + "| ---: " * 6 + "|"
WARM = 16
"""Pages asked for before the clock starts: the first of each worker compile the templates."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, header lines and text."""

    status: int
    head: str
    text: str


@dataclass
class Tally:
    """Seconds that answers took, by the kind of request, and how many were not what they should be."""

    took: dict[str, list[float]] = field(default_factory=dict)
    wrong: dict[str, int] = field(default_factory=dict)

    def note(self, kind: str, seconds: float, *, right: bool) -> None:
        """Count one answer."""
        self.took.setdefault(kind, []).append(seconds)
        self.wrong[kind] = self.wrong.get(kind, 0) + (not right)

    def table(self, seconds: float) -> str:
        """Return the lines of the table of a run that took so long."""
        every = [one for took in self.took.values() for one in took]
        rows = [*sorted(self.took.items()), ("all", every)]
        return "\n".join([HEAD, *(self._line(kind, took, seconds) for kind, took in rows)])

    def _line(self, kind: str, took: list[float], seconds: float) -> str:
        cuts = quantiles(took, n=100, method="inclusive") if len(took) > 1 else took * 99
        shown = " | ".join(f"{1000 * cuts[percent - 1]:.0f}" for percent in (50, 95, 99))
        wrong = sum(self.wrong.values()) if kind == "all" else self.wrong[kind]
        return f"| {kind} | {len(took)} | {len(took) / seconds:.1f} | {shown} | {wrong} |"


@dataclass
class Clerk:
    """One browser at one counter: cookies, what the page shows, and the mark it was drawn with."""

    path: str
    seat: Seat
    tally: Tally
    dice: random.Random
    cookies: dict[str, str]
    page: str = ""
    mark: str = ""

    @property
    def address(self) -> str:
        """The counter's page."""
        return f"/admin/counter/{self.seat.counter_id}"

    async def work(self, until: float) -> None:
        """Open the page, then poll and press at odd moments until the clock says *until*."""
        await asyncio.sleep(self.dice.uniform(0, POLL_SECONDS))
        await self.open_page()
        press_at = time.monotonic() + self.dice.uniform(0, PRESS_SECONDS)
        while (now := time.monotonic()) < until:
            if now >= press_at:
                await self._press()
                press_at = now + self.dice.uniform(0.5, 1.5) * PRESS_SECONDS
            else:
                await self.poll()
            await asyncio.sleep(max(0.0, min(self.dice.uniform(0.8, 1.2) * POLL_SECONDS, until - time.monotonic())))

    async def open_page(self) -> None:
        """Open the console."""
        await self._ask("page", "GET", self.address, (200,), {})

    async def poll(self) -> None:
        """Ask whether anything has changed, as the page does by itself."""
        headers = BY_SCRIPT | {"X-Poll": "1"} | ({"If-None-Match": f'W/"{self.mark}"'} if self.mark else {})
        await self._ask("poll", "GET", f"{self.address}/live", (200, 304), headers)

    async def _press(self) -> None:
        sent = {name: _hidden(self.page, name) for name in ("csrf_token", "token", "ticket_id")}
        await self._ask("finish and call next", "POST", f"{self.address}/next", (200,), BY_SCRIPT, sent)

    async def _ask(
        self,
        kind: str,
        method: str,
        address: str,
        right: tuple[int, ...],
        headers: Mapping[str, str],
        form: Mapping[str, str] | None = None,
    ) -> None:
        begun = time.monotonic()
        try:
            answer = await asyncio.wait_for(self._send(method, address, headers, form), timeout=30)
        except (OSError, TimeoutError, ValueError):
            self.tally.note(kind, time.monotonic() - begun, right=False)
            return
        self.tally.note(
            f"{kind} ({answer.status})" if kind == "poll" else kind,
            time.monotonic() - begun,
            right=answer.status in right,
        )
        self._look(answer)

    def _look(self, answer: Answer) -> None:
        for name, value in re.findall(r"(?mi)^Set-Cookie: ([^=]+)=([^;\r\n]*)", answer.head):
            self.cookies[name] = value
        if answer.status == 200 and answer.text:
            self.page = answer.text
            self.mark = next(iter(re.findall(r'data-tag="([^"]*)"', answer.text)), "")

    async def _send(
        self, method: str, address: str, headers: Mapping[str, str], form: Mapping[str, str] | None
    ) -> Answer:
        reader, writer = await asyncio.open_unix_connection(self.path)
        try:
            writer.write(self._request(method, address, headers, form))
            head, _, body = (await reader.read()).partition(b"\r\n\r\n")
        finally:
            writer.close()
        line = head.decode("latin-1")
        return Answer(int(line.split(" ", 2)[1]), line, body.decode("utf-8", "replace"))

    def _request(self, method: str, address: str, headers: Mapping[str, str], form: Mapping[str, str] | None) -> bytes:
        body = urlencode(form).encode() if form is not None else b""
        known = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **headers}
        if form is not None:
            kind = "application/x-www-form-urlencoded"
            known |= {"Origin": BASE_URL, "Content-Type": kind, "Content-Length": str(len(body))}
        lines = "".join(f"{name}: {value}\r\n" for name, value in known.items())
        return f"{method} {address} HTTP/1.1\r\n{ALWAYS}{lines}\r\n".encode() + body


def run(served: Gunicorn, seats: list[Seat], cookie: str, *, seconds: float) -> str:
    """Let a clerk work at each of *seats* for so long; return the table, and what it took of the processor.

    Args:
        served: Who answers.
        seats: The counters, each with the token of whoever sits there.
        cookie: The name of the cookie that holds it.
        seconds: How long.
    """
    tally, dice = Tally(), random.Random(len(seats))
    clerks = [Clerk(served.path, seat, tally, random.Random(dice.random()), {cookie: seat.token}) for seat in seats]
    asyncio.run(_warm(clerks[0]))
    tally.took.clear()
    begun, spent, own = time.monotonic(), _spent(served), time.process_time()

    async def all_of_them() -> None:
        await asyncio.gather(*(clerk.work(begun + seconds) for clerk in clerks))

    asyncio.run(all_of_them())
    took = time.monotonic() - begun
    share, light = (_spent(served) - spent) / took, (time.process_time() - own) / took
    return f"{tally.table(took)}\n\nThe workers used {share:.2f} of a processor, the clerks' browsers {light:.2f}."


async def _warm(clerk: Clerk) -> None:
    for _ in range(WARM):
        await clerk.open_page()
        await clerk.poll()


def _spent(served: Gunicorn) -> float:
    return sum(cpu_seconds(pid) for pid in served.pids)


def _hidden(page: str, name: str) -> str:
    """Return the first hidden field *name*; empty where the page has none, as for a free desk."""
    found = re.search(
        rf'name="{name}" value="([^"]*)"', page.partition('id="next"')[0] if name == "ticket_id" else page
    )
    return found[1] if found else ""
