"""Asks hosts whether their pages are still there.

HEAD first, GET where HEAD is not answered as it should be; only the head of an answer is read. Redirects are followed
one by one, each in its host's turn. An address that was checked before is asked for on condition that it has changed.
"""

import socket
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from email.utils import parsedate_to_datetime
from queue import SimpleQueue
from threading import Event
from urllib.parse import urldefrag, urljoin, urlsplit

import requests
from msgspec import Struct

from duizhao import __version__
from duizhao.check.links.cited import host_of
from duizhao.check.links.model import Outcome
from duizhao.check.links.polite import LONGEST_PAUSE, Robots, Turns

#: The name robots.txt files know the program by, and what servers are told.
AGENT = "duizhao"
USER_AGENT = f"{AGENT}/{__version__} (checks whether the addresses a report cites still work)"

#: Hosts asked at the same time.
HOSTS_AT_ONCE = 8
_REDIRECTS = 10
_PERMANENT = (301, 308)
_TEMPORARY = (302, 303, 307)
_GONE = (404, 410)
_TRY_AGAIN = (429, 500, 502, 503, 504)
# How much of a robots.txt is read, in bytes (RFC 9309, 2.5).
_ROBOTS_LIMIT = 500 * 1024


class Manner(Struct, frozen=True):
    """How to ask. Times in seconds: `pause` between two requests to a host, `timeout` for an answer, `backoff` before
    the second attempt (twice that before the third …)."""

    pause: float = 1.0
    timeout: float = 20.0
    attempts: int = 3
    backoff: float = 2.0


class _Answer(Struct, frozen=True):
    status: int
    location: str
    etag: str
    modified: str
    retry_after: str


class Checker:
    """Checks addresses, in as many threads as one likes."""

    def __init__(self, manner: Manner, sleep: Callable[[float], None] = time.sleep) -> None:
        self._manner = manner
        self._sleep = sleep
        self._turns = Turns(manner.pause, sleep)
        self._robots = Robots(AGENT, self._read_robots)

    def check(self, address: str, before: Outcome | None = None) -> Outcome | None:
        """What an address leads to; None if its host's robots.txt asks programs not to look.

        `before`: what an earlier check found.
        """
        here, permanent = urldefrag(address).url, False
        conditions = _conditions(before) if before and before.state == "works" and not before.final else {}
        for _ in range(_REDIRECTS + 1):
            if not host_of(here):
                return Outcome("unclear", problem="address")
            if not self._may_look(here):
                return None
            answer = self._ask(here, conditions)
            if isinstance(answer, str):
                return Outcome("unclear", problem=answer, final=_other(here, address))
            if answer.status in (*_PERMANENT, *_TEMPORARY) and answer.location:
                permanent |= answer.status in _PERMANENT
                # Some servers send addresses as raw UTF-8, which the library reads as Latin 1.
                here, conditions = urldefrag(urljoin(here, _unicode(answer.location))).url, {}
                continue
            return _judged(answer, address, here, permanent, before)
        return Outcome("unclear", problem="redirects")

    def check_all(self, addresses: Iterable[str], before: dict[str, Outcome]) -> Iterator[tuple[str, Outcome | None]]:
        """Checks addresses, a thread a host; gives each with its outcome as it comes in."""
        groups: dict[str, list[str]] = {}
        for address in addresses:
            groups.setdefault(host_of(address), []).append(address)
        results: SimpleQueue[tuple[str, Outcome | None] | BaseException] = SimpleQueue()
        stopped = Event()

        def work(group: list[str]) -> None:
            try:
                for address in group:
                    if not stopped.is_set():
                        results.put((address, self.check(address, before.get(address))))
            except BaseException as error:
                results.put(error)

        pool = ThreadPoolExecutor(max_workers=HOSTS_AT_ONCE, thread_name_prefix="links")
        try:
            # The longest list first: it is what the whole takes.
            for group in sorted(groups.values(), key=len, reverse=True):
                pool.submit(work, group)
            for _ in range(sum(map(len, groups.values()))):
                result = results.get()
                if isinstance(result, BaseException):
                    raise result
                yield result
        finally:
            stopped.set()
            pool.shutdown(wait=True, cancel_futures=True)

    def _may_look(self, address: str) -> bool:
        parts = urlsplit(address)
        allowed, pause = self._robots.allows(f"{parts.scheme}://{parts.netloc}", address)
        self._turns.slow_down(host_of(address), pause)
        return allowed

    def _read_robots(self, address: str) -> tuple[int | None, str]:
        try:
            with (
                self._turns.turn(host_of(address)),
                requests.get(address, headers=_HEADERS, timeout=self._manner.timeout, stream=True) as answer,
            ):
                content = next(answer.iter_content(_ROBOTS_LIMIT), b"")
                return answer.status_code, content.decode("utf-8-sig", "replace")
        except (requests.RequestException, OSError, ValueError):
            return None, ""

    def _ask(self, address: str, conditions: dict[str, str]) -> _Answer | str:
        """The answer to HEAD, or to GET if that is no clear success; or the problem, in one word."""
        answer: _Answer | str = ""
        for attempt in range(self._manner.attempts):
            if attempt:
                self._sleep(_pause_before(attempt, answer, self._manner))
            answer = self._request("HEAD", address, conditions)
            if not isinstance(answer, str) and answer.status >= 400 and answer.status != 429:
                answer = self._request("GET", address, conditions)
            again = answer in ("connection", "timeout") if isinstance(answer, str) else answer.status in _TRY_AGAIN
            if not again:
                break
        return answer

    def _request(self, method: str, address: str, conditions: dict[str, str]) -> _Answer | str:
        try:
            with (
                self._turns.turn(host_of(address)),
                requests.request(
                    method, address, headers=_HEADERS | conditions, timeout=self._manner.timeout,
                    allow_redirects=False, stream=True,
                ) as answer,
            ):  # fmt: skip
                told = answer.headers
                return _Answer(
                    answer.status_code, told.get("Location", ""), told.get("ETag", ""),
                    told.get("Last-Modified", ""), told.get("Retry-After", ""),
                )  # fmt: skip
        except requests.Timeout:
            return "timeout"
        except requests.exceptions.SSLError:
            return "certificate"
        except requests.ConnectionError as error:
            return "name" if _is_name_error(error) else "connection"
        except (requests.RequestException, OSError, ValueError):
            return "address"


