"""How many of an editor's slips `duizhao check` reports, and whether at the right line.

    python benchmarks/faults/run.py [--places 10] [--seed 1] [--kind WORDS] [--missed] [--json FILE]

A correct edition is damaged in one place at a time, in each of the ways of `words.py`, `structure.py` and `meaning.py`,
in `--places` places chosen by chance, the same for the same seed. Then every rule looks at it, once as if the change
stood in a commit without a reason, and once as if it had one. Reported means that there is a finding the untouched
edition does not have; at the right line, that one of its places is a line an editor has to look at. Then the same with
edits that are right (`legitimate.py`), of which nothing should be said where they have a reason.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "scripts"), str(Path(__file__).parent)]

import legitimate  # noqa: E402
import letters  # noqa: E402
import meaning  # noqa: E402
import structure  # noqa: E402
import words  # noqa: E402
from msgspec.structs import replace  # noqa: E402
from place import Damage, Work  # noqa: E402

from duizhao.check.context import Context  # noqa: E402
from duizhao.check.model import Finding  # noqa: E402
from duizhao.check.rules import RULES  # noqa: E402
from duizhao.check.run import look  # noqa: E402
from duizhao.check.settled import Settlement, read_settled, unsettled  # noqa: E402
from duizhao.check.unreadable import unreadable  # noqa: E402
from duizhao.document.editions import read_page  # noqa: E402
from duizhao.document.model import Edition, Page  # noqa: E402
from duizhao.errors import InputError  # noqa: E402
from duizhao.memo import Memo  # noqa: E402
from duizhao.project import Known, Project  # noqa: E402
from duizhao.revise.fidelity.load import Fidelity, load_fidelity  # noqa: E402
from duizhao.revise.fidelity.model import Why  # noqa: E402
from duizhao.source.editions import codes_of, find_profile  # noqa: E402

KINDS = (*words.KINDS, *structure.KINDS, *letters.KINDS, *meaning.KINDS, *legitimate.KINDS)

#: Of a change in one language with a reason: that someone should look at the other. It says nothing about the change.
REMINDER = "f-109"


@dataclass(frozen=True, slots=True)
class Result:
    """One damaged place, changed with a reason or without: whether it was reported, at the right line, by which rules;
    and what was done, for a look."""

    kind: int
    reason: bool
    reported: bool
    placed: bool
    codes: tuple[str, ...]
    what: str


@lru_cache(maxsize=4096)
def page_of(content: str, language: str, path: str, file: str) -> Page:
    """A page, read once."""
    return read_page(content, language, path, file)


@lru_cache(maxsize=1)
def files() -> dict[str, tuple[str, str, str]]:
    """Every file of the edition: language, path, content."""
    docs = ROOT / "docs"
    folders = sorted(p for p in docs.iterdir() if (p / "index.md").exists())
    return {
        path.relative_to(ROOT).as_posix(): (folder.name, path.relative_to(folder).as_posix(), path.read_text("utf-8"))
        for folder in folders
        for path in sorted(folder.rglob("*.md"))
    }


def editions(contents: dict[str, str | None]) -> tuple[Edition, ...]:
    """The editions with some files' contents replaced; the first language first."""
    pages: dict[str, list[Page]] = {}
    for file, (language, path, content) in files().items():
        now = contents.get(file, content)
        if now is not None:
            pages.setdefault(language, []).append(page_of(now, language, path, file))
    first = codes_of(Project(ROOT), find_profile(ROOT, None))[0]
    return tuple(
        Edition(language, tuple(sorted(found, key=lambda page: (page.order, page.path))))
        for language, found in sorted(pages.items(), key=lambda item: item[0] != first)
    )


def unreadable_in(contents: dict[str, str | None]) -> Iterator[Finding]:
    """What keeps a damaged page from being checked at all; `duizhao check` says that first, and nothing else."""
    for file, content in contents.items():
        if content is not None and (found := unreadable(content, files()[file][0], file)):
            yield found


@lru_cache(maxsize=1)
def known() -> Known:
    """What the rules found in pages that were looked at before."""
    return Known(Memo())


@lru_cache(maxsize=1)
def settled() -> dict[str, Settlement]:
    """What people have settled."""
    profile = find_profile(ROOT, None)
    return read_settled(profile.with_name(f"{profile.stem}.findings.yml"), "findings.yml")


def findings(contents: dict[str, str | None], whole: bool | None = None, reason: bool = False) -> tuple[Finding, ...]:
    """What no one has settled; `whole`: only of rules that look at all pages at once, or only of the others; `reason`:
    the commit that changed them gives one."""
    if stopped := tuple(unreadable_in(contents)):
        return stopped
    rules = [rule for rule in RULES if whole is None or (rule.scope == "edition") == whole]
    made = editions(contents)
    profile = find_profile(ROOT, None)

    def fidelity() -> Fidelity:
        found = load_fidelity(Project(ROOT), profile, made, history=False)
        why = Why(commit="1", reason={"": "A correction."})
        return replace(found, errata=tuple(replace(e, why=why) for e in found.errata)) if reason else found

    context = Context(made, Project(ROOT, known=known()), fidelity)
    return unsettled(look(context, rules).findings, settled())


