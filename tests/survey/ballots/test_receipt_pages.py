"""What a citizen keeps of a ballot, from the thanks to the proof."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from kiosk.office.models import ServiceGroup, Unit
from kiosk.queue import actions as queue
from kiosk.queue.actions import Mover
from kiosk.queue.kinds import Channel
from kiosk.queue.tickets import Actor, Move
from survey.ballots import cli
from survey.ballots.tokens import VotingToken
from survey.ledger import checkpoints, tree
from survey.ledger.models import CastReceipt, LedgerTile
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY, Phone
from tests.ledger_key import given_key
from tests.page import Page
from tests.survey.ballots.test_pages import overall, phone, remark_of_open

__all__ = ["phone"]
SetClock = Callable[[datetime], None]
RECEIPT = re.compile(r"/r/([0-9a-z]{26})")


def cast(client: CheckedClient, session: Session, voter: Phone) -> str:
    """Cast a ballot and return the code of its receipt, as the thanks page has it."""
    client.post(f"/s/{voter.vote}", data={overall(session): "4"})
    return receipt_in(client.get(f"/s/{voter.vote}").text)


def receipt_in(text: str) -> str:
    [code] = RECEIPT.findall(text)
    return str(code)


def seal(app: Flask, at: datetime) -> None:
    with app.app_context():
        cli.seal_past_weeks(at)


def test_the_thanks_lead_to_the_receipt_now_and_later(client: CheckedClient, session: Session, phone: Phone) -> None:
    code = cast(client, session, phone)
    assert code == VotingToken(phone.vote).receipt
    assert receipt_in(client.post(f"/s/{phone.vote}", data={overall(session): "1"}).text) == code
    assert Page(client.get(f"/r/{code}")).heading == "Biên nhận phiếu khảo sát"
    assert client.get(f"/r/{code.upper()}").status_code == 200


def test_before_sealing_there_is_a_promise_that_anybody_can_verify(
    app: Flask, client: CheckedClient, session: Session, phone: Phone, tmp_path: Path
) -> None:
    key = given_key(app, tmp_path).signer()
    assert key is not None
    code = cast(client, session, phone)
    page = Page(client.get(f"/r/{code}"))
    assert "Lời hứa có chữ ký: phiếu này sẽ có trong sổ trước ngày 30/11/2026" in page.text
    assert "Giữ tệp này: chỉ có đường dẫn thì chưa đủ chứng minh." in page.text
    [button] = page.find("a", class_="primary")
    assert button.get("href") == f"/r/{code}.txt"
    note = client.get(f"/r/{code}.txt")
    receipt = session.scalars(select(CastReceipt)).one()
    unit = session.get_one(Unit, receipt.unit_id)
    told = checkpoints.Promise(key.name, unit.slug, "2026-W47", receipt.commitment, receipt.due)
    assert key.verifier.open(note.text) == checkpoints.promise_text(told)
    assert "attachment" in note.headers["Content-Disposition"]
    proof = client.get(f"/r/{code}.json").get_json()
    assert (proof["promise"], proof["position"], proof["checkpoint"]) == (note.text, None, None)


def test_without_a_key_the_receipt_says_so_and_the_ballot_is_taken(
    client: CheckedClient, session: Session, phone: Phone
) -> None:
    code = cast(client, session, phone)
    page = client.get(f"/r/{code}").text
    assert "chưa ký được" in page
    assert f"{code}.txt" not in page
    assert client.get(f"/r/{code}.txt").status_code == 503
    assert client.get(f"/r/{code}.json").get_json()["promise"] is None


def test_after_sealing_the_proof_holds_against_the_checkpoint(
    app: Flask, client: CheckedClient, session: Session, phone: Phone, set_clock: SetClock, tmp_path: Path
) -> None:
    given_key(app, tmp_path)
    code = cast(client, session, phone)
    session.commit()
    later = MONDAY + timedelta(days=7)
    seal(app, later)
    set_clock(later)
    page = Page(client.get(f"/r/{code}"))
    assert "Phiếu có trong sổ, ai xóa cũng lộ." in page.text
    assert "ai gửi, trả lời gì, gửi ngày giờ nào" in page.text
    assert "Dòng 0" in page.text
    told = client.get(f"/r/{code}.json").get_json()
    leaf = tree.leaf_hash(told["entry"].encode())
    assert told["leaf_hash"] == leaf.hex()
    assert told["commitment"] in told["entry"]
    steps = [bytes.fromhex(step) for step in told["proof"]]
    assert tree.includes(leaf, told["position"], told["size"], steps, bytes.fromhex(told["root_hash"]))


def test_a_tree_that_lost_a_tile_gives_no_proof_and_no_fault(
    app: Flask, client: CheckedClient, session: Session, phone: Phone, set_clock: SetClock, tmp_path: Path
) -> None:
    given_key(app, tmp_path)
    codes = [cast(client, session, phone), receipt_of_remark(client, session)]
    session.commit()
    set_clock(MONDAY + timedelta(days=7))
    seal(app, MONDAY + timedelta(days=7))
    session.execute(delete(LedgerTile))
    assert [client.get(f"/r/{code}.json").status_code for code in codes] == [503, 503]
    assert client.get(f"/r/{codes[0]}").status_code == 200


def test_a_place_in_the_log_that_is_another_ballot_s_is_not_believed(
    app: Flask, client: CheckedClient, session: Session, phone: Phone, set_clock: SetClock, tmp_path: Path
) -> None:
    given_key(app, tmp_path)
    codes = [cast(client, session, phone), receipt_of_remark(client, session)]
    session.commit()
    set_clock(MONDAY + timedelta(days=7))
    seal(app, MONDAY + timedelta(days=7))
    one, other = session.scalars(select(CastReceipt).order_by(CastReceipt.position)).all()
    one.position, other.position = other.position, 10**6
    session.commit()
    for code in codes:
        assert "Lời hứa chưa được giữ" in client.get(f"/r/{code}").text
        told = client.get(f"/r/{code}.json").get_json()
        assert (told["position"], told["checkpoint"]) == (None, None)


def test_a_day_that_was_put_off_in_the_database_puts_nothing_off(
    client: CheckedClient, session: Session, phone: Phone, set_clock: SetClock
) -> None:
    code = cast(client, session, phone)
    session.execute(update(CastReceipt).values(due=MONDAY.date() + timedelta(weeks=200)))
    assert client.get(f"/r/{code}.json").get_json()["due"] == "2026-11-30"
    set_clock(MONDAY + timedelta(days=14))
    assert "Lời hứa chưa được giữ" in client.get(f"/r/{code}").text


def receipt_of_remark(client: CheckedClient, session: Session) -> str:
    form = Page(client.get("/q/ABCD2345/feedback")).form()
    return receipt_in(form.submit(client, forged={overall(session, "open"): "2"}).text)


def test_a_promise_that_was_not_kept_says_so_and_whom_to_tell(
    app: Flask, client: CheckedClient, session: Session, phone: Phone, set_clock: SetClock, tmp_path: Path
) -> None:
    given_key(app, tmp_path)
    code = cast(client, session, phone)
    set_clock(MONDAY + timedelta(days=14))
    page = Page(client.get(f"/r/{code}"))
    assert "Lời hứa chưa được giữ" in page.text
    assert "Xin gọi đường dây nóng 0292 3820 000, hoặc báo Mặt trận Tổ quốc" in page.text
    session.execute(update(Unit).values(hotline=None))
    without = Page(client.get(f"/r/{code}")).text
    assert "Xin báo Mặt trận Tổ quốc" in without
    assert "đường dây nóng" not in without


def test_neither_answers_nor_instants_stand_on_a_receipt(client: CheckedClient, session: Session, phone: Phone) -> None:
    group, citizen = session.get_one(ServiceGroup, phone.ticket.group_id), Mover(Actor.CITIZEN, Channel.PHONE)
    texts = []
    for minute, level in enumerate("15"):
        other = factories.phone_ticket(session, group)
        queue.move(session, other.ticket, Move.LEAVE, citizen, at=MONDAY + timedelta(minutes=minute))
        client.post(f"/s/{other.vote}", data={overall(session): level})
        texts.append(client.get(f"/r/{VotingToken(other.vote).receipt}").text)
    assert len({RECEIPT.sub("", text) for text in texts}) == 1
    assert not re.search(r"\d\d:\d\d", texts[0])


def test_an_unknown_receipt_is_told_in_plain_words(client: CheckedClient, phone: Phone) -> None:
    for code in ("0" * 26, "x", "%00", "a" * 300, "\udc80"):
        for ending in ("", ".txt", ".json"):
            answer = client.get(f"/r/{code.encode('utf-8', 'surrogateescape').decode('latin-1')}{ending}")
            assert answer.status_code == 404
    page = client.get(f"/r/{'0' * 26}").text
    assert "Không tìm thấy biên nhận" in page
    assert "không mất" not in page
    assert all(words in page for words in ("có thể đã bị xóa", "Mặt trận Tổ quốc", "tệp lời hứa", "Phiếu giấy"))


def test_an_open_remark_has_a_receipt_too(client: CheckedClient, session: Session, phone: Phone) -> None:
    form = Page(client.get("/q/ABCD2345/feedback")).form()
    thanks = form.submit(client, forged={overall(session, "open"): "2"})
    code = receipt_in(thanks.text)
    assert "Biên nhận" in Page(client.get(f"/r/{code}")).heading
    again = form.submit(client, forged={overall(session, "open"): "5"})
    assert receipt_in(again.text) == code
    assert "Góp ý này đã gửi trước đó; lần này không ghi thêm." in again.text
    assert session.scalar(select(func.count()).select_from(CastReceipt)) == 1
    assert not RECEIPT.search(client.get("/q/ABCD2345/feedback/thanks").text)
    assert not RECEIPT.search(client.get("/q/ABCD2345/feedback/thanks/%3Cb%3E").text)


def test_what_was_masked_is_told_once_and_stored_nowhere(client: CheckedClient, session: Session, phone: Phone) -> None:
    form = Page(client.get("/q/ABCD2345/feedback")).form()
    words = "Gọi 0912345678 hoặc lan.tran@gmail.com"
    fields = {overall(session, "open"): "2", f"q{remark_of_open(session)}": words}
    page = Page(form.submit(client, forged=fields))
    assert "đã che 2 chỗ" in page.text
    assert "đã che" not in client.get(page.path).text
    assert "đã che" not in client.get(f"/s/{phone.vote}").text


def test_receipts_of_practice_say_that_they_are_for_practice(
    client: CheckedClient, session: Session, phone: Phone
) -> None:
    code = cast(client, session, phone)
    session.execute(update(Unit).values(is_practice=True))
    assert "tập dùng" in Page(client.get(f"/r/{code}")).text.lower()
    assert client.get(f"/r/{code}.txt").status_code == 503
