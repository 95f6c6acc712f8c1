"""Which passwords are accepted, and how they are kept."""

import unicodedata
from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher, extract_parameters

from admin.accounts import passwords
from admin.accounts.passwords import Weakness, matches, weakness
from tests import thrift


@pytest.fixture(autouse=True, scope="module")
def _real() -> Iterator[None]:
    """Hash as in production, which other tests do not."""
    thrift.real_passwords()
    yield
    thrift.quick_passwords()


def test_a_password_belongs_to_its_own_hash_only() -> None:
    kept = passwords.hash_password("Sông Hậu chảy xuôi")
    assert matches("Sông Hậu chảy xuôi", kept)
    assert not matches("sông hậu chảy xuôi", kept)
    assert kept != passwords.hash_password("Sông Hậu chảy xuôi")


def test_the_same_word_from_another_keyboard_is_the_same_password() -> None:
    typed = "Sông Hậu chảy xuôi"
    kept = passwords.hash_password(unicodedata.normalize("NFC", typed))
    assert matches(unicodedata.normalize("NFD", typed), kept)


def test_a_hash_has_the_strength_we_promise() -> None:
    found = extract_parameters(passwords.hash_password("x"))
    assert (found.memory_cost, found.time_cost, found.parallelism) == (46 * 1024, 1, 1)
    assert str(found.type) == "Type.ID"


def test_a_login_nobody_has_takes_as_much_work_as_a_wrong_password() -> None:
    real = extract_parameters(passwords.hash_password("x"))
    assert extract_parameters(passwords.DUMMY) == real
    assert not matches("x", None)


def test_an_older_hash_still_opens_and_is_known_to_be_outdated() -> None:
    old = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash("Sông Hậu chảy xuôi")
    assert matches("Sông Hậu chảy xuôi", old)
    assert passwords.is_outdated(old)
    assert not passwords.is_outdated(passwords.hash_password("x"))


@pytest.mark.parametrize("kept", ["", "plain", "$argon2id$v=19$broken"])
def test_a_broken_hash_opens_nothing(kept: str) -> None:
    assert not matches("plain", kept)


@pytest.mark.parametrize(
    ("password", "found"),
    [
        ("mười một ký", Weakness.SHORT),
        ("mười hai ký!", None),
        ("a b" * 67, Weakness.LONG),
        ("an.nguyen.ct", Weakness.LOGIN),
        ("AN.NGUYEN.CT2026", Weakness.LOGIN),
        ("an.nguyen.ct thích cà phê", None),
        ("123456789012", Weakness.COMMON),
        ("aaaaaaaaaaaaaa", Weakness.COMMON),
        ("matkhau12345", Weakness.COMMON),
        ("Password2026!", Weakness.COMMON),
        ("langnghe-2026", Weakness.COMMON),
        ("\ud800 nửa ký tự lạc", None),
    ],
)
def test_weak_passwords_are_told_why(password: str, found: Weakness | None) -> None:
    assert weakness(password, login="an.nguyen.ct") == found


def test_half_a_character_is_no_fault() -> None:
    assert matches("\ud800 lạc", passwords.hash_password("\ud800 lạc"))


def test_a_fresh_password_is_strong_and_survives_a_vietnamese_keyboard() -> None:
    fresh = {passwords.new_password() for _ in range(200)}
    assert len(fresh) == 200
    for password in fresh:
        assert weakness(password, login="an") is None
        assert [len(part) for part in password.split("-")] == [4, 4, 4, 4]
        assert not set(password) & set("aeiouyưăâêôơ" + "dfjrswxz" + "01l")
