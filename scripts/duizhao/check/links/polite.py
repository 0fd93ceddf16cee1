"""Manners: one request at a time to a host, with a pause between two, and what the host's robots.txt asks for."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from msgspec import Struct, field
from protego import Protego

#: No host is worth waiting longer for than this, in seconds.
LONGEST_PAUSE = 30.0


class _Host(Struct):
    turn: threading.Lock = field(default_factory=threading.Lock)
    free: float = 0.0
    pause: float = 0.0


class Turns:
    """Gives each host's requests their turns, over all threads. `pause`: seconds between two requests to a host."""

    def __init__(
        self, pause: float, sleep: Callable[[float], None] = time.sleep, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._pause = pause
        self._sleep = sleep
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._guard = threading.Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Waits for the host's turn, and holds it for one request."""
        with self._guard:
            state = self._hosts.setdefault(host, _Host(pause=self._pause))
        with state.turn:
            if (wait := state.free - self._clock()) > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                state.free = self._clock() + state.pause

    def slow_down(self, host: str, pause: float) -> None:
        """A host asks for a longer pause, in seconds."""
        with self._guard:
            state = self._hosts.setdefault(host, _Host(pause=self._pause))
            state.pause = min(max(state.pause, pause), LONGEST_PAUSE)


class Robots:
    """What the robots.txt of each origin asks for (RFC 9309); each is fetched once.

    `fetch`: from the address of a robots.txt to its status and text; status None if nothing answers.
    """

    def __init__(self, agent: str, fetch: Callable[[str], tuple[int | None, str]]) -> None:
        self._agent = agent
        self._fetch = fetch
        self._known: dict[str, Protego] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()

    def allows(self, origin: str, address: str) -> tuple[bool, float]:
        """Whether a program may ask for the address, and the pause the host asks for, in seconds."""
        with self._guard:
            lock = self._locks.setdefault(origin, threading.Lock())
        with lock:
            rules = self._known.get(origin)
            if rules is None:
                rules = self._known[origin] = self._rules(origin)
        return rules.can_fetch(address, self._agent), rules.crawl_delay(self._agent) or 0.0

    def _rules(self, origin: str) -> Protego:
        status, text = self._fetch(f"{origin}/robots.txt")
        if status is None or status < 200 or 300 <= status < 500:
            text = ""  # RFC 9309, 2.3.1.3: no rules. If nothing answers, the request itself will tell.
        elif status >= 500:
            text = "User-agent: *\nDisallow: /"  # 2.3.1.4: a server in trouble is left alone
        return Protego.parse(text)
