"""One day in the hall: people wait, counters call the first they can serve, some give up. Pure; chance is handed in."""

import heapq
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from typing import Final

from admin.demo.offices import OPENING, Office
from admin.demo.rosters import seconds
from admin.demo.stays import Pause, Presence, Stay
from kiosk.queue.order import InLine, Policy, in_order, others_after
from kiosk.queue.tickets import Quality, State
from kiosk.queue.waiting import estimate_band

ANY_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
USUAL_SERVICE: Final = 6 * 60
RECENT_SERVICES: Final = 20
BACK_DATED: Final = 0.004
FORGOTTEN: Final = 0.02
OPENS: Final = seconds(OPENING[0][0])
CLOSES: Final = seconds(OPENING[-1][1])


class Hall:
    """The hall of one office on one day; :meth:`run` fills in what happens to everybody."""

    def __init__(self, office: Office, stays: list[Stay], presences: list[Presence], chance: Random) -> None:
        """Bring in *stays*, in order of arrival, and the counters."""
        self._office = office
        self._stays = stays
        self._presences = presences
        self._chance = chance
        self._waiting: list[Stay] = []
        self._idle: list[Presence] = []
        self._busy_until = {id(presence): 0 for presence in presences}
        self._last: dict[int, Stay] = {}
        self._recent: dict[int, deque[int]] = {
            service: deque(maxlen=RECENT_SERVICES) for service in range(len(office.services))
        }
        self._agenda: list[tuple[int, int, Callable[[int], None]]] = []
        self._order = count()

    def run(self) -> None:
        """Let the day pass."""
        for stay in self._stays:
            self._at(stay.arrived, lambda now, stay=stay: self._arrive(stay, now))  # type: ignore[misc]
        for presence in self._presences:
            self._at(max(presence.opens, OPENS), lambda now, p=presence: self._ready(p, now))  # type: ignore[misc]
            for pause in presence.planned:
                self._at(pause.begins, lambda now, p=presence: self._ready(p, now))  # type: ignore[misc]
        while self._agenda:
            now, _, happen = heapq.heappop(self._agenda)
            happen(now)
        self._close()

    def _at(self, when: int, happen: Callable[[int], None]) -> None:
        heapq.heappush(self._agenda, (when, next(self._order), happen))

    def _arrive(self, stay: Stay, now: int) -> None:
        self._quote(stay, now)
        self._waiting.append(stay)
        self._at(now + stay.patience, lambda at: self._give_up(stay, at))
        if stay.removed_after is not None:
            self._at(now + stay.removed_after, lambda at: self._end_waiting(stay, State.REMOVED, at))
        for presence in list(self._idle):
            if self._serves(presence, stay):
                self._ready(presence, now)
                return

    def _quote(self, stay: Stay, now: int) -> None:
        """Note what the ticket says: people ahead and the estimate."""
        desks = [p for p in self._presences if p.opens <= now < p.stops and self._serves(p, stay)]
        stay.ahead = sum(other.service == stay.service for other in self._waiting)
        busy = all(self._busy_until[id(presence)] > now for presence in desks)
        stay.estimate = estimate_band(stay.ahead + busy, len(desks), self._recent[stay.service], USUAL_SERVICE)

    def _serves(self, presence: Presence, stay: Stay) -> bool:
        return self._office.services[stay.service].prefix in self._office.desks[presence.desk].serves

    def _ready(self, presence: Presence, now: int) -> None:
        """The counter is free: it takes the break that is due, calls the first it serves, or waits for somebody."""
        if self._busy_until[id(presence)] > now:
            return
        if presence in self._idle:
            self._idle.remove(presence)
        due = presence.planned[len(presence.pauses) :][:1]
        if now >= presence.stops:
            return
        if due and due[0].begins <= now:
            pause = Pause(now, now + due[0].ends - due[0].begins, due[0].reason)
            presence.pauses.append(pause)
            self._busy(presence, pause.ends)
            return
        mine = [stay for stay in self._waiting if self._serves(presence, stay)]
        if mine:
            self._call(presence, self._next(presence, mine), now)
        else:
            self._idle.append(presence)

    def _next(self, presence: Presence, waiting: list[Stay]) -> Stay:
        """Return whom the counter calls: by arrival, but with priority after two others."""
        places = [InLine(stay.rank, ANY_DAY + timedelta(seconds=stay.arrived), at) for at, stay in enumerate(waiting)]
        first = in_order(places, Policy.INTERLEAVED, presence.others_since)[0]
        presence.others_since = others_after(presence.others_since, first.rank)
        return waiting[first.ticket_id]

    def _busy(self, presence: Presence, until: int) -> None:
        self._busy_until[id(presence)] = until
        self._at(until, lambda now: self._ready(presence, now))

    def _call(self, presence: Presence, stay: Stay, now: int) -> None:
        chance = self._chance
        self._waiting.remove(stay)
        stay.desk, stay.called = presence.desk, now
        if stay.gone:
            stay.recalled = now + int(chance.uniform(45, 80))
            stay.state, stay.ended = State.NO_SHOW, stay.recalled + int(chance.uniform(40, 90))
        else:
            way = 0 if self._office.start_with_call else int(chance.uniform(12, 50))
            stay.started = now + way
            stay.state, stay.ended = State.DONE, stay.started + stay.needs
            self._recent[stay.service].append(stay.needs)
            self._last[id(presence)] = stay
            if chance.random() < BACK_DATED:
                stay.called_quality = Quality.BACK_DATED
        presence.closes = stay.ended
        self._busy(presence, stay.ended + int(chance.uniform(4, 25)))

    def _give_up(self, stay: Stay, now: int) -> None:
        if stay.state is State.WAITING and stay.says_so:
            self._end_waiting(stay, State.LEFT, now)
        stay.gone = True

    def _end_waiting(self, stay: Stay, state: State, now: int) -> None:
        if stay.state is State.WAITING and now <= CLOSES:
            self._waiting.remove(stay)
            stay.state, stay.ended = state, now

    def _close(self) -> None:
        """Night: whoever still waits is closed as of closing time, and so is a service nobody pressed the end of."""
        forgotten = [stay for stay in self._last.values() if self._chance.random() < FORGOTTEN]
        for stay in (*self._waiting, *forgotten):
            stay.state, stay.ended_quality = State.CLOSED, Quality.SYSTEM
            stay.ended = max(CLOSES, stay.started or stay.arrived)
        for stay in self._stays:
            if stay.state not in {State.LEFT, State.REMOVED}:
                stay.reason = None
        for presence in self._presences:
            presence.closes = max(presence.closes, presence.stops, *(pause.ends for pause in presence.pauses))
