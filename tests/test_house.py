"""How the house is built, beyond what the linters see: sizes, empty package files, pure modules, templates."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

PACKAGES = ("kiosk", "survey", "admin")
FLOORS = ("admin", "survey", "kiosk/queue", "kiosk/office", "kiosk/ground")
LONGEST_FILE = 300
NOT_NAMES = {"utils", "helpers", "common", "manager", "process", "data", "services", "misc"}
CLOCK = "kiosk.ground.clock"
ROLES = ("models", "queries", "actions", "forms", "views", "cli")  # each may use those before it
TEMPLATE_USES = re.compile(r"{%-?\s*(?:extends|include|import|from)\s+[\"']([^\"']+)[\"']")


def sources(root: Path, *, tests: bool = False) -> list[Path]:
    found = [root / "wsgi.py"]
    for package in (*PACKAGES, *(("tests",) if tests else ())):
        found.extend((root / package).rglob("*.py"))
    return sorted(found)


def test_no_file_is_too_long_to_read(root: Path) -> None:
    long = {str(path.relative_to(root)): n for path in sources(root, tests=True) if (n := lines(path)) > LONGEST_FILE}
    assert not long


def test_package_files_hold_a_docstring_only(root: Path) -> None:
    packages = [path for path in sources(root) if path.name == "__init__.py"]
    full = [str(path.relative_to(root)) for path in packages if len(ast.parse(path.read_text()).body) != 1]
    assert packages
    assert not full


def test_every_folder_of_tests_is_a_package(root: Path) -> None:
    folders = {path.parent for path in (root / "tests").rglob("*.py")}
    assert not [str(folder) for folder in folders if not (folder / "__init__.py").exists()]


def test_modules_are_named_in_the_words_of_the_field(root: Path) -> None:
    assert not [str(path.relative_to(root)) for path in sources(root) if NOT_NAMES & {path.stem, path.parent.name}]


def test_every_module_that_is_pure_is_declared_pure(root: Path) -> None:
    """A module that needs nothing from outside must stay so: then pyproject.toml names it."""
    contract = pure_contract(root)
    graph = grimp.build_graph(*PACKAGES, include_external_packages=True)
    modules = [name for name in graph.modules if name.split(".")[0] in PACKAGES and not is_package(root, name)]
    outside = set(contract["forbidden_modules"])
    pure = {name for name in modules if not graph.find_upstream_modules(name) & outside} - {CLOCK}
    forgotten = sorted(pure - set(contract["source_modules"]))
    assert not forgotten, f"add to source_modules of the contract 'pure' in pyproject.toml: {forgotten}"


def test_views_use_forms_use_actions_use_queries_use_models(root: Path) -> None:
    """As the contract in pyproject.toml says, also where a role has several files: ``night_actions``, ``own_views``."""
    graph = grimp.build_graph(*PACKAGES)
    roles = {name: role for name in graph.modules if (role := role_of(name)) is not None}
    for name in pure_contract(root)["source_modules"]:
        roles.pop(name, None)
    wrong = [
        f"{name} imports {used}"
        for name, role in roles.items()
        for used in graph.find_modules_directly_imported_by(name)
        if roles.get(used, role) > role
    ]
    assert not wrong


@pytest.mark.parametrize("floor", FLOORS)
def test_templates_use_only_templates_of_lower_floors(root: Path, floor: str) -> None:
    above = FLOORS[: FLOORS.index(floor)]
    wrong = [(str(path.relative_to(root)), used) for path, used in templates(root / floor) if used.startswith(above)]
    assert not wrong


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def pure_contract(root: Path) -> dict[str, list[str]]:
    contracts = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    found: dict[str, list[str]] = next(contract for contract in contracts if contract["id"] == "pure")
    return found


def role_of(module: str) -> int | None:
    role = module.rpartition(".")[2].rpartition("_")[2]
    return ROLES.index(role) if role in ROLES else None


def is_package(root: Path, module: str) -> bool:
    return (root / module.replace(".", "/")).is_dir()


def templates(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield each template under *folder* with each template it extends, includes or imports."""
    for path in folder.rglob("templates/**/*.html"):
        for used in TEMPLATE_USES.findall(path.read_text()):
            yield path, used
