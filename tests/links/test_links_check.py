"""What a check says of an address, and how it behaves towards hosts, against a server on this machine."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from duizhao.check.links.check import Checker, Manner
from duizhao.check.links.model import Outcome
from tests.links.conftest import Host


def checker(pauses: list[float] | None = None, **manner: Any) -> Checker:
    """A checker that does not sleep but notes how long it would have slept."""
    sleep: Callable[[float], None] = (pauses if pauses is not None else []).append
    return Checker(Manner(**{"pause": 0.0, "timeout": 60.0, **manner}), sleep)


@pytest.mark.parametrize(
    ("path", "state", "status", "final"),
    [
        ("/fine", "works", 200, ""),
        ("/fine#section-3", "works", 200, ""),
        ("/a(b)_~%E4%B8%AD", "works", 200, ""),
        ("/moved", "moved", 200, "/fine"),
        ("/moved-for-good", "moved", 200, "/fine"),
        ("/elsewhere-for-now", "works", 200, "/fine"),
        ("/no-such-page", "gone", 404, ""),
        ("/withdrawn", "gone", 410, ""),
        ("/to-nothing", "gone", 404, "/no-such-page"),
        ("/closed", "unclear", 403, ""),
        ("/no-head", "works", 200, ""),
        ("/head-lies", "works", 200, ""),
        ("/broken", "unclear", 500, ""),
    ],
)
def test_state(host: Host, path: str, state: str, status: int, final: str) -> None:
    outcome = checker().check(host.base + path)
    assert outcome
    assert (outcome.state, outcome.status) == (state, status)
    assert outcome.final == (host.base + final if final else "")
    assert outcome.problem == ""


@pytest.mark.parametrize(("path", "problem"), [("/round", "redirects"), ("/to-no-web", "address")])
def test_an_address_that_leads_nowhere(host: Host, path: str, problem: str) -> None:
    outcome = checker().check(host.base + path)
    assert outcome
    assert (outcome.state, outcome.problem) == ("unclear", problem)


def test_no_answer(host: Host) -> None:
    host.slow = 0.4
    assert checker(timeout=0.1, attempts=1).check(f"{host.base}/fine") == Outcome("unclear", problem="timeout")
    closed = "http://127.0.0.1:9/x"
    assert checker(attempts=2).check(closed) == Outcome("unclear", problem="connection")
    assert checker(attempts=1).check("http://no-such-host.invalid/") == Outcome("unclear", problem="name")
    assert checker(attempts=1).check(f"https://127.0.0.1:{host.port}/") == Outcome("unclear", problem="certificate")
    assert checker(attempts=1).check("http://127.0.0.1:99999/") == Outcome("unclear", problem="address")


def test_it_says_who_it_is(host: Host) -> None:
    checker().check(f"{host.base}/fine")
    assert {headers["User-Agent"].split("/")[0] for headers in host.headers} == {"duizhao"}


def test_head_suffices_where_it_is_answered(host: Host) -> None:
    checker().check(f"{host.base}/fine")
    assert host.pages() == ["HEAD /fine"]
    checker().check(f"{host.base}/no-head")
    assert host.pages()[1:] == ["HEAD /no-head", "GET /no-head"]


def test_what_was_checked_before_is_asked_for_on_condition(host: Host) -> None:
    first = checker().check(f"{host.base}/fine")
    assert first == Outcome("works", 200, etag='"1"', modified="Wed, 01 Jan 2025 00:00:00 GMT")
    assert checker().check(f"{host.base}/fine", first) == first
    assert host.headers[-1]["If-None-Match"] == '"1"'
    assert host.headers[-1]["If-Modified-Since"] == "Wed, 01 Jan 2025 00:00:00 GMT"


def test_a_busy_host_is_asked_again_when_it_says(host: Host) -> None:
    host.busy["/fine"] = 2  # HEAD and GET of the first attempt
    pauses: list[float] = []
    outcome = checker(pauses, backoff=1.0).check(f"{host.base}/fine")
    assert outcome
    assert outcome.state == "works"
    assert pauses == [7.0]


def test_attempts_are_further_and_further_apart_and_come_to_an_end(host: Host) -> None:
    pauses: list[float] = []
    checker(pauses, attempts=3, backoff=1.0).check(f"{host.base}/broken")
    assert pauses == [1.0, 2.0]
    assert host.pages() == ["HEAD /broken", "GET /broken"] * 3


def test_a_host_is_asked_one_thing_at_a_time_with_a_pause(host: Host) -> None:
    host.slow = 0.02
    addresses = [f"{host.base}/fine?{n}" for n in range(4)] + [f"{host.base}/moved?{n}" for n in range(2)]
    manner = Manner(pause=0.05, timeout=60.0, attempts=1)
    found = dict(Checker(manner).check_all(addresses, {}))
    assert set(found) == set(addresses)
    spans = sorted(host.times)
    gaps = [later[0] - earlier[1] for earlier, later in pairwise(spans)]
    assert len(gaps) >= 6
    assert min(gaps) >= 0.03, "two requests overlap or follow each other at once"


def test_robots_are_heeded_and_asked_for_once(host: Host) -> None:
    host.robots = (200, "User-agent: *\nDisallow: /private/\nCrawl-delay: 3\n")
    one = checker()
    assert one.check(f"{host.base}/private/page") is None
    assert one.check(f"{host.base}/to-private") is None
    assert one.check(f"{host.base}/fine") is not None
    assert host.asked.count(("GET", "/robots.txt")) == 1
    assert host.pages() == ["HEAD /to-private", "HEAD /fine"]


# The rules of a robots.txt, and for addresses whether a program may ask for them (RFC 9309).
ROBOTS = """
Disallow: /*.pdf$
    /report.pdf             no
    /a/b/report.pdf         no
    /report.pdf?page=2      yes
    /report.html            yes

Allow: /
Disallow: /secret
    /secret                 no
    /secrets/of/the/trade   no
    /public                 yes

Disallow: /
Allow: /public
    /public/report          yes
    /private                no

Disallow: /a*z/
    /abcz/x                 no
    /abc/x                  yes

Disallow: /page
Allow: /page
    /page                   yes

Disallow: /报告
    /%E6%8A%A5%E5%91%8A/1   no

Disallow:
    /anything               yes
"""


@pytest.mark.parametrize("case", ROBOTS.strip().split("\n\n"), ids=lambda case: case.partition("\n")[0])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "byte order mark"])
def test_rules_of_a_robots_txt(host: Host, case: str, mark: str) -> None:
    lines = case.split("\n")
    rules = [line for line in lines if not line.startswith(" ")]
    host.robots = (200, "\n".join([f"{mark}User-agent: *", *rules]))
    expected = dict(line.split() for line in lines if line.startswith(" "))
    one = checker(attempts=1)
    assert {path: "yes" if one.check(host.base + path) else "no" for path in expected} == expected


def test_a_group_of_our_own_goes_before_the_one_for_all(host: Host) -> None:
    host.robots = (200, "User-agent: *\nDisallow: /\n\nUser-agent: Duizhao\nDisallow: /private/\n")
    assert checker().check(f"{host.base}/fine") is not None
    assert checker().check(f"{host.base}/private/page") is None


def test_robots_may_ask_for_a_longer_pause(host: Host) -> None:
    host.robots = (200, "User-agent: duizhao\nCrawl-delay: 3\n")
    pauses: list[float] = []
    one = checker(pauses)
    one.check(f"{host.base}/fine")
    one.check(f"{host.base}/fine")
    assert pauses
    assert all(0 < pause <= 3 for pause in pauses)


@pytest.mark.parametrize("status", [500, 503, 599])
def test_a_server_in_trouble_is_left_alone(host: Host, status: int) -> None:
    host.robots = (status, "")
    assert checker().check(f"{host.base}/fine") is None
    assert host.pages() == []


@pytest.mark.parametrize("status", [300, 404, 499])
def test_without_a_robots_txt_there_are_no_rules(host: Host, status: int) -> None:
    host.robots = (status, "User-agent: *\nDisallow: /\n")
    assert checker().check(f"{host.base}/fine") is not None
