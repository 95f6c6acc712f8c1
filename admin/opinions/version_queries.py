"""By what the version of the data changes with satisfaction: decisions and what they move, remedies, the log."""

from typing import Any, Final

from sqlalchemy import BindParameter, ScalarSelect, Select, bindparam, func, select

from admin.opinions.models import Remedy
from survey.ballots.models import Ballot
from survey.ledger.models import LedgerCheckpoint
from survey.moderation.models import Moderation

UNITS: Final[BindParameter[Any]] = bindparam("unit_ids", expanding=True)


def _of_decided(what: Any) -> ScalarSelect[Any]:  # noqa: ANN401 - any aggregate
    """Return an aggregate over the decisions about the units and the ballots that they are about: few rows."""
    joined = select(what).select_from(Moderation).outerjoin(Ballot, Ballot.id == Moderation.subject_id)
    return joined.where(Moderation.unit_id.in_(UNITS)).scalar_subquery()


def _of_remedies(what: Any) -> ScalarSelect[Any]:  # noqa: ANN401 - any aggregate
    return select(what).where(Remedy.unit_id.in_(UNITS)).scalar_subquery()


CHANGES: Final[Select[*tuple[Any, ...]]] = select(
    _of_decided(func.count()),
    _of_decided(func.max(Moderation.id)),
    _of_decided(func.count(Ballot.aside_block)),
    _of_decided(func.sum(Ballot.aside_block)),
    _of_remedies(func.count()),
    _of_remedies(func.max(Remedy.id)),
    select(func.max(LedgerCheckpoint.size)).scalar_subquery(),
)
