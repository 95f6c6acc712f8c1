"""One official report as a document: letterhead, the leader's page, four sections, the appendix."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final

from flask_babel import force_locale
from sqlalchemy.orm import Session

from admin.charts import answers, aside, units_wording
from admin.charts import wording as chart_wording
from admin.charts.leader_chart import leader_chart_png
from admin.charts.sheet import Shape
from admin.charts.units_chart import units_chart
from admin.charts.weekly_chart import weekly_chart
from admin.documents import (
    deployment,
    heads,
    leader_page,
    opinion_words,
    proposals,
    prose,
    results,
    sections,
    subjects,
    summary,
    traces,
)
from admin.documents.comparing import comparison, finding, levels
from admin.documents.content import Block, Document, Heading, Items, NewPage, Paragraph, Picture, numbered
from admin.documents.definitions import appendix
from admin.documents.gathering import Gathered, gather
from admin.documents.kinds import ReportKind
from admin.documents.phrases import period as period_words
from admin.documents.results import Satisfaction
from admin.measures.effects import Conclusion
from admin.measures.periods import Period
from admin.opinions.models import Remedy
from admin.pilot import effect_words, leader_wording
from admin.spot_checks import words as spot_words
from kiosk.ground.calendar import Week, local_day
from kiosk.ground.i18n import DEFAULT
from survey.satisfaction import SealedScore

WEEK_CHART: Final = "weeks"
LEADER_CHART: Final = "leader"
UNITS_CHART: Final = "units"
WEEKS: Final = "Thời gian chờ từng tuần, phút"
CHARTS: Final = frozenset({WEEK_CHART, LEADER_CHART, UNITS_CHART})


def make(session: Session, unit_id: int, kind: ReportKind, period: Period, *, now: datetime) -> Document:
    """Return the report of *unit_id* and everything below it, always in Vietnamese.

    Args:
        session: Only read from.
        unit_id: A unit that is not for practice.
        kind: A weekly report is of an ISO week; interim and final ones of any days.
        period: The days it reports on.
        now: The only instant in the files; the letterhead is that of its day.

    Raises:
        LookupError: there is no such unit.
    """
    return both(session, unit_id, kind, period, now=now)[1]


def both(
    session: Session, unit_id: int, kind: ReportKind, period: Period, *, now: datetime
) -> tuple[Gathered, Document]:
    """Return what was read for a report, and the report; arguments as :func:`make`."""
    found = gather(session, unit_id, kind, period, now=now)
    with force_locale(DEFAULT):
        return found, of_gathered(found, now=now)


def of_gathered(found: Gathered, *, now: datetime) -> Document:
    """Return the document of what was read."""
    name = found.unit.name(DEFAULT)
    subject = subjects.subject(found.kind, name, found.period)
    texts = {section: row.text for section, row in found.texts.items()}
    body = sections.body(made(found), texts, subjects.within(subject))
    blocks = numbered([*_first_page(found), *body])
    after = [*appendix(), *([] if found.kind is ReportKind.WEEKLY else _week_by_week(found))]
    return Document(
        head=heads.head(found.letterhead, local_day(now)),
        subject=subject,
        blocks=blocks,
        foot=heads.foot(found.letterhead),
        appendix=numbered(after, after=blocks),
        sample=found.unit.unit.is_demo,
        made_at=now,
        name=f"{found.unit.unit.slug}-{found.kind}-{found.period.code}",
    )


def made(found: Gathered) -> dict[str, list[Block]]:
    """Return what is generated for each section; of III and IV the draft."""
    return {
        sections.DEPLOYMENT: [
            Heading(2, "1. Phạm vi, nội dung"),
            *deployment.scope(found.deployments),
            Heading(2, "2. Can thiệp và sự cố"),
            *deployment.happenings(found.interventions, found.incidents),
        ],
        sections.RESULTS: _results(found),
        **{section: prose.blocks(draft) for section, draft in drafts(found).items()},
    }


def drafts(found: Gathered) -> dict[str, str]:
    """Return the drafts of III and IV, as they stand in the fields of the page."""
    with force_locale(DEFAULT):
        findings = replace(found.findings, helped=tuple(_helped(found)), units=len(found.deployments))
    return {sections.PROBLEMS: proposals.problems(findings), sections.PROPOSALS: proposals.proposals(findings)}


def _helped(found: Gathered) -> Iterator[str]:
    for one in found.effects:
        if one.found is not None and one.found.conclusion is Conclusion.SHORTER:
            said = effect_words.sentence(one)
            elsewhere = one.unit.id != found.unit.id
            yield f"{one.unit.name(DEFAULT)}: {said}" if elsewhere else said


def _results(found: Gathered) -> list[Block]:
    weeks, weekly = found.weeks, found.kind is ReportKind.WEEKLY
    blocks: list[Block] = [
        Heading(2, "1. Thời gian chờ"),
        *_of_several(found),
        *(_at_a_glance(found) if weekly else reversed(_at_a_glance(found))),  # first what fits below section I
        *([results.weeks_table(WEEKS, weeks.figures[-8:])] if weekly else []),
        Heading(2, "2. Những điều cần biết khi đọc số liệu"),
        *results.cautions(
            found.columns[0][1],
            [one for one in weeks.figures if one.week.sunday < found.period.first],
            [*traces.told(found.traces), *filter(None, [spot_words.sentence(found.seen)])],
        ),
        Heading(2, "3. Mức độ hài lòng"),
        *(results.satisfaction(_ballots(found, 8)) if weekly else _satisfaction(found)),
        *_opinions(found),
    ]
    if not weekly:
        blocks += [
            Heading(2, "4. Trước và trong thí điểm, các đơn vị thí điểm"),
            *_units_chart(found),
            *comparison(found.compared),
            Heading(2, "5. Hiệu quả của các can thiệp"),
            *_effects(found),
        ]
    return blocks


def _at_a_glance(found: Gathered) -> list[Block]:
    return [results.key_figures(f"Thời gian chờ, {period_words(found.period)}", found.columns), *_week_chart(found)]


def _of_several(found: Gathered) -> list[Block]:
    several = len(found.deployments)
    if several < 2:
        return []
    return [
        Paragraph(f"Số liệu gộp {several} đơn vị, việc và mục tiêu có thể khác nhau; xem thêm từng đơn vị.", note=True)
    ]


def _satisfaction(found: Gathered) -> list[Block]:
    """Return the ballots before the reported days, and of them."""
    every, first = _ballots(found), found.period.first
    added = Satisfaction(summary.pooled(every.phones, first), summary.pooled(every.tablets, first), every.unpooled)
    return results.satisfaction(added, "Mức độ hài lòng trước và trong kỳ báo cáo")


def _opinions(found: Gathered) -> list[Block]:
    """Return what the sealed ballots of the period say, and the checkpoint to hold them to."""
    report = found.opinions
    answers = [opinion_words.Answer(_weeks_of(one), one.text, one.staff_name) for one in report.remedies]
    if found.kind is ReportKind.WEEKLY:
        return [*opinion_words.brief(report.main, answers), opinion_words.checkpoint(found.signed)]
    said = opinion_words.whole(report.strands, report.opinions.names, answers, report.opinions.units)
    return [*said, opinion_words.checkpoint(found.signed)]


def _weeks_of(remedy: Remedy) -> str:
    first, last = Week.parse(remedy.from_week).label, Week.parse(remedy.until_week).label
    return first if first == last else f"{first} – {last}"


def _week_by_week(found: Gathered) -> list[Block]:
    """Return what a report on many weeks has in its appendix."""
    return [
        Heading(2, "3. Thời gian chờ từng tuần"),
        results.weeks_table(WEEKS, found.weeks.figures),
        Heading(2, "4. Mức độ hài lòng theo đợt niêm phong"),
        *results.satisfaction(_ballots(found)),
    ]


def _ballots(found: Gathered, last: int = 0) -> Satisfaction:
    """Return what was sealed in the *last* weeks; with 0 in all that were read."""
    weeks = found.weeks
    known = [one.week for one in weeks.figures[-last:]]
    return Satisfaction(_of(weeks.scores, known), _of(weeks.kiosk, known), weeks.unpooled)


def _effects(found: Gathered) -> list[Block]:
    told = [(effect_words.sentence(one), effect_words.cautions(one)) for one in found.effects]
    said = [(sentence, cautions) for sentence, cautions in told if sentence]
    if not said:
        return [Paragraph("Trong kỳ chưa có can thiệp nào đủ số liệu để so sánh trước và sau.")]
    cautions = dict.fromkeys(caution for _sentence, of_one in said for caution in of_one)
    return [Items(tuple(sentence for sentence, _cautions in said)), Paragraph(" ".join(cautions), note=True)]


def _of(scores: Mapping[Week, SealedScore], weeks: Sequence[Week]) -> dict[Week, SealedScore]:
    return {week: score for week, score in scores.items() if week in weeks}


def _first_page(found: Gathered) -> list[Block]:
    """Return what stands below the letterhead and the title: of a weekly one the leader's page, else the summary."""
    if found.leader is None:
        before = found.columns[1][1] if len(found.columns) > 1 else None
        said = summary.summary(found.period, found.columns[0][1], before, found.compared, tuple(_helped(found)))
        return [Items(said)]
    texts = leader_wording.texts(found.leader.page, leader_wording.marks(found.leader.page, found.leader.events))
    tag = f"document-leader-{answers.version(texts)}"
    draw = partial(answers.KEPT.get, tag, partial(aside.drawn, leader_chart_png, texts))
    alt = f"{texts.chart}. {' '.join(texts.sentences)}"
    return [
        Items(texts.sentences),
        *leader_page.units(texts),
        Picture(LEADER_CHART, alt, texts.chart, draw),
        Paragraph(texts.note, note=True),
        NewPage(),
    ]


