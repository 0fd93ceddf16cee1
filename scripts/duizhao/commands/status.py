"""`duizhao status`: how far each page has been read, which counterparts are to be compared, and what is next."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from duizhao.checks.context import Context, load
from duizhao.commands.check import message_language
from duizhao.edition.model import Page
from duizhao.edition.proofread import STATES, proofreading_or_none
from duizhao.editions import find_profile, first_language
from duizhao.errors import InputError
from duizhao.fidelity.load import Fidelity, load_fidelity
from duizhao.fidelity.reviewed import Pair, corrected, reviewed_path, reviewed_text, still_there, unreviewed
from duizhao.workspace import replace_file

#: How many pages are named as next in each language.
NEXT = 3

_WORDS = {
    "en": {
        "converted": "converted", "proofread": "proofread once", "validated": "validated", "wrong": "not understood",
        "proofreading": "Proofreading:", "next": "next: {} ({})", "all": "all pages are validated",
        "compare": "Counterparts to compare since a correction ({number}):", "none": "No counterpart waits.",
        "corrected": " (corrected)", "confirm": "When both say the same: duizhao status --confirm {id}",
        "confirmed": "status: confirmed {ids} (in {file})",
    },
    "zh": {
        "converted": "已转换", "proofread": "已校对一遍", "validated": "已复核", "wrong": "状态有误",
        "proofreading": "校对：", "next": "下一步：{}（{}）", "all": "各页均已复核",
        "compare": "更正后待核对的对应文字（{number} 处）：", "none": "没有待核对的对应文字。",
        "corrected": "（已更正）", "confirm": "核对无误后运行：duizhao status --confirm {id}",
        "confirmed": "status：已确认 {ids}（记于 {file}）",
    },
}  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code: 1 if a counterpart waits for someone to compare it."""
    profile = find_profile(options.root, options.profile)
    context = load(options.root, first_language(profile), profile)
    fidelity = load_fidelity(options.root, profile, context.editions)
    words = _WORDS[options.lang or message_language()]
    if options.confirm:
        print(_confirm(options.confirm, profile, context, fidelity, words))
        return 0
    waiting = unreviewed(context.pairs, fidelity.errata, fidelity.reviewed)
    if options.json:
        print(json.dumps(_as_json(context, waiting), ensure_ascii=False, indent=1))
    else:
        print("\n".join((*_read(context, words), "", *_waiting(waiting, words))))
    return 1 if waiting else 0


def _confirm(ids: Sequence[str], profile: Path, context: Context, fidelity: Fidelity, words: dict[str, str]) -> str:
    """Records that the pairs have been compared as they are now.

    Raises:
        InputError: an id is no corrected pair's; nothing is recorded then.
    """
    pairs = {pair.id: pair for pair in corrected(context.pairs, fidelity.errata)}
    for id_ in ids:
        if id_ not in pairs:
            hint = f"To confirm: {', '.join(pairs)}." if pairs else "There is no corrected paragraph."
            raise InputError(f"`{id_}` is no corrected paragraph with a counterpart.", hint=hint)
    confirmed = still_there(fidelity.reviewed, pairs.values())
    confirmed |= {id_: pairs[id_].digests for id_ in ids}
    path = reviewed_path(profile)
    replace_file(path, reviewed_text(confirmed))
    return words["confirmed"].format(ids=", ".join(ids), file=f"sources/{path.name}")


def _state(page: Page) -> str:
    found = proofreading_or_none(page.front)
    return found.state if found else "wrong"


def _read(context: Context, words: dict[str, str]) -> Iterator[str]:
    yield words["proofreading"]
    for edition in context.editions:
        counts = Counter(map(_state, edition.pages))
        told = ", ".join(f"{words[state]} {counts[state]}" for state in (*STATES, "wrong") if counts[state])
        yield f"  {edition.language}: {told}"
        for page in _next(edition.pages):
            yield f"    {words['next'].format(page.file, words[_state(page)])}"
        if counts["validated"] == len(edition.pages):
            yield f"    {words['all']}"


def _next(pages: Sequence[Page]) -> list[Page]:
    """The least read pages, in reading order."""
    ranks = {state: rank for rank, state in enumerate(("wrong", *STATES))}
    unfinished = [page for page in pages if _state(page) != "validated"]
    return sorted(unfinished, key=lambda page: ranks[_state(page)])[:NEXT]


def _waiting(pairs: Sequence[Pair], words: dict[str, str]) -> Iterator[str]:
    if not pairs:
        yield words["none"]
        return
    yield words["compare"].format(number=len(pairs))
    for pair in pairs:
        for code in sorted(pair.sides, key=lambda code: code not in pair.changed):
            for unit in pair.sides[code]:
                mark = words["corrected"] if code in pair.changed else ""
                yield f"  {unit.file}:{unit.line}: {code} #{unit.id}{mark}: {' '.join(unit.text.split())}"
        yield f"    {words['confirm'].format(id=pair.id)}"


def _as_json(context: Context, waiting: Sequence[Pair]) -> dict[str, object]:
    return {
        "pages": [
            {"file": page.file, "language": edition.language, "state": _state(page)}
            | ({"by": list(found.by)} if (found := proofreading_or_none(page.front)) and found.by else {})
            for edition in context.editions
            for page in edition.pages
        ],
        "compare": [
            {
                "id": pair.id,
                "corrected": list(pair.changed),
                "places": [
                    {"language": code, "file": unit.file, "line": unit.line, "id": unit.id, "text": unit.text}
                    for code, side in pair.sides.items()
                    for unit in side
                ],
            }
            for pair in waiting
        ],
    }
