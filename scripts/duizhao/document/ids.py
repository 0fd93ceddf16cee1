"""Ids: what they look like, how they stand in Markdown, and which one is free.

A page's ids begin with its prefix: `home`, `ch2`, `s2-1`, or the name of a part. A block's id goes on with what its
kind is called and a number, `s2-1-p3`; that of a block in a box with the box's, `s2-1-box2-p1`. A figure is called by
the report's own number, `figure-7`. Where two or more paragraphs of the other language are one, it has the first one's
id and names the others as further ids. A note is `fn:n3`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from duizhao.document.boxes import BOX_KINDS, HOLDING
from duizhao.document.model import Block, Page
from duizhao.patterns import lazily

#: What ids call a block, by its kind; all other kinds are called as paragraphs are.
_PARTS = {"paragraph": "p", "heading": "h", **{kind.name: kind.part for kind in BOX_KINDS}}

#: A block's attribute list with its id, at the end of a heading or on a line of its own: the id, and what follows it.
ATTRIBUTES = lazily(r"(?:^|(?<=\s))\{:?[ ]*#([^\s#.={}\"]+)([^{}\n]*)\}[ \t]*$")

_FURTHER = lazily(r'((?:^|\s)data-also=")([^"]*)"')
_NUMBERED = lazily(rf"(?P<series>(?P<stem>.+)-(?P<part>{'|'.join(_PARTS.values())}))(?P<number>\d+)")
_IN_A_BOX = lazily(rf"(.+-(?:{'|'.join(_PARTS[name] for name in HOLDING)})\d+)-p\d+")
_LABEL = lazily(r"fn:n(\d+)")


def attribute_list(id_: str, also: Sequence[str] = ()) -> str:
    """An id and further ids as an attribute list.

    >>> attribute_list("s1-p1", ("s1-p2", "s1-p3"))
    '{ #s1-p1 data-also="s1-p2 s1-p3" }'
    """
    further = f' data-also="{" ".join(also)}"' if also else ""
    return f"{{ #{id_}{further} }}"


def further_ids(attributes: str) -> tuple[str, ...]:
    """The further ids in what an attribute list says."""
    found = _FURTHER.search(attributes)
    return tuple(found[2].split()) if found else ()


def ids_of(page: Page | None) -> Counter[str]:
    """How often each id stands on a page."""
    return Counter(id_ for block in (page.blocks if page else ()) for id_ in (block.id, *block.also) if id_)


def with_ids(attributes: str, ids: Sequence[str]) -> str:
    """An attribute list with other ids, as many as it has; what else it says stays.

    >>> with_ids('{: #s1-p1 data-also="s1-p2" .x }', ("s1-p3", "s1-p4"))
    '{: #s1-p3 data-also="s1-p4" .x }'
    """
    further = _FURTHER.sub(lambda match: f'{match[1]}{" ".join(ids[1:])}"', attributes)
    return re.sub(r"#[^\s#.={}\"]+", lambda _: f"#{ids[0]}", further, count=1)


def page_prefix(kind: str, number: str) -> str:
    """What a page's ids begin with, by the page's kind and the number of its chapter or section, or a part's name.

    >>> page_prefix("section", "2.1")
    's2-1'
    """
    return {"home": "home", "chapter": f"ch{number}", "section": f"s{number.replace('.', '-')}"}.get(kind, number)


def called(kind: str) -> str:
    """What ids call a block of a kind.

    >>> called("heading")
    'h'
    """
    return _PARTS.get(kind, _PARTS["paragraph"])


def parted(id_: str) -> tuple[str, int]:
    """A numbered id's series and number; an empty series if it has none.

    >>> parted("s1-1-box2-p3")
    ('s1-1-box2-p', 3)
    """
    if match := _NUMBERED.fullmatch(id_):
        return match["series"], int(match["number"])
    if match := _LABEL.fullmatch(id_):
        return "fn:n", int(match[1])
    return "", 0


def part_of(id_: str) -> tuple[str, str]:
    """What an id goes on from, the page's prefix or a box's id, and what it calls its block; nothing if it is no
    numbered id.

    >>> part_of("s1-1-box2-p3")
    ('s1-1-box2', 'p')
    """
    match = _NUMBERED.fullmatch(id_)
    return (match["stem"], match["part"]) if match else ("", "")


def box_of(id_: str) -> str:
    """The id of the box a paragraph stands in, as the paragraph's own id says; empty if it does not.

    >>> box_of("s1-1-box2-p3")
    's1-1-box2'
    """
    match = _IN_A_BOX.fullmatch(id_)
    return match[1] if match else ""


class Numbers:
    """Numbers no block has had. `ids`: those that are taken."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self._taken: set[str] = set()
        self._highest: Counter[str] = Counter()
        for id_ in ids:
            self.take(id_)

    def take(self, id_: str) -> None:
        """Takes an id, and with it the numbers below its own."""
        self._taken.add(id_)
        series, number = parted(id_)
        if series:
            self._highest[series] = max(self._highest[series], number)

    def next(self, stem: str, part: str) -> str:
        """The next id that goes on from `stem`, the page's prefix or a box's id; it is taken."""
        return self._next(f"{stem}-{part}")

    def free(self, id_: str) -> str:
        """The id itself if it is free, else the next one of its series; it is taken."""
        series, _ = parted(id_)
        if series and id_ in self._taken:
            return self._next(series)
        self.take(id_)
        return id_

    def _next(self, series: str) -> str:
        self.take(id_ := f"{series}{self._highest[series] + 1}")
        return id_


class NewIds:
    """New ids for blocks of a page. `pages`: the page as it stands and as it was, in all languages."""

    def __init__(self, pages: Sequence[Page]) -> None:
        titles = [block.id for page in pages for block in page.blocks if block.kind == "title" and block.id]
        self._prefix = titles[-1] if titles else ""
        self._numbers = Numbers(id_ for page in pages for id_ in ids_of(page))

    def of(self, block: Block) -> str:
        """An id no block has; it is taken."""
        return self._numbers.next(block.box or self._prefix, called(block.kind))


class Names:
    """Gives each name once: one that comes again (volumes, appendices) gets `x2`, `x3` …"""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def once(self, name: str) -> str:
        """The name, or if it was given before with the number of times behind it."""
        self._counts[name] += 1
        return name if self._counts[name] == 1 else f"{name}x{self._counts[name]}"


def is_repeated(name: str, first: str) -> bool:
    """Whether a name is what a name that comes again is called.

    >>> is_repeated("s2-1x2", "s2-1")
    True
    """
    return bool(re.fullmatch(rf"{re.escape(first)}x\d+", name))
