"""Whether a text reads as finished: the evidence for cut paragraphs, split titles and lost ends."""

from __future__ import annotations

import re

#: What ends a sentence or leads to a list behind it, in either script.
TERMINALS = frozenset("。！？…；：.!?:;")

#: How an item of a list ends before the last one.
_LINKED = re.compile(r"[;；] ?(?:and|or|以及|和|或)$")

#: What may close behind it.
CLOSERS = frozenset("”’」』）》】〉〕\"')]}")

#: The pairs that count when a text is tested for something left open; straight quotes say nothing.
PAIRS = {"“": "”", "「": "」", "『": "』", "（": "）", "《": "》", "【": "】", "(": ")", "[": "]"}

#: No heading is longer than this many characters.
LONGEST_HEADING = 200


def without_marks(plain: str, reference: re.Pattern[str] | None) -> str:
    """The text without footnote references and white space at its end."""
    plain = plain.rstrip()
    while reference and (match := _last(reference, plain)) and match.end() == len(plain):
        plain = plain[: match.start()].rstrip()
    return plain


def _last(pattern: re.Pattern[str], plain: str) -> re.Match[str] | None:
    found = list(pattern.finditer(plain, max(len(plain) - 12, 0)))
    return found[-1] if found else None


def is_open(plain: str, reference: re.Pattern[str] | None = None) -> bool:
    """Whether a text stops without the end of a sentence; footnote references behind it do not count."""
    plain = without_marks(plain, reference)
    while plain and plain[-1] in CLOSERS:
        plain = plain[:-1].rstrip()
    return bool(plain) and plain[-1] not in TERMINALS and not _LINKED.search(plain)


def unpaired(plain: str) -> list[tuple[int, str]]:
    """Brackets and quotation marks without a partner, as (offset, mark), in order."""
    openers: list[tuple[int, str]] = []
    alone: list[tuple[int, str]] = []
    partner = {close: opener for opener, close in PAIRS.items()}
    for offset, char in enumerate(plain):
        if char in PAIRS:
            openers.append((offset, char))
        elif char in partner:
            at = next((i for i in range(len(openers) - 1, -1, -1) if openers[i][1] == partner[char]), None)
            if at is None:
                alone.append((offset, char))
            else:
                alone.extend(openers[at + 1 :])
                del openers[at:]
    return sorted(alone + openers)


def reads_as_heading(plain: str) -> bool:
    """Whether a line can be a heading: short, and not ending like a sentence."""
    return len(plain) <= LONGEST_HEADING and plain[-1:] not in TERMINALS | {"，", "、", ","}
