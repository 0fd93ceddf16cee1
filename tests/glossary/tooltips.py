"""What a reader sees of the glossary in a text: a term's counterpart in the other language."""

from __future__ import annotations

from duizhao.compare.glossary.match import Matcher
from duizhao.compare.glossary.model import Glossary


def tooltips(glossary: Glossary, text: str, language: str, other: str) -> list[tuple[int, int, str]]:
    """Where terms stand in a text of `language`, with the preferred rendering in `other`."""
    return [
        (match.start, match.end, match.term.renderings[other].preferred)
        for match in Matcher(glossary, language).find(text)
        if match.role != "forbidden" and other in match.term.renderings
    ]
