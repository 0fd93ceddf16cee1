"""The web server of `duizhao serve`: this machine's own address only, and nothing but the site."""

import hashlib
import json
import mimetypes
from collections.abc import Callable, Iterable
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from msgspec import Struct

ADDRESS = "127.0.0.1"
#: What stands before the paths that are the server's own.
OWN = "_duizhao/"
_ASSETS = {name: (Path(__file__).parent / "assets" / name).read_bytes() for name in ("live.js", "live.css")}
_HEAD_END = b"</head>"


class Live(Struct, frozen=True):
    """What the server asks: a file of the site, the stream of events for a page, and the words of the script in the
    page, whose language is `language`."""

    content: Callable[[str], bytes | None]
    events: Callable[[str], Iterable[bytes]]
    words: dict[str, str]
    language: str


def version_of(content: bytes) -> str:
    """A mark of what is shown."""
    return hashlib.sha256(content).hexdigest()[:16]


def path_of(target: str) -> str | None:
    """The path below the site's root that a request's target names; None if it is none: it leads upwards, or has a
    sign no file of a site has. A folder's path ends with a slash, as it was asked for.

    >>> path_of("/chapter-1/1-1.html?q=a")
    'chapter-1/1-1.html'
    >>> path_of("/%2e%2e/secret") is None
    True
    """
    path = unquote(urlsplit("http://host" + target).path, errors="strict") if target.startswith("/") else ""
    parts = path.split("/")[1:]
    if not path or any(sign in path for sign in "\\\0:") or any(part in (".", "..", "") for part in parts[:-1]):
        return None
    return None if parts[-1] in (".", "..") else "/".join(parts)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Called for an error in a request: a tab that was closed while it was answered is none."""


def serve_on(port: int, live: Live) -> ThreadingHTTPServer:
    """A server on a port of this machine's own address; on one that is free, if it is taken or 0."""

    class Handler(_Handler):
        asked = live

    try:
        return _Server((ADDRESS, port), Handler)
    except OSError:
        return _Server((ADDRESS, 0), Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked: Live

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are not logged."""

    def do_HEAD(self) -> None:
        """The headers of what GET gives."""
        self._answer()

    def do_GET(self) -> None:
        """A file of the site, or one of the server's own."""
        self._answer()

    def __getattr__(self, name: str) -> Any:
        """Every other method is refused."""
        if name.startswith("do_"):
            return lambda: self._send(HTTPStatus.METHOD_NOT_ALLOWED, b"", "text/plain", allow="GET, HEAD")
        raise AttributeError(name)

    def _answer(self) -> None:
        # A page from elsewhere that has its own name point here is not answered.
        assert isinstance(self.server, _Server)
        port = self.server.server_port
        if self.headers.get("Host") not in (f"{ADDRESS}:{port}", f"localhost:{port}"):
            self._send(HTTPStatus.MISDIRECTED_REQUEST, b"", "text/plain")
            return
        try:
            path = path_of(self.path)
        except UnicodeDecodeError:
            path = None
        if path is None:
            self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")
        elif path == f"{OWN}events":
            self._events()
        elif path.startswith(OWN):
            own = _ASSETS.get(path.removeprefix(OWN))
            self._send(HTTPStatus.OK if own else HTTPStatus.NOT_FOUND, own or b"", _type(path))
        else:
            self._file(path)

    def _file(self, path: str) -> None:
        live = self.asked
        page = f"{path}index.html" if path.endswith("/") or not path else path
        content = live.content(page)
        if content is None and live.content(f"{page}/index.html") is not None:
            self._send(HTTPStatus.MOVED_PERMANENTLY, b"", "text/plain", location=f"/{quote(path)}/")
            return
        status = HTTPStatus.OK
        if content is None:
            status, content, kind = HTTPStatus.NOT_FOUND, live.content("404.html"), "text/html; charset=utf-8"
        else:
            kind = _type(page)
        # Pages are told apart before the script is put in: what stands on disk is the site as it is published.
        version = version_of(content or b"")
        if content is None:
            status, content = HTTPStatus.SERVICE_UNAVAILABLE, self._waiting()
        if kind.startswith("text/html"):
            content = content.replace(_HEAD_END, self._script(page, version) + _HEAD_END, 1)
        self._send(status, content, kind, etag=f'"{version}"')

    def _script(self, page: str, version: str) -> bytes:
        live = self.asked
        words = escape(json.dumps(live.words, ensure_ascii=False))
        return (
            f'<link rel="stylesheet" href="/{OWN}live.css"><script src="/{OWN}live.js" data-page="{escape(page)}"'
            f' data-version="{version}" data-lang="{live.language}" data-words="{words}"></script>'
        ).encode()

    def _waiting(self) -> bytes:
        """Stands for a page while there is no site yet."""
        words = escape(self.asked.words["waiting"])
        return (
            f'<!doctype html><html lang="{self.asked.language}"><head><meta charset="utf-8"><title>duizhao</title>'
            f"</head><body><main><p>{words}</p></main></body></html>"
        ).encode()

    def _events(self) -> None:
        page = parse_qs(urlsplit(self.path).query).get("page", [""])[0]
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        if self.command == "HEAD":
            return
        for event in self.asked.events(page):
            try:
                self.wfile.write(event)
                self.wfile.flush()
            except OSError:
                return

    def _send(self, status: HTTPStatus, content: bytes, kind: str, **headers: str) -> None:
        if status is HTTPStatus.OK and headers.get("etag") and self.headers.get("If-None-Match") == headers["etag"]:
            status, content = HTTPStatus.NOT_MODIFIED, b""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def _type(path: str) -> str:
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    is_text = kind.startswith("text/") or kind.endswith(("json", "javascript", "xml"))
    return f"{kind}; charset=utf-8" if is_text else kind
