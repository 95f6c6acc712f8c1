"""The second step of signing in: six digits from a phone, valid for half a minute and once (TOTP, RFC 6238)."""

import hmac
from datetime import datetime
from typing import Final

import pyotp

STEP_SECONDS: Final = 30
STEPS_OFF: Final = 1
"""How many steps a phone's clock may be off."""

ISSUER: Final = "LangNghe"


def new_secret() -> str:
    """Return 160 random bits in base32, as RFC 4226 recommends."""
    return pyotp.random_base32()


def address(secret: str, login: str) -> str:
    """Return the ``otpauth://`` address that a phone's app reads from a QR code (at most 150 characters)."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)


def step_of(secret: str, code: str, *, now: datetime, last_step: int | None) -> int | None:
    """Return the step of time to which *code* belongs; ``None`` when it is wrong, too old or was used.

    Args:
        secret: The person's secret, base32.
        code: What was typed; spaces do not matter.
        now: When it was typed.
        last_step: The newest step accepted so far; codes up to it are spent (RFC 6238, section 5.2).
    """
    typed = "".join(code.split())
    totp = pyotp.TOTP(secret)
    current = int(now.timestamp()) // STEP_SECONDS
    for step in range(current - STEPS_OFF, current + STEPS_OFF + 1):
        fits = hmac.compare_digest(totp.generate_otp(step).encode(), typed.encode())
        if fits and (last_step is None or step > last_step):
            return step
    return None
