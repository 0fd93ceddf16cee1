"""Whether an engine's answer is right: what a result leads to, and the rank of the first right one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from benchmarks.search.passages import Passage, Text

#: What our site adds to the id of a box or figure for a part of it.
_PART = re.compile(r"-(?:title|source|caption)$")


@dataclass(frozen=True, slots=True)
class Place:
    """What a result leads to: the passage it names, if it names one, and all passages of the section it is in."""

    passage: Passage | None
    section: tuple[Passage, ...]


class Places:
    """The places of one language."""

    def __init__(self, text: Text) -> None:
        self._by_id = {(p.page, id_): p for p in text.passages for id_ in p.ids}
        self._sections: dict[tuple[str, str], list[Passage]] = {}
        for passage in text.passages:
            for section in passage.sections:
                self._sections.setdefault((passage.page, section), []).append(passage)

    def find(self, page: str, fragment: str) -> Place | None:
        """What the address leads to; None if the edition's text has no such page."""
        passage = self._by_id.get((page, fragment)) or self._by_id.get((page, _PART.sub("", fragment)))
        if fragment and passage is None:
            return None
        sections = passage.sections if passage else {""}
        found = {p.name: p for s in sections for p in self._sections.get((page, s), ())}
        return Place(passage, tuple(found.values())) if found else None


def split_address(address: str, base: str) -> tuple[str, str]:
    """A result's page below the language's base, and its fragment: both empty if it leads elsewhere.

    >>> split_address("http://host/en/a/b.html?q=1#p2", "http://host/en/")
    ('a/b.html', 'p2')
    """
    if not address.startswith(base):
        return "", ""
    parts = urlsplit(address[len(base) :])
    page = unquote(parts.path)
    if page == "" or page.endswith("/"):
        page += "index.html"
    return page, unquote(parts.fragment.partition("?")[0])


@dataclass(frozen=True, slots=True)
class Ranks:
    """Ranks (from 1) of the first result whose section holds the query, and of the first that names the paragraph
    itself; 0 for none. `count`: results in all."""

    section: int
    passage: int
    count: int


def judge(addresses: Sequence[str], base: str, places: Places, right: Iterable[str]) -> Ranks:
    """The ranks of the right results among the addresses.

    Args:
        addresses: the results' addresses, best first.
        base: what the addresses of the reader's language begin with.
        places: of the reader's language.
        right: the names of the passages that hold the query.
    """
    wanted = frozenset(right)
    section = passage = 0
    for rank, address in enumerate(addresses, 1):
        place = places.find(*split_address(address, base))
        if place is None:
            continue
        if not section and any(p.name in wanted for p in place.section):
            section = rank
        if not passage and place.passage is not None and place.passage.name in wanted:
            passage = rank
    return Ranks(section, passage, len(addresses))
