"""Ids that outlive a re-import: a block of a new conversion keeps the id it had in the last one.

The converter numbers the blocks of a page through, so a paragraph more would rename all that follow. Here the blocks
of the two conversions are matched by what they say, in both languages at once, and the new ones renamed. The
matching is a global alignment (Needleman and Wunsch 1970) on the share of common character trigrams (Dice).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, field

from duizhao.document.ids import ATTRIBUTES, Numbers, further_ids, part_of, parted, with_ids
from duizhao.revise.merge.segments import FRONT, REFERENCE, split

#: From which share of common trigrams on two texts are the same block.
ALIKE = 0.5


class _Unit(Struct):
    """A block in all languages: its id (or `fn:` and its label), its kind, and its texts by language."""

    id: str
    kind: str
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def said(self) -> str:
        return "\n".join(self.texts[language] for language in sorted(self.texts))

    def is_as(self, other: _Unit) -> bool:
        """Whether another one is of its kind and says the same; what says nothing is like nothing."""
        return bool(self.texts) and (self.kind, self.texts) == (other.kind, other.texts)


def stable(
    files: Mapping[str, str], base: Mapping[str, str], ours: Mapping[str, str], retired: Iterable[str] = ()
) -> dict[str, str]:
    """The files of a new conversion with the ids and note labels of the last one, `base`.

    What is new gets a number no block has had: neither in `base`, nor in the editors' files `ours`, nor among the
    ids `retired` by earlier conversions. All files by path below the documents' folder.
    """
    result = dict(files)
    gone = set(retired)
    for page in dict.fromkeys(map(_page, files)):
        mine, last, edited = ({p: t for p, t in side.items() if _page(p) == page} for side in (files, base, ours))
        if not last or all(last.get(path) == text for path, text in mine.items()):
            continue
        # A language that one side alone has says nothing of what is the same.
        here, there = set(map(_language, mine)), set(map(_language, last))
        told = here & there or here | there
        names = _names(_units(last, told), _units(mine, told), gone | set(ids_in(edited.values())))
        if any(old != new for old, new in names.items()):
            result.update({path: renamed(text, names, _own(last.get(path, ""))) for path, text in mine.items()})
    return result


def ids_in(files: Iterable[str]) -> Iterator[str]:
    """Every id in the Markdown of some files, a note's as `fn:` and its label."""
    for content in files:
        for segment in split(content):
            if not segment.key.startswith((FRONT, "?")):
                yield segment.key
                yield from _further(segment.text)


def _further(text: str) -> tuple[str, ...]:
    """The further ids of a segment."""
    match = ATTRIBUTES.search(text)
    return further_ids(match[2]) if match else ()


def _own(content: str) -> frozenset[str]:
    """The ids of a file's blocks, without the further ids some of them have."""
    return frozenset(segment.key for segment in split(content))


def _page(path: str) -> str:
    """The page's path below its language's folder."""
    return path.partition("/")[2]


def _language(path: str) -> str:
    return path.partition("/")[0]


def renamed(content: str, names: Mapping[str, str], known: Container[str] = ()) -> str:
    """A file with its ids and note labels renamed. Of the several ids of a block, one that is `known` comes first: it
    is the one under which the block has been linked and corrected."""

    def attributes(match: re.Match[str]) -> str:
        ids = [names.get(i, i) for i in (match[1], *further_ids(match[2]))]
        if first := next((i for i in ids if i in known), ""):
            ids.sort(key=lambda i: i != first)
        return with_ids(match[0], ids)

    def reference(match: re.Match[str]) -> str:
        return f"[^{names.get(f'fn:{match[1]}', f'fn:{match[1]}').removeprefix('fn:')}]"

    parts = []
    for segment in split(content):
        text = segment.text
        if segment.key != FRONT:
            head, newline, last = text.rpartition("\n")
            text = REFERENCE.sub(reference, head + newline + ATTRIBUTES.sub(attributes, last))
        parts.append(text + segment.gap)
    return "".join(parts)


