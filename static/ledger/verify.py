#!/usr/bin/env python3
"""Check a log of ballots by yourself. Needs Python 3.9 or later and nothing else; it believes nothing it is told.

    python3 verify.py https://motcua.example/ledger [--key KEY] [--old checkpoint.txt ...] [--receipt receipt.txt ...]
    python3 verify.py FOLDER ...      a folder with entries.jsonl, checkpoints and key, downloaded before

It makes the tree anew from all entries (RFC 9162), checks signature (Ed25519, RFC 8032), root and growth of every
checkpoint and of those you kept, looks for the ballots of receipts, and counts. What no valid checkpoint covers counts
for nothing. It ends with 0 when all is right, with 1 when something is wrong, with 2 when it could not check. Without
--key it takes the keys that the log itself tells, and says which. --english speaks English.
"""

from __future__ import annotations

import argparse
import base64
import datetime
import hashlib
import http.client
import json
import sys
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple, Optional

WORDS = {
    "held": "Sổ có {0} dòng, {1} phiếu, {2} dấu kiểm.|The log has {0} entries, {1} ballots, {2} checkpoints.",
    "unit": "Đơn vị {0}: {1} phiếu trong sổ, {2} trước khi có sổ, {3} đã niêm phong, {4} quyết định kiểm duyệt."
    "|Unit {0}: {1} ballots logged, {2} from before the log, {3} sealed, {4} moderators' decisions.",
    "batch": "  Đợt {0} ({1} – {2}, {3}): {4} phiếu, mức 1–5: {5}|  Batch {0} ({1} – {2}, {3}): {4} ballots, 1–5: {5}",
    "served": ", được phục vụ|, served",
    "unserved": ", không được phục vụ|, not served",
    "differing": "PHIẾU BỊ ĐỔI TRƯỚC KHI NIÊM PHONG: đợt {0}, {1} phiếu"
    "|BALLOTS WERE CHANGED BEFORE THE SEAL: batch {0}, {1} ballots",
    "uncommitted": "CHÚ Ý: đợt {0} có {1} phiếu gửi mà không có cam kết"
    "|NOTE: batch {0} has {1} ballots without commitment",
    "more_uncommitted": "{0}: {1} phiếu không có cam kết, mà trước khi có sổ chỉ có {2}"
    "|{0}: {1} ballots without commitment, but only {2} are from before the log",
    "again": "Dòng {0} ghi lại đợt {1}|Entry {0} repeats batch {1}",
    "late": "Dòng {0} ghi phiếu “trước khi có sổ” khi sổ đã có phiếu, hoặc ghi hai lần"
    "|Entry {0} counts ballots from before the log after it began, or twice",
    "unknown": "{0} dòng thuộc loại mà chương trình này chưa biết."
    "|{0} entries are of a kind this program does not know.",
    "nothing": "KHÔNG CÓ CHỮ KÝ NÀO ĐÚNG: không dòng nào được tính|NO VALID SIGNATURE: nothing that is told counts",
    "odd": "Tệp dấu kiểm bị cắt hoặc hỏng|The file of checkpoints is cut off or spoilt",
    "note": "Không phải văn bản đã ký bằng khóa này: {0}|Not a text that was signed with this key: {0}",
    "signature": "CHỮ KÝ SAI: {0}|WRONG SIGNATURE: {0}",
    "root": "SỔ ĐÃ BỊ SỬA: {0} dòng đầu không khớp {1}|THE LOG WAS CHANGED: its first {0} entries do not fit {1}",
    "short": "SỔ BỊ CẮT: còn {0} dòng, {1} đã ký {2} dòng|THE LOG WAS CUT: {0} entries, {1} signed {2}",
    "shrunk": "Dấu kiểm không tăng dần: {0}|The checkpoints do not grow: {0}",
    "unsigned": "{0} dòng cuối chưa được ký, không được tính.|The last {0} entries are not signed yet and not counted.",
    "entry": "Dòng {0} không đọc được|Entry {0} cannot be read",
    "twice": "Dòng {0} ghi lại phiếu của dòng {1}|Entry {0} repeats the ballot of entry {1}",
    "more": "{0}: niêm phong {1} phiếu, sổ chỉ có {2}|{0}: {1} ballots sealed, only {2} were cast",
    "levels": "Dòng {0}: số điểm nhiều hơn số phiếu|Entry {0}: more scores than ballots",
    "agrees": "{0}: số liệu công bố khớp với sổ, {1} đợt.|{0}: what is published agrees with the log, {1} batches.",
    "differs": "SỐ LIỆU CÔNG BỐ KHÁC SỔ: {0}, đợt {1}|WHAT IS PUBLISHED DIFFERS FROM THE LOG: {0}, batch {1}",
    "unpublished": "{0}: không có số liệu công bố để so với sổ ({1}).|{0}: nothing published to compare with ({1}).",
    "kept": "{0}: đúng, {1} dòng đầu còn nguyên.|{0}: right, the first {1} entries are untouched.",
    "logged": "{0}: phiếu nằm ở dòng {1}.|{0}: the ballot is entry {1}.",
    "waits": "{0}: chưa đến hạn {1}.|{0}: not due before {1}.",
    "broken": "LỜI HỨA BỊ PHÁ: {0} không có trong sổ đã ký, hạn {1}"
    "|PROMISE BROKEN: {0} is not in the signed log, due {1}",
    "other": "{0}: dòng {1} ghi khác biên nhận|{0}: entry {1} does not say what the receipt says",
    "trust": "Khóa do chính sổ đưa ra. Xin so với khóa in ở nơi khác:"
    "|Keys that the log itself tells. Compare them with what is printed elsewhere:",
    "right": "ĐÚNG: sổ nguyên vẹn. / RIGHT: the log is intact.",
    "wrong": "SAI: {0} điều không đúng. / WRONG: {0} things are not right.",
    "unchecked": "KHÔNG KIỂM ĐƯỢC / COULD NOT BE CHECKED: {0}",
}
MOST_LINE_BYTES = 65_536
MOST_FILE_LINES = 1_000_000
MOST_KEYS = 100
MOST_TAIL = 100_000
MOST_PUBLISHED = 50_000_000
MOST_NUMBER = 10**15
MOST_SHOWN = 60
Point = tuple[int, int, int, int]


