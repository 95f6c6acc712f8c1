import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ground.text import fold
from kiosk.procedures.searching import Entry, Found, Index, Way, words_of

BIRTH, BIRTH_AGAIN, BIRTH_ABROAD, MARRIAGE, LAND, COPY = 1, 2, 3, 4, 5, 6
INDEX = Index(
    [
        Entry(BIRTH_ABROAD, ["Ghi vào Sổ hộ tịch việc khai sinh đã đăng ký ở nước ngoài"]),
        Entry(BIRTH_AGAIN, ["Đăng ký lại khai sinh"]),
        Entry(BIRTH, ["Đăng ký khai sinh", "Birth registration", "ចុះបញ្ជីកំណើត", "出生登记"], ["làm giấy khai sinh"]),
        Entry(MARRIAGE, ["Đăng ký kết hôn"], ["cưới", "lấy vợ", "lấy chồng"], ["MẪU-002", "Hộ tịch"]),
        Entry(LAND, ["Đăng ký biến động quyền sử dụng đất"], ["bán đất", "sang tên sổ đỏ"], ["1.001193", "Đất đai"]),
        Entry(COPY, ["Chứng thực bản sao từ bản chính"], ["sao y", "công chứng giấy tờ"]),
    ]
)
VOCABULARY = ("đăng", "ký", "khai", "sinh", "lại", "kết", "hôn", "đất", "bán", "Ở", "nước", "sổ")
texts = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=6).map(" ".join)
entries = st.lists(texts, min_size=1, max_size=12).map(
    lambda names: [Entry(key, [name], [f"việc {key}"]) for key, name in enumerate(names)]
)


def test_accents_and_case_do_not_matter() -> None:
    for typed in ("dang ky khai sinh", "ĐĂNG KÝ KHAI SINH", "Đăng  ký khai-sinh"):
        assert INDEX.search(typed).ids == (BIRTH, BIRTH_AGAIN, BIRTH_ABROAD)


def test_everyday_words_find_what_the_law_calls_otherwise() -> None:
    assert INDEX.search("bán đất").ids == (LAND,)
    assert INDEX.search("cuoi").ids == (MARRIAGE,)
    assert INDEX.search("sao y").ids == (COPY,)


def test_a_name_that_begins_so_comes_before_one_that_has_the_words_and_before_synonyms() -> None:
    index = Index(
        [
            Entry(1, ["Cấp lại sổ đỏ"]),
            Entry(2, ["Đỏ một cuốn sổ"]),
            Entry(3, ["Sang tên"], ["sổ đỏ"]),
            Entry(4, ["Sổ đỏ lần đầu"]),
            Entry(5, ["Việc khác"], (), ["sổ đỏ"]),
        ]
    )
    assert index.search("sổ đỏ").ids == (4, 1, 2, 3, 5)


def test_other_languages_codes_and_fields_are_searched_too() -> None:
    assert INDEX.search("birth").ids == (BIRTH,)
    assert INDEX.search("登记").ids == (BIRTH,)
    assert INDEX.search("ចុះបញ្ជី").ids == (BIRTH,)
    assert INDEX.search("1.001193").ids == (LAND,)
    assert INDEX.search("mau 002").ids == (MARRIAGE,)


@pytest.mark.parametrize("typed", ["khai sih", "khai sinnh", "ddang ky khai sinh", "khai sihn"])
def test_a_slip_of_one_letter_still_finds_it_and_says_so(typed: str) -> None:
    found = INDEX.search(typed)
    assert BIRTH in found.ids
    assert found.way is Way.MENDED


def test_a_sentence_finds_what_has_most_of_its_words_and_says_so() -> None:
    found = INDEX.search("tôi muốn làm giấy khai sinh")
    assert found.ids[0] == BIRTH
    assert found.way is Way.IN_PART


@pytest.mark.parametrize("typed", ["", "   ", "?!…", "xyz", "phở bò xào"])
def test_nothing_is_found_for_nothing_and_for_what_is_not_there(typed: str) -> None:
    assert INDEX.search(typed).ids == ()


def test_an_empty_index_finds_nothing() -> None:
    assert Index([]).search("khai sinh") == Found((), Way.IN_PART)


@given(st.text(max_size=80))
def test_whatever_is_typed_has_an_answer(typed: str) -> None:
    ids = INDEX.search(typed).ids
    assert len(set(ids)) == len(ids)
    assert set(ids) <= set(range(BIRTH, COPY + 1))


@given(entries, texts)
def test_typing_without_accents_changes_nothing(known: list[Entry], typed: str) -> None:
    index = Index(known)
    assert index.search(typed) == index.search(fold(typed)) == index.search(typed.upper())


@given(entries, st.data())
def test_a_full_name_finds_its_procedure_before_all_that_do_not_begin_so(
    known: list[Entry], data: st.DataObject
) -> None:
    wanted = data.draw(st.sampled_from(known))
    found = Index(known).search(wanted.names[0])
    assert found.way is Way.AS_TYPED
    before = found.ids[: found.ids.index(wanted.id)]
    begins = fold(wanted.names[0])
    assert all(fold(known[key].names[0]).startswith(begins) for key in before)


@given(entries, texts, st.sampled_from(VOCABULARY))
def test_one_more_word_never_finds_more(known: list[Entry], typed: str, word: str) -> None:
    index = Index(known)
    fewer, more = index.search(f"{typed} {word}"), index.search(typed)
    if fewer.way is Way.AS_TYPED and more.way is Way.AS_TYPED:
        assert set(fewer.ids) <= set(more.ids)


@given(entries, texts)
def test_every_answer_as_typed_has_every_word(known: list[Entry], typed: str) -> None:
    found = Index(known).search(typed)
    if found.way is Way.AS_TYPED:
        for key in found.ids:
            there = words_of(known[key].names[0])
            assert all(any(one.startswith(word) for one in there) for word in words_of(typed))
