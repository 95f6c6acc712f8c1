"""A mail server of tests: speaks just enough SMTP on the loopback, and keeps what it took."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread


class Conversation(socketserver.StreamRequestHandler):
    """One connection."""

    server: "PostOffice"

    def handle(self) -> None:
        self.say("220 ready")
        while line := self.rfile.readline():
            word = line.split()[0].upper() if line.split() else b""
            if word == b"DATA":
                self.say("354 go on")
                self.server.taken.append(self.message())
                self.say("250 taken")
            elif word == b"RCPT" and any(one.encode() in line for one in self.server.unknown):
                self.say("550 nobody of that name")
            elif word == b"QUIT":
                self.say(self.server.goodbye)
                return
            else:
                self.say("250 fine")

    def message(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b"."))
        return message_from_bytes(b"".join(lines), policy=policy.default)

    def say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


class PostOffice(socketserver.ThreadingTCPServer):
    """Listens on a free port; *unknown* addresses are refused."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken: list[EmailMessage] = []
        self.unknown: set[str] = set()
        self.goodbye = "221 bye"

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}?tls=no"


@contextmanager
def letters_taken() -> Iterator[PostOffice]:
    """Keep a mail server open."""
    with PostOffice() as office:
        thread = Thread(target=office.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield office
        finally:
            office.shutdown()
            thread.join()
