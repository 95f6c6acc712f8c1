import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ground.web.splices import Splice

text = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=3000).map(str.encode)
markup = st.lists(st.sampled_from([b"<p>", b"token", "Lấy số ".encode(), b"x" * 40]), max_size=4000).map(b"".join)
page = text | markup


@given(page, st.binary(max_size=300), page, st.data())
def test_any_words_in_the_room_give_the_page_around_them(
    head: bytes, words: bytes, tail: bytes, data: st.DataObject
) -> None:
    splice = Splice(head, len(words), tail)
    others = data.draw(st.binary(min_size=len(words), max_size=len(words)))
    for filled in (words, others):
        assert gzip.decompress(splice.gzip(filled)) == splice.plain(filled) == head + filled + tail


def test_words_that_repeat_the_page_do_not_confuse_the_decoder() -> None:
    head, tail = b"abc" * 20_000, b"abc" * 20_000  # longer than DEFLATE can look back
    splice = Splice(head, 60, tail)
    assert gzip.decompress(splice.gzip(b"abc" * 20)) == head + b"abc" * 20 + tail
    assert len(splice.gzip(b"abc" * 20)) < 600


def test_a_page_is_cut_where_its_words_stand() -> None:
    splice = Splice.around(b'<input value="old-token"></form>', b"old-token")
    assert splice.plain(b"new-token") == b'<input value="new-token"></form>'


@pytest.mark.parametrize(("page", "words"), [(b"ab", b"c"), (b"abab", b"ab"), (b"ab", b"")])
def test_a_page_that_cannot_be_cut_is_refused(page: bytes, words: bytes) -> None:
    with pytest.raises(ValueError, match="once"):
        Splice.around(page, words)


def test_a_page_with_a_nul_is_refused() -> None:
    with pytest.raises(ValueError, match="NUL"):
        Splice(b"<p>", 3, b"\0</p>")


def test_words_that_do_not_fill_the_room_are_refused() -> None:
    splice = Splice.around(b"abc", b"b")
    for give in (splice.plain, splice.gzip):
        with pytest.raises(ValueError, match="room for 1 bytes"):
            give(b"bb")
