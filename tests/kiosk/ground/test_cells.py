"""Cells that a spreadsheet shows and never computes."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ground.cells import FORMULA_STARTS, text_cell


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_what_would_be_computed_gets_an_apostrophe(start: str) -> None:
    assert text_cell(f"{start}1+1") == f'"\'{start}1+1"'


@given(st.text())
def test_a_cell_reads_back_as_it_was_but_never_begins_a_formula(text: str) -> None:
    ((cell,),) = csv.reader(StringIO(text_cell(text), newline=""))
    assert cell.removeprefix("'") == text.removeprefix("'")
    assert not cell.startswith(FORMULA_STARTS)
