"""What a page weighs when a phone sees it for the first time, by Chromium's own network log.

Counted is every byte that Chromium says it received for a request whose answer had begun when the page's load event
came (``Network.loadingFinished.encodedDataLength``): bodies as compressed, and headers as HTTP/1.1 spells them. Not
counted are what the phone sends, the handshake of TLS, and what a page asks for after it has loaded (icon, worker).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from playwright.sync_api import Browser, CDPSession, Page

from tests.browser.conftest import PATIENCE, PHONE

SLOW_3G: Final = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""400 ms for each answer to begin, 400 kbit/s either way."""
SLOW_PHONE: Final = 4
"""How many times slower than this machine the phone computes."""
FIRST_PAINT: Final = """() => new Promise(tell => {
  const seen = () => performance.getEntriesByName('first-contentful-paint')[0];
  const look = () => seen() ? tell(seen().startTime) : setTimeout(look, 20);
  look();
})"""


@dataclass(frozen=True, slots=True)
class Weight:
    """One page, seen for the first time.

    Attributes:
        page: Bytes of the page itself.
        styles, scripts, others: Bytes of the rest, without fonts.
        fonts: Bytes of fonts, which only Khmer asks for.
        requests: How many answers came before the load event, without fonts.
    """

    address: str
    language: str
    page: int
    styles: int
    scripts: int
    others: int
    fonts: int
    requests: int

    @property
    def total(self) -> int:
        """All bytes without fonts."""
        return self.page + self.styles + self.scripts + self.others

    def line(self) -> str:
        """The page's line in the table."""
        parts = (self.page, self.styles, self.scripts, self.others, self.total, self.requests, self.fonts)
        return f"| {self.language} | {self.address} | " + " | ".join(f"{part:,}" for part in parts) + " |"


HEAD: Final = (
    "| language | page | html | css | js | other | bytes in all | requests | font |\n"
    "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
)


@dataclass
class Scale:
    """A phone without any cookie or cache, which notes what it receives."""

    tab: Page
    log: CDPSession
    loaded: float = 0.0
    began: dict[str, tuple[str, str, float]] = field(default_factory=dict)
    received: dict[str, int] = field(default_factory=dict)

    def weigh(self, address: str, language: str) -> Weight:
        """Open *address* for the first time in *language* and weigh what came until it had loaded.

        Raises:
            AssertionError: The page is not in that language.
        """
        self.log.send("Network.clearBrowserCache")
        self.log.send("Network.clearBrowserCookies")
        self.log.send("Network.setExtraHTTPHeaders", {"headers": {"Accept-Language": language}})
        self.began.clear()
        self.received.clear()
        self.tab.goto(address, wait_until="load")
        assert self.tab.evaluate("document.documentElement.lang") == language, address
        visit = next(visit for kind, visit, _ in self.began.values() if kind == "Document")
        counted = {
            request: kind
            for request, (kind, its_visit, instant) in self.began.items()
            if its_visit == visit and instant <= self.loaded
        }
        sums: dict[str, int] = dict.fromkeys(("Document", "Stylesheet", "Script", "Font", "Other"), 0)
        for request, kind in counted.items():
            sums[kind if kind in sums else "Other"] += self.received.get(request, 0)
        return Weight(
            address,
            language,
            page=sums["Document"],
            styles=sums["Stylesheet"],
            scripts=sums["Script"],
            others=sums["Other"],
            fonts=sums["Font"],
            requests=sum(kind != "Font" for kind in counted.values()),
        )

    def first_paint(self, address: str) -> float:
        """Return the milliseconds until something is to be read, without cache, on a slow phone and a slow line."""
        self.log.send("Network.clearBrowserCache")
        self.log.send("Network.emulateNetworkConditions", SLOW_3G)
        self.log.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_PHONE})
        self.tab.goto(address, wait_until="load")
        return float(self.tab.evaluate(FIRST_PAINT))

    def note(self, event: dict[str, Any]) -> None:
        """Remember what kind of answer begins, for which visit of a page, and when."""
        self.began[event["requestId"]] = (event["type"], event["loaderId"], event["timestamp"])

    def add(self, event: dict[str, Any]) -> None:
        """Remember how long an answer was."""
        self.received[event["requestId"]] = int(event["encodedDataLength"])

    def load(self, event: dict[str, Any]) -> None:
        """Remember when the page had loaded."""
        self.loaded = event["timestamp"]


@contextmanager
def scale(browser: Browser, home: str) -> Iterator[Scale]:
    """Give a scale for the pages of *home*."""
    context = browser.new_context(base_url=home, viewport=PHONE, is_mobile=True, service_workers="block")
    context.set_default_timeout(PATIENCE)
    tab = context.new_page()
    log = context.new_cdp_session(tab)
    log.send("Network.enable")
    log.send("Page.enable")
    weights = Scale(tab, log)
    log.on("Network.responseReceived", weights.note)
    log.on("Network.loadingFinished", weights.add)
    log.on("Page.loadEventFired", weights.load)
    yield weights
    context.close()


def table(weights: Iterable[Weight]) -> str:
    """Return the weights as a Markdown table."""
    return "\n".join([HEAD, *(weight.line() for weight in weights)])
