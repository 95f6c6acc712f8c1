"""``python -m bench.audit``: what `flask ledger verify` costs at a million sealed ballots."""

import argparse
import resource
import sys
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from random import Random
from typing import Final

from sqlalchemy.orm import Session

from bench.ledger import _place
from kiosk.ground.bulk import add_rows
from kiosk.ground.calendar import Week
from kiosk.ground.db import Database
from survey.audit.checking import check
from survey.audit.checkpoint_checking import Known
from survey.audit.report import Report
from survey.audit.summary import summary
from survey.ballots import batch_queries
from survey.ballots.models import Ballot, BallotAnswer, BallotBatch, CastTally, SpentToken
from survey.ledger import actions, checkpoint_actions, entries
from survey.ledger.keys import KeyFile
from survey.ledger.models import CastReceipt
from survey.questionnaires import actions as questionnaires
from survey.questionnaires import queries as asked
from tests import factories
from tests.databases import KINDS, Kind

BALLOTS: Final = 1_000_000
IN_A_BATCH: Final = 250
AT_ONCE: Final = 20
WEEK: Final = Week(2026, 47)
NOW: Final = datetime(2026, 11, 23, 1, tzinfo=UTC)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the bench as the command line says and return the exit status."""
    parser = argparse.ArgumentParser("python -m bench.audit", description=__doc__)
    parser.add_argument("--ballots", type=int, default=BALLOTS)
    parser.add_argument("--databases", type=lambda text: text.split(","), default=list(KINDS))
    given = parser.parse_args(arguments)
    for kind in given.databases:
        print(_measured(kind, given.ballots), flush=True)
    return 0


def _measured(kind: Kind, ballots: int) -> str:
    with _place(kind) as (database, folder):
        slug = _fill(database, ballots)
        key = KeyFile(str(folder / "ledger.key"))
        verifier = key.make("bench.example/ledger").verifier
        database.write(lambda s: checkpoint_actions.sign(s, key, now=NOW))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begun = time.perf_counter()
        with database.read() as session:
            known = [Known("beside the key", key.checkpoint_path.read_text())]
            report: Report = check(session, key=verifier, known=known, now=NOW)
        seconds = time.perf_counter() - begun
        more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
        begun = time.perf_counter()
        with database.read() as session:
            summary(session, verifier)
        quick = time.perf_counter() - begun
        if not report.ok:
            raise AssertionError(f"{slug}: {report.problems[:3]}")
        return f"| {kind} | {report.size:,} leaves | {seconds:.1f} s | {more} MB more | summary {1000 * quick:.0f} ms |"


def _fill(database: Database, ballots: int) -> str:
    chance = Random(9162)
    slug, unit_id, form_id, overall = database.write(_unit)
    for first in range(0, ballots, IN_A_BATCH * AT_ONCE):
        count = min(IN_A_BATCH * AT_ONCE, ballots - first)
        database.write(lambda s, count=count: _seal(s, (slug, unit_id, form_id, overall), count, chance))  # type: ignore[misc]
    tally = {"unit_id": unit_id, "week": str(WEEK), "sign": "cast", "ballots": ballots}
    database.write(lambda s: add_rows(s, CastTally, [tally]))
    return slug


def _unit(session: Session) -> tuple[str, int, int, int]:
    questionnaires.add_default_forms(session)
    unit = factories.unit(session)
    form = asked.form_for(session, unit.id, "visit", WEEK.monday)
    if form is None:
        raise AssertionError("no form")
    overall = next(row.question.id for row in form.questions if row.question.overall)
    return unit.slug, unit.id, form.questionnaire.id, overall


def _seal(session: Session, of: tuple[str, int, int, int], count: int, chance: Random) -> None:
    """Cast so many ballots and seal them in batches, with every row that a check reads."""
    slug, unit_id, form_id, overall = of
    made = [f"{chance.getrandbits(256):064x}" for _ in range(count)]
    places = actions.append(session, [entries.cast(slug, str(WEEK), one) for one in made])
    known = {"unit_id": unit_id, "week": str(WEEK), "due": date(2026, 11, 30)}
    receipts = [known | {"code_hash": f"{chance.getrandbits(256):064x}", "commitment": one} for one in made]
    add_rows(session, CastReceipt, [row | {"position": at} for row, at in zip(receipts, places, strict=True)])
    add_rows(session, SpentToken, [{"token_hash": one, "unit_id": unit_id} for one in made])
    for first in range(0, count, IN_A_BATCH):
        size = min(IN_A_BATCH, count - first)
        weeks = {"from_week": str(WEEK), "until_week": str(WEEK)}
        batch = BallotBatch(unit_id=unit_id, channel="visit", served=True, **weeks, sealed_at=NOW, ballots=size)
        session.add(batch)
        session.flush()
        names = [f"{chance.getrandbits(128):032x}" for _ in range(size)]
        told = {"batch_id": batch.id, "questionnaire_id": form_id}
        add_rows(session, Ballot, [told | {"id": name} for name in names])
        add_rows(
            session,
            BallotAnswer,
            [{"ballot_id": name, "question_id": overall, "value": chance.randrange(1, 6)} for name in names],
        )
        said = batch_queries.content(session, batch)
        [batch.position] = actions.append(session, [entries.batch(slug, batch.id, said)])
    session.flush()


if __name__ == "__main__":
    sys.exit(main())
