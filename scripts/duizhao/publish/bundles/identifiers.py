"""Ids that are unique in the whole book and valid in XML, and the links that follow them."""

import posixpath
import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from bs4 import Tag

_VALID = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_OTHER = re.compile(r"[^\w.-]+", re.ASCII)
_ELSEWHERE = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


class Identifiers:
    """Gives each id of each page its id in the book.

    An id that is valid and not taken stays as it is (an edition's ids are unique in it); others, such as those of
    footnotes, get the page's key in front.
    """

    def __init__(self, prefix: str = "") -> None:
        self._prefix = prefix
        self._taken: set[str] = set()
        self._keys: set[str] = set()
        self._ids: dict[str, dict[str, str]] = {}

    def key(self, path: str) -> str:
        """A page's name for files and ids, from its path: the same for counterpart pages, unique in the book."""
        name = _OTHER.sub("-", path.removesuffix(".md").replace("/", "-")) or "page"
        return _free(name, self._keys)

    def settle(self, path: str, key: str, body: Tag, heading: Tag) -> str:
        """Renames the ids in a page and its links to itself; gives the id of its heading."""
        names = self._ids.setdefault(path, {})
        for element in body.select("[id]"):
            old = str(element["id"])
            if old in names:
                del element["id"]  # stands twice on the page: the first one is the address
                continue
            names[old] = element["id"] = self._new(old, key)
        if not heading.get("id"):
            heading["id"] = self._new("page", key)
        for element in body.select("[aria-labelledby]"):
            named = str(element["aria-labelledby"]).split()
            element["aria-labelledby"] = " ".join(names.get(name, name) for name in named)
        for link in body.select("a[href^='#']"):
            self._point(link, names.get(unquote(str(link["href"])[1:])))
        return str(heading["id"])

    def link(self, pages: Iterable[tuple[str, str, Sequence[Tag]]]) -> None:
        """Turns links from page to page into links within the book. A page: its path, its anchor, its trees."""
        known = [(path, anchor, trees) for path, anchor, trees in pages]
        anchors = {path: anchor for path, anchor, _ in known}
        for path, _, trees in known:
            for link in (link for tree in trees for link in tree.select("a")):
                href = str(link.get("href") or "")
                if not href and not link.get("id"):
                    link.unwrap()  # its address was none a book may carry
                if not href or href.startswith("#") or _ELSEWHERE.match(href):
                    continue
                target, _, fragment = unquote(href).partition("#")
                there = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
                found = self._ids.get(there, {}).get(fragment) if fragment else anchors.get(there)
                self._point(link, found or anchors.get(there))

    def _new(self, old: str, key: str) -> str:
        name = old if _VALID.fullmatch(old) else f"{key}-{_OTHER.sub('-', old)}"
        name = name if name[:1].isalpha() or name[:1] == "_" else f"p-{name}"
        name = self._prefix + _OTHER.sub("-", name)
        return _free(name, self._taken)

    @staticmethod
    def _point(link: Tag, id_: str | None) -> None:
        """A link to an id; one that leads nowhere becomes what it says."""
        if id_ is None:
            link.unwrap()
        else:
            link["href"] = f"#{id_}"


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number if it is taken; takes it."""
    unique, number = name, 1
    while unique in taken:
        number += 1
        unique = f"{name}-{number}"
    taken.add(unique)
    return unique
