"""Three texts of a page become one: block by block by id, within a block only if the changes do not touch.

The merge within a block is the three-way merge of diff3 (Khanna, Kunal and Pierce, "A formal investigation of
diff3", 2007) as `merge3` has it, on words and Han characters instead of lines.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from merge3 import Merge3
from msgspec import Struct

from duizhao.compare.difference import MOST, Matcher, tokens
from duizhao.revise.merge.moved import moved
from duizhao.revise.merge.segments import FRONT, REFERENCE, Segment, join, split

#: `merge3` asks for a class of one type parameter, which ours has settled.
_MATCHER: Any = Matcher
_ENTRY = re.compile(r"(?m)^(?=\S)")


class Conflict(Struct, frozen=True):
    """A block both sides have changed, and not so that both changes can stand.

    `key`: the block's id in the file `path` (below the documents' folder). `line`: where it stands in the editors'
    file, or should. A text is None where the block is not there.
    """

    path: str
    key: str
    line: int
    base: str | None
    ours: str | None
    theirs: str | None

    @property
    def name(self) -> str:
        """How a person names it to settle it."""
        return f"{self.path}#{self.key.replace(' ', '-')}" if self.key else self.path


#: Asked for a conflict, it says whose text to take (True: the editors'), or None if no one has settled it.
Settle = Callable[[Conflict], bool | None]


class _Unsettled(Exception):
    pass


def merge_text(base: str, ours: str, theirs: str) -> str | None:
    """The text with both sides' changes; None if they touch."""
    if ours in (base, theirs):
        return theirs
    if theirs == base:
        return ours
    last, mine, new = tokens(base), tokens(ours), tokens(theirs)
    if len(last) * max(len(mine), len(new)) > MOST:
        return None
    merge = Merge3(last, mine, new, sequence_matcher=_MATCHER)
    result: list[str] = []
    for group in merge.merge_groups():
        if group[0] == "conflict":
            return None
        result.extend(group[1])
    return "".join(result)


def merge_page(
    path: str, base: str | None, ours: str | None, theirs: str | None, settle: Settle
) -> tuple[str | None, list[Conflict]]:
    """The merged file (None: there should be none) and what cannot be merged; with conflicts it is the editors'."""
    if theirs == base or ours == theirs:
        return ours, []
    if ours == base:
        return theirs, []
    if base is None or ours is None or theirs is None:
        # A whole page is new on both sides, or gone on one and changed on the other.
        if base is None and ours is not None and theirs is not None:
            return _merge_blocks(path, "", ours, theirs, settle)
        conflict = Conflict(path, "", 1, base, ours, theirs)
        choice = settle(conflict)
        return (ours, [conflict]) if choice is None else ((ours if choice else theirs), [])
    return _merge_blocks(path, base, ours, theirs, settle)


def _merge_blocks(path: str, base: str, ours: str, theirs: str, settle: Settle) -> tuple[str, list[Conflict]]:
    sides = [{segment.key: segment for segment in split(text)} for text in (base, ours, theirs)]
    texts = [{key: segment.text for key, segment in side.items()} for side in sides]
    keys = {key for side in texts for key in side}
    touching = {k for k in keys if _merge_one((texts[0].get(k), texts[1].get(k), texts[2].get(k)), k) == _CONFLICT}
    elsewhere = moved(texts[0], texts[1], texts[2], touching)
    conflicts: list[Conflict] = []

    def decide(key: str, texts: tuple[str | None, str | None, str | None]) -> str | None:
        merged = _merge_one(texts, key)
        if merged != _CONFLICT and (merged == texts[1] or key not in elsewhere):
            return merged
        line = sides[1][key].line if key in sides[1] else _line_near(key, sides[2], sides[1])
        conflict = Conflict(path, key, line, *texts)
        choice = settle(conflict)
        if choice is None:
            conflicts.append(conflict)
            return texts[1]
        return texts[1] if choice else texts[2]

    merged = _with_notes(merge_keyed(texts[0], texts[1], texts[2], decide), texts[1])
    gaps = {**{k: s.gap for k, s in sides[2].items()}, **{k: s.gap for k, s in sides[1].items()}}
    if merged == list(texts[1].items()):
        return ours, conflicts
    return join([(text, gaps[key]) for key, text in merged]), conflicts


