"""Where two parts were joined: a split word becomes whole, a true compound keeps its hyphen, words have a space.

The report's own vocabulary decides on hyphens; where it cannot, the word is reported."""

import re
from collections import Counter

from duizhao.document.text import inserted
from duizhao.patterns import lazily
from duizhao.source.model import Box, Figure, Heading, LanguageText, Paragraph, Reason
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.ends import HYPHENS, without_marks
from duizhao.source.repairs.flow import Log, map_lines
from duizhao.source.repairs.patterns import note_reference
from duizhao.source.repairs.printed_lines import needs_space
from duizhao.source.repairs.seam_doubles import parts_of, whole

_WORD = lazily(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_BEFORE = lazily(r"([^\W\d_]+)[-\xad\u2010]$")
_AFTER = lazily(r"[^\W\d_]+")
_ADDRESS_END = lazily(r"(?:https?://|www\.|[!-~]@)[!-~]*$")

#: Endings a word may have here and not elsewhere: cities and city are one word.
_ENDINGS = ("s", "es", "d", "ed", "ing", "ly", "’s", "'s")


def line_end_hyphens(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Takes the hyphen out at each seam where the halves are one word."""
    log = Log(text)
    words: Counter[str] | None = None

    def mend(paragraph: object) -> Paragraph:
        nonlocal words
        assert isinstance(paragraph, Paragraph)
        parts = parts_of(paragraph)
        for index in range(len(parts) - 1):
            before = _cut(parts[index].plain)
            after = _AFTER.match(parts[index + 1].plain)
            if not before or not after:
                continue
            if address := _ADDRESS_END.search(parts[index].plain):
                # Whether the hyphen is its own, no vocabulary can tell.
                rest = parts[index + 1].plain.split(maxsplit=1)[0]
                log.find("c-010", parts[index + 1], address=address.group() + rest)
                continue
            if words is None:
                words = _words(text)
            joined, doubtful = one_word(before[1], after.group(), words)
            soft = parts[index].plain.endswith("\xad")
            if joined or soft:
                hyphen = parts[index][len(parts[index]) - 1 :]
                log.drop(hyphen.spans(), Reason.HYPHEN)
                parts[index] = parts[index][: len(parts[index]) - 1]
            if doubtful and not soft:
                result = before[1] + ("" if joined else "-") + after.group()
                log.find("c-002", parts[index + 1], before=before[1] + "-", after=after.group(), result=result)
        return whole(parts)

    return log.result(map_lines(text.blocks, mend))


def _cut(plain: str) -> re.Match[str] | None:
    """The half of a word with its hyphen a part ends with."""
    return _BEFORE.search(plain) if plain.endswith(HYPHENS) else None


def _words(text: LanguageText) -> Counter[str]:
    """The report's words and compounds, without the ones cut at a seam."""
    counts: Counter[str] = Counter()

    def count(plain: str) -> None:
        counts.update(match.group().casefold().replace("\u2010", "-") for match in _WORD.finditer(plain))

    def paragraph(block: Paragraph) -> None:
        for part in parts_of(block):
            count(part.plain[: -len(match.group())] if (match := _cut(part.plain)) else part.plain)

    for block in text.blocks:
        if isinstance(block, Heading):
            count(block.title.plain)
        elif isinstance(block, Figure):
            count(block.caption.plain)
        elif isinstance(block, Box):
            count(block.title.plain)
            for inner in block.blocks:
                if isinstance(inner, Paragraph):
                    paragraph(inner)
        elif isinstance(block, Paragraph):
            paragraph(block)
    return counts


def one_word(first: str, second: str, words: Counter[str]) -> tuple[bool, bool]:
    """Whether the halves are one word without a hyphen, and whether that is doubtful."""
    first, second = first.casefold(), second.casefold()
    solid, compound = words[first + second], words[f"{first}-{second}"]
    if solid != compound:
        return solid > compound, False
    related = sum(words[form] for form in _forms(first + second))
    related_compound = sum(words[form] for form in _forms(f"{first}-{second}"))
    if related != related_compound:
        return related > related_compound, False
    # Both halves are words of the report: more likely a compound than a split word.
    return not (words[first] and words[second]), True


def _forms(word: str) -> set[str]:
    """The word's other forms by simple endings."""
    forms = {word + ending for ending in _ENDINGS}
    forms |= {word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)}
    return forms - {word}


def seam_spaces(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Puts the spaces in, as named insertions. Also in Han text, where a Latin phrase was cut between words."""
    log = Log(text)
    reference = note_reference(profile)
    hyphens = {drop.span.start for drop in text.drops if drop.reason is Reason.HYPHEN}

    def mend(paragraph: object) -> Paragraph:
        assert isinstance(paragraph, Paragraph)
        parts = parts_of(paragraph)
        for index in range(len(parts) - 1):
            first = without_marks(parts[index].plain, reference)
            # A word made whole again needs none; its hyphen is gone, so its halves stand side by side.
            if parts[index].end not in hyphens and needs_space(first, parts[index + 1].plain, profile.han):
                parts[index] = parts[index] + inserted(" ", "space between joined lines")
        return whole(parts)

    return log.result(map_lines(text.blocks, mend))
