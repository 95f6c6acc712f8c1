"""Debian's Firefox, driven over its own Marionette protocol: Playwright cannot drive that build.

A message is its length, a colon and JSON: ``[0, id, command, parameters]`` goes, ``[1, id, error, result]`` comes.
Described in Firefox's own source, ``remote/doc/marionette/Protocol.md``.
"""

import json
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

FIREFOX: Final = Path("/usr/bin/firefox-esr")
PATIENCE: Final = 60.0
ELEMENT: Final = "element-6066-11e4-a52e-4f735466cecf"
PREFERENCES: Final = {
    "javascript.enabled": False,
    "marionette.port": 0,
    "intl.accept_languages": "vi",
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.type": 0,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}


class FirefoxError(Exception):
    """Firefox could not do what was asked."""


class Firefox:
    """One window of a phone's size, without script."""

    def __init__(self, port: int) -> None:
        """Meet the browser that listens on *port*."""
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._file = self._socket.makefile("rb")
        self._number = 0
        self._receive()  # who it is
        self.ask("WebDriver:NewSession", capabilities={"alwaysMatch": {"pageLoadStrategy": "normal"}})
        self.ask("WebDriver:SetWindowRect", width=500, height=800)  # the narrowest there is
        self.ask("WebDriver:SetTimeouts", implicit=0, pageLoad=int(PATIENCE * 1000))

    def ask(self, command: str, **parameters: object) -> Any:  # noqa: ANN401 – whatever JSON Firefox answers
        """Send a command and return its answer.

        Raises:
            FirefoxError: It was refused; the text is Firefox's own.
        """
        self._number += 1
        message = json.dumps([0, self._number, command, parameters])
        self._socket.sendall(f"{len(message.encode())}:{message}".encode())
        _kind, _number, error, answer = self._receive()
        if error:
            raise FirefoxError(f"{command} {parameters}: {error['error']}: {error['message']}")
        return answer

    def open(self, address: str) -> None:
        """Go to *address* and wait until the page is there."""
        self.ask("WebDriver:Navigate", url=address)

    @property
    def address(self) -> str:
        """Where the window is."""
        return str(self.ask("WebDriver:GetCurrentURL")["value"])

    @property
    def title(self) -> str:
        """The title of the page."""
        return str(self.ask("WebDriver:GetTitle")["value"])

    def tap(self, xpath: str) -> None:
        """Tap the first element found; a link or a button waits for the page it leads to."""
        self.ask("WebDriver:ElementClick", id=self._element(xpath))

    def tap_link(self, words: str) -> None:
        """Tap the first link whose words begin with *words*."""
        self.tap(f"//a[starts-with(normalize-space(.), '{words}')]")

    def tap_button(self, words: str) -> None:
        """Tap the first button with these words."""
        self.tap(f"//button[normalize-space(.) = '{words}']")

    def choose(self, words: str, among: str = "") -> None:
        """Tap the answer with these words, of the question that contains *among*."""
        question = f"//fieldset[contains(legend, '{among}')]" if among else ""
        self.tap(f"{question}//label[starts-with(normalize-space(.), '{words}')]")

    def write(self, name: str, text: str) -> None:
        """Write *text* into the field *name*."""
        self.ask("WebDriver:ElementSendKeys", id=self._element(f"//*[@name='{name}']"), text=text)

    def read(self, xpath: str) -> str:
        """Return the words of the first element found."""
        return str(self.ask("WebDriver:GetElementText", id=self._element(xpath))["value"])

    @property
    def heading(self) -> str:
        """What the page is about."""
        return " ".join(self.read("//h1").split())

    def _element(self, xpath: str) -> str:
        found = self.ask("WebDriver:FindElement", using="xpath", value=xpath)["value"]
        return str(found[ELEMENT])

    def _receive(self) -> list[Any]:
        size = b""
        while (one := self._file.read(1)) != b":":
            if not one:
                raise FirefoxError("Firefox has gone")
            size += one
        message: list[Any] = json.loads(self._file.read(int(size)))
        return message

    def close(self) -> None:
        """Let go of the connection."""
        self._file.close()
        self._socket.close()


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """Start Firefox with a fresh profile in *folder*, and stop it at the end."""
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items())
    (folder / "user.js").write_text("\n".join(lines))
    command = [str(FIREFOX), "--headless", "--marionette", "--no-remote", "--profile", str(folder)]
    with (folder / "firefox.log").open("wb") as log:
        running = subprocess.Popen(command, stdout=log, stderr=log, env={"HOME": str(folder), "MOZ_HEADLESS": "1"})
        try:
            window = Firefox(_port(folder, running))
            yield window
            window.close()
        finally:
            running.terminate()
            running.wait(PATIENCE)


def _port(folder: Path, running: subprocess.Popen[bytes]) -> int:
    """Wait until Firefox has written down where it listens."""
    port, patience = folder / "MarionetteActivePort", time.monotonic() + PATIENCE
    while not port.exists() or not port.read_text():
        if running.poll() is not None or time.monotonic() > patience:
            raise FirefoxError((folder / "firefox.log").read_text()[-2000:])
        time.sleep(0.05)
    return int(port.read_text())
