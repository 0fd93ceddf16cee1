"""`duizhao align`: how the two languages of the edition correspond, and ids for what has none yet."""

from __future__ import annotations

import argparse
import json
from collections import Counter

from duizhao.checks.context import load
from duizhao.edition.pairs import PagePair, Row
from duizhao.edition.realign import Change, applied, proposals
from duizhao.editions import find_profile, first_language
from duizhao.errors import InputError
from duizhao.parallel.view import coverage
from duizhao.workspace import replace_file


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code: 1 if there are ids to write and they were not."""
    profile = find_profile(options.root, options.profile)
    context = load(options.root, options.first or first_language(profile))
    if len(context.languages) < 2:
        raise InputError("There is only one language to align.", file=str(options.root / "docs"))
    languages = (context.languages[0], context.languages[1])
    changes = [change for pair in context.pairs for change in proposals(pair, languages)]
    if options.json:
        print(json.dumps([_as_json(pair) for pair in context.pairs], ensure_ascii=False, indent=1))
    else:
        for pair in context.pairs:
            print("\n".join(_shown(pair)))
        for change in changes:
            print(f"{change.page.file}:{change.block.line}: {_told(change)}")
    if changes and options.write:
        for file in sorted({change.page.file for change in changes}):
            path = options.root / file
            mine = [change for change in changes if change.page.file == file]
            replace_file(path, applied(path.read_text(encoding="utf-8"), mine))
        print(f"align: wrote {_ids(changes)}")
    elif changes:
        print(f"align: {_ids(changes)} to write; `duizhao align --write` does it")
    return 1 if changes and not options.write else 0


def _ids(changes: list[Change]) -> str:
    return "1 id" if len(changes) == 1 else f"{len(changes)} ids"


def _told(change: Change) -> str:
    has = f"#{change.block.id}" if change.block.id else "no id"
    more = f" and {', '.join(f'#{i}' for i in change.also)}" if change.also else ""
    return f"has {has}, should have #{change.id}{more}: {change.block.text[:40]}"


def _shape(row: Row) -> str:
    return f"{len(row.left)}:{len(row.right)}"


def _shown(pair: PagePair) -> list[str]:
    page = pair.left or pair.right
    counts = coverage(pair.rows)
    shapes = Counter(_shape(row) for row in pair.rows)
    table = ", ".join(f"{count} × {shape}" for shape, count in shapes.most_common())
    lines = [f"{page.path if page else ''}: {counts.aligned} of {counts.total} paragraphs ({table})"]
    for row in pair.rows:
        if _shape(row) != "1:1":
            places = [
                f"{p.file}:{b.line}" for p, side in ((pair.left, row.left), (pair.right, row.right)) if p for b in side
            ]
            lines.append(f"  {_shape(row)}  #{row.id}  {'  '.join(places)}")
    return lines


def _as_json(pair: PagePair) -> dict[str, object]:
    page = pair.left or pair.right
    return {
        "page": page.path if page else "",
        "rows": [
            {"id": row.id, "left": [b.id for b in row.left], "right": [b.id for b in row.right]} for row in pair.rows
        ],
    }
