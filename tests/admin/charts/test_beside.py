"""No page draws a chart itself: matplotlib would hold up every poll of its process."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CHARTS = ROOT / "admin/charts"


def drawing(path: Path) -> set[str]:
    """The functions of a module of charts that give a picture's bytes."""
    functions = (node for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef))
    return {one.name for one in functions if one.returns is not None and ast.unparse(one.returns) == "bytes"}


DRAWING = {f"admin.charts.{path.stem}": drawing(path) for path in CHARTS.glob("*.py") if path.stem != "aside"}


def called(source: str) -> set[str]:
    """The drawing functions that a module calls itself, in place of naming them to `aside.drawn`."""
    nodes = list(ast.walk(ast.parse(source)))
    imported = {
        alias.asname or alias.name
        for node in nodes
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name in DRAWING.get(node.module or "", ())
    }
    calls = {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    return imported & calls


def test_drawings_are_only_named_to_the_child() -> None:
    line = "from admin.charts.units_chart import units_chart\n"
    assert called(line + "units_chart(levels)") == {"units_chart"}
    assert called(line + "aside.drawn(units_chart, levels)") == set()
    pages = [path for path in (ROOT / "admin").rglob("*.py") if path.parent != CHARTS]
    assert {path.name: found for path in pages if (found := called(path.read_text()))} == {}
