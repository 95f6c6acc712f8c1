"""Proofs as JSON, for programs that do not make them from tiles themselves."""

import re
from collections.abc import Sequence
from typing import Final

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from kiosk.ground import db
from kiosk.ground.web.errors import Trouble
from survey.ledger import answers, queries, tree

NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,17}", re.ASCII)


def proof() -> ResponseReturnValue:
    """Prove that an entry stands at ``position`` in the tree of ``size`` entries (by default the last signed one)."""
    position = _number("position")
    with db.read() as session:
        size = _size(session, "size")
        if position >= size:
            raise answers.nowhere()
        try:
            [entry] = queries.entries(session, position, position + 1)
            steps, root = queries.inclusion(session, position, size), queries.root(session, size)
        except (KeyError, ValueError):
            raise answers.damaged() from None
    leaf = tree.leaf_hash(entry.encode()).hex()
    told = {"position": position, "size": size, "entry": entry, "leaf_hash": leaf, "root_hash": root.hex()}
    return _json({**told, "proof": _hex(steps)})


def consistency() -> ResponseReturnValue:
    """Prove that the tree of ``to`` entries (by default the last signed one) begins with the one of ``from``."""
    old = _number("from")
    with db.read() as session:
        new = _size(session, "to")
        if old > new:
            raise answers.nowhere()
        try:
            steps, roots = queries.consistency(session, old, new), [queries.root(session, size) for size in (old, new)]
        except (KeyError, ValueError):
            raise answers.damaged() from None
    told = {"from": old, "to": new, "from_root_hash": roots[0].hex(), "to_root_hash": roots[1].hex()}
    return _json({**told, "proof": _hex(steps)})


def _size(session: Session, name: str) -> int:
    """Return the tree that is asked for, which the last signed one must begin with."""
    signed = answers.signed(session).size
    size = _number(name, signed)
    if size > signed:
        raise answers.nowhere()
    return size


def _number(name: str, default: int | None = None) -> int:
    text = request.args.get(name, "" if default is None else str(default))
    if NUMBER.fullmatch(text) is None:
        raise Trouble(400, _("Địa chỉ thiếu một con số hoặc có con số không đọc được."))
    return int(text)


def _hex(steps: Sequence[bytes]) -> list[str]:
    return [step.hex() for step in steps]


def _json(told: dict[str, object]) -> ResponseReturnValue:
    response = jsonify(told)
    response.headers["Cache-Control"] = answers.ASK_AGAIN
    return response
