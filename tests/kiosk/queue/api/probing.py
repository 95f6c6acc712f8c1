"""Sends the API whatever its own document allows, and much that it does not: schemathesis with every check on."""

from collections import Counter as Tally
from dataclasses import dataclass, field
from threading import Thread

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server


@dataclass
class Findings:
    """What a run found.

    Attributes:
        cases: Requests sent, by status of the answer.
        failures: One text for each broken promise.
    """

    cases: "Tally[int]" = field(default_factory=Tally)
    failures: list[str] = field(default_factory=list)


def probe(app: Flask, secret: str, *, examples: int, seed: int) -> Findings:
    """Probe ``/api/v1`` of *app*, over the network, with one key and *examples* cases an operation in each phase."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        return _probe(f"http://127.0.0.1:{server.server_port}", secret, examples, seed)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Quiet(WSGIRequestHandler):
    """Writes no line for each request."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - Werkzeug names it
        """Say nothing."""


def _probe(address: str, secret: str, examples: int, seed: int) -> Findings:
    import schemathesis  # noqa: PLC0415 - takes a second that no other test should wait for
    from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig  # noqa: PLC0415
    from schemathesis.engine import events, from_schema  # noqa: PLC0415

    project = ProjectConfig(
        headers={"Authorization": f"Bearer {secret}"},
        generation=GenerationConfig(max_examples=examples, no_shrink=True, database="none"),
        continue_on_failure=True,
    )
    config = SchemathesisConfig(projects=ProjectsConfig(default=project), seed=seed)
    schema = schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json", config=config)
    found = Findings()
    for event in from_schema(schema).execute():
        match event:
            case events.ScenarioFinished():
                for case_id, interaction in event.recorder.interactions.items():
                    if interaction.response is not None:
                        found.cases[interaction.response.status_code] += 1
                    for check in event.recorder.checks.get(case_id, []):
                        if check.failure_info is not None:
                            found.failures.append(
                                f"{event.phase} {event.recorder.label} {check.name}: {check.failure_info.failure}"
                            )
            case events.NonFatalError():
                found.failures.append(f"{event.label}: {event.value!r} {event.info}")
            case events.FatalError():
                raise event.exception
    return found
