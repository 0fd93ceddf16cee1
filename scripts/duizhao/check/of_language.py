"""Rules on typography and wording whose particulars stand in the languages' folders."""

import re
from collections import Counter
from collections.abc import Iterator

from duizhao.check.context import Context, place_of
from duizhao.check.marks import in_prose
from duizhao.check.model import Finding
from duizhao.check.rule import Rule, Severity, rule
from duizhao.document.bibliography import listed
from duizhao.languages import part
from duizhao.languages.typography import Look, Passage

#: Which part of a language's folder has its rules, by the family a code begins with.
_PARTS = {"t": "typography", "l": "wording"}

#: What is no slip in an entry of a bibliography: half-width signs and brackets between Chinese characters (GB/T 7714),
#: foreign titles as they are, a small letter behind a full stop.
_NOT_IN_ENTRIES = frozenset({"t-101", "t-102", "l-103", "l-109"})


_LATIN = re.compile(r"[A-Za-z]{2,}")


def of_language(code: str, severity: Severity = "warning") -> Rule:
    """The rule with that code; in a language whose folder has no part of it, nothing is found."""

    def check(context: Context) -> Iterator[Finding]:
        for page in context.pages():
            if look := _look(page.language, code):
                entries = {block.id for block in listed(page)} if code in _NOT_IN_ENTRIES else ()
                for prose in context.prose(page):
                    if prose.block.id in entries:
                        continue
                    for slip in look(Passage(prose.text, prose.shape, prose.block.kind)):
                        details = {"word": slip.word} if slip.word else {}
                        if slip.shown:
                            start, end = max(slip.span[0] - slip.shown, 0), slip.span[1] + slip.shown
                            details["text"] = prose.text[start:end]
                        yield in_prose(code, prose, slip.span, slip.new, slip.wide, **details)

    return rule(code, severity, check, "page")


def _words_left(context: Context) -> Iterator[Finding]:
    """Words of another language in a block's whole text, addresses and all: none stands in one."""
    for edition in context.editions:
        if look := _look(edition.language, "l-101"):
            words = Counter(word.casefold() for _, block in edition.blocks() for word in _LATIN.findall(block.text))
            for page, block in edition.blocks():
                for slip in look(Passage(block.text, block.text, block.kind)):
                    # What stands elsewhere, too, is a term of the text.
                    if words[slip.word] > 1 and not slip.sure:
                        continue
                    details = (("here", edition.language), ("word", slip.word))
                    yield Finding("l-101", (place_of(page, block, slip.span),), slip.word, details)


def _look(language: str, code: str) -> Look | None:
    rules = part(language, _PARTS[code[0]])
    return rules.RULES.get(code) if rules else None


WORDS_LEFT = rule("l-101", "warning", _words_left, "page")
