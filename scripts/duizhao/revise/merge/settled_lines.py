"""Lines of the source a profile has settled: after a change of the source they may be other lines.

The record of a conversion keeps how each settled line began. Where a line begins otherwise now, converting would join,
cut or end the wrong paragraphs, so nothing is written; and where the line has gone is told.
"""

from __future__ import annotations

import json
from pathlib import Path

from duizhao.errors import InputError
from duizhao.source.conversion import Conversion
from duizhao.source.readers.plain_text import LINE_END

#: How much of a line is kept; enough to know it again.
_KEPT = 60


def settled_lines(conversion: Conversion) -> dict[str, str]:
    """How each line begins that the profile has settled, by its number."""
    lines = _lines(conversion)
    return {str(number): lines[number - 1][:_KEPT] for number in _numbers(conversion) if number <= len(lines)}


def check_settled_lines(conversion: Conversion, record: Path) -> None:
    """Compares the settled lines with those of the last conversion.

    Raises:
        InputError: one of them is another line now.
    """
    try:
        kept = json.loads(record.read_text(encoding="utf-8")).get("settled", {}) if record.exists() else {}
        known = {number: str(began) for number, began in kept.items()}
    except (OSError, ValueError, AttributeError):
        return  # who reads the record says what is wrong with it
    lines = _lines(conversion)
    numbers = _numbers(conversion)
    now = {number: lines[number - 1][:_KEPT] if number <= len(lines) else None for number in numbers}
    other = {number: known[str(number)] for number in numbers if known.get(str(number), now[number]) != now[number]}
    # A number that has been corrected may be one that stood for another settled line before.
    wrong = {number for number in other if now[number] not in known.values()}
    moved = []
    for number, began in other.items() if wrong else ():
        if number in wrong or began not in now.values():
            found = [index for index, line in enumerate(lines, 1) if line[:_KEPT] == began]
            moved.append(f"{number} → {found[0]}" if len(found) == 1 else f"{number} → ? (“{began[:20]}…”)")
    if moved:
        raise InputError(
            "The source has changed, and lines settled in the profile are other lines now; nothing was written.",
            file=conversion.profile.file,
            line=conversion.profile.lines.get(("settled",)),
            hint="Correct the numbers under `settled:` (before → now): {moved}.",
            moved=moved,
        )


def _numbers(conversion: Conversion) -> list[int]:
    numbers: set[int] = set()
    for language in conversion.profile.languages:
        settled = language.settled
        numbers.update(number for pair in settled.box_ends for number in pair)
        for lines in (
            settled.paragraphs_begin, settled.paragraphs_continue, settled.notes_continue, settled.keep_doubled,
        ):  # fmt: skip
            numbers.update(lines)
    return sorted(numbers)


def _lines(conversion: Conversion) -> list[str]:
    return LINE_END.split(conversion.report.source.text)
