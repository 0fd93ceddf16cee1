"""Sentences of a text, in Chinese or English."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its place in the text; white space around it belongs to none."""

    start: int
    end: int
    text: str


#: A sentence's end in Han text: the mark, and what closes behind it.
_HAN_END = re.compile(r"[。！？…]+[”’」』]*")

#: In Latin text: the mark, what closes behind it, then white space and something that can begin a sentence.
_LATIN_END = re.compile(r"[.!?…]+[”’\"')\]]*(?=\s+[“‘\"'(\[]*[A-Z0-9\u3400-\u9fff])")

#: Words whose point ends no sentence.
_ABBREVIATIONS = frozenset(
    (
        "mr", "mrs", "ms", "dr", "prof", "gen", "sen", "rep", "st", "no", "vol", "vs", "etc", "inc", "ltd", "co",
        "corp", "e.g", "i.e", "u.s", "u.k", "u.n", "p.m", "a.m", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
        "sep", "sept", "oct", "nov", "dec", "fig", "figs", "pp", "ed", "eds", "al",
    )
)  # fmt: skip
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]*)\.$")

_PAIRS = {"“": "”", "「": "」", "『": "』", "（": "）", "《": "》", "【": "】"}

#: No quotation longer than this keeps its sentences together: its end mark may be missing.
_LONGEST_QUOTE = 200


def split_sentences(text: str, language: str) -> tuple[Sentence, ...]:
    """The sentences in order. Together with the white space between them they are the whole text.

    In Chinese a sentence does not end inside quotation marks or brackets; in English not behind an abbreviation, an
    initial or a decimal point.

    Raises:
        ValueError: the language is neither Chinese (`zh`) nor English (`en`).
    """
    if language == "zh":
        ends = _han_ends(text)
    elif language == "en":
        ends = _latin_ends(text)
    else:
        raise ValueError(f"no sentence rules for the language {language!r}; known: zh, en")
    breaks = sorted({*ends, *(match.end() for match in re.finditer(r"\n", text)), len(text)})
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


def _han_ends(text: str) -> list[int]:
    closers = {close: opener for opener, close in _PAIRS.items()}
    ends = []
    opened: list[tuple[str, int]] = []
    at = 0
    for match in _HAN_END.finditer(text):
        for offset in range(at, match.end()):
            char = text[offset]
            if char in _PAIRS:
                opened.append((char, offset))
            elif char in closers:
                while opened and opened.pop()[0] != closers[char]:
                    pass
        at = match.end()
        opened = [(char, offset) for char, offset in opened if at - offset < _LONGEST_QUOTE]
        if not opened:
            ends.append(match.end())
    return ends


def _latin_ends(text: str) -> list[int]:
    ends = []
    for match in _LATIN_END.finditer(text):
        word = _LAST_WORD.search(text[max(match.start() - 20, 0) : match.start() + 1])
        if word and match.group().startswith(".") and (len(word[1]) == 1 or word[1].casefold() in _ABBREVIATIONS):
            continue
        ends.append(match.end())
    return ends
