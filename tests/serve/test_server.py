"""The server gives out the site and nothing else, to this machine and no one else."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from duizhao.publish.serve.events import Subscribers
from duizhao.publish.serve.server import Live, path_of, serve_on
from duizhao.publish.serve.session import file_in

PAGE = b"<!doctype html><html><head><title>x</title></head><body></body></html>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a site, a secret beside it, and links to the secret in it."""
    site = tmp_path / "site"
    for name in ("index.html", "404.html", "chapter-1/index.html", "a page.html"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(PAGE)
    (site / "style.css").write_text("p {}")
    (tmp_path / "secret.txt").write_text("hidden words")
    (site / "link.txt").symlink_to(tmp_path / "secret.txt")
    (site / "folder").symlink_to(tmp_path)
    return site


@pytest.fixture
def port(site: Path) -> Iterator[int]:
    """The port a server gives the site out at."""
    subscribers = Subscribers(lambda page: {"page": page}, lambda page: None)
    live = Live(
        lambda path: file_in(site, path), subscribers.stream, {"waiting": "Wait."}, "en"
    )  # fmt: skip
    server = serve_on(0, live)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    subscribers.close()
    server.shutdown()
    server.server_close()


def ask(port: int, target: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and content of an answer; the target is sent as it is."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.putrequest(method, target, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/", ""),
        ("/index.html", "index.html"),
        ("/chapter-1/", "chapter-1/"),
        ("/a%20page.html?q=1", "a page.html"),
        ("/%E9%A1%B5.html", "页.html"),
        ("/../secret.txt", None),
        ("/%2e%2e/secret.txt", None),
        ("/%2E%2E%2Fsecret.txt", None),
        ("/chapter-1/..%2f..%2fsecret.txt", None),
        ("/chapter-1/../../secret.txt", None),
        ("/./index.html", None),
        ("//secret.txt", None),
        ("/..", None),
        ("/..\\secret.txt", None),
        ("/%5c..%5csecret.txt", None),
        ("/C:/secret.txt", None),
        ("/index.html%00.txt", None),
        ("index.html", None),
        ("http://elsewhere.example/index.html", None),
        ("", None),
    ],
)
def test_what_a_target_names(target: str, path: str | None) -> None:
    assert path_of(target) == path


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "//../secret.txt", "/link.txt",
        "/folder/secret.txt", "/%ff%fe", "/_duizhao/../secret.txt", "/_duizhao/server.py", "/_duizhao/", "/secret.txt",
    ],
)  # fmt: skip
def test_nothing_outside_the_site_is_given_out(port: int, target: str) -> None:
    status, _, content = ask(port, target)
    assert status == 404
    assert b"hidden words" not in content


def test_pages_have_the_script_and_other_files_are_as_they_are(port: int, site: Path) -> None:
    status, headers, content = ask(port, "/")
    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert b'src="/_duizhao/live.js"' in content
    assert b"_duizhao" not in (site / "index.html").read_bytes()
    assert ask(port, "/style.css")[2] == b"p {}"
    assert ask(port, "/a%20page.html")[0] == 200
    status, headers, _ = ask(port, "/chapter-1")
    assert (status, headers["location"]) == (301, "/chapter-1/")
    assert ask(port, "/_duizhao/live.js")[1]["content-type"].startswith("text/javascript")
    assert ask(port, "/_duizhao/live.css")[1]["content-type"].startswith("text/css")


def test_what_is_known_is_not_sent_again(port: int) -> None:
    mark = ask(port, "/style.css")[1]["etag"]
    status, _, content = ask(port, "/style.css", If_None_Match=mark)
    assert (status, content) == (304, b"")


def test_head_gives_the_headers_of_get(port: int) -> None:
    status, headers, content = ask(port, "/style.css", "HEAD")
    assert (status, headers["content-length"], content) == (200, "4", b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "BREW"])
def test_other_methods_are_refused(port: int, method: str) -> None:
    status, headers, _ = ask(port, "/style.css", method)
    assert (status, headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("host", ["elsewhere.example", "127.0.0.1", "127.0.0.1:1", "localhost.example:{port}", ""])
def test_a_name_that_is_not_this_machines_is_not_answered(port: int, host: str) -> None:
    for target in ("/", "/style.css", "/_duizhao/events?page=x"):
        status, _, content = ask(port, target, Host=host.replace("{port}", str(port)))
        assert (status, content) == (421, b"")
    assert ask(port, "/style.css", Host=f"localhost:{port}")[0] == 200


def test_only_this_machine_can_ask(port: int) -> None:
    own = {str(found[4][0]) for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in own - {"127.0.0.1"}:
        with pytest.raises(OSError):  # noqa: PT011
            socket.create_connection((address, port), timeout=2)


def test_another_port_is_taken_if_the_one_that_is_wanted_is_in_use(port: int) -> None:
    live = Live(lambda path: None, lambda page: (), {"waiting": "Wait."}, "en")
    server = serve_on(port, live)
    assert server.server_port not in (0, port)
    assert server.server_address[0] == "127.0.0.1"
    server.server_close()


def test_while_there_is_no_site_a_page_says_so() -> None:
    live = Live(lambda path: None, lambda page: (), {"waiting": "Wait <here>."}, "en")
    server = serve_on(0, live)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    status, _, content = ask(server.server_port, "/")
    assert status == 503
    assert b"Wait &lt;here&gt;." in content
    server.shutdown()
    server.server_close()


def test_events_are_told_once_and_end_with_the_server(port: int) -> None:
    states: list[dict[str, object]] = [{"n": 1}]
    opened: list[str] = []
    subscribers = Subscribers(lambda page: states[-1], opened.append)
    stream = subscribers.stream("index.html")
    assert next(stream) == b"retry: 500\n\n"
    assert next(stream) == b'data: {"n": 1}\n\n'
    assert (subscribers.pages(), opened) == (("index.html",), ["index.html"])
    states.append({"n": 2})
    subscribers.tell()
    assert next(stream) == b'data: {"n": 2}\n\n'
    subscribers.close()
    assert list(stream) == []
    assert subscribers.pages() == ()
    assert list(subscribers.stream("index.html")) == []
