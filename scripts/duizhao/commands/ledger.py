"""`duizhao ledger`: where every character of the source went."""

from __future__ import annotations

import argparse
import json
import sys

from duizhao.conversion import convert
from duizhao.editions import find_profile
from duizhao.errors import InputError
from duizhao.ledger import Entry, Ledger


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code."""
    ledger = convert(find_profile(options.root, options.profile), options.root).ledger
    entries = ledger.entries
    if options.line is not None:
        last = len(ledger.source.line_starts)
        if not 1 <= options.line <= last:
            raise InputError(
                f"There is no line {options.line}.",
                file=ledger.source.name,
                hint=f"It has lines 1 to {last}.",
            )
        entries = ledger.at_line(options.line)
    if options.json:
        json.dump([_as_json(entry, ledger) for entry in entries], sys.stdout, ensure_ascii=False, indent=1)
        print()
    elif options.line is not None:
        for entry in entries:
            text = ledger.source.text[entry.span.start : entry.span.end]
            where = f"docs/{entry.file} #{entry.block}" if entry.file else f"left out: {entry.reason}"
            print(f"{where:44} {text!r}")
    else:
        for line in _table(ledger):
            print(line)
    return 0


def _as_json(entry: Entry, ledger: Ledger) -> dict[str, object]:
    data: dict[str, object] = {
        "start": entry.span.start,
        "end": entry.span.end,
        "line": ledger.source.line(entry.span.start),
    }
    return data | ({"file": f"docs/{entry.file}", "block": entry.block} if entry.file else {"reason": entry.reason})


def _table(ledger: Ledger) -> list[str]:
    files, reasons = ledger.by_file(), ledger.by_reason()
    kept, left = sum(files.values()), sum(reasons.values())
    rows = [f"{ledger.source.name}: {ledger.total:,} characters", "", "in the edition"]
    rows += [f"{number:>10,}  docs/{name}" for name, number in sorted(files.items())]
    rows += [f"{kept:>10,}  together", "", "left out"]
    rows += [f"{number:>10,}  {reason}" for reason, number in reasons.items()]
    rows += [
        f"{left:>10,}  together",
        "",
        f"{kept:,} + {left:,} = {kept + left:,}: every character, once",
        "",
    ]
    rows.append("put in (characters of the Markdown that are not the source's)")
    rows += [f"{number:>10,}  {reason}" for reason, number in ledger.insertions]
    return rows
