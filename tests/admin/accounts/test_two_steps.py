"""Six digits from a phone: right for half a minute, and once."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from admin.accounts import two_steps
from admin.accounts.two_steps import step_of
from kiosk.office import qr

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOW = datetime(2026, 11, 16, 1, 0, 10, tzinfo=UTC)
STEP = int(NOW.timestamp()) // 30


def code_at(seconds: int) -> str:
    return pyotp.TOTP(SECRET).at(NOW + timedelta(seconds=seconds))


def test_codes_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B, with SHA-1 and the last six digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for seconds, code in ((59, "287082"), (1111111109, "081804"), (20000000000, "353130")):
        at = datetime.fromtimestamp(seconds, UTC)
        assert step_of(secret, code, now=at, last_step=None) == seconds // 30


@pytest.mark.parametrize(("seconds", "step"), [(-30, STEP - 1), (0, STEP), (30, STEP + 1), (-60, None), (60, None)])
def test_a_phone_may_be_half_a_minute_off(seconds: int, step: int | None) -> None:
    assert step_of(SECRET, code_at(seconds), now=NOW, last_step=None) == step


def test_spaces_in_a_code_do_not_matter() -> None:
    code = code_at(0)
    assert step_of(SECRET, f" {code[:3]} {code[3:]} ", now=NOW, last_step=None) == STEP


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "１２３４５６", "0" * 1000])
def test_what_is_no_code_is_wrong(code: str) -> None:
    assert step_of(SECRET, code, now=NOW, last_step=None) is None


def test_a_spent_code_and_older_ones_are_refused() -> None:
    assert step_of(SECRET, code_at(0), now=NOW, last_step=STEP) is None
    assert step_of(SECRET, code_at(-30), now=NOW, last_step=STEP) is None
    assert step_of(SECRET, code_at(30), now=NOW, last_step=STEP) == STEP + 1


def test_secrets_are_long_and_different() -> None:
    secrets = {two_steps.new_secret() for _ in range(100)}
    assert len(secrets) == 100
    assert all(len(secret) == 32 for secret in secrets)


def test_the_address_of_the_longest_login_fits_into_a_code() -> None:
    address = two_steps.address(two_steps.new_secret(), "x" * 60)
    assert address.startswith("otpauth://totp/LangNghe:")
    assert qr.modules(address, level="Q")
