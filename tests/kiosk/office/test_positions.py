from dataclasses import dataclass

from kiosk.office.positions import stepped


@dataclass
class Row:
    name: str
    position: int = 0


def test_a_row_changes_places_with_its_neighbour_and_all_are_numbered() -> None:
    rows = [Row("a"), Row("b"), Row("c")]
    after = stepped(rows, rows[2], up=True)
    assert after is not None
    assert [(row.name, row.position) for row in after] == [("a", 1), ("c", 2), ("b", 3)]


def test_the_first_does_not_go_up_nor_the_last_down() -> None:
    rows = [Row("a", 7), Row("b", 9)]
    assert stepped(rows, rows[0], up=True) is None
    assert stepped(rows, rows[1], up=False) is None
    assert [row.position for row in rows] == [7, 9]
