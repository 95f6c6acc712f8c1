from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.ground import limits

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
WINDOW = timedelta(minutes=15)


def test_the_limit_is_reached_and_forgotten_with_the_window(session: Session) -> None:
    uses = [limits.use(session, "login:lan", limit=3, window=WINDOW, now=NOW) for _ in range(4)]
    assert uses == [True, True, True, False]
    assert limits.use(session, "login:lan", limit=3, window=WINDOW, now=NOW + WINDOW)


def test_keys_do_not_share_a_limit(session: Session) -> None:
    assert limits.use(session, "login:lan", limit=1, window=WINDOW, now=NOW)
    assert limits.use(session, "login:minh", limit=1, window=WINDOW, now=NOW)


def test_a_success_starts_the_count_anew(session: Session) -> None:
    limits.use(session, "login:lan", limit=1, window=WINDOW, now=NOW)
    limits.forget(session, "login:lan")
    assert limits.use(session, "login:lan", limit=1, window=WINDOW, now=NOW)


def test_what_nobody_used_for_long_is_swept_out_and_the_rest_counts_on(session: Session) -> None:
    limits.use(session, "login:lan", limit=1, window=WINDOW, now=NOW)
    limits.use(session, "login:minh", limit=1, window=WINDOW, now=NOW + WINDOW)
    assert limits.purge(session, NOW + WINDOW) == 1
    assert session.scalars(select(limits.Bucket.key)).all() == ["login:minh"]
    assert not limits.use(session, "login:minh", limit=1, window=WINDOW, now=NOW + WINDOW)
