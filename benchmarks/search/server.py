"""A server for a folder that compresses as a host of static pages does, and keeps account of what was fetched."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

#: Compressed on the way; everything else is sent as it is (pictures, fonts, Pagefind's files).
_TEXT = {".css", ".html", ".js", ".json", ".map", ".mjs", ".svg", ".txt", ".wasm", ".xml"}


class Served:
    """What has been asked for: (path, bytes of the body as sent)."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._fetched: list[tuple[str, int]] = []
        self._lock = threading.Lock()

    def note(self, path: str, size: int) -> None:
        """Remembers a fetch."""
        with self._lock:
            self._fetched.append((path, size))

    def take(self) -> list[tuple[str, int]]:
        """What was fetched since the last call."""
        with self._lock:
            fetched, self._fetched = self._fetched, []
        return fetched


@lru_cache(maxsize=4096)
def _body(path: Path, modified: int) -> tuple[bytes, bool]:
    data = path.read_bytes()
    if path.suffix in _TEXT and len(data) > 200:
        return gzip.compress(data, 9, mtime=0), True
    return data, False


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Without this, headers and body wait for each other's acknowledgement (Nagle), some 40 ms a file.
    wbufsize = -1

    def __init__(self, *arguments: object, folder: Path, served: list[Served]) -> None:
        self.folder, self.served = folder, served
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = (self.folder / unquote(urlsplit(self.path).path).lstrip("/")).resolve()
        if path.is_dir():
            path /= "index.html"
        if not path.is_relative_to(self.folder) or not path.is_file():
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body, packed = _body(path, path.stat().st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", guess_type(path.name)[0] or "application/octet-stream")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)
        self.served[0].note(urlsplit(self.path).path, len(body))

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """Serves the folder on a free port of this machine."""
    holder: list[Served] = []
    handler = partial(_Handler, folder=folder.resolve(), served=holder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    holder.append(Served(f"http://127.0.0.1:{server.server_port}/"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield holder[0]
    finally:
        server.shutdown()
        server.server_close()
