"""A page that shows what changed between two states of the edition, both languages side by side, as a reader sees it.

One file with nothing to load: it opens by double click and as an artefact of a workflow, and asks no one for anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources

from duizhao.difference import pieces
from duizhao.edition.model import Edition, Page
from duizhao.edition.pairs import pair_blocks
from duizhao.fidelity.compare import compare
from duizhao.fidelity.load import explained
from duizhao.fidelity.model import Change, Unit
from duizhao.fidelity.summary import summary
from duizhao.fidelity.units import page_units
from duizhao.marked import Words, combined, plain

_WORDS = {
    "en": {
        "title": "What changed since {base}", "none": "Nothing changed that a reader sees.", "unchanged": "unchanged",
        "missing": "(nothing here)", "moved": "stands elsewhere now", "front": "Front matter", "deleted": "deleted: ",
        "inserted": "inserted: ", "end": " (end)", "colon": ": ",
    },
    "zh": {
        "title": "自 {base} 以来的改动", "none": "没有读者可见的改动。", "unchanged": "未改动",
        "missing": "（此处没有文字）", "moved": "位置有变", "front": "页首信息", "deleted": "删去：",
        "inserted": "加入：", "end": "（完）", "colon": "：",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Row:
    """A block in each language, with its change if it has one."""

    sides: tuple[tuple[Unit | None, Change | None], ...]

    @property
    def changed(self) -> bool:
        return any(change for _, change in self.sides)


def diff_page(before: Sequence[Edition], after: Sequence[Edition], base: str, language: str) -> tuple[str, str]:
    """The page's HTML, its own words in `language` (`en` or `zh`), and the summary in a sentence.

    `base`: what the state before is called. The languages stand in the order of `after`.
    """
    words = _WORDS[language]
    codes = [edition.language for edition in after]
    codes += [edition.language for edition in before if edition.language not in codes]
    sides = [{e.language: e for e in state} for state in (before, after)]
    old, new = ([side.get(code, Edition(code, ())) for code in codes] for side in sides)
    comparison = compare(old, new, old)
    changes = comparison.changes + comparison.pending
    said = summary(explained(changes, (), (), "", {}).errata, new, language)
    body = "\n".join(_pages(old, new, changes, words))
    title = words["title"].format(base=base)
    full_stop = "。" if language == "zh" else "."
    style = resources.files("duizhao").joinpath("fidelity/diff.css").read_text(encoding="utf-8")
    html = f"""<!doctype html>
<html lang="{_tag(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{escape(title)}</title>
<style>
{style}</style>
</head>
<body>
<main>
<h1>{escape(title)}</h1>
<p>{escape(said + full_stop) if body else escape(words["none"])}</p>
{body}
</main>
</body>
</html>
"""
    return html, said


def _pages(
    old: Sequence[Edition], new: Sequence[Edition], changes: Sequence[Change], words: Mapping[str, str]
) -> Iterator[str]:
    by_unit: dict[tuple[str, str], Change] = {}
    for change in changes:
        by_unit.setdefault((change.unit.language, change.unit.id), change)
    paths = list(dict.fromkeys(page.path for edition in (*new, *old) for page in edition.pages))
    for path in paths:
        was, now = ([_page(edition, path) for edition in state] for state in (old, new))
        rows = [row for row in _rows(was, now, by_unit) if row.changed]
        front = [_front(*pair) for pair in zip(was, now, strict=True)]
        if not rows and not any(front):
            continue
        titled = next(page for page in (*now, *was) if page)
        yield f"<section>\n<h2>{escape(str(titled.front.get('title', path)))} <small>{escape(path)}</small></h2>"
        if any(front):
            cells = "".join(_front_cell(entries, words) for entries in front)
            yield f'<div class="row">{cells}</div>'
        for row in rows:
            cells = "".join(_cell(e.language, *side, words) for e, side in zip(new, row.sides, strict=True))
            yield f'<div class="row">{cells}</div>'
        yield "</section>"


def _page(edition: Edition, path: str) -> Page | None:
    return next((page for page in edition.pages if page.path == path), None)


def _rows(
    was: Sequence[Page | None], now: Sequence[Page | None], changes: Mapping[tuple[str, str], Change]
) -> Iterator[_Row]:
    """The page's blocks in rows of counterparts, as they are now; then what is gone, and the notes."""
    units = [{unit.anchor: unit for unit in page_units(page)} if page else {} for page in now]
    gone = [
        {u.anchor: u for u in page_units(page) if u.anchor not in mine} if page else {}
        for page, mine in zip(was, units, strict=True)
    ]
    anchors: list[tuple[str, ...]] = []
    if len(now) == 2:
        for row in pair_blocks(now[0].blocks if now[0] else (), now[1].blocks if now[1] else ()):
            sides = [[block.id for block in side if block.id] for side in (row.left, row.right)]
            anchors += [
                tuple(side[index] if index < len(side) else "" for side in sides)
                for index in range(max(map(len, sides), default=0))
            ]
    else:
        blocks = [unit.anchor for mine in units for unit in mine.values() if unit.kind != "note"]
        anchors += [(anchor,) * len(now) for anchor in dict.fromkeys(blocks)]
    known = {anchor for row in anchors for anchor in row}
    rest = dict.fromkeys(a for mine in (*gone, *units) for a in mine if a not in known)
    anchors += [(anchor,) * len(now) for anchor in rest]
    for row_anchors in anchors:
        sides_: list[tuple[Unit | None, Change | None]] = []
        for anchor, mine, lost in zip(row_anchors, units, gone, strict=True):
            # What is gone here stands beside the counterpart that is left.
            unit = mine.get(anchor) or next((lost[a] for a in (anchor, *row_anchors) if a in lost), None)
            sides_.append((unit, changes.get((unit.language, unit.id)) if unit else None))
        yield _Row(tuple(sides_))


def _front(was: Page | None, now: Page | None) -> list[tuple[str, str, str]]:
    """What the front matter says otherwise: key, before, after."""
    before, after = (page.front if page else {} for page in (was, now))
    if not was or not now:
        return []
    return [
        (key, str(before.get(key, "")), str(after.get(key, "")))
        for key in dict.fromkeys((*before, *after))
        if before.get(key) != after.get(key)
    ]


def _front_cell(entries: Sequence[tuple[str, str, str]], words: Mapping[str, str]) -> str:
    told = "".join(
        f"<p>{escape(words['front'])} <code>{escape(key)}</code>{words['colon']}"
        f"{combined(pieces(before, after), _marks(words))}</p>"
        for key, before, after in entries
    )
    return f'<div class="cell">{told}</div>' if told else "<div></div>"


def _cell(code: str, unit: Unit | None, change: Change | None, words: Mapping[str, str]) -> str:
    if not unit:
        return f'<div class="cell none"><p>{escape(words["missing"])}</p></div>'
    where = f'<p class="where">{escape(unit.file)}:{unit.line} <code>#{escape(unit.id)}</code>'
    if change and change.kind == "moved":
        text, where = plain(unit.text), f"{where} · {escape(words['moved'])}"
    elif change:
        text = combined(pieces(*change.texts), _marks(words))
    else:
        text, where = plain(unit.text), f"{where} · {escape(words['unchanged'])}"
    state = "changed" if change else "same"
    return f'<div class="cell {state}">{where}</p><p class="{unit.kind}" lang="{_tag(code)}">{text}</p></div>'


def _marks(words: Mapping[str, str]) -> Words:
    return Words(words["deleted"], words["inserted"], words["end"])


def _tag(code: str) -> str:
    return "zh-Hans" if code == "zh" else escape(code)
