"""Every setting of a deployment, in one table, read once from the environment.

``docs/settings.md`` repeats this table; a test holds the two together.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from kiosk.ground.mail_servers import Server, mail_server

SECRET_KEY_BYTES = 32
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


class SettingsError(ValueError):
    """A setting is missing or cannot be used; the text says which one and what to do."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table: the variable's name, the value it has when unset, and what it is for."""

    name: str
    default: str
    help: str


TABLE: tuple[Setting, ...] = (
    Setting(
        "SECRET_KEY", "", "Signs forms and sessions; at least 32 bytes, kept for the life of the office. Required."
    ),
    Setting(
        "DATABASE_URL",
        "sqlite:///instance/langnghe.db",
        "Where the data live: sqlite:///path, or postgresql://user:password@host[,host2]/name.",
    ),
    Setting(
        "BASE_URL",
        "http://127.0.0.1:8000",
        "The public address printed on posters. Without https the posters carry “BẢN THỬ”.",
    ),
    Setting(
        "TRUSTED_HOSTS",
        "",
        "Further host names that answer, separated by commas, so that old printed codes keep working.",
    ),
    Setting("TRUSTED_PROXIES", "0", "How many reverse proxies stand in front and set X-Forwarded-For and -Proto."),
    Setting("LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR."),
    Setting("MAX_BODY_BYTES", "65536", "The largest form a visitor may send, in bytes."),
    Setting(
        "STAFF_IDLE_MINUTES", "60", "An office worker who does nothing for so long is signed out (clerks: 8 hours)."
    ),
    Setting("STAFF_SESSION_HOURS", "12", "Nobody stays signed in longer than this, in hours."),
    Setting(
        "NUMBERS_PER_10_MINUTES",
        "40",
        "Numbers that phones may take at a unit in ten minutes, and five more for each of its counters, before each is "
        "asked for the code in its hall; in an hour as many, and twenty more for each counter.",
    ),
    Setting("SURVEY_DAYS", "7", "How long the survey link of a visit answers, in days."),
    Setting("CACHE_SECONDS", "5", "How old what a phone is shown of an office may be, in seconds; 0: nothing is kept."),
    Setting(
        "SCAN_SECONDS",
        "60",
        "How often each process writes down how many printed codes were opened, in seconds; so much is lost when it is "
        "killed. 0: nothing is written.",
    ),
    Setting(
        "RESPONSIBLE", "", "The body that answers for people's data, with its telephone; printed on the privacy notice."
    ),
    Setting("CLIPS_DIR", "", "The folder with recorded voices, `vi/survey.mp3` for instance. Empty: no listen button."),
    Setting(
        "OPEN_DATA_LICENCE",
        "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/",
        "Under which conditions everybody may use `/u/…/data.csv` and `.json`: a name, then its address.",
    ),
    Setting("REPORTS_DIR", "instance/reports", "The folder that `flask report weekly` writes into."),
    Setting(
        "SMTP_URL",
        "",
        "Who takes the mail with the weekly reports: smtp://user:password@host:587 (STARTTLS is asked for), "
        "smtps://…:465, or smtp://host:25?tls=no inside the own network. Empty: nothing is sent.",
    ),
    Setting("MAIL_FROM", "", "The address that the reports come from. Required with SMTP_URL."),
    Setting(
        "LEDGER_KEY",
        "instance/ledger.key",
        "The file with the key that signs the ballots' log, made by `flask ledger init`; keep it out of backups of "
        "the database. Without it ballots are taken, and nothing is signed.",
    ),
    Setting("LEDGER_MAIL", "", "Addresses outside the office, separated by commas, that get every signed checkpoint."),
)


class Licence(NamedTuple):
    """Under which conditions open data may be used."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one running application."""

    secret_key: str
    database_url: str
    base_url: str
    trusted_hosts: tuple[str, ...]
    trusted_proxies: int
    log_level: str
    max_body_bytes: int
    staff_idle_minutes: int
    staff_session_hours: int
    numbers_per_10_minutes: int
    survey_days: int
    cache_seconds: int
    scan_seconds: int
    responsible: str
    clips_dir: str
    open_data_licence: Licence
    reports_dir: str
    mail: Server | None
    ledger_key: str
    ledger_mail: tuple[str, ...]

    @property
    def public(self) -> bool:
        """Whether phones can reach this place safely: printed codes are only real over https."""
        return self.base_url.startswith("https://")


