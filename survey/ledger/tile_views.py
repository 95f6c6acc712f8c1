"""The log as C2SP tlog-tiles lays it out: the checkpoint, tiles of hashes, bundles of entries."""

import re
from typing import Final

from flask import Response
from flask.typing import ResponseReturnValue

from kiosk.ground import db
from survey.ledger import answers, queries, tiles
from survey.ledger.tiles import Place

LEVEL: Final = re.compile(r"0|[1-9][0-9]?", re.ASCII)
BUNDLE_LEVEL: Final = 0


def checkpoint() -> ResponseReturnValue:
    """Give the last signed checkpoint."""
    with db.read() as session:
        found = answers.signed(session)
    response = Response(found.note, content_type=answers.TEXT)
    response.headers["Cache-Control"] = "public, max-age=5"
    return response


def tile(level: str, number: str) -> ResponseReturnValue:
    """Give one tile, whole or as far as its address asks and the signed tree goes."""
    if LEVEL.fullmatch(level) is None:
        raise answers.nowhere()
    place, hashes = _signed_part(int(level), number)
    with db.read() as session:
        kept = queries.tiles_at(session, [place]).get(place, b"")[: hashes * tiles.BYTES]
    if len(kept) != hashes * tiles.BYTES:
        raise answers.damaged()
    return answers.kept_for_ever(kept)


def bundle(number: str) -> ResponseReturnValue:
    """Give the entries under one tile of leaves, each after its length in two bytes."""
    place, hashes = _signed_part(BUNDLE_LEVEL, number)
    first = place.number * tiles.WIDTH
    with db.read() as session:
        lines = [line.encode() for line in queries.entries(session, first, first + hashes)]
    if len(lines) != hashes:
        raise answers.damaged()
    return answers.kept_for_ever(b"".join(len(line).to_bytes(2, "big") + line for line in lines))


def _signed_part(level: int, number: str) -> tuple[Place, int]:
    """Return the tile that an address names and how many hashes of it, if the signed tree has them."""
    named = tiles.parse(level, number)
    if named is None:
        raise answers.nowhere()
    place, hashes = named
    with db.read() as session:
        if hashes > tiles.width(place, answers.signed(session).size):
            raise answers.nowhere()
    return place, hashes
