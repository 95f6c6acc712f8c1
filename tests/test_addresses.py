"""Addresses that are printed or saved on phones: none may ever stop answering. Add to the list, never take from it."""

from flask import Flask

from tests.conftest import environ
from wsgi import create_app

PERMANENT = {
    "/display/<slug>",
    "/kiosk/<slug>",
    "/accessibility",
    "/api/v1/openapi.json",
    "/api/v1/problems/<name>",
    "/api/v1/tickets",
    "/api/v1/tickets/<int:ticket_id>",
    "/api/v1/unit",
    "/ledger",
    "/ledger/checkpoint",
    "/ledger/checkpoints",
    "/ledger/consistency",
    "/ledger/entries.jsonl",
    "/ledger/key",
    "/ledger/proof",
    "/ledger/tile/<level>/<path:number>",
    "/ledger/tile/entries/<path:number>",
    "/ledger/verify.py",
    "/privacy",
    "/q/<code>",
    "/q/<code>/feedback",
    "/q/<code>/g/<group_id>",
    "/q/<code>/procedures",
    "/q/<code>/take",
    "/r/<code>",
    "/r/<code>.json",
    "/r/<code>.txt",
    "/s/<token>",
    "/t/<token>",
    "/t/<token>/check-out",
    "/t/<token>/come-back",
    "/t/<token>/forget",
    "/t/<token>/leave",
    "/t/<token>/slip",
    "/t/<token>/slip.pdf",
    "/u/<slug>",
    "/u/<slug>/data.<ending>",
    "/u/<slug>/definitions",
    "/u/<slug>/opinions",
    "/u/<slug>/opinions.<ending>",
}
ACTED_ON = {
    *(f"/api/v1/counters/<label>/{act}" for act in ("open", "pause", "resume", "close", "call-next")),
    "/api/v1/tickets",
    *(
        f"/api/v1/tickets/<int:ticket_id>/{act}"
        for act in ("call", "recall", "start", "finish", "no-show", "check-out", "leave")
    ),
    "/kiosk/<slug>/sync",
    "/q/<code>/feedback",
    "/q/<code>/take",
    "/s/<token>",
    "/t/<token>/check-out",
    "/t/<token>/come-back",
    "/t/<token>/leave",
}
SECRET = ("/t/", "/s/", "/r/")


def rules(app: Flask, method: str) -> set[str]:
    return {rule.rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())}


def test_no_permanent_address_has_gone() -> None:
    app = create_app(environ("sqlite:///nowhere.db"))
    assert not PERMANENT - rules(app, "GET")
    assert not ACTED_ON - rules(app, "POST")


def test_what_a_citizen_opens_is_on_the_list() -> None:
    opened = {rule for rule in rules(create_app(environ("sqlite:///nowhere.db")), "GET") if rule.startswith(SECRET)}
    assert not opened - PERMANENT, "a new address for phones: put it on the list, it stays for ever"
