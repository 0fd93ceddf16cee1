"""Lines of the source a profile has settled: after a change of the source they may be other lines.

The record of a conversion keeps how each settled line began. Where a line begins otherwise now, converting would join,
cut or end the wrong paragraphs, so nothing is written; and where the line has gone is told.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from duizhao.errors import InputError
from duizhao.source.conversion import Conversion
from duizhao.source.profile import LanguageProfile
from duizhao.source.readers.plain_text import LINE_END

#: How much of a line is kept; enough to know it again.
_KEPT = 60


def settled_lines(conversion: Conversion) -> dict[str, str]:
    """How each line begins that the profile has settled, by its number; behind its language's code where each language
    has a file of its own."""
    return {
        f"{prefix}{number}": lines[number - 1][:_KEPT]
        for prefix, numbers, lines in _files(conversion)
        for number in numbers
        if number <= len(lines)
    }


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
    moved = [each for prefix, numbers, lines in _files(conversion) for each in _moved(prefix, numbers, lines, known)]
    if moved:
        raise InputError(
            "The source has changed, and lines settled in the profile are other lines now; nothing was written.",
            file=conversion.profile.file,
            line=conversion.profile.lines.get(("settled",)),
            hint="Correct the numbers under `settled:` (before → now): {moved}.",
            moved=moved,
        )


def _moved(prefix: str, numbers: list[int], lines: list[str], known: dict[str, str]) -> Iterator[str]:
    """The settled lines of a file that are other lines now, and where they have gone."""
    now = {number: lines[number - 1][:_KEPT] if number <= len(lines) else None for number in numbers}
    began = {number: known.get(f"{prefix}{number}", now[number]) for number in numbers}
    other = {number: text for number, text in began.items() if text is not None and text != now[number]}
    # A number that has been corrected may be one that stood for another settled line before.
    wrong = {number for number in other if now[number] not in known.values()}
    for number, text in other.items() if wrong else ():
        if number in wrong or text not in now.values():
            found = [index for index, line in enumerate(lines, 1) if line[:_KEPT] == text]
            there = str(found[0]) if len(found) == 1 else f"? (“{text[:20]}…”)"
            yield f"{prefix}{number} → {there}"


def _files(conversion: Conversion) -> list[tuple[str, list[int], list[str]]]:
    """The lines of each file, with those that are settled, and what stands before their numbers in the record."""
    profile, report = conversion.profile, conversion.report
    if len(profile.sources) == 1:
        return [("", _numbers(profile.languages), LINE_END.split(report.source.text))]
    files = []
    for language, source in zip(profile.languages, report.sources, strict=True):
        behind = [each.before for each in report.sources if each.before > source.before]
        ends = source.line_starts[min(behind)] if behind else len(source.text)
        lines = LINE_END.split(source.text[source.start_of(1) : ends])
        files.append((f"{language.code}:", _numbers([language]), lines))
    return files


def _numbers(languages: Iterable[LanguageProfile]) -> list[int]:
    numbers: set[int] = set()
    for language in languages:
        settled = language.settled
        numbers.update(number for pair in settled.box_ends for number in pair)
        for lines in (
            settled.paragraphs_begin, settled.paragraphs_continue, settled.notes_continue, settled.keep_doubled,
        ):  # fmt: skip
            numbers.update(lines)
    return sorted(numbers)