def _with_notes(merged: list[tuple[str, str]], ours: dict[str, str]) -> list[tuple[str, str]]:
    """The blocks with the notes they cite: one that the new conversion has no more stays while a paragraph of the
    editors' cites it."""
    result = list(merged)
    for key, text in merged:
        if key.startswith("fn:"):
            continue
        for label in REFERENCE.findall(text):
            note = f"fn:{label}"
            if note in ours and all(known != note for known, _ in result):
                at = next(index for index, (known, _) in enumerate(result) if known == key) + 1
                while at < len(result) and result[at][0].startswith("fn:"):
                    at += 1
                result.insert(at, (note, ours[note]))
    return result


_CONFLICT = "\0conflict"


def _merge_one(texts: tuple[str | None, str | None, str | None], key: str) -> str | None:
    """One block; `_CONFLICT` if no one but a person can say."""
    base, ours, theirs = texts
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    if base is None or ours is None or theirs is None:
        return _CONFLICT
    merged = _merge_front(base, ours, theirs) if key == FRONT else merge_text(base, ours, theirs)
    return _CONFLICT if merged is None else merged


def _merge_front(base: str, ours: str, theirs: str) -> str | None:
    """The front matter, entry by entry."""

    def decide(_: str, texts: tuple[str | None, str | None, str | None]) -> str | None:
        merged = _merge_one(texts, "")
        if merged == _CONFLICT:
            raise _Unsettled
        return merged

    try:
        merged = merge_keyed(_entries(base), _entries(ours), _entries(theirs), decide)
    except _Unsettled:
        return None
    return "---\n" + "".join(text for _, text in merged) + "---"


def _entries(front: str) -> dict[str, str]:
    """The entries of a front matter by key, each with its lines."""
    result: dict[str, str] = {}
    lines = front.removeprefix("---\n").removesuffix("---")
    for entry in _ENTRY.split(lines):
        if entry:
            key = entry.partition(":")[0]
            while key in result:
                key += "'"
            result[key] = entry
    return result


def merge_keyed(
    base: dict[str, str],
    ours: dict[str, str],
    theirs: dict[str, str],
    decide: Callable[[str, tuple[str | None, str | None, str | None]], str | None],
) -> list[tuple[str, str]]:
    """The keys of all three with the texts `decide` gives, in the editors' order if they changed it, else in the new
    conversion's; what only the other side has follows what it follows there."""
    indented = {key for side in (ours, theirs) for key, text in side.items() if text.startswith(" ")}
    ordered = _order(base, ours, theirs, indented)
    decided = ((key, decide(key, (base.get(key), ours.get(key), theirs.get(key)))) for key in ordered)
    return [(key, text) for key, text in decided if text is not None]


def _order(base: Iterable[str], ours: Iterable[str], theirs: Iterable[str], indented: set[str]) -> list[str]:
    base, ours, theirs = list(base), list(ours), list(theirs)
    common = set(base) & set(ours) & set(theirs)
    editors_moved = [key for key in ours if key in common] != [key for key in base if key in common]
    return _woven(ours, theirs, indented) if editors_moved else _woven(theirs, ours, indented)


def _woven(keys: Sequence[str], others: Sequence[str], indented: set[str]) -> list[str]:
    """`keys`, with each of `others` that is not among them behind what it follows in `others`.

    It comes behind what only `keys` has there, too, so that a note or a box's paragraph stays with what it belongs
    to; but what is `indented` stays in its box.
    """
    result = list(keys)
    known, theirs = set(keys), set(others)
    at = 0
    for key in others:
        if key not in known:
            while at < len(result) and result[at] not in theirs and (result[at] in indented or key not in indented):
                at += 1
            result.insert(at, key)
        at = result.index(key) + 1
    return result


def _line_near(key: str, theirs: dict[str, Segment], ours: dict[str, Segment]) -> int:
    """The line of the editors' file behind which the block would stand."""
    line = 1
    for other in theirs:
        if other == key:
            break
        if other in ours:
            line = ours[other].line
    return line
