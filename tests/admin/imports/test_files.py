"""Reading logs line by line, whatever is in them."""

import gzip
from pathlib import Path

import pytest

from admin.imports.files import LONGEST_LINE, BrokenFile, Line, open_log


def lines(path: Path, content: bytes) -> list[Line]:
    path.write_bytes(content)
    with open_log(path) as log:
        return list(log.lines())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.csv"


def test_marks_line_ends_and_blank_lines_do_not_count(path: Path) -> None:
    found = lines(path, "\ufeffa,b\r\n\r\n1,2\n3,4".encode())
    assert found == [Line(1, "a,b"), Line(3, "1,2"), Line(4, "3,4")]


def test_a_packed_file_is_known_by_its_bytes(path: Path) -> None:
    assert lines(path, gzip.compress(b"a,b\n1,2\n")) == [Line(1, "a,b"), Line(2, "1,2")]


def test_bytes_that_are_no_utf8_are_kept_as_they_are(path: Path) -> None:
    (line,) = lines(path, b"caf\xe9,1\n")
    assert line.text.encode("utf-8", "surrogateescape") == b"caf\xe9,1"


def test_a_line_without_end_is_cut_and_marked(path: Path) -> None:
    found = lines(path, b"a\n" + b"x" * (3 * LONGEST_LINE) + b"\nb\n")
    assert [(line.number, len(line.text), line.whole) for line in found] == [
        (1, 1, True),
        (2, LONGEST_LINE, False),
        (3, 1, True),
    ]


def test_a_quote_that_is_never_closed_spoils_only_its_line(path: Path) -> None:
    found = lines(path, b'"a,b\n1,"2,3"\n')
    assert [line.fields(",") for line in found] == [None, ["1", "2,3"]]


def test_a_packed_file_cut_in_the_middle_gives_what_it_has_and_says_so(path: Path) -> None:
    path.write_bytes(gzip.compress(b"".join(b"%d,%d\n" % (n, n * n) for n in range(50_000)))[:-20_000])
    read: list[Line] = []
    with open_log(path) as log, pytest.raises(BrokenFile, match="cut off"):
        read.extend(log.lines())
    assert len(read) > 1000


def test_utf16_is_refused_with_advice(path: Path) -> None:
    with pytest.raises(BrokenFile, match="save it as UTF-8"):
        lines(path, "a,b\n".encode("utf-16"))


def test_the_position_counts_bytes_on_disk(path: Path) -> None:
    path.write_bytes(gzip.compress(b"1,2\n" * 1000))
    with open_log(path) as log:
        assert log.position() == 0
        list(log.lines())
        assert log.position() == log.size
