"""Sentences of a text, as spans.

Rules, not a library: the one maintained light library (sentencex) sets a footnote reference at the head of
the next sentence, does not end a Chinese sentence before a digit, and would tie where published sentences begin to
the version of a compiled package. The rules stand in the languages' folders.
"""

import re
from functools import lru_cache

from msgspec import Struct

from duizhao.languages import part


class Sentence(Struct, frozen=True):
    """A sentence and its place in the text; white space around it belongs to none."""

    start: int
    end: int
    text: str


def has_sentences(*languages: str) -> bool:
    """Whether we know where a sentence ends in these languages."""
    return all(part(language, "sentences") for language in languages)


@lru_cache(maxsize=4096)
def split_sentences(text: str, language: str) -> tuple[Sentence, ...]:
    """The sentences of `text` in order; together with the white space between them they are the whole text.

    `language` is a BCP 47 tag (`zh`, `zh-Hant`, `en-GB`, …). In a language without rules each line is a sentence.

    A sentence ends with its mark and all that closes behind it: quotation marks, brackets, footnote
    references (`[^n3]`, circled digits). It does not end inside a quotation or bracket that continues. A line
    break always ends it. A semicolon does not: what stands on its two sides is one statement, mostly translated by
    one sentence.
    """
    rules = part(language, "sentences")
    found = rules.sentence_ends(text) if rules else ()
    breaks = sorted({*found, *(match.end() for match in re.finditer(r"\n", text)), len(text)})
    sentences = []
    at = 0
    for end in breaks:
        piece = text[at:end]
        start = at + len(piece) - len(piece.lstrip())
        stripped = piece.strip()
        if stripped:
            sentences.append(Sentence(start, start + len(stripped), stripped))
        at = end
    return tuple(sentences)