def _units_chart(found: Gathered) -> list[Block]:
    if not found.compared:
        return []
    units, title, sample = levels(found.compared), finding(found.compared), found.unit.unit.is_demo
    texts = replace(units_wording.units_texts(title), now="trong thí điểm")
    tag = f"document-units-{answers.version(units, title, sample)}"
    drawn = partial(aside.drawn, units_chart, units, texts=texts, sample=sample, shape=Shape("png"))
    alt = f"{title} Các số của biểu đồ nằm trong bảng bên dưới."
    return [Picture(UNITS_CHART, alt, "Trước và trong thí điểm", partial(answers.KEPT.get, tag, drawn))]


def _week_chart(found: Gathered) -> list[Block]:
    figures = found.weeks.figures
    if not figures:
        return []
    texts, sample = chart_wording.chart_texts(figures), found.unit.unit.is_demo
    if found.kind is not ReportKind.WEEKLY:
        texts = replace(texts, title=summary.headline(found.period, found.columns[0][1]))
    events = tuple(found.marks)
    tag = f"document-{answers.version(figures, events, sample, texts.title)}"
    drawn = partial(
        aside.drawn, weekly_chart, figures, None, events=events, texts=texts, sample=sample, shape=Shape("png")
    )
    alt = f"{texts.title} Các số của biểu đồ nằm trong bảng thời gian chờ từng tuần."
    draw = partial(answers.KEPT.get, tag, drawn)
    return [Picture(WEEK_CHART, alt, "Thời gian chờ từng tuần", draw)]
