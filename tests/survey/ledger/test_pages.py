"""What anybody reads of the log: in plain words, as tiles, as files, as proofs; never beyond what was signed."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from survey.ledger import actions, checkpoint_actions, checkpoints, entries, queries, tiles, tree
from survey.ledger.keys import KeyFile
from survey.ledger.models import LedgerTile
from survey.ledger.tiles import Place
from tests import factories
from tests.client import CheckedClient, body_of
from tests.factories import MONDAY
from tests.ledger_key import NAME, given_key
from tests.page import Page

SetClock = Callable[[datetime], None]
SIGNED = 600
LINES = [entries.start("ninh-kieu", 40), *(entries.cast("ninh-kieu", "2026-W47", f"{n:064x}") for n in range(1, 610))]
LEAVES = [tree.leaf_hash(line.encode()) for line in LINES]
ROOT = tree.root(LEAVES[:SIGNED])


@pytest.fixture
def key(app: Flask, tmp_path: Path) -> KeyFile:
    return given_key(app, tmp_path)


@pytest.fixture
def log(session: Session, key: KeyFile, set_clock: SetClock) -> KeyFile:
    """A log with two checkpoints and some entries that nobody has signed yet."""
    set_clock(MONDAY)
    for upto in (256, SIGNED):
        actions.append(session, LINES[queries.size(session) : upto])
        checkpoint_actions.sign(session, key, now=MONDAY)
    actions.append(session, LINES[SIGNED:])
    return key


def test_the_page_says_in_plain_words_what_the_log_holds(client: CheckedClient, log: KeyFile) -> None:
    page = Page(client.get("/ledger"))
    assert "599 phiếu" in page.text
    assert "Thêm 40 phiếu gửi trước khi có sổ" in page.text
    assert "sửa hay xóa một phiếu là lộ" in page.text
    signer = log.signer()
    assert signer is not None
    assert signer.verifier.vkey in page.text
    assert f"{NAME} {SIGNED} " in page.text
    assert "DỮ LIỆU MẪU" not in page.text
    for link in page.links:
        if link.href.startswith("/ledger/"):
            assert client.get(link.href).status_code == 200, link
    assert len(client.get("/ledger", headers={"Accept-Encoding": "br"}).data) < 6_000


def test_a_log_with_sample_ballots_says_so(client: CheckedClient, session: Session, log: KeyFile) -> None:
    factories.unit(session, is_demo=True)
    assert "DỮ LIỆU MẪU" in Page(client.get("/ledger")).text


def test_before_anything_is_signed_there_is_nothing_to_take_away(client: CheckedClient, session: Session) -> None:
    actions.append(session, LINES[:3])
    assert "chưa có dấu kiểm" in Page(client.get("/ledger")).text
    for name in ("checkpoint", "checkpoints", "entries.jsonl", "tile/0/000.p/1", "tile/entries/000.p/1", "key"):
        assert client.get(f"/ledger/{name}").status_code == 404, name
    for name in ("proof?position=0", "consistency?from=0"):
        assert client.get(f"/ledger/{name}").status_code == 404, name


def test_the_checkpoint_is_given_as_it_was_signed(client: CheckedClient, log: KeyFile) -> None:
    answer = client.get("/ledger/checkpoint")
    signer = log.signer()
    assert signer is not None
    head = checkpoints.read_checkpoint(signer.verifier.open(answer.text))
    assert (head.origin, head.size, head.root) == (NAME, SIGNED, ROOT)
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=5"
    assert "Set-Cookie" not in answer.headers


def test_tiles_lie_where_the_specification_puts_them(client: CheckedClient, log: KeyFile) -> None:
    for address, hashes in (
        ("0/000", LEAVES[:256]),
        ("0/002.p/88", LEAVES[512:600]),
        ("0/002.p/5", LEAVES[512:517]),
        ("0/000.p/255", LEAVES[:255]),
        ("1/000.p/2", [tree.root(LEAVES[:256]), tree.root(LEAVES[256:512])]),
    ):
        answer = client.get(f"/ledger/tile/{address}")
        assert answer.data == b"".join(hashes), address
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_bundles_hold_the_entries_after_their_lengths(client: CheckedClient, log: KeyFile) -> None:
    for address, lines in (("000", LINES[:256]), ("002.p/88", LINES[512:600])):
        answer = client.get(f"/ledger/tile/entries/{address}")
        rest, found = answer.data, []
        while rest:
            length = int.from_bytes(rest[:2], "big")
            found.append(rest[2 : 2 + length].decode())
            rest = rest[2 + length :]
        assert found == lines


def test_what_was_not_signed_or_is_no_name_is_not_there(client: CheckedClient, log: KeyFile) -> None:
    for address in (
        *("tile/0/002", "tile/0/002.p/89", "tile/0/003.p/1", "tile/1/000", "tile/1/000.p/3", "tile/2/000.p/1"),
        *("tile/0/0", "tile/00/000", "tile/-1/000", "tile/64/000", "tile/8/000", "tile/x/000", "tile/0/x001/000"),
        *("tile/0/000.p/0", "tile/0/" + "x999/" * 30 + "999", "tile/entries/002", "tile/entries/a", "tile/data/000"),
        *("tile/0/%00", "tile/0/٠٠٠", "tile/entries/%FF", "nothing"),
    ):
        assert client.get(f"/ledger/{address}").status_code == 404, address


def test_all_checkpoints_and_all_signed_entries_can_be_taken_away(client: CheckedClient, log: KeyFile) -> None:
    notes = client.get("/ledger/checkpoints")
    parts = body_of(notes).decode().split("\n\n")
    assert [part.split("\n")[1] for part in parts[::2]] == ["256", "600"]
    told = client.get("/ledger/entries.jsonl")
    assert "Content-Length" not in told.headers  # it is sent as it is read
    assert told.text.splitlines() == LINES[:SIGNED]
    for answer in (notes, told):
        again = client.get(answer.request.path, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304


def test_the_key_is_told(client: CheckedClient, log: KeyFile) -> None:
    signer = log.signer()
    assert signer is not None
    assert client.get("/ledger/key").text == f"{signer.verifier.vkey}\n"


def test_the_program_that_checks_is_given_as_it_is(client: CheckedClient, root: Path) -> None:
    answer = client.get("/ledger/verify.py")
    assert answer.data == (root / "static" / "ledger" / "verify.py").read_bytes()
    assert "attachment" in answer.headers["Content-Disposition"]


def test_proofs_prove(client: CheckedClient, log: KeyFile) -> None:
    told = client.get("/ledger/proof?position=300").get_json()
    assert (told["size"], told["entry"], told["root_hash"]) == (SIGNED, LINES[300], ROOT.hex())
    proof = [bytes.fromhex(step) for step in told["proof"]]
    assert tree.includes(bytes.fromhex(told["leaf_hash"]), 300, SIGNED, proof, ROOT)
    told = client.get("/ledger/consistency?from=256").get_json()
    proof = [bytes.fromhex(step) for step in told["proof"]]
    assert tree.extends(256, SIGNED, proof, bytes.fromhex(told["from_root_hash"]), ROOT)
    assert client.get("/ledger/proof?position=0&size=1").get_json()["proof"] == []
    assert client.get("/ledger/consistency?from=0&to=0").get_json()["proof"] == []


def test_a_proof_that_cannot_be_made_is_refused(client: CheckedClient, log: KeyFile) -> None:
    for asked, status in (
        *[(f"proof?position={text}", 400) for text in ("", "-1", "x", "01", "%00", "%F0%9F", "9" * 30, "1.0", "٣")],
        *[("proof", 400), ("proof?position=1&size=x", 400), ("consistency", 400), ("consistency?from=1&to=", 400)],
        *[("proof?position=600", 404), ("proof?position=1&size=601", 404), ("proof?position=5&size=5", 404)],
        *[("consistency?from=601", 404), ("consistency?from=9&to=8", 404), ("proof?position=" + "9" * 18, 404)],
    ):
        assert client.get(f"/ledger/{asked}").status_code == status, asked


def test_a_damaged_tree_is_said_to_be_unreadable(client: CheckedClient, session: Session, log: KeyFile) -> None:
    session.execute(update(LedgerTile).values(hashes=b""))
    for asked in ("proof?position=1", "consistency?from=3", "tile/0/000"):
        answer = client.get(f"/ledger/{asked}")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "600"), asked


def test_a_client_of_tiles_finds_all_it_needs(client: CheckedClient, log: KeyFile) -> None:
    """Whoever reads C2SP tlog-tiles makes the root and a proof from what is served alone."""

    def fetched(place: Place) -> bytes:
        name = tiles.path(place, tiles.width(place, SIGNED))
        return bytes(client.get(f"/ledger/tile/{place.level}/{name}").data)

    ranges = tree.inclusion(555, SIGNED)
    kept = {place: fetched(place) for place in tiles.wanted([*ranges, range(SIGNED)])}
    proof = [tiles.hash_of(one, kept) for one in ranges]
    assert tree.includes(LEAVES[555], 555, SIGNED, proof, tiles.hash_of(range(SIGNED), kept))
    assert tiles.hash_of(range(SIGNED), kept) == ROOT


def test_no_session_and_no_cookie_is_asked_for(client: CheckedClient, log: KeyFile) -> None:
    for name in ("", "/checkpoint", "/entries.jsonl", "/proof?position=1", "/tile/0/000"):
        answer = client.get(f"/ledger{name}")
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")
