"""``python -m bench.ledger``: what the log costs at a million entries: appending, proofs, checking all of it."""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median
from typing import Final

from bench.timing import Stopwatch
from kiosk.ground.db import Database
from survey.ledger import actions, checkpoint_actions, entries, queries
from survey.ledger.keys import KeyFile
from tests.databases import KINDS, Copies, Kind, postgresql_server

SIZE: Final = 1_000_000
AT_ONCE: Final = 1_000
PROOFS: Final = 200
NOW: Final = datetime(2026, 11, 23, 1, tzinfo=UTC)
VERIFIER: Final = Path(__file__).resolve().parents[1] / "static" / "ledger" / "verify.py"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the bench as the command line says and return the exit status."""
    parser = argparse.ArgumentParser("python -m bench.ledger", description=__doc__)
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--databases", type=lambda text: text.split(","), default=list(KINDS))
    asked = parser.parse_args(arguments)
    columns = {kind: _measured(kind, asked.size) for kind in asked.databases}
    print(table(asked.size, columns), flush=True)
    return 0


def table(size: int, columns: dict[Kind, dict[str, str]]) -> str:
    """Return what was measured on each database side by side."""
    lines = [[f"{size:,} entries", *columns], ["---", *["---:"] * len(columns)]]
    lines += [[step, *(column[step] for column in columns.values())] for step in next(iter(columns.values()))]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _measured(kind: Kind, size: int) -> dict[str, str]:
    with _place(kind) as (database, folder):
        print(f"{kind}: {size:,} entries …", file=sys.stderr, flush=True)
        first, last = _grown(database, size)
        key = KeyFile(str(folder / "ledger.key"))
        key.make("bench.example/ledger")
        signing = _seconds(lambda: database.write(lambda s: checkpoint_actions.sign(s, key, now=NOW)))
        return {
            "append, CPU ms per 1,000, the first tenth": first,
            "append, CPU ms per 1,000, the last tenth": last,
            "append of one entry, CPU ms": _one_more(database),
            "sign, every new entry held against its hash, s": signing,
            "proof of inclusion, CPU ms": _proofs(database, size, consistency=False),
            "proof of consistency, CPU ms": _proofs(database, size, consistency=True),
            "check every entry against the root, s": _seconds(lambda: _check(database, size)),
            "verify.py on the downloads, s": _verifier(database, key, folder),
        }


def _grown(database: Database, size: int) -> tuple[str, str]:
    """Append in runs of a thousand; return CPU milliseconds of a run, of the first and the last tenth of them."""
    chance, spent = Random(9162), []
    for start in range(0, size, AT_ONCE):
        many = min(AT_ONCE, size - start)
        lines = [entries.cast("ninh-kieu", "2026-W47", f"{chance.getrandbits(256):064x}") for _ in range(many)]
        begun = time.process_time()
        database.write(lambda s, lines=lines: actions.append(s, lines))  # type: ignore[misc]
        spent.append((time.process_time() - begun) * 1000)
    tenth = max(1, len(spent) // 10)
    return f"{median(spent[:tenth]):.1f}", f"{median(spent[-tenth:]):.1f}"


def _one_more(database: Database) -> str:
    watch = Stopwatch()
    for place in range(50):
        line = entries.start(f"unit-{place}", 1)
        watch.time("one", database.write, lambda s, line=line: actions.append(s, [line]))
    watch.lap()
    return f"{watch.spread('one').laps[0]:.2f}"


def _proofs(database: Database, size: int, *, consistency: bool) -> str:
    chance, watch = Random(6962), Stopwatch()
    for _ in range(PROOFS):
        with database.read() as session:
            place = chance.randrange(size)
            ask = queries.consistency if consistency else queries.inclusion
            watch.time("proof", ask, session, place, size)
    watch.lap()
    return f"{watch.spread('proof').laps[0]:.2f}"


def _check(database: Database, size: int) -> None:
    with database.read() as session:
        if queries.changed_leaf(session, 0, size) is not None:
            raise AssertionError("an entry was changed")
        queries.root(session, size)


def _verifier(database: Database, key: KeyFile, folder: Path) -> str:
    """Write the downloads and let the program check them in a process of its own; return its seconds."""
    signer = key.signer()
    if signer is None:
        raise AssertionError("the key is gone")
    (folder / "key").write_text(signer.verifier.vkey)
    with database.read() as session, (folder / "entries.jsonl").open("w", encoding="utf-8") as file:
        (folder / "checkpoints").write_text("\n".join(one.note for one in queries.checkpoints(session)))
        for start in range(0, queries.size(session), queries.AT_ONCE):
            file.writelines(f"{line}\n" for line in queries.entries(session, start, start + queries.AT_ONCE))
    command = [sys.executable, str(VERIFIER), str(folder)]
    return _seconds(lambda: subprocess.run(command, check=True, capture_output=True))  # noqa: S603 - our own file


def _seconds(act: Callable[[], object]) -> str:
    begun = time.monotonic()
    act()
    return f"{time.monotonic() - begun:.1f}"


@contextmanager
def _place(kind: Kind) -> Iterator[tuple[Database, Path]]:
    """Give a database of its own and a folder, and throw both away afterwards."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-ledger-")))
        socket = stack.enter_context(postgresql_server()) if kind == "postgresql" else ""
        database = Database(Copies(folder, socket).make(kind))
        yield database, folder
        database.engine.dispose()


if __name__ == "__main__":
    sys.exit(main())
