"""All ways to falsify ballots."""

from tests.survey.audit import changing, deciding, moving
from tests.survey.audit.ways import WAYS

__all__ = ["WAYS", "changing", "deciding", "moving"]
