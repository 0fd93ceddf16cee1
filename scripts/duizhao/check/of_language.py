"""Rules on typography and wording whose particulars stand in the languages' folders."""

import re
from collections import Counter
from collections.abc import Iterator

from duizhao.check.context import Context, place_of
from duizhao.check.marks import in_prose
from duizhao.check.model import Finding
from duizhao.document.bibliography import listed
from duizhao.languages import part
from duizhao.languages.typography import Look, Passage

#: The parts of a language's folder that have such rules.
_PARTS = ("typography", "wording")

#: The rule whose finds are judged by the whole edition.
_WORDS_LEFT = "l-101"

#: What is no slip in an entry of a bibliography: half-width signs and brackets between Chinese characters (GB/T 7714),
#: foreign titles as they are, a small letter behind a full stop.
_NOT_IN_ENTRIES = frozenset({"t-101", "t-102", "l-103", "l-109"})

_LATIN = re.compile(r"[A-Za-z]{2,}")


def slips(context: Context) -> Iterator[Finding]:
    """What the rules find whose particulars a language has."""
    for page in context.pages():
        looks = _looks(page.language)
        entries = {block.id for block in listed(page)} if looks else ()
        for prose in context.prose(page) if looks else ():
            passage = Passage(prose.text, prose.shape, prose.block.kind)
            for code, look in looks.items():
                if code == _WORDS_LEFT or (code in _NOT_IN_ENTRIES and prose.block.id in entries):
                    continue
                for slip in look(passage):
                    details = {"word": slip.word} if slip.word else {}
                    if slip.shown:
                        start, end = max(slip.span[0] - slip.shown, 0), slip.span[1] + slip.shown
                        details["text"] = prose.text[start:end]
                    yield in_prose(code, prose, slip.span, slip.new, slip.wide, **details)


def words_left(context: Context) -> Iterator[Finding]:
    """Words of another language in a block's whole text, addresses and all: none stands in one. But for the small ones,
    what a source has so is meant, most likely: a program's name, a unit; what an editor wrote may not be translated."""
    base = context.fidelity.base if context.fidelity else None
    for edition in context.editions:
        if look := _looks(edition.language).get(_WORDS_LEFT):
            words = Counter(word.casefold() for _, block in edition.blocks() for word in _LATIN.findall(block.text))
            for page, block in edition.blocks():
                for slip in look(Passage(block.text, block.text, block.kind)):
                    there = base.page(page) if base and not slip.sure else None
                    # What stands elsewhere, too, is a term of the text.
                    if not slip.sure and (words[slip.word] > 1 or (there and slip.word in there.content)):
                        continue
                    details = (("here", edition.language), ("word", slip.word))
                    yield Finding(_WORDS_LEFT, (place_of(page, block, slip.span),), slip.word, details)


def _looks(language: str) -> dict[str, Look]:
    """The rules of a language, by their codes; none where its folder has no such part."""
    return {code: look for name in _PARTS if (rules := part(language, name)) for code, look in rules.RULES.items()}
