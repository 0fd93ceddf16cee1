"""`duizhao links`: whether the cited addresses still work. On request only: no build and no test asks any host."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Sequence

from duizhao.edition.read import read_editions
from duizhao.editions import find_profile
from duizhao.errors import InputError
from duizhao.links.cited import addresses, host_of
from duizhao.links.file import path_beside, read_links, record
from duizhao.links.model import Link, Outcome

#: Problems that a machine without a network has with every host.
_NO_NETWORK = ("name", "connection", "timeout")


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code: 1 if an address does not work as it stands."""
    path = path_beside(find_profile(options.root, options.profile))
    known = read_links(path, f"sources/{path.name}")
    cited = addresses(read_editions(options.root / "docs", options.root))
    if options.list:
        return _list(cited, known)
    today = datetime.datetime.now(datetime.UTC).date()
    wanted = [address for address in cited if _is_wanted(address, known.get(address), options, today)]
    if not wanted:
        print("links: no address to check")
        return 0
    outcomes, refused = _check(wanted, known, options)
    found = list(outcomes.values())
    if found and all(outcome.problem in _NO_NETWORK for outcome in found):
        raise InputError(
            f"None of the {len({host_of(a) for a in outcomes})} hosts could be reached. Nothing was written.",
            hint="Is this machine connected to the network? If it is behind a proxy, set HTTPS_PROXY and HTTP_PROXY.",
        )
    record(path, today.isoformat(), outcomes)
    counts = {state: sum(o.state == state for o in found) for state in ("works", "moved", "gone", "unclear")}
    told = ", ".join(f"{count} {state}" for state, count in counts.items() if count) or "nothing"
    print(f"links: {told}; written to {path}")
    if refused:
        print(f"links: {len(refused)} not checked, since their hosts ask programs to stay away (robots.txt)")
    return int(len(found) > counts["works"])


def _is_wanted(address: str, link: Link | None, options: argparse.Namespace, today: datetime.date) -> bool:
    if options.host and host_of(address) != options.host.lower():
        return False
    if not options.older or not link or not link.checked:
        return True
    try:
        return (today - datetime.date.fromisoformat(link.checked)).days >= int(options.older)
    except ValueError:
        return True  # a date that no calendar has: the new check mends it


def _check(
    wanted: Sequence[str], known: dict[str, Link], options: argparse.Namespace
) -> tuple[dict[str, Outcome], list[str]]:
    """The outcomes in the order of the edition, and the addresses that hosts do not want looked at."""
    # Here, not above: what only lists needs no library for requests.
    from duizhao.links.check import Checker, Manner

    checker = Checker(Manner(pause=options.pause, timeout=options.timeout))
    before = {address: link.outcome for address, link in known.items() if link.outcome}
    outcomes: dict[str, Outcome] = {}
    refused = []
    for address, outcome in checker.check_all(wanted, before):
        if outcome:
            outcomes[address] = outcome
        else:
            refused.append(address)
        state = _said(outcome) if outcome else "not checked (robots.txt)"
        print(f"[{len(outcomes) + len(refused)}/{len(wanted)}] {state}: {address}", file=sys.stderr, flush=True)
    return {address: outcomes[address] for address in wanted if address in outcomes}, refused


def _said(outcome: Outcome) -> str:
    what = outcome.problem or (str(outcome.status) if outcome.status else "")
    told = f"{outcome.state} ({what})" if what else outcome.state
    return f"{told} → {outcome.final}" if outcome.final else told


def _list(cited: Sequence[str], known: dict[str, Link]) -> int:
    """What the file has on each cited address, and entries that no page cites any more; asks no host."""
    for address in cited:
        link = known.get(address)
        when = f"{link.checked} {_said(link.outcome)}" if link and link.outcome else "not checked"
        print(f"{address}\n  {when}" + (f"; archived at {link.archive}" if link and link.archive else ""))
    for address in known:
        if address not in cited:
            print(f"{address}\n  no page cites it; its entry can be deleted")
    unwell = [a for a in cited if (link := known.get(a)) and link.outcome and link.outcome.state != "works"]
    return int(bool(unwell))
