"""Findings for people: the place, the sentence, the line with a caret under what is meant, and what to do."""

import unicodedata
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from duizhao.check.model import Finding, Place
from duizhao.check.rules import BY_CODE
from duizhao.check.words import phrase
from duizhao.words import columns

#: How many columns of a line are shown: a paragraph is one line, however long.
SHOWN = 96

#: How many characters of a text a sentence quotes.
QUOTED = 80

#: How many signs are shown for each column: letters may have accents.
_SIGNS = 4

#: How many of them stand before what is meant, if the line is longer.
_BEFORE = 36

#: The files' lines, by file, as the report shows them.
Lines = Mapping[str, list[str]]


def shown(finding: Finding, language: str, lines: Lines) -> list[str]:
    """A finding as lines of text."""
    rule = BY_CODE[finding.code]
    first = finding.places[0]
    said = rule.says(brief(finding), language)
    result = [f"{_where(first)}: {phrase(language, rule.severity)} {rule.code} {_one_line(said)}"]
    for number, place in enumerate(finding.places):
        if number:
            result.append(
                f"  {_where(place)}:" if place.text else f"  {_where(place)}: {phrase(language, 'empty_text')}"
            )
        result += _excerpt(place, lines)
    advice = _one_line(rule.advises(finding, language))
    if finding.edits:
        some = len(finding.edits) <= len(finding.alike)
        hint = phrase(language, "fix_some" if some else "fix_hint").format(count=len(finding.edits))
        advice = f"{advice} {hint}" if language == "en" else _ended(advice) + hint
    if advice:
        result.append(f"  → {advice}")
    result.append(f"  [{finding.fingerprint}]")
    return result


def _ended(text: str) -> str:
    """A Chinese text with the stop it ends with."""
    return text if not text or text[-1] in "。！？" else f"{text}。"


def brief(finding: Finding, length: int = QUOTED) -> Finding:
    """The finding with a long text cut: the line is shown elsewhere, and a paragraph is one line."""
    details = ((name, cut(value, length) if name == "text" else value) for name, value in finding.details)
    return replace(finding, details=tuple(details))


def cut(text: str, length: int) -> str:
    """The text's beginning."""
    return text[:length] + "…" if len(text) > length else text


def around(place: Place) -> str:
    """What a place is about, in ⟦…⟧, with what stands beside it in a long text; empty if it is the text as a whole."""
    if not place.mark or width_of(place.text) <= 2 * _BEFORE:
        return ""
    start, end = place.mark
    first, last = reach(place.text, start, _BEFORE, back=True), reach(place.text, end, _BEFORE)
    before, meant, behind = (
        "".join(map(_visible, text)) for text in (place.text[first:start], place.text[start:end], place.text[end:last])
    )
    return f"{'…' if first else ''}{before}⟦{cut(meant, QUOTED)}⟧{behind}{'…' if last < len(place.text) else ''}"


def _where(place: Place) -> str:
    return f"{place.file}:{place.line}:{place.at[0] + 1}" if place.at else f"{place.file}:{place.line}"


def _one_line(text: str) -> str:
    return " ".join("".join(map(_visible, text)).split())


def _excerpt(place: Place, lines: Lines) -> list[str]:
    """The line of a place, cut to the columns that are shown, and a line with carets under what is meant."""
    there = lines.get(place.file, [])
    if not place.text or not 0 < place.line <= len(there):
        return []
    line = there[place.line - 1].rstrip("\r")
    start, end = place.at or (len(line) - len(line.lstrip()), len(line))
    begin = 0
    if reach(line, 0, SHOWN) < len(line):
        begin = reach(line, start, _BEFORE, back=True)
    stop = reach(line, begin, SHOWN)
    before = "…" if begin else ""
    text = before + "".join(map(_visible, line[begin:stop])) + ("…" if stop < len(line) else "")
    number = f"{place.line:>6}"
    result = [f"{number} | {text}"]
    if place.at:
        until = max(min(end, stop), start)
        indent = width_of(before) + width_of(line[begin:start])
        result.append(f"{' ' * len(number)} | {' ' * indent}{'^' * max(width_of(line[start:until]), 1)}")
    return result


def _visible(char: str) -> str:
    """A character as it can be shown in one line: what cannot be seen gets a sign."""
    if char in "\n\t":
        return " "
    return "␣" if char == "\u00a0" else "□" if unicodedata.category(char) in ("Cf", "Cc", "Zl", "Zp", "Cs") else char


def width_of(text: str) -> int:
    """How many columns of a terminal a text takes as it is shown."""
    return columns("".join(map(_visible, text)))


def reach(text: str, at: int, columns: int, *, back: bool = False) -> int:
    """How far one comes from an offset in a text, forwards or `back`, within so many columns; no further than a few
    signs a column, since signs may take none."""
    taken, offset = 0, at
    while abs(offset - at) < _SIGNS * columns and (offset > 0 if back else offset < len(text)):
        taken += width_of(text[offset - back])
        if taken > columns:
            break
        offset += -1 if back else 1
    return offset


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by the first place: file, line, and there what is wrong before what asks for a reason."""
    return sorted(
        findings,
        key=lambda f: (
            f.places[0].file, f.places[0].line, f.code.startswith("f-"), f.places[0].at or (0, 0), f.code
        ),
    )  # fmt: skip
