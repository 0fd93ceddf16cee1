"""`duizhao links`: whether the cited addresses still work. On request only: no build and no test asks any host."""

import argparse
import datetime
import sys
from collections.abc import Sequence

from duizhao.check.links.cited import addresses, host_of
from duizhao.check.links.file import path_beside, read_links, record
from duizhao.check.links.model import Link, Outcome
from duizhao.document.editions import editions
from duizhao.errors import InputError
from duizhao.project import Project
from duizhao.source.editions import find_profile
from duizhao.words import message_language, words_of

#: Problems that a machine without a network has with every host.
_NO_NETWORK = ("name", "connection", "timeout")


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code: 1 if an address does not work as it stands."""
    language = options.lang or message_language()
    said = words_of(language, "links")
    path = path_beside(find_profile(options.root, options.profile))
    known = read_links(path, f"sources/{path.name}")
    cited = addresses(editions(Project(options.root)))
    if options.list:
        return _list(cited, known, language)
    today = datetime.datetime.now(datetime.UTC).date()
    wanted = [address for address in cited if _is_wanted(address, known.get(address), options, today)]
    if not wanted:
        print(said["nothing_to_check"])
        return 0
    outcomes, refused = _check(wanted, known, options, language)
    found = list(outcomes.values())
    if found and all(outcome.problem in _NO_NETWORK for outcome in found):
        raise InputError(
            "None of the {count} hosts could be reached. Nothing was written.",
            count=len({host_of(a) for a in outcomes}),
            hint="Is this machine connected to the network? If it is behind a proxy, set HTTPS_PROXY and HTTP_PROXY.",
        )
    record(path, today.isoformat(), outcomes)
    counts = {state: sum(o.state == state for o in found) for state in ("works", "moved", "gone", "unclear")}
    told = said["and"].join(
        said["count"].format(count=count, state=said[state]) for state, count in counts.items() if count
    )
    print(said["done"].format(counts=told or said["nothing"], file=path))
    if refused:
        print(said["refused"].format(count=len(refused)))
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
    wanted: Sequence[str], known: dict[str, Link], options: argparse.Namespace, language: str
) -> tuple[dict[str, Outcome], list[str]]:
    """The outcomes in the order of the edition, and the addresses that hosts do not want looked at."""
    # Here, not above: what only lists needs no library for requests.
    from duizhao.check.links.check import Checker, Manner

    checker = Checker(Manner(pause=options.pause, timeout=options.timeout))
    before = {address: link.outcome for address, link in known.items() if link.outcome}
    said = words_of(language, "links")
    outcomes: dict[str, Outcome] = {}
    refused = []
    for address, outcome in checker.check_all(wanted, before):
        if outcome:
            outcomes[address] = outcome
        else:
            refused.append(address)
        told = said["progress"].format(
            number=len(outcomes) + len(refused), total=len(wanted), address=address,
            state=_said(outcome, language) if outcome else said["robots"],
        )  # fmt: skip
        print(told, file=sys.stderr, flush=True)
    return {address: outcomes[address] for address in wanted if address in outcomes}, refused


def _said(outcome: Outcome, language: str) -> str:
    said = words_of(language, "links")
    told = said[outcome.state]
    if cause := words_of(language, "link_problems").get(outcome.problem, outcome.problem) or outcome.status:
        told = said["with_cause"].format(state=told, cause=cause)
    return f"{told} → {outcome.final}" if outcome.final else told


def _list(cited: Sequence[str], known: dict[str, Link], language: str) -> int:
    """What the file has on each cited address, and entries that no page cites any more; asks no host."""
    said = words_of(language, "links")
    for address in cited:
        link = known.get(address)
        when = f"{link.checked} {_said(link.outcome, language)}" if link and link.outcome else said["unchecked"]
        print(f"{address}\n  {when}" + (said["archived"].format(address=link.archive) if link and link.archive else ""))
    for address in known:
        if address not in cited:
            print(f"{address}\n  {said['uncited']}")
    unwell = [a for a in cited if (link := known.get(a)) and link.outcome and link.outcome.state != "works"]
    return int(bool(unwell))
