"""A queue machine in forty lines; this checks somebody in: ``queue_machine.py https://…/api/v1 ln_… A``."""

import json
import sys
import time
import uuid
from datetime import datetime
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

AGAIN = {429, 500, 502, 503, 504}
PATIENCE = 10


def send(api: str, key: str, path: str, body: object = None) -> dict[str, Any]:
    """Post one act, the very same again until there is an answer: it is done once, by its Idempotency-Key.

    That suits a check-in, which says when somebody came. An act at a counter is dropped after a minute instead.
    """
    headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": str(uuid.uuid4())}
    data = None if body is None else json.dumps(body).encode()
    if data is not None:
        headers["Content-Type"] = "application/json"
    for attempt in range(PATIENCE):
        pause = float(2**attempt)
        try:
            with urlopen(Request(f"{api}{path}", data, headers, method="POST"), timeout=10) as answer:  # noqa: S310
                said: dict[str, Any] = json.load(answer)
                return said
        except HTTPError as error:
            if error.code not in AGAIN:
                raise SystemExit(error.read().decode()) from error  # the office says no: type and detail say why
            pause = float(error.headers.get("Retry-After") or pause)
        except (URLError, TimeoutError, ConnectionError):
            pass  # no answer: nobody knows whether it was done
        time.sleep(pause)
    raise SystemExit("no answer; the next start would be another act")


if __name__ == "__main__":
    came = datetime.now().astimezone().isoformat(timespec="seconds")  # of the press, however late it gets through
    ticket = send(sys.argv[1], sys.argv[2], "/tickets", {"group": sys.argv[3], "arrived_at": came})
    print(ticket["label"], ticket["url"], ticket["code"])  # noqa: T201
