"""The files of deploy/ speak of programs, settings and limits that are really there."""

import ast
import re
from importlib import import_module
from pathlib import Path

from kiosk.ground.settings import TABLE, load
from tests.conftest import environ
from wsgi import create_app

SECRET = {"SECRET_KEY": "x" * 32}


def read(root: Path, name: str) -> str:
    return (root / "deploy" / name).read_text(encoding="utf-8")


def test_gunicorn_knows_every_name_of_its_settings(root: Path) -> None:
    """It passes over a misspelt name without a word."""
    statements = ast.parse((root / "gunicorn.conf.py").read_text()).body
    chosen = {ast.unparse(name) for one in statements if isinstance(one, ast.Assign) for name in one.targets}
    chosen |= {one.name for one in statements if isinstance(one, ast.FunctionDef)}
    assert chosen
    assert chosen <= {setting.name for setting in import_module("gunicorn.config").KNOWN_SETTINGS}


def test_the_example_of_settings_names_real_ones(root: Path) -> None:
    lines = re.findall(r"^(?:# )?([A-Z_]+)='(.*)'$", read(root, "langnghe.env"), re.MULTILINE)
    assert {name for name, _ in lines} <= {setting.name for setting in TABLE}
    assert load(dict(lines) | SECRET).public


def test_services_start_commands_that_exist(root: Path) -> None:
    services = [path.read_text(encoding="utf-8") for path in (root / "deploy").glob("*.service")]
    commands = {match for text in services for match in re.findall(r"--app wsgi ([a-z-]+)", text)}
    assert commands == {"db", "report", "worker"}
    assert commands <= set(create_app(environ("sqlite:///nowhere.db")).cli.commands)


def test_every_copied_file_reads_the_same_settings(root: Path) -> None:
    services = [path.read_text(encoding="utf-8") for path in (root / "deploy").glob("*.service")]
    assert all("EnvironmentFile=/etc/langnghe.env" in text for text in services)
    assert ". /etc/langnghe.env" in read(root, "langnghe")


def test_nginx_and_gunicorn_meet_at_one_socket(root: Path) -> None:
    socket = re.search(r'"(unix:[^"]+)"', (root / "gunicorn.conf.py").read_text())
    assert socket
    assert f"server {socket[1]} " in read(root, "nginx.conf")


def test_nginx_lets_the_program_refuse_what_is_too_long(root: Path) -> None:
    wall = re.search(r"client_max_body_size (\d+)k;", read(root, "nginx.conf"))
    assert wall
    assert int(wall[1]) * 1024 > load(SECRET).max_body_bytes


def test_nginx_holds_up_a_flood_of_forms_behind_codes_and_nothing_else(root: Path) -> None:
    """A hall full of phones behind one address sends fifty forms in a minute."""
    text = read(root, "nginx.conf")
    keys = re.search(
        r'map "\$request_method \$uri" (\$\w+) \{\s*default "";\s*"~(.*)" \$binary_remote_addr;\s*\}', text
    )
    assert keys
    zone = re.search(rf"limit_req_zone \{keys[1]} zone=(\w+):\d+m rate=(\d+)r/s;", text)
    assert zone
    held_up = [
        one for one in ("POST /q/7K3M9P2X/take", "GET /q/7K3M9P2X/take", "POST /t/x/leave") if re.search(keys[2], one)
    ]
    assert held_up == ["POST /q/7K3M9P2X/take"]
    burst = re.search(rf"limit_req zone={zone[1]} burst=(\d+) nodelay;", text)
    assert burst
    assert int(burst[1]) >= 100


def test_nginx_writes_no_line_of_who_answers_a_survey(root: Path) -> None:
    """By the second of such a line, whoever knows when visits ended knows who it was."""
    [place] = re.findall(
        r"location ~ (\S+) \{\s*access_log off;\s*proxy_pass http://langnghe;", read(root, "nginx.conf")
    )
    silent = ("/s/abc", "/r/abc", "/r/abc.txt", "/q/7K3M9P2X/feedback", "/q/7K3M9P2X/feedback/thanks/abc")
    logged = ("/t/abc", "/q/7K3M9P2X", "/q/7K3M9P2X/take", "/admin/reports", "/u/ninh-kieu/opinions", "/ledger")
    assert [one for one in (*silent, *logged) if re.search(place, one)] == list(silent)


def test_no_log_of_nginx_holds_an_address(root: Path) -> None:
    """The addresses of tickets and surveys are secrets."""
    text = read(root, "nginx.conf")
    formats = re.findall(r"log_format (\w+) '([^']+)';", text)
    logs = re.findall(r"access_log (?!off)\S+ ?(\w*);", text)
    assert logs == [name for name, _ in formats]
    assert not any(
        re.search(r"\$(?:request|uri|request_uri|args|http_referer|document_uri)\b", row) for _, row in formats
    )
    assert "error_log /var/log/nginx/langnghe-error.log alert;" in text