class Wrong(Exception):
    """Something is not right: a word of WORDS and what stands in its sentence."""


# Ed25519 as in RFC 8032, section 5.1: verification only. A point is (X, Y, Z, T): x = X/Z, y = Y/Z, xy = T/Z.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def added(a: Point, b: Point) -> Point:
    """Add two points."""
    lower, upper = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = upper - lower, d - c, d + c, upper + lower
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, point: Point) -> Point:
    """Add a point so many times."""
    result = (0, 1, 1, 0)
    while number:
        result = added(result, point) if number & 1 else result
        point, number = added(point, point), number >> 1
    return result


def point_of(raw: bytes) -> Optional[Point]:
    """Read a point (section 5.1.3)."""
    number = int.from_bytes(raw, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    if len(raw) != 32 or y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


def signed_by(key: bytes, text: bytes, signature: bytes) -> bool:
    """Say whether *signature* is one of *text* by *key* (section 5.1.7)."""
    base, a, r = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")), point_of(key), point_of(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if base is None or a is None or r is None or len(signature) != 64 or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little")
    one, two = times(s, base), added(r, times(h % ORDER, a))
    return (one[0] * two[2] - two[0] * one[2]) % P == 0 and (one[1] * two[2] - two[1] * one[2]) % P == 0


class Key:
    """A public key as golang.org/x/mod/sumdb/note writes it; it opens signed notes (C2SP signed-note)."""

    def __init__(self, text: str) -> None:
        self.name, self.number, raw = [*text.strip().split("+", 2), "", "", ""][:3]
        key = decoded(raw)
        if hashlib.sha256(f"{self.name}\n".encode() + key).hexdigest()[:8] != self.number or len(key) != 33:
            raise ValueError("not a key")
        self.text, self.raw = text.strip(), key[1:]

    def open(self, note: str, what: str) -> list[str]:
        """Return the lines of a note that this key signed; none when it did not."""
        text, _, signatures = note.rpartition("\n\n")
        for line in signatures.split("\n"):
            dash, name, signature = [*line.split(" "), "", "", ""][:3]
            signed = decoded(signature)
            if dash == "—" and name == self.name and signed[:4].hex() == self.number:
                if not signed_by(self.raw, f"{text}\n".encode(), signed[4:]):
                    raise Wrong("signature", what)
                return text.split("\n")
        return []