_HEADERS = {"User-Agent": USER_AGENT, "Accept": "*/*"}


def _judged(answer: _Answer, address: str, here: str, permanent: bool, before: Outcome | None) -> Outcome:
    final = _other(here, address)
    if answer.status == 304 and before:
        return before
    if 200 <= answer.status < 300:
        # The same page by way of https is no move.
        moved = permanent and final and urlsplit(final)[1:] != urlsplit(urldefrag(address).url)[1:]
        tags = ("", "") if final else (answer.etag, answer.modified)
        return Outcome("moved" if moved else "works", answer.status, final, "", *tags)
    return Outcome("gone" if answer.status in _GONE else "unclear", answer.status, final)


def _other(here: str, address: str) -> str:
    """The address reached, if it is another than the cited one."""
    return "" if here == urldefrag(address).url else here


def _conditions(before: Outcome) -> dict[str, str]:
    tags = {"If-None-Match": before.etag, "If-Modified-Since": before.modified}
    return {name: value for name, value in tags.items() if value}


def _pause_before(attempt: int, answer: _Answer | str, manner: Manner) -> float:
    """Seconds before the next attempt: what the server asks for, or twice as long each time."""
    pause = manner.backoff * 2.0 ** (attempt - 1)
    asked = answer.retry_after if isinstance(answer, _Answer) else ""
    if asked.isdecimal():
        pause = max(pause, float(asked))
    elif asked:
        with suppress(ValueError):  # no date: as if nothing had been asked
            pause = max(pause, parsedate_to_datetime(asked).timestamp() - time.time())
    return min(pause, LONGEST_PAUSE)


def _unicode(location: str) -> str:
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def _is_name_error(error: BaseException) -> bool:
    """Whether the host's name could not be found; the library wraps that some levels deep."""
    seen: list[object] = [error]
    for each in seen:
        if isinstance(each, socket.gaierror) or type(each).__name__ == "NameResolutionError":
            return True
        if isinstance(each, BaseException) and len(seen) < 20:
            seen += [*each.args, each.__cause__, each.__context__, getattr(each, "reason", None)]
    return False