@lru_cache(maxsize=1)
def before() -> frozenset[str]:
    """The fingerprints of the untouched edition."""
    return frozenset(finding.fingerprint for finding in findings({}))


def is_placed(found: list[Finding], damage: Damage) -> bool:
    """Whether one of the findings sends the editor to the damage."""
    return any((place.file, place.line) in damage.where for finding in found for place in finding.places)


def trial(number: int, place: int, seed: int, reason: bool) -> Result | None:
    """One kind of damage in one place."""
    kind = KINDS[number]
    damage = kind.damage(Work(editions({}), Random(f"{seed} {kind.name} {place}")))
    if not damage or all(files()[file][2] == content for file, content in damage.contents.items()):
        return None
    what = _what(damage)

    def new(whole: bool) -> list[Finding]:
        found = findings(damage.contents, whole, reason)
        return [f for f in found if f.fingerprint not in before() and f.code != REMINDER]

    try:
        told = new(False)
        if not is_placed(told, damage):
            # These take most of the time, and are not asked where the others have told all.
            told += new(True)
    except InputError as error:
        right = any(file == error.file for file, _ in damage.where)
        return Result(number, reason, True, right, ("stops",), what)
    codes = tuple(sorted({finding.code for finding in told}))
    return Result(number, reason, bool(told), is_placed(told, damage), codes, what)


def _what(damage: Damage) -> str:
    """The first line that changed, before and after."""
    for file, content in damage.contents.items():
        old, new = files()[file][2].split("\n"), (content or "").split("\n")
        for number, (a, b) in enumerate(zip(old, new, strict=False), 1):
            if a != b:
                at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
                return f"{file}:{number}: {a[max(at - 20, 0) : at + 20]!r} → {b[max(at - 20, 0) : at + 20]!r}"
    return ", ".join(damage.contents)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="How many of an editor's slips are reported.")
    parser.add_argument("--places", type=int, default=10, help="how many places of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", default="", help="only kinds whose name has these words")
    parser.add_argument("--missed", action="store_true", help="show what was not reported, or at another line")
    parser.add_argument("--json", type=Path, help="also write every result to a file")
    options = parser.parse_args()
    start = time.perf_counter()
    clean = len(findings({}))
    print(f"the untouched edition: {clean or 'no'} findings")
    tasks = [
        (n, place, options.seed, reason)
        for n, kind in enumerate(KINDS)
        if options.kind in kind.name
        for place in range(options.places)
        for reason in (False, True)
    ]
    with ProcessPoolExecutor() as pool:
        done = list(pool.map(trial, *zip(*tasks, strict=True), chunksize=5))
    results = [result for result in done if result]
    print_table(results)
    if options.missed:
        for result in results:
            kind, given = KINDS[result.kind], "with a reason" if result.reason else "without"
            wrong = result.reason and result.reported if kind.legitimate else not result.placed
            if wrong:
                state = "noise" if kind.legitimate else "other line" if result.reported else "missed"
                print(f"{state} {given}: {kind.name}: {result.what} {' '.join(result.codes)}")
    if options.json:
        rows = [
            {
                "kind": KINDS[r.kind].name,
                "reason": r.reason,
                "reported": r.reported,
                "placed": r.placed,
                "codes": r.codes,
            }
            for r in results
        ]
        options.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"\n{len(results)} places in {time.perf_counter() - start:.0f} s")


def print_table(results: list[Result]) -> None:
    """A line for each kind, and the sums: all, without what only a comparison with the source can see, and edits that
    are right."""
    print("| damage | places | without a reason: reported | at the line | with one: reported | at the line | rules |")
    print("|---|--:|--:|--:|--:|--:|---|")
    for number, kind in enumerate(KINDS):
        some = [result for result in results if result.kind == number]
        if some:
            codes = Counter(code for result in some if result.reason for code in result.codes)
            named = ", ".join(code for code, _ in codes.most_common(4))
            name = f"{kind.name} ¹" if kind.fidelity else kind.name
            print(f"| {name} | {_counts(some)} | {named} |")
    faults = [result for result in results if not KINDS[result.kind].legitimate]
    inner = [result for result in faults if not KINDS[result.kind].fidelity]
    right = [result for result in results if KINDS[result.kind].legitimate]
    for name, some in (("all without ¹", inner), ("all", faults), ("edits that are right", right)):
        if some:
            print(f"| **{name}** | {_counts(some)} | {_shares(some)} |")
    print("\n¹ Nothing in the edition itself gives it away: only the comparison with the source's conversion can.")


def _counts(results: list[Result]) -> str:
    cells = [str(len(results) // 2)]
    for reason in (False, True):
        some = [result for result in results if result.reason == reason]
        cells += [str(sum(r.reported for r in some)), str(sum(r.placed for r in some))]
    return " | ".join(cells)


def _shares(results: list[Result]) -> str:
    """The shares at the right line, without a reason and with one."""
    sides = [[result.placed for result in results if result.reason == reason] for reason in (False, True)]
    return " and ".join(f"{100 * sum(side) / len(side):.1f}%" for side in sides if side)


if __name__ == "__main__":
    main()