class Tree:
    """The tree of RFC 9162 while it grows: the hashes of its whole subtrees, the largest first."""

    def __init__(self) -> None:
        self.size, self.parts = 0, list[bytes]()

    def add(self, entry: bytes) -> None:
        """Append one entry."""
        new, size = hashlib.sha256(b"\x00" + entry).digest(), self.size
        while size & 1:
            new, size = hashlib.sha256(b"\x01" + self.parts.pop() + new).digest(), size >> 1
        self.parts.append(new)
        self.size += 1

    def root(self) -> bytes:
        """Return the root of all entries so far."""
        root = self.parts[-1] if self.parts else hashlib.sha256().digest()
        for part in reversed(self.parts[:-1]):
            root = hashlib.sha256(b"\x01" + part + root).digest()
        return root


class Signed(NamedTuple):
    """What somebody signed: a checkpoint of the log, or one that was kept."""

    size: int
    root: bytes
    what: str
    kept: bool


class Check:
    """One check: what it has seen, and how many things are wrong."""

    def __init__(self, keys: list[Key], *, english: bool) -> None:
        self.keys, self.english, self.wrong = keys, english, 0
        self.tree, self.places = Tree(), dict[str, tuple[int, str, str]]()
        self.casts, self.before, self.sealed, self.decided, self.uncommitted = (Counter[str]() for _ in range(5))
        self.batches: dict[str, list[str]] = {}
        self.numbers, self.unknown, self.tail = set[int](), 0, 0
        self.leaves: dict[int, tuple[str, int, Optional[list[int]]]] = {}

    def words(self, word: str, *told: object) -> str:
        """Return a sentence in the reader's language."""
        return WORDS[word].split("|")[self.english].format(*told)

    def blame(self, word: str, *told: object) -> None:
        """Say what is wrong."""
        self.wrong += 1
        say(self.words(word, *told))

    def lines(self, note: str, what: str, first: str, number: int) -> Optional[list[str]]:
        """Return the lines of a note that one of the keys signed; the first is its name and *first*."""
        try:
            for key in self.keys:
                lines = key.open(note, what)
                if len(lines) >= number and lines[0] == f"{key.name}{first}":
                    return lines
            self.blame("note", what)
        except Wrong as error:
            self.blame(*error.args)
        return None

    def checkpoint(self, note: str, what: str, *, kept: bool) -> Optional[Signed]:
        """Return a checkpoint (C2SP tlog-checkpoint) whose signature is right."""
        lines = self.lines(note, what, "", 3)
        return Signed(int(lines[1]), decoded(lines[2]), what, kept) if lines else None

    def checkpoints(self, lines: Iterable[bytes]) -> list[Signed]:
        """Return the log's own checkpoints, oldest first: each is signed and larger than the one before."""
        parts = text_of(b"\n".join(lines)).rstrip("\n").split("\n\n")
        if len(parts) % 2:
            self.blame("odd")
        notes = [f"{text}\n\n{signed}\n" for text, signed in zip(parts[::2], parts[1::2])]
        own = [self.checkpoint(note, f"checkpoint {place}", kept=False) for place, note in enumerate(notes, 1)]
        valid = [one for one in own if one]
        for one, after in zip(valid, valid[1:]):
            if one.size >= after.size:
                self.blame("shrunk", after.what)
        return valid

    def grow(self, entries: Iterator[bytes], signed: list[Signed]) -> None:
        """Make the tree from all signed entries and hold it against each checkpoint on the way."""
        if not signed:
            self.blame("nothing")
        waiting = sorted(signed, key=lambda one: one.size, reverse=True)
        self.hold(waiting)
        for entry in islice(entries, waiting[0].size if waiting else 0):
            self.tree.add(entry)
            self.count(entry)
            self.hold(waiting)
        for one in reversed(waiting):
            self.blame("short", self.tree.size, one.what, one.size)
        self.tail = sum(1 for _ in islice(entries, MOST_TAIL))

    def hold(self, waiting: list[Signed]) -> None:
        """Compare the tree with the checkpoints of its size."""
        while waiting and waiting[-1].size == self.tree.size:
            one = waiting.pop()
            if one.root != self.tree.root():
                self.blame("root", one.size, one.what)
            elif one.kept:
                say(self.words("kept", one.what, one.size))

    def count(self, line: bytes) -> None:
        """Count what an entry says."""
        place = self.tree.size - 1
        try:
            self.counted(json.loads(line), place)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            self.blame("entry", place)

    def counted(self, entry: dict[str, object], place: int) -> None:
        """Count one entry by its kind; those of kinds to come are left alone."""
        kind = entry["kind"]
        if kind not in {"cast", "start", "batch", "aside", "restored", "comment"}:
            self.unknown += 1
            return
        unit = word(entry["unit"])
        if kind == "cast":
            commitment = word(entry["commitment"])
            if commitment in self.places:
                self.blame("twice", place, self.places[commitment][0])
            self.places[commitment] = (place, unit, word(entry["week"]))
            self.casts[unit] += 1
        elif kind == "start":
            if self.casts or self.numbers or unit in self.before:
                self.blame("late", place)
            self.before[unit] += number(entry["spent"])
        elif kind == "batch":
            self.batch(entry, unit, place)
        else:
            self.decided[unit] += 1

    def batch(self, entry: dict[str, object], unit: str, place: int) -> None:
        """Count a sealed batch and keep its line."""
        name, ballots, levels = number(entry["batch"]), number(entry["ballots"]), entry["levels"]
        scores = [number(one) for one in levels] if isinstance(levels, list) else None
        if scores is not None and sum(scores) > ballots:
            self.blame("levels", place)
        if name in self.numbers:
            self.blame("again", place, name)
        self.numbers.add(name)
        self.leaves[name] = unit, ballots, scores
        self.sealed[unit] += ballots
        if number(entry.get("differing", 0)):
            self.blame("differing", name, entry["differing"])
        if number(entry.get("uncommitted", 0)):
            self.uncommitted[unit] += number(entry["uncommitted"])
            say(self.words("uncommitted", name, entry["uncommitted"]))
        served = entry.get("served")
        heap = self.words("served" if served else "unserved") if isinstance(served, bool) else ""
        channel = short(entry["channel"]) + heap
        told = (name, short(entry["from_week"]), short(entry["until_week"]), channel, ballots, scores or "–")
        self.batches.setdefault(unit, []).append(self.words("batch", *told))

    def sums(self) -> None:
        """Tell the counts of each unit: no more ballots are sealed than were cast."""
        for unit in sorted({*self.casts, *self.before, *self.sealed, *self.decided}):
            cast, before, sealed = self.casts[unit], self.before[unit], self.sealed[unit]
            say(self.words("unit", short(unit), cast, before, sealed, self.decided[unit]))
            for line in self.batches.get(unit, ()):
                say(line)
            if sealed > cast + before:
                self.blame("more", short(unit), sealed, cast + before)
            if self.uncommitted[unit] > before:
                self.blame("more_uncommitted", short(unit), self.uncommitted[unit], before)

    def published(self, unit: str, text: str) -> None:
        """Hold an office's open data, one row a batch, against the log: ballots, and the levels of all of them."""
        rows = json.loads(text)["rows"]
        for row in rows:
            logged = self.leaves.get(row["batch"], ("", 0, None))
            levels = [row.get(f"sealed_level_{level}") for level in range(1, 6)]
            same = logged[2] is None or None in levels or levels == logged[2]
            if logged[:2] != (unit, row["ballots"]) or not same:
                return self.blame("differs", short(unit), row["batch"])
        return say(self.words("agrees", short(unit), len(rows)))

    def receipt(self, note: str, what: str, today: datetime.date) -> None:
        """Look for the ballot of a receipt."""
        lines = self.lines(note, what, "/promise", 5)
        if lines is None:
            return None
        found, due = self.places.get(lines[3]), lines[4]
        if found is None:
            late = today >= datetime.date.fromisoformat(due)
            return self.blame("broken", what, due) if late else say(self.words("waits", what, due))
        same = found[1:] == (lines[1], lines[2])
        return say(self.words("logged", what, found[0])) if same else self.blame("other", what, found[0])


