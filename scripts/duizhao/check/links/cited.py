"""Collects what an edition cites."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from duizhao.check.links.model import Cited, Place
from duizhao.document.model import Block, Edition, Page


def cited(edition: Edition) -> tuple[Cited, ...]:
    """Every address of the web in an edition, in the order of its first citation."""
    found: dict[str, list[Place]] = {}
    for page in edition.pages:
        for block, place in _places(page):
            for address in dict.fromkeys(block.addresses):
                if host_of(address):
                    found.setdefault(address, []).append(place)
    return tuple(Cited(address, tuple(places)) for address, places in found.items())


def without_address(edition: Edition) -> tuple[tuple[Place, str], ...]:
    """The footnotes that give no address of the web: the place and the note's text."""
    return tuple(
        (place, block.text)
        for page in edition.pages
        for block, place in _places(page)
        if place.note and not any(host_of(address) for address in block.addresses)
    )


def addresses(editions: Iterable[Edition]) -> tuple[str, ...]:
    """Every address in any of the editions, once."""
    return tuple(dict.fromkeys(each.address for edition in editions for each in cited(edition)))


def host_of(address: str) -> str:
    """The host an address names, in small letters; empty if it is no address of the web.

    >>> host_of("http://WWW.example.org:80/a")
    'www.example.org'
    """
    try:
        parts = urlsplit(address)
        return (parts.hostname or "") if parts.scheme.lower() in ("http", "https") else ""
    except ValueError:
        return ""


def by_host(found: Iterable[Cited]) -> list[tuple[str, list[Cited]]]:
    """Addresses grouped by host, the hosts in alphabetical order without regard to a leading `www.`."""
    groups: dict[str, list[Cited]] = {}
    for each in found:
        groups.setdefault(host_of(each.address), []).append(each)
    return sorted(groups.items(), key=lambda group: (group[0].removeprefix("www."), group[0]))


def _places(page: Page) -> Iterator[tuple[Block, Place]]:
    """The blocks and notes of a page with their places; a note comes where it is first referred to."""
    title = str(page.front.get("title", page.path))
    citing: dict[str, list[str]] = {}
    for block in page.blocks:
        for ref in block.refs:
            citing.setdefault(ref.label, []).append(block.id)
    # The site numbers notes in the order of their definitions.
    numbers = {label: number for number, label in enumerate(page.notes, 1)}
    seen: set[str] = set()
    for block in page.blocks:
        yield block, Place(page.path, title, (block.id,) if block.id else ())
        for ref in block.refs:
            if ref.label in page.notes and ref.label not in seen:
                seen.add(ref.label)
                yield _note(page, title, ref.label, citing[ref.label], numbers)
    for label in page.notes:
        if label not in seen:
            yield _note(page, title, label, [], numbers)


def _note(page: Page, title: str, label: str, blocks: Iterable[str], numbers: dict[str, int]) -> tuple[Block, Place]:
    return page.notes[label], Place(page.path, title, tuple(dict.fromkeys(filter(None, blocks))), label, numbers[label])
