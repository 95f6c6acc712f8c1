"""The address of every page there is, taken from the application's own table of addresses."""

from collections.abc import Callable, Iterator
from typing import Final

from flask import Flask

from kiosk.queue.tickets import State
from survey.ballots.tokens import VotingToken
from tests.browser.everything import CLOSED_OFFICE, Everything
from tests.browser.pilot import AT_COUNTER, ENTRANCE, WITHDRAWN, Pilot

NO_PAGES: Final = {
    "citizen.slip_pdf",
    "citizen.unit_chart",
    "citizen.unit_data",
    "clips.play",
    "hall_clips.play",
    "citizen.worker",
    "counter.live",  # parts of the console, put in place by its script
    "documents.pdf_file",
    "documents.picture",
    "documents.word_file",
    "exports.visits",
    "exports.workbook",
    "ground.healthz",
    "ground.readyz",
    "ledger.bundle",
    "ledger.checkpoint",
    "ledger.checkpoints",
    "ledger.consistency",
    "ledger.entries",
    "ledger.key",
    "ledger.proof",
    "ledger.tile",
    "ledger.verifier",
    "leader.all_units_chart",
    "leader.all_units_picture",
    "leader.one_unit_chart",
    "leader.one_unit_picture",
    "opinions.bands_png",
    "opinions.bands_svg",
    "opinions.factors_png",
    "opinions.factors_svg",
    "opinions.levels_png",
    "opinions.levels_svg",
    "opinions.weeks_png",
    "opinions.weeks_svg",
    "opinions_public.data",
    "own.offered_code",
    "paper.withdraw",
    "pilot.control_png",
    "pilot.control_svg",
    "pilot.effect_png",
    "pilot.effect_svg",
    "pilot.units_png",
    "pilot.units_svg",
    "procedure_setup.export",
    "procedure_setup.rejects",
    "procedure_setup.template",
    "reports.chart",
    "reports.rush_svg",
    "reports.rush_png",
    "reports.spread_svg",
    "reports.spread_png",
    "reports.groups_svg",
    "reports.groups_png",
    "reports.reported_svg",
    "reports.reported_png",
    "reports.chart_png",
    "reports.sheet",
    "setup.cards_of_unit",
    "setup.group_poster",
    "setup.number_card_sheets",
    "setup.poster",
    "setup.posters_of_unit",
    "setup.qr_picture",
    "static",
    "survey.promise_text",
    "survey.proof_json",
    "tally.paper",
    "tally.take_back",
}
LEAD_ON: Final = {"citizen.look_back", "citizen.look_in_hall"}
"""Where a form was sent to: opened by hand they lead to the page on which it stands."""
FOR_STRANGERS: Final = {"accounts.sign_in", "accounts.second_step"}
ON_TABLETS: Final = ("tablet.", "outage.")
"""What only a paired tablet sees: test_tablet.py and test_outage.py open it."""
FOR_MACHINES: Final = "api."
OF_OUTSIDERS: Final = {"moderation", "monitoring", "signals", "spot_checks", "typing"}
"""What only monitors, moderators and typists from outside the unit see."""
ON_PHONES: Final = {"citizen", "ledger", "opinions_public", "procedures", "survey"}
AUTO: Final = "auto=30"
"""A page that renews itself, because the reader asked it to and can stop it (WCAG 2.2.1); axe cannot know that."""


def of_citizens(app: Flask, pilot: Pilot, everything: Everything) -> Iterator[str]:
    """Yield the address of every page for phones."""
    yield from _addresses(app, pilot, everything, lambda room: room in ON_PHONES)


def of_staff(app: Flask, pilot: Pilot, everything: Everything) -> Iterator[str]:
    """Yield the address of every page for somebody who is signed in and may do everything in the unit."""
    yield from _addresses(app, pilot, everything, lambda room: room not in ON_PHONES | OF_OUTSIDERS)


def of_outsiders(app: Flask, pilot: Pilot, everything: Everything) -> Iterator[str]:
    """Yield the address of every page for whoever judges the unit from outside."""
    yield from _addresses(app, pilot, everything, lambda room: room in OF_OUTSIDERS)


def other_faces(everything: Everything) -> Iterator[str]:
    """Yield what phones also see: tickets in every state, closed doors, refusals."""
    yield from (f"/t/{phone.token}" for phone in everything.phones.values())
    yield f"/t/{everything.phones[State.WAITING].token}?{AUTO}"
    yield f"/s/{everything.phones[State.WAITING].vote}"
    yield f"/s/{everything.voted.vote}"
    yield from (f"/q/{code}" for code in (AT_COUNTER, WITHDRAWN, CLOSED_OFFICE, f"{CLOSED_OFFICE}/take", "N0NE0000"))
    yield "/?code=12"
    yield "/nowhere"


def _addresses(app: Flask, pilot: Pilot, everything: Everything, wanted: Callable[[str], bool]) -> Iterator[str]:
    """Build each address with objects of the unit; a name that is not known here fails the test that asks."""
    names: dict[str, object] = {
        "unit_id": pilot.unit,
        "slug": pilot.slug,
        "counter_id": pilot.counter,
        "group_id": pilot.births,
        "code": ENTRANCE,
        "procedure_id": everything.procedure_id,
        "class_code": "aged_80",
        "notice_id": everything.notice_id,
        "event_id": everything.event_id,
        "language": "vi",
        "kind": "weekly",
        "period": "2026-W46",
        "section": "problems",
        "device_id": everything.device_id,
        "questionnaire_id": everything.questionnaire_id,
        "question_id": everything.question_id,
        "check_id": everything.check_id,
        "batch_id": everything.batch_id,
        "comment_id": everything.comment_id,
        "slip_code": everything.slip_code,
        "staff_id": everything.staff_id,
        "token": everything.phones[State.WAITING].token,
        "receipt": VotingToken(everything.voted.vote).receipt,
    }
    other_codes = {"survey.receipt": names["receipt"]}
    other_tokens = {
        "survey.visit": everything.phones[State.DONE].vote,
        "citizen.confirm_check_out": everything.phones[State.SERVING].token,
    }
    other_checks = {"spot_checks.hall": everything.hall_id}
    adapter = app.url_map.bind("")
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint in NO_PAGES | LEAD_ON | FOR_STRANGERS:
            continue
        if rule.endpoint.startswith((*ON_TABLETS, FOR_MACHINES)):
            continue
        if wanted(rule.endpoint.partition(".")[0]):
            known = names | {"token": other_tokens.get(rule.endpoint, names["token"])}
            known |= {"check_id": other_checks.get(rule.endpoint, names["check_id"])}
            known |= {"code": other_codes.get(rule.endpoint, names["code"])}
            yield adapter.build(rule.endpoint, {name: known[name] for name in rule.arguments})
