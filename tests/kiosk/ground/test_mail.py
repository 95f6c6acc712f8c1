"""Mail goes to the server that the settings name, and only there."""

from email.message import EmailMessage

import pytest

from kiosk.ground.mail import NotTaken, send
from kiosk.ground.mail_servers import is_address, mail_server
from kiosk.ground.settings import SettingsError, load
from tests.post_office import PostOffice

SENDER = "bao-cao@motcua.example"
SECRET = {"SECRET_KEY": "x" * 32}


def letter(to: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = SENDER, to, "Báo cáo tuần 47"
    message.set_content("Kính gửi Ông/Bà.")
    return message


def test_a_message_arrives_whole(post_office: PostOffice) -> None:
    send(mail_server(post_office.url, SENDER), letter("lanh-dao@motcua.example"))
    (taken,) = post_office.taken
    assert taken["Subject"] == "Báo cáo tuần 47"
    assert taken.get_content().strip() == "Kính gửi Ông/Bà."


@pytest.mark.parametrize("goodbye", ["421 too many", "nonsense", ""])
def test_what_was_taken_stays_taken_however_the_server_says_goodbye(post_office: PostOffice, goodbye: str) -> None:
    post_office.goodbye = goodbye
    send(mail_server(post_office.url, SENDER), letter("lanh-dao@motcua.example"))
    assert len(post_office.taken) == 1


def test_a_refused_address_and_a_server_that_is_away_are_told_without_secrets(post_office: PostOffice) -> None:
    post_office.unknown.add("nobody@motcua.example")
    with pytest.raises(NotTaken) as unknown:
        send(mail_server(post_office.url, SENDER), letter("nobody@motcua.example"))
    assert unknown.value.for_good
    away = mail_server("smtp://u:secret@127.0.0.1:9", SENDER)
    with pytest.raises(NotTaken) as refused:
        send(away, letter("lanh-dao@motcua.example"))
    assert "secret" not in str(refused.value) + repr(away)
    assert not refused.value.for_good
    assert post_office.taken == []


@pytest.mark.parametrize(
    ("url", "port", "tls"),
    [
        ("smtp://mail.example", 587, "starttls"),
        ("smtps://a%40b:p%2Fw@mail.example", 465, "implicit"),
        ("smtp://mail.example:25?tls=no", 25, "none"),
    ],
)
def test_the_address_of_a_server_says_how_to_speak_to_it(url: str, port: int, tls: str) -> None:
    server = mail_server(url, SENDER)
    assert (server.port, server.tls) == (port, tls)
    assert (server.user, server.password) == (("a@b", "p/w") if "%40" in url else ("", ""))


@pytest.mark.parametrize(
    ("url", "sender"), [("mail.example", SENDER), ("smtp://mail.example:x", SENDER), ("smtp://mail.example", "Báo cáo")]
)
def test_a_start_with_half_a_mail_server_is_refused_without_showing_the_password(url: str, sender: str) -> None:
    hidden = url.replace("smtp://", "smtp://u:secret@")
    with pytest.raises(SettingsError) as refused:
        load(SECRET | {"SMTP_URL": hidden, "MAIL_FROM": sender})
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("text", ["", "a", "a@b\r\nBcc: c@d", "a@b, c@d", "Ủy ban <a@b>", "a@b..c", "a b@c"])
def test_what_could_end_a_header_line_is_no_address(text: str) -> None:
    assert not is_address(text)
    assert is_address("van.thu@cantho.gov.vn")
