"""`duizhao ledger`: where every character of the source went."""

import argparse
import json
import sys

from duizhao.check.show import width_of
from duizhao.errors import InputError
from duizhao.source.conversion import convert
from duizhao.source.editions import find_profile
from duizhao.source.ledger import Entry, Ledger
from duizhao.words import message_language, words_of

#: How many columns of a terminal the place takes, before the text.
_COLUMNS = 44


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code."""
    ledger = convert(find_profile(options.root, options.profile), options.root).ledger
    language = options.lang or message_language()
    entries = ledger.entries
    if options.line is not None:
        last = len(ledger.source.line_starts)
        if not 1 <= options.line <= last:
            raise InputError(
                "There is no line {number}.",
                number=options.line,
                file=ledger.source.name,
                hint="It has lines 1 to {last}.",
                last=last,
            )
        entries = ledger.at_line(options.line)
    if options.json:
        json.dump([_as_json(entry, ledger) for entry in entries], sys.stdout, ensure_ascii=False, indent=1)
        print()
    elif options.line is not None:
        for entry in entries:
            text = ledger.source.text[entry.span.start : entry.span.end]
            where = f"docs/{entry.file} #{entry.block}" if entry.file else _left_out(entry.reason, language)
            print(f"{where}{' ' * max(_COLUMNS - width_of(where), 0)} {text!r}")
    else:
        for line in _table(ledger, language):
            print(line)
    return 0


def _as_json(entry: Entry, ledger: Ledger) -> dict[str, object]:
    data: dict[str, object] = {
        "start": entry.span.start,
        "end": entry.span.end,
        "line": ledger.source.line(entry.span.start),
    }
    return data | ({"file": f"docs/{entry.file}", "block": entry.block} if entry.file else {"reason": entry.reason})


def _left_out(reason: str, language: str) -> str:
    return words_of(language, "ledger")["left_out"].format(reason=words_of(language, "ledger_reasons")[reason])


def _table(ledger: Ledger, language: str) -> list[str]:
    words, reasons_said = words_of(language, "ledger"), words_of(language, "ledger_reasons")
    files, reasons = ledger.by_file(), ledger.by_reason()
    kept, left = sum(files.values()), sum(reasons.values())
    rows = [words["total"].format(file=ledger.source.name, count=f"{ledger.total:,}"), "", words["kept"]]
    rows += [f"{number:>10,}  docs/{name}" for name, number in sorted(files.items())]
    rows += [f"{kept:>10,}  {words['together']}", "", words["left"]]
    rows += [f"{number:>10,}  {reasons_said[reason]}" for reason, number in reasons.items()]
    rows += [
        f"{left:>10,}  {words['together']}",
        "",
        words["sum"].format(kept=f"{kept:,}", left=f"{left:,}", sum=f"{kept + left:,}"),
        "",
        words["put_in"],
    ]
    return rows + [f"{number:>10,}  {reasons_said[reason]}" for reason, number in ledger.insertions]
