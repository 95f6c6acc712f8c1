"""What somebody picked on a ballot, in the words they were asked in."""

from collections.abc import Mapping, Sequence

from survey.questionnaires.queries import Form


def answers_of(forms: Sequence[Form], picked: Mapping[int, Sequence[int]], language: str) -> list[tuple[str, str]]:
    """Return question and answers, in the order asked; questions that were skipped are left out."""
    said = []
    for asked in (asked for form in forms for asked in form.questions):
        names = {choice.value: choice.name(language) for choice in asked.choices}
        values = picked.get(asked.question.id, ())
        if values:
            said.append((asked.question.name(language), ", ".join(names.get(value, str(value)) for value in values)))
    return said
