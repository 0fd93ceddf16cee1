"""A library of many reports made of one by rule, to see how a search grows.

Each report has the edition's pages and headings. Its paragraphs are put together anew from the edition's sentences; in
them every number has other digits, and every second rare word is another one in each report, invented from the text's
letters or characters: so common words grow with the library, and the vocabulary grows too, as it does in real ones
(Heaps' law). The same seed gives the same library, and each report can be made by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from random import Random

from msgspec.structs import replace

from benchmarks.search.passages import HAN, read_text
from benchmarks.search.terms import bands, han_terms, latin_words
from duizhao.document.editions import editions
from duizhao.project import Project
from duizhao.publish.search.documents import documents
from duizhao.publish.search.model import Document, Passage

_SENTENCE = {
    True: re.compile(r"[^。！？]+[。！？]?[”》）]*"),
    False: re.compile(r"\S.*?(?:[.!?][”\"')]*(?=\s+[A-Z“\"])|\Z)", re.DOTALL),
}
_NUMBER = re.compile(r"\d+")
#: Kinds of passages whose text is put together anew.
_PROSE = ("text", "boxtext")


class Language:
    """One language of the edition, ready to be varied."""

    def __init__(self, pages: Sequence[Document], *, han: bool, rare: Sequence[str]) -> None:
        self.pages = pages
        self.han = han
        self._letters = _letters(pages, han)
        # Every second rare word is a slot; longer ones first, so that a name is not cut.
        chosen = sorted(sorted(rare)[::2], key=len, reverse=True)
        edges = ("", "") if han else (r"(?<!\w)", r"(?!\w)")
        self._slots = re.compile(f"{edges[0]}({'|'.join(map(re.escape, chosen))}){edges[1]}" if chosen else r"(?!)")
        prose = (p.text for page in pages for p in page.passages if p.kind in _PROSE)
        self.sentences = [self._cut(s.strip()) for text in prose for s in _SENTENCE[han].findall(text) if s.strip()]

    def _cut(self, sentence: str) -> list[str]:
        """The sentence around its slots: every second piece is a slot's word."""
        return self._slots.split(sentence)

    def paragraph(self, report: _Report, length: int) -> str:
        """Sentences of about that many characters."""
        parts: list[str] = []
        while sum(map(len, parts)) < length:
            pieces = report.random.choice(self.sentences)
            words = [report.word(piece) if i % 2 else piece for i, piece in enumerate(pieces)]
            parts.append(_NUMBER.sub(report.digits, "".join(words)))
        return ("" if self.han else " ").join(parts)

    def invented(self, word: str, random: Random) -> str:
        """Another word of the same length, or about."""
        if self.han:
            return "".join(random.choices(self._letters, k=len(word)))
        made = "".join(random.choices(self._letters, k=max(1, round(len(word) / 2))))
        return made.capitalize() if word[0].isupper() else made


def _letters(pages: Sequence[Document], han: bool) -> list[str]:
    """What words are invented from: the text's Han characters, or the pairs of letters in its words."""
    text = "".join(p.text for page in pages for p in page.passages)
    if han:
        return re.findall(f"[{HAN}]", text)
    return [word[i : i + 2] for word in re.findall(r"[a-z]{4,}", text) for i in range(0, len(word) - 1, 2)]


class _Report:
    """One report being made in one language: its own words and digits."""

    def __init__(self, language: Language, seed: str) -> None:
        self.language = language
        self.random = Random(seed)
        self._words: dict[str, str] = {}

    def word(self, word: str) -> str:
        if word not in self._words:
            self._words[word] = self.language.invented(word, self.random)
        return self._words[word]

    def digits(self, match: re.Match[str]) -> str:
        number = match[0]
        if re.fullmatch(r"(?:19|20)\d\d", number):
            return str(self.random.randint(1990, 2029))
        return "".join(str(self.random.randint(1 if i == 0 else 0, 9)) for i in range(len(number)))


class Library:
    """A library of `copies` reports in each of the edition's languages."""

    def __init__(self, docs: Path, copies: int, seed: int = 1) -> None:
        self.copies, self.seed = copies, seed
        self.languages: dict[str, Language] = {}
        found = editions(Project(docs.resolve().parent))
        for position, edition in enumerate(sorted(found, key=lambda edition: not read_text(edition).han)):
            text = read_text(edition)
            rare = bands(han_terms(text) if text.han else latin_words(text))["rare"]
            pages = list(documents(edition, f"{edition.language}/" if position else ""))
            self.languages[edition.language] = Language(pages, han=text.han, rare=rare)

    def report(self, copy: int) -> Iterator[Document]:
        """The documents of one report in all languages; 0 is the edition itself."""
        for code, language in self.languages.items():
            report = _Report(language, f"{self.seed}/{copy}/{code}")
            for page in language.pages:
                yield page if copy == 0 else self._varied(page, copy, report)

    def _varied(self, page: Document, copy: int, report: _Report) -> Document:
        passages: list[Passage] = []
        for passage in page.passages:
            if passage.kind in _PROSE:
                passage = replace(passage, text=report.language.paragraph(report, len(passage.text)))
            passages.append(passage)
        folder = page.url.removesuffix(page.key)
        key = f"r{copy}/{page.key}"
        return Document(f"{folder}{key}", f"{page.title} ({copy})", page.language, key, tuple(passages))

    def __iter__(self) -> Iterator[Document]:
        for copy in range(self.copies):
            yield from self.report(copy)

    @lru_cache(maxsize=256)  # noqa: B019  a benchmark has one library at a time
    def texts(self, copy: int) -> dict[str, str]:
        """The texts of one report by address: `r3/chapter-1/1-1.html#s1-1-p2`."""
        return {f"{d.url}#{p.id}": p.text for d in self.report(copy) for p in d.passages}