def _units(files: Mapping[str, str], languages: Container[str]) -> list[_Unit]:
    """The blocks of a page in reading order, those of all languages with the same id as one, with what they say in
    some languages."""
    units: dict[str, _Unit] = {}
    shared: list[tuple[str, str, str]] = []
    order: list[str] = []
    for path, content in files.items():
        last = ""
        for segment in split(content):
            id_ = segment.key
            if id_ == FRONT or id_.startswith("?"):
                continue
            kind = "note" if id_.startswith("fn:") else part_of(id_)[1] or id_
            text = REFERENCE.sub("", ATTRIBUTES.sub("", segment.text)).strip()
            language = _language(path)
            unit = units.setdefault(id_, _Unit(id_, kind))
            if language in languages:
                unit.texts[language] = text
            for one in (id_, *_further(segment.text)):
                if one not in order:
                    # What only this language has follows what it follows there.
                    order.insert(order.index(last) + 1 if last else len(order), one)
                last = one
                if one != id_ and language in languages:
                    shared.append((one, language, text))
    # A block that is the counterpart of several says what each of them says.
    for other, language, text in shared:
        if other in units:
            units[other].texts.setdefault(language, text)
    return [units[id_] for id_ in order if id_ in units]


def _names(base: Sequence[_Unit], new: Sequence[_Unit], taken: set[str]) -> dict[str, str]:
    """From the ids of a new conversion's page to those they should have."""
    names: dict[str, str] = {}
    for notes in (False, True):
        a = [unit for unit in base if (unit.kind == "note") is notes]
        b = [unit for unit in new if (unit.kind == "note") is notes]
        # What is the same at the beginning and at the end needs no search.
        for at in (0, -1):
            while a and b and a[at].is_as(b[at]):
                names[b.pop(at).id] = a.pop(at).id
        names.update(_matched(a, b))
    used = set(names.values())
    numbers = Numbers([*(unit.id for unit in base), *taken, *used])
    for unit in new:
        if unit.id not in names:
            # A block in a box is named after the box.
            stem, part = part_of(unit.id)
            box = names.get(stem)
            names[unit.id] = numbers.free(f"{box}-{part}{parted(unit.id)[1]}" if box else unit.id)
    return names


def _matched(base: Sequence[_Unit], new: Sequence[_Unit]) -> dict[str, str]:
    """Pairs of blocks that are the same, as new id and old id; the rest has none."""
    grams = [[_trigrams(unit.said) for unit in side] for side in (base, new)]
    rows, columns = len(base), len(new)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    alike = [[0.0] * columns for _ in range(rows)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            if base[i].kind == new[j].kind:
                alike[i][j] = 1.0 if base[i].is_as(new[j]) else _dice(grams[0][i], grams[1][j])
            # Squared: one block that is the same counts as much as two or three that are half the same.
            pair = alike[i][j] ** 2 + best[i + 1][j + 1] if alike[i][j] >= ALIKE else -1.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], pair)
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < rows and j < columns:
        if alike[i][j] >= ALIKE and best[i][j] == alike[i][j] ** 2 + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    # One block between two known ones, before and after: it was written anew in its place.
    for (a, b), (c, d) in pairwise([(-1, -1), *pairs, (rows, columns)]):
        if c - a == d - b == 2 and base[a + 1].kind == new[b + 1].kind:
            pairs.append((a + 1, b + 1))
    names = {new[j].id: base[i].id for i, j in pairs}
    for unit in new:
        if unit.id not in names:
            # What moved past another block; and titles and the like, of which there is one.
            free = [old for old in base if old.id not in names.values() and old.kind == unit.kind]
            same = next((old for old in free if old.is_as(unit) or old.kind == old.id), None)
            if same:
                names[unit.id] = same.id
    return names


def _trigrams(text: str) -> Counter[str]:
    padded = f"  {text}  " if text else ""
    return Counter(padded[i : i + 3] for i in range(len(padded) - 2))


def _dice(a: Counter[str], b: Counter[str]) -> float:
    return 2 * (a & b).total() / max(1, a.total() + b.total())
