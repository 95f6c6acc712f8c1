"""What proves nothing by being done anew in each of thousands of tests: it is done once, or at a lower price.

Each test keeps an application of its own; only code is shared, never state.
"""

import gc
from collections.abc import Callable
from typing import Any, Final

from argon2 import PasswordHasher
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule

from admin.accounts import passwords

HASHER: Final = passwords.HASHER
DUMMY: Final = passwords.DUMMY
QUICK: Final = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""The real one takes 40 ms on purpose; nearly every test of staff signs somebody in."""

_read: Callable[[Rule], None] = Rule.compile
_rules: dict[tuple[object, ...], dict[str, Any]] = {}


class Compiled(BytecodeCache):
    """The code of all templates that any application has drawn, by their name and a digest of their text."""

    def __init__(self) -> None:
        self.code: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        kept = self.code.get((bucket.key, bucket.checksum))
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.code[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


TEMPLATES: Final = Compiled()


def share_templates(app: Flask) -> None:
    """Let *app* take the code of a template from whoever compiled it first: 5 to 40 ms a page."""
    app.jinja_env.bytecode_cache = TEMPLATES


def share_addresses() -> None:
    """Let every application take over what the first made of the rules of its addresses: 40 ms each."""
    Rule.compile = _compile  # type: ignore[method-assign, assignment]


def put_off_sweeping() -> None:
    """Collect no garbage while modules are read: nearly all they make stays."""
    gc.disable()


def sweep_seldom() -> None:
    """Let the collector leave alone what is there before the first test, and look less often for what tests leave.

    Each application is made of tens of thousands of objects beside the half million of the libraries; walking over them
    again and again took a third of a test of pages.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()


def quick_passwords() -> None:
    """Hash passwords cheaply, except where a test asks for :func:`real_passwords`."""
    passwords.HASHER = QUICK  # type: ignore[misc]
    passwords.DUMMY = QUICK.hash("of nobody")  # type: ignore[misc]


def real_passwords() -> None:
    """Hash passwords as in production."""
    passwords.HASHER, passwords.DUMMY = HASHER, DUMMY  # type: ignore[misc]


def _compile(rule: Rule) -> None:
    said = (rule.rule, rule.subdomain, rule.host, repr(rule.defaults), rule.merge_slashes)
    if said not in _rules:
        _read(rule)
        _rules[said] = {
            name: getattr(rule, name) for name in ("_parts", "_trace", "_converters", "_build", "_build_unknown")
        }
        return
    known = dict(_rules[said])
    for name in ("_build", "_build_unknown"):
        known[name] = known[name].__func__.__get__(rule, None)
    vars(rule).update(known)
    rule.arguments.update(known["_converters"])
