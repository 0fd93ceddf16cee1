"""A host for the link checks, on this machine."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from tests.hosting import answering

# What the server answers to which path: the status, and headers; by method where HEAD and GET differ.
ANSWERS: dict[str, tuple[int, dict[str, str]] | dict[str, tuple[int, dict[str, str]]]] = {
    "/fine": (200, {"ETag": '"1"', "Last-Modified": "Wed, 01 Jan 2025 00:00:00 GMT"}),
    "/a(b)_~%E4%B8%AD": (200, {}),
    "/moved": (301, {"Location": "/fine"}),
    "/moved-for-good": (308, {"Location": "/moved"}),
    "/elsewhere-for-now": (302, {"Location": "/fine"}),
    "/to-nothing": (301, {"Location": "/no-such-page"}),
    "/to-no-web": (302, {"Location": "mailto:someone@example.org"}),
    "/round": (302, {"Location": "/round"}),
    "/withdrawn": (410, {}),
    "/closed": (403, {}),
    "/no-head": {"HEAD": (405, {}), "GET": (200, {})},
    "/head-lies": {"HEAD": (404, {}), "GET": (200, {})},
    "/broken": (500, {}),
    "/private/page": (200, {}),
    "/to-private": (301, {"Location": "/private/page"}),
}


@dataclass
class Host:
    """A server, what it was asked, and what it answers; `busy` paths say 503 that many times first."""

    port: int = 0
    robots: tuple[int, str] = (404, "")
    busy: Counter[str] = field(default_factory=Counter)
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    times: list[tuple[float, float]] = field(default_factory=list)
    slow: float = 0.0

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def pages(self) -> list[str]:
        """What was asked for but robots.txt: `HEAD /fine`."""
        return [f"{method} {path}" for method, path in self.asked if path != "/robots.txt"]


@pytest.fixture
def host() -> Iterator[Host]:
    state = Host()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            began = time.monotonic()
            time.sleep(state.slow)
            state.asked.append((self.command, self.path))
            state.headers.append(dict(self.headers))
            body = b""
            found = ANSWERS.get(self.path, (404, {}))
            status, headers = found[self.command] if isinstance(found, dict) else found
            if self.path == "/robots.txt":
                status, text = state.robots
                body = text.encode()
            elif state.busy[self.path] > 0:
                state.busy[self.path] -= 1
                status, headers = 503, {"Retry-After": "7"}
            elif self.headers.get("If-None-Match", "none") == headers.get("ETag"):
                status = 304
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            # Before the last of it is sent: who has it may ask for the next thing before this line is done.
            state.times.append((began, time.monotonic()))
            self.end_headers()
            self.wfile.write(body if self.command == "GET" else b"")

        do_GET = do_HEAD = answer

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with answering(Handler) as address:
        state.port = int(address.rstrip("/").rpartition(":")[2])
        yield state
