from pathlib import Path
from xml.etree import ElementTree

import pytest

from kiosk.ground.web.pictures import read_drawings
from kiosk.office.kinds import PICTURES

IMG = Path(__file__).parents[2] / "static" / "img"
DRAWINGS = sorted(IMG.rglob("*.svg"))
COLOURED = {"crest", "favicon"}
LINES = [path for path in DRAWINGS if path.stem not in COLOURED]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_a_drawing_is_small_and_holds_only_shapes(path: Path) -> None:
    assert path.stat().st_size < 1_200
    tree = ElementTree.parse(path)
    shapes = {f"{SVG}{name}" for name in ("svg", "path", "circle", "rect")}
    assert {element.tag for element in tree.iter()} <= shapes
    names = {name for element in tree.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith("on") or name in {"style", "href", "id", "class"}}


@pytest.mark.parametrize("path", LINES, ids=lambda path: path.stem)
def test_a_line_drawing_takes_the_colour_of_the_text(path: Path) -> None:
    root = ElementTree.parse(path).getroot()
    assert (root.get("fill"), root.get("stroke"), root.get("stroke-width")) == ("none", "currentColor", "2.5")
    assert root.get("viewBox") == "0 0 48 48"
    assert not [shape for shape in root if shape.get("fill") or shape.get("stroke")]


def test_the_five_faces_have_five_mouths() -> None:
    mouths = {ElementTree.parse(IMG / "faces" / f"{level}.svg").getroot()[-1].get("d") for level in range(1, 6)}
    assert len(mouths) == 5


def test_every_kind_of_service_has_its_drawing() -> None:
    assert set(PICTURES) <= read_drawings(IMG).keys()


def test_a_drawing_in_a_page_is_silent_and_marked_once() -> None:
    drawing = read_drawings(IMG)["faces/4"]
    assert drawing.startswith('<svg class="picture" aria-hidden="true"')
    assert "xmlns" not in drawing
