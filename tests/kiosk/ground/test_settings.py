from pathlib import Path

import pytest

from kiosk.ground.settings import TABLE, SettingsError, load, table_as_markdown

SECRET = {"SECRET_KEY": "x" * 32}


def test_the_manual_lists_exactly_the_settings_there_are(root: Path) -> None:
    assert table_as_markdown() in (root / "docs" / "settings.md").read_text(encoding="utf-8")


def test_only_the_secret_is_needed() -> None:
    assert load(SECRET).base_url == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("BASE_URL", "motcua.example"),
        ("LOG_LEVEL", "LOUD"),
        ("SURVEY_DAYS", "seven"),
        ("SURVEY_DAYS", "-1"),
    ],
)
def test_a_setting_that_cannot_be_used_stops_the_start_and_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load(SECRET | {name: value})


def test_old_host_names_keep_answering() -> None:
    hosts = load(SECRET | {"BASE_URL": "https://moi.example", "TRUSTED_HOSTS": "cu.example, cu2.example"}).trusted_hosts
    assert {"moi.example", "cu.example", "cu2.example"} <= set(hosts)


def test_every_setting_says_what_it_is_for() -> None:
    assert all(row.help.endswith(".") for row in TABLE)
