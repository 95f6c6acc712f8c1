"""The release changes with everything a page is made of, and with nothing else."""

from pathlib import Path

from kiosk.ground.web.release import of_folder


def release(root: Path, **files: str) -> str:
    for name, text in files.items():
        (root / "static").mkdir(parents=True, exist_ok=True)
        (root / "static" / name.replace("_", ".")).write_text(text)
    return of_folder(root)


def test_every_node_with_the_same_files_has_the_same_release(tmp_path: Path) -> None:
    assert release(tmp_path / "a", x_css="p {}") == release(tmp_path / "b", x_css="p {}")


def test_another_style_is_another_release_and_a_note_beside_it_is_not(tmp_path: Path) -> None:
    first = release(tmp_path / "a", x_css="p {}")
    assert release(tmp_path / "b", x_css="p { }") != first
    assert release(tmp_path / "c", x_css="p {}", README_md="words") == first
