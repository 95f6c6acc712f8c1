"""The first line of a log."""

import pytest

from admin.imports.header import WrongHeader, read_header, separator_of
from admin.imports.rows import COLUMNS


def test_columns_may_stand_anywhere_among_others() -> None:
    names = ["note", *reversed(COLUMNS)]
    header = read_header(names, {})
    row = header.row([name.upper() for name in names])
    assert row == {column: column.upper() for column in COLUMNS}


def test_capitals_and_spaces_do_not_count() -> None:
    assert read_header([f" {name.title()} " for name in COLUMNS], {}).places["ticket"] == 0


def test_a_column_can_have_another_name() -> None:
    names = ["ArrivalTime" if name == "arrived_at" else name for name in COLUMNS]
    assert read_header(names, {"arrived_at": "ArrivalTime"}).places["arrived_at"] == COLUMNS.index("arrived_at")


def test_a_column_can_be_lacking_when_that_is_said() -> None:
    names = [name for name in COLUMNS if name != "counter"]
    header = read_header(names, {"counter": ""})
    assert header.row(names)["counter"] == ""


def test_missing_columns_are_named_all_at_once_with_what_there_is() -> None:
    with pytest.raises(WrongHeader) as wrong:
        read_header(["ticket", "service", "Zeit"], {"called_at": "CallTime"})
    assert "priority, arrived_at, called_at (as 'CallTime'), started_at" in str(wrong.value)
    assert "The file has: ticket, service, Zeit." in str(wrong.value)


def test_a_column_that_is_there_twice_is_refused() -> None:
    with pytest.raises(WrongHeader, match="twice: ticket"):
        read_header([*COLUMNS, "Ticket"], {})


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_the_one_the_first_line_uses(separator: str) -> None:
    assert separator_of(separator.join(COLUMNS)) == separator
