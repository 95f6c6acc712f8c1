"""A run of slips for tests, with the codes that only the paper knows."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from kiosk.ground.web.addresses import digest
from kiosk.office.models import Unit
from survey.paper import actions, slip_codes
from survey.paper.actions import Run
from survey.paper.models import PaperRun
from survey.questionnaires import actions as questionnaires
from survey.questionnaires import queries as asked
from survey.questionnaires.queries import Form
from tests import factories
from tests.factories import MONDAY


@dataclass(frozen=True, slots=True)
class Printed:
    """A run with its codes and its questions."""

    unit: Unit
    run: PaperRun
    codes: list[str]
    form: Form

    def id_of(self, kind: str) -> int:
        """The last question of a kind."""
        return [row.question.id for row in self.form.questions if row.question.kind == kind][-1]


def printed(session: Session, unit: Unit | None = None, count: int = 4) -> Printed:
    """A run of the form that is asked after a visit."""
    questionnaires.add_default_forms(session)
    unit = unit or factories.unit(session)
    form = asked.form_for(session, unit.id, "visit", MONDAY.date())
    assert form is not None
    codes = slip_codes.fresh(count)
    run = Run(unit.id, form.questionnaire.id, codes, staff_id=1)
    key = digest("key", codes[0])
    row = actions.print_run(session, run, key=key, now=MONDAY, today=MONDAY.date())
    return Printed(unit, row, codes, form)
