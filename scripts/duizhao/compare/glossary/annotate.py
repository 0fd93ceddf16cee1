"""What a reader sees of the glossary in a text: a term's counterpart in the other language."""

from __future__ import annotations

from duizhao.compare.glossary.match import Matcher
from duizhao.compare.glossary.model import Glossary


class Annotator:
    """A glossary ready for many texts; each language's matcher is made once."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self._matchers: dict[str, Matcher] = {}

    def matcher(self, language: str) -> Matcher:
        """The matcher for texts of a language."""
        if language not in self._matchers:
            self._matchers[language] = Matcher(self._glossary, language)
        return self._matchers[language]

    def annotations(self, text: str, language: str, other: str) -> list[tuple[int, int, str]]:
        """Where terms stand in a text of `language`, with the preferred rendering in `other`: (start, end, tooltip).

        In reading order, none overlaps another; a rendering that is forbidden has no tooltip.
        """
        return [
            (match.start, match.end, match.term.renderings[other].preferred)
            for match in self.matcher(language).find(text)
            if match.role != "forbidden" and other in match.term.renderings
        ]
