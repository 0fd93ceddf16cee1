"""Where sentences end in French text."""

from __future__ import annotations

from duizhao.languages.points import abbreviations, ends


def sentence_ends(text: str) -> tuple[int, ...]:
    """The offsets behind each sentence, in order; the text's own end need not be among them."""
    return ends(text, abbreviations("fr"))
