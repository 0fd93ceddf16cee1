"""What changed between two states of the edition, page by page, in rows of counterparts."""

from collections.abc import Iterator, Mapping, Sequence

import yaml
from msgspec import Struct

from duizhao.compare.pairs import pair_blocks
from duizhao.document.model import Edition, Page
from duizhao.revise.fidelity.compare import compare
from duizhao.revise.fidelity.model import Change, Unit
from duizhao.revise.fidelity.units import page_units


class Difference(Struct, frozen=True):
    """Two states of the edition, with the same languages in the same order, and the changes between them."""

    before: tuple[Edition, ...]
    after: tuple[Edition, ...]
    changes: tuple[Change, ...]


class Row(Struct, frozen=True):
    """A block in each language, with its change if it has one."""

    sides: tuple[tuple[Unit | None, Change | None], ...]


class FrontEntry(Struct, frozen=True):
    """A key of the front matter, and what it said before and after; empty where it said nothing."""

    key: str
    before: str
    after: str


class ChangedPage(Struct, frozen=True):
    """A page with what changed on it. `titles`: by language, as it is now, or was where it is gone. `front`: a language
    each, in the order of the languages."""

    path: str
    titles: dict[str, str]
    front: tuple[tuple[FrontEntry, ...], ...]
    rows: tuple[Row, ...]

    @property
    def count(self) -> int:
        """How many changes there are on the page."""
        return sum(map(len, self.front)) + sum(bool(change) for row in self.rows for _, change in row.sides)


def difference(before: Sequence[Edition], after: Sequence[Edition]) -> Difference:
    """The changes between two states; the languages stand in the order of `after`."""
    codes = list(dict.fromkeys(edition.language for edition in (*after, *before)))
    sides = [{edition.language: edition for edition in state} for state in (before, after)]
    old, new = (tuple(side.get(code, Edition(code, ())) for code in codes) for side in sides)
    comparison = compare(old, new, old)
    return Difference(old, new, comparison.changes + comparison.pending)


def changed_pages(found: Difference) -> Iterator[ChangedPage]:
    """The pages with a change, in reading order, those that are gone last."""
    by_unit: dict[tuple[str, str], Change] = {}
    for change in found.changes:
        by_unit.setdefault((change.unit.language, change.unit.id), change)
    for path in dict.fromkeys(page.path for edition in (*found.after, *found.before) for page in edition.pages):
        was, now = ([_page(edition, path) for edition in state] for state in (found.before, found.after))
        rows = tuple(row for row in _rows(was, now, by_unit) if any(change for _, change in row.sides))
        front = tuple(tuple(_front(*pair)) for pair in zip(was, now, strict=True))
        if rows or any(front):
            pages = {e.language: new or old for e, old, new in zip(found.after, was, now, strict=True)}
            titles = {code: str(page.front.get("title", path)) for code, page in pages.items() if page}
            yield ChangedPage(path, titles, front, rows)


def _page(edition: Edition, path: str) -> Page | None:
    return next((page for page in edition.pages if page.path == path), None)


def _rows(
    was: Sequence[Page | None], now: Sequence[Page | None], changes: Mapping[tuple[str, str], Change]
) -> Iterator[Row]:
    """The page's blocks in rows of counterparts, as they are now; then what is gone, and the notes."""
    units = [{unit.anchor: unit for unit in page_units(page)} if page else {} for page in now]
    gone = [
        {u.anchor: u for u in page_units(page) if u.anchor not in mine} if page else {}
        for page, mine in zip(was, units, strict=True)
    ]
    anchors = list(_anchors(now, units))
    known = {anchor for row in anchors for anchor in row}
    rest = dict.fromkeys(a for mine in (*gone, *units) for a in mine if a not in known)
    anchors += [(anchor,) * len(now) for anchor in rest]
    for row_anchors in anchors:
        sides: list[tuple[Unit | None, Change | None]] = []
        for anchor, mine, lost in zip(row_anchors, units, gone, strict=True):
            # What is gone here stands beside the counterpart that is left.
            unit = mine.get(anchor) or next((lost[a] for a in (anchor, *row_anchors) if a in lost), None)
            sides.append((unit, changes.get((unit.language, unit.id)) if unit else None))
        yield Row(tuple(sides))


def _anchors(now: Sequence[Page | None], units: Sequence[Mapping[str, Unit]]) -> Iterator[tuple[str, ...]]:
    """The anchors of the blocks that are there now, in rows of counterparts."""
    if len(now) != 2:
        blocks = dict.fromkeys(unit.anchor for mine in units for unit in mine.values() if unit.kind != "note")
        yield from ((anchor,) * len(now) for anchor in blocks)
        return
    left, right = (page.blocks if page else () for page in now)
    for row in pair_blocks(left, right):
        sides = [[block.id for block in side if block.id] for side in (row.left, row.right)]
        for index in range(max(map(len, sides), default=0)):
            yield tuple(side[index] if index < len(side) else "" for side in sides)


def _front(was: Page | None, now: Page | None) -> Iterator[FrontEntry]:
    """What the front matter says otherwise; nothing of a page that is new or gone."""
    if not was or not now:
        return
    before, after = was.front, now.front
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            yield FrontEntry(key, _value(before.get(key, "")), _value(after.get(key, "")))


def _value(value: object) -> str:
    """A value as it stands in the front matter, in one line."""
    if not isinstance(value, dict | list):
        return str(value)
    return str(yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=1e9)).strip()
