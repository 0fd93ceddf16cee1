"""Chinese left in English text, and words that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from duizhao.languages.script import HAN
from duizhao.languages.typography import Look, Passage, Slip

_HAN_RUN = re.compile(f"[{HAN}][{HAN}，。、；：？！“”《》（）]*")
_TWICE = re.compile(r"\b([A-Za-z]{2,})[ ]+(\1)\b", re.IGNORECASE)
#: Words that may stand twice in a row.
_MAY = ("had", "that", "bye", "very", "so")


def _chinese(passage: Passage) -> Iterator[Slip]:
    # A note may name a source by its Chinese title.
    if passage.kind != "note":
        for match in _HAN_RUN.finditer(passage.shape):
            yield Slip(match.span())


def _twice(passage: Passage) -> Iterator[Slip]:
    for match in _TWICE.finditer(passage.shape):
        if match[1].casefold() not in _MAY and (match[1] == match[2] or match[2].islower()):
            yield Slip(match.span(), word=match[2])


RULES: Mapping[str, Look] = {"l-102": _chinese, "l-104": _twice}