def number(value: object) -> int:
    """Return a count; anything else is no entry of ours."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_NUMBER:
        raise ValueError
    return value


def word(value: object) -> str:
    """Return a text; anything else is no entry of ours."""
    if not isinstance(value, str):
        raise TypeError
    return value


def short(value: object) -> str:
    """Return what the log calls something, too short to be taken for a sentence of ours."""
    text = word(value)
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"


def decoded(text: str) -> bytes:
    """Return what base64 says, nothing when it is none."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""


def say(line: str) -> None:
    """Print one line; what a terminal would obey, and what nobody sees, is spelled out."""
    seen = "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in line)
    sys.stdout.buffer.write(f"{seen}\n".encode())
    sys.stdout.flush()


def opened(log: str, name: str) -> Iterator[bytes]:
    """Yield the lines of one of the log's files, from the web or from a folder."""
    if log.startswith(("https://", "http://")):
        with urllib.request.urlopen(f"{log.rstrip('/')}/{name}", timeout=60) as answer:
            yield from lines_of(answer)
    else:
        with (Path(log) / name).open("rb") as file:
            yield from lines_of(file)


def lines_of(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a file, none of which is longer than an entry may be."""
    while line := file.readline(MOST_LINE_BYTES + 1):
        if len(line) > MOST_LINE_BYTES:
            raise ValueError(f"a line of more than {MOST_LINE_BYTES} bytes")
        yield line.rstrip(b"\n")


def keys_of(text: str) -> list[Key]:
    """Return the keys in a text, one a line."""
    found = [Key(line) for line in text.splitlines() if line.strip()]
    if not found:
        raise ValueError("no key")
    return found


def text_of(raw: bytes) -> str:
    """Return a note as it was signed, however a mail program or an editor has kept it."""
    return raw.decode("utf-8-sig").replace("\r\n", "\n").strip("\n") + "\n"


def main(arguments: Optional[list[str]] = None) -> int:
    """Check what the command line names; return how it ended."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log", help="https://…/ledger, or a folder")
    parser.add_argument(
        "--key", nargs="+", help="the key as it is printed elsewhere, or a file with it; all, if several"
    )
    parser.add_argument("--old", nargs="+", default=[], metavar="FILE", help="checkpoints that you kept")
    parser.add_argument("--receipt", nargs="+", default=[], metavar="FILE", help="receipts that people brought")
    parser.add_argument("--english", action="store_true")
    asked = parser.parse_args(arguments)
    try:
        return checked(asked, datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7))).date())
    except (OSError, ValueError, RecursionError, http.client.HTTPException) as error:
        say(WORDS["unchecked"].format(error))
        return 2


