"""What a page may not do while a test drives it, and what axe says about it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# A second press, or a press during a poll, takes the place of the request before it; htmx writes that down as errors.
# What really fails it also calls sendError or responseError.
REPLACED = ("htmx:afterRequest", "htmx:sendAbort")
ANSWERS_OF_FORMS = {400, 403, 404, 409, 410, 422, 429}


@dataclass
class Watch:
    """Notes everything a sound page never does: script errors, breaches of the policy, calls to elsewhere, faults."""

    home: str
    troubles: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Watch every page of *context*."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.troubles.append(f"script error: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("requestfailed", self._failed)

    def _console(self, message: ConsoleMessage) -> None:
        # Chromium also writes a line for each 4xx answer; _response judges those by what was asked for.
        known = ("Failed to load resource", *REPLACED)
        if message.type in {"error", "warning"} and not message.text.startswith(known):
            self.troubles.append(f"console {message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.home}/", "data:", "blob:", "about:")):
            self.troubles.append(f"left the house: {request.url}")

    def _response(self, response: Response) -> None:
        expected = (
            response.request.resource_type in {"document", "xhr", "fetch"} and response.status in ANSWERS_OF_FORMS
        )
        if response.status >= 400 and not expected:
            self.troubles.append(f"{response.status} for {response.request.method} {response.url}")

    def _failed(self, request: Request) -> None:
        # A page that is left drops what it was still asking for; that is no fault.
        if request.failure != "net::ERR_ABORTED":
            self.troubles.append(f"no answer ({request.failure}) for {request.url}")


def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong on *page* (WCAG 2.2 A and AA, and good practice), a line each; empty is good."""
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(
        "rules => axe.run(document, {runOnly: rules}).then(result => result.violations)", list(RULES)
    )
    return [
        f"{rule['id']}: {rule['help']}: {', '.join(str(node['target']) for node in rule['nodes'])}" for rule in found
    ]
