"""Chinese left in English text, and words that stand twice."""

import re
from collections.abc import Iterator, Mapping

from duizhao.languages.script import HAN
from duizhao.languages.tables import words_of
from duizhao.languages.typography import Look, Passage, Slip
from duizhao.patterns import lazily

_HAN_RUN = lazily(f"[{HAN}][{HAN}，。、；：？！“”《》（）]*")
_TWICE = lazily(r"\b([A-Za-z]{2,})[ ]+(\1)\b", re.IGNORECASE)
#: Words that may stand twice in a row.
_MAY = frozenset(words_of("en")["may_stand_twice"].split())
_SMALL = frozenset(words_of("en")["small_words"].split())
_SMALL_BEGINNING = lazily(
    r"(?<![\w.@/-])(?P<word>[A-Za-z][a-z’']+)(?:(?<=[a-z])[.?])[ ]+(?P<next>[a-z]+(?:['’-][a-z]+)*)(?![\w.@])"
)
_ABBREVIATIONS = frozenset(
    word for name, words in words_of("en")["abbreviations"].items() if name != "starters" for word in words.split()
)
#: What reads like a word that was cut short: a capital, and a consonant last.
_SHORTENED = lazily(r"[A-Z][a-z]{1,3}(?<![aeiouy])")
#: Words that begin names with a small letter.
_SMALL_NAMES = frozenset(words_of("en")["small_names"].split())


def _chinese(passage: Passage) -> Iterator[Slip]:
    # A note may name a source by its Chinese title.
    if passage.kind != "note":
        for match in _HAN_RUN.finditer(passage.shape):
            yield Slip(match.span())


def _twice(passage: Passage) -> Iterator[Slip]:
    for match in _TWICE.finditer(passage.shape):
        word = match[1].casefold()
        # `Han Han` is a name, `ha ha` a sound.
        written_so = match[2].islower() or (match[1] == match[2] and word in _SMALL)
        if word not in _MAY and written_so:
            yield Slip(match.span(), word=match[2])


def _small_beginning(passage: Passage) -> Iterator[Slip]:
    """A small letter behind the end of a sentence."""
    # The head of a table is full of words cut short.
    if passage.running and passage.kind != "table":
        for match in _SMALL_BEGINNING.finditer(passage.shape):
            cut = match["word"].casefold() in _ABBREVIATIONS or _SHORTENED.fullmatch(match["word"])
            if not cut and match["next"] not in _SMALL_NAMES:
                yield Slip(match.span("next"), shown=8)


RULES: Mapping[str, Look] = {"l-102": _chinese, "l-104": _twice, "l-109": _small_beginning}