def checked(asked: argparse.Namespace, today: datetime.date) -> int:
    """Carry out the whole check as of *today*."""
    told = asked.key or [b"\n".join(islice(opened(asked.log, "key"), MOST_KEYS)).decode()]
    keys = [key for one in told for key in keys_of(Path(one).read_text() if Path(one).is_file() else one)]
    check = Check(keys, english=asked.english)
    if not asked.key:
        say(check.words("trust"))
        for key in keys:
            say(f"  {key.text}")
    own = check.checkpoints(islice(opened(asked.log, "checkpoints"), MOST_FILE_LINES))
    old = [check.checkpoint(text_of(Path(name).read_bytes()), name, kept=True) for name in asked.old]
    check.grow(opened(asked.log, "entries.jsonl"), [one for one in (*own, *old) if one])
    for name in asked.receipt:
        check.receipt(text_of(Path(name).read_bytes()), name, today)
    say(check.words("held", check.tree.size, sum(check.casts.values()), len(own)))
    if check.tail:
        say(check.words("unsigned", f"{check.tail}+" if check.tail == MOST_TAIL else check.tail))
    if check.unknown:
        say(check.words("unknown", check.unknown))
    check.sums()
    compare(check, asked.log)
    say(WORDS["wrong"].format(check.wrong) if check.wrong else WORDS["right"])
    return 1 if check.wrong else 0


def compare(check: Check, log: str) -> None:
    """Hold what every office publishes against the log, where the log was read from the web."""
    if not log.startswith(("https://", "http://")):
        return
    site = log.rstrip("/").removesuffix("/ledger")
    for unit in sorted({unit for unit, _, _ in check.leaves.values()}):
        try:
            address = f"{site}/u/{urllib.parse.quote(unit, safe='')}/opinions.json"
            with urllib.request.urlopen(address, timeout=60) as answer:
                check.published(unit, answer.read(MOST_PUBLISHED).decode())
        except (OSError, ValueError, TypeError, KeyError, RecursionError, http.client.HTTPException) as error:
            say(check.words("unpublished", short(unit), error))


if __name__ == "__main__":
    sys.exit(main())
