"""The full check: everything that is kept against the log, and the log against what was signed.

It reads a million leaves in a minute and holds a few thousand of them at a time; nothing is locked meanwhile.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from kiosk.ground.calendar import local_day
from survey.audit import batch_checking, checkpoint_checking, decision_checking, leaf_checking, unit_checking
from survey.audit.checkpoint_checking import Known
from survey.audit.decision_checking import IN_FORCE_WITHIN, Due
from survey.audit.report import Findings, Kind, Report
from survey.ledger import queries as ledger
from survey.ledger.notes import Verifier

UNSIGNED: Final = 0


def check(
    session: Session,
    *,
    key: Verifier | None,
    former: Sequence[Verifier] = (),
    known: Sequence[Known] = (),
    key_at: str = "",
    missing: str = "",
    now: datetime,
) -> Report:
    """Check everything once.

    Args:
        session: Where to read.
        key: The public key of the log; ``None``: signatures cannot be checked, which is a problem once there are any.
        former: Public keys of the same log before that one, each good for the checkpoints it signed.
        known: Checkpoints kept outside the database: the one beside the key, an old one that somebody brings.
        key_at: Where the key was looked for, to say so.
        missing: Where the last checkpoint should lie beside the key and does not; empty: it does, or nobody looked.
        now: When.
    """
    findings = Findings()
    kept = ledger.checkpoints(session)
    keys = (key, *former) if key else ()
    if key is None and (kept or known):
        findings.add(Kind.NO_KEY, where=key_at)
    outside = checkpoint_checking.heads(known, keys, findings) if keys else []
    wanted = frozenset(one.size for one in kept) | frozenset(head.size for _known, head in outside)
    walked = leaf_checking.walk(session, wanted, findings)
    checkpoint_checking.check_kept(kept, keys, walked.size, walked.roots, findings)
    checkpoint_checking.check_known(outside, walked.size, walked.roots, findings)
    if keys:
        sealed = bool(walked.starts or walked.casts or walked.batches)
        checkpoint_checking.check_signed(kept, outside, missing, sealed=sealed, size=walked.size, findings=findings)
    units = unit_checking.check_units(session, walked.starts, walked.casts, local_day(now), findings)
    unit_checking.check_pending(session, findings)
    unit_checking.check_uncommitted(session, walked.starts, walked.batches.values(), findings)
    batches = batch_checking.check_batches(session, walked.batches, walked.size, findings)
    batch_checking.check_comments(session, walked.size, findings)
    decision_checking.check_decisions(session, walked.decisions, walked.size, findings)
    before_last = kept[-2].size if len(kept) > 1 else UNSIGNED
    decision_checking.check_blocks(session, batches, Due(before_last, now - IN_FORCE_WITHIN), findings)
    return Report(walked.size, kept[-1].size if kept else None, tuple(findings.first), findings.found, tuple(units))