def load(environ: Mapping[str, str]) -> Settings:
    """Read the table from *environ*.

    Raises:
        SettingsError: a value is missing or cannot be used.
    """
    values = {setting.name: environ.get(setting.name, "").strip() or setting.default for setting in TABLE}
    base_url = values["BASE_URL"].rstrip("/")
    return Settings(
        secret_key=_secret(values["SECRET_KEY"]),
        database_url=values["DATABASE_URL"],
        base_url=base_url,
        responsible=values["RESPONSIBLE"],
        clips_dir=values["CLIPS_DIR"],
        open_data_licence=_licence(values["OPEN_DATA_LICENCE"]),
        reports_dir=values["REPORTS_DIR"],
        mail=_mail(values["SMTP_URL"], values["MAIL_FROM"]),
        ledger_key=values["LEDGER_KEY"],
        ledger_mail=tuple(sorted({one.strip() for one in values["LEDGER_MAIL"].split(",") if one.strip()})),
        trusted_hosts=_hosts(base_url, values["TRUSTED_HOSTS"]),
        log_level=_one_of("LOG_LEVEL", values["LOG_LEVEL"].upper(), ("DEBUG", "INFO", "WARNING", "ERROR")),
        **{
            name.lower(): _number(name, values[name])
            for name in (
                "TRUSTED_PROXIES",
                "MAX_BODY_BYTES",
                "STAFF_IDLE_MINUTES",
                "STAFF_SESSION_HOURS",
                "NUMBERS_PER_10_MINUTES",
                "SURVEY_DAYS",
                "CACHE_SECONDS",
                "SCAN_SECONDS",
            )
        },
    )


def table_as_markdown() -> str:
    """Return the table as it stands in ``docs/settings.md``."""
    rows = [f"| `{row.name}` | {f'`{row.default}`' if row.default else '–'} | {row.help} |" for row in TABLE]
    return "\n".join(["| name | default | what it is |", "| --- | --- | --- |", *rows])


def ensure_sqlite_folder(url: str) -> None:
    """Make the folder of a SQLite file; a fresh clone has none."""
    if url.startswith("sqlite:///"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)


def _secret(value: str) -> str:
    if len(value.encode()) < SECRET_KEY_BYTES:
        raise SettingsError(
            "SECRET_KEY is missing or shorter than 32 bytes. Make one with: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    return value


def _hosts(base_url: str, more: str) -> tuple[str, ...]:
    parts = urlsplit(base_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingsError(f"BASE_URL must be an http or https address, not {base_url!r}.")
    named = {host.strip() for host in more.split(",") if host.strip()}
    return tuple(sorted({parts.hostname, *named, "localhost", "127.0.0.1"}))


def _licence(text: str) -> Licence:
    name, _, url = text.rpartition(" ")
    if not name.strip() or not url.startswith("https://") or not url.isascii() or set(url) & set('<>"\\'):
        raise SettingsError("OPEN_DATA_LICENCE is a name and then an https address.")
    return Licence(name.strip(), url)


def _mail(url: str, sender: str) -> Server | None:
    if not url:
        return None
    try:
        return mail_server(url, sender)
    except ValueError as error:
        raise SettingsError(f"SMTP_URL and MAIL_FROM: {error}.") from error


def _one_of(name: str, value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise SettingsError(f"{name} must be one of {', '.join(choices)}, not {value!r}.")
    return value


def _number(name: str, value: str) -> int:
    convert: Callable[[str], int] = int
    try:
        number = convert(value)
    except ValueError as error:
        raise SettingsError(f"{name} must be a whole number, not {value!r}.") from error
    if number < 0:
        raise SettingsError(f"{name} must not be negative.")
    return number
