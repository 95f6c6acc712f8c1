"""The words that judge a unit stand in colour with a shape of their own, in Word and as PDF."""

from io import BytesIO

import docx
import pypdfium2  # type: ignore[import-untyped]

from admin.documents.content import Table, Verdicts
from admin.documents.layout import COLOURS, SIGNS
from admin.documents.paper import pdf
from admin.documents.word import docx as word_file
from tests.admin.documents.drafts import document
from tests.admin.documents.pdf_reading import flat, read

EVERY = Verdicts(tuple((level, f"Lời {level}") for level in COLOURS))
JUDGED = document(EVERY)


def test_each_level_has_a_sign_and_a_colour_of_its_own() -> None:
    assert SIGNS.keys() == COLOURS.keys()
    assert len(set(SIGNS.values())) == len(set(COLOURS.values())) == len(COLOURS)
    runs = [run for paragraph in docx.Document(BytesIO(word_file(JUDGED))).paragraphs for run in paragraph.runs]
    shown = {run.text: str(run.font.color.rgb) for run in runs if run.font.color.rgb is not None}
    assert shown == {f"{SIGNS[level]} Lời {level}": COLOURS[level] for level in COLOURS}


def test_the_pdf_says_the_same_words() -> None:
    first = read(pdf(JUDGED))[0].text
    assert all(flat(f"Lời {level}") in first for level in COLOURS)


def test_a_table_below_the_words_that_judge_stands_on_white_paper() -> None:
    rows = tuple((f"T{week}", "1.234") for week in range(1, 30))
    pages = pypdfium2.PdfDocument(pdf(document(EVERY, Table("Thời gian chờ", ("Tuần", "Lượt đến"), rows))))
    colours = [page.render(scale=0.5).to_pil().convert("L").histogram() for page in pages]
    assert all(sum(levels[:160]) < sum(levels) / 8 for levels in colours)
