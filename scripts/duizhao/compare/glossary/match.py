"""Finds a glossary's terms in a text: the longest first, whole words, names with their capital letters."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal

import ahocorasick
from msgspec import Struct

from duizhao.compare.glossary.forms import inflections, same_shape, stands_alone
from duizhao.compare.glossary.load import glossary_of
from duizhao.compare.glossary.model import Glossary, Term
from duizhao.languages.script import lower
from duizhao.memo import Memo, reader
from duizhao.project import Project, derived, digest_of

Role = Literal["preferred", "accepted", "short", "forbidden", "unless"]

#: A match as the memo keeps it, its term by its id.
PlainMatch = tuple[int, int, str, str, Role]
_MATCHES = reader(list[PlainMatch])


class Match(Struct, frozen=True):
    """A term in a text, from `start` to `end`; `form` is the glossary's, `role` what the glossary says of it."""

    start: int
    end: int
    term: Term
    form: str
    role: Role

    @property
    def plain(self) -> PlainMatch:
        """As the memo keeps it."""
        return self.start, self.end, self.term.id, self.form, self.role


class _Pattern(Struct, frozen=True):
    """A form as it is looked for; `cased` if its capital letters count, `shape` with them."""

    term: Term
    form: str
    role: Role
    cased: bool
    shape: str


class Matcher:
    """A glossary ready to be looked for in texts of one language; `memo` remembers what was found in which text, and
    what is looked for is made ready when a text is new. `key`: a digest of the glossary and the language."""

    def __init__(self, glossary: Glossary, language: str, memo: Memo | None = None) -> None:
        self.glossary = glossary
        self.language = language
        self._memo = memo or Memo()
        self.key = digest_of(language, repr(glossary.terms))
        self._terms = {term.id: term for term in glossary.terms}
        self._found: dict[str, tuple[Match, ...]] = {}

    @cached_property
    def _patterns(self) -> dict[str, list[_Pattern]]:
        patterns: dict[str, list[_Pattern]] = {}
        for term in self.glossary.terms:
            for role, form in _forms(term, self.language):
                cased = form.isupper() or (term.is_name and (role != "short" or term.kind == "person"))
                written = (form,) if role == "unless" else inflections(same_shape(form))
                for shape in map(same_shape, written):
                    patterns.setdefault(lower(shape), []).append(_Pattern(term, form, role, cased, shape))
        return patterns

    @cached_property
    def _automaton(self) -> ahocorasick.Automaton:
        return automaton(self._patterns)

    def all(self, text: str) -> tuple[Match, ...]:
        """Every form anywhere in the text, also inside and across others, but where it stands by chance."""
        if text not in self._found:
            known = self._memo.recall("terms", (self.key, text), lambda: list(self._look(text)), _MATCHES)
            self._found[text] = tuple(map(self.match, known))
        return self._found[text]

    def match(self, plain: PlainMatch) -> Match:
        """The match that the memo kept."""
        start, end, id_, form, role = plain
        return Match(start, end, self._terms[id_], form, role)

    def _look(self, text: str) -> Iterator[PlainMatch]:
        matches = tuple(self._matches(text))
        chance = [match for match in matches if match.role == "unless"]
        for match in matches:
            if match.role != "unless" and not any(match.term is c.term and _inside(match, c) for c in chance):
                yield match.plain

    def find(self, text: str) -> tuple[Match, ...]:
        """The forms that name a term by themselves, and the forbidden ones, in reading order; none overlaps another."""
        return longest(match for match in self.all(text) if match.role != "short")

    def _matches(self, text: str) -> Iterator[Match]:
        shape = same_shape(text)
        for start, end in self._places(lower(shape)):
            if stands_alone(shape, start, end):
                found = shape[start:end]
                for pattern in self._patterns[lower(found)]:
                    if not pattern.cased or pattern.shape == found:
                        yield Match(start, end, pattern.term, pattern.form, pattern.role)

    def _places(self, text: str) -> Iterable[tuple[int, int]]:
        """Where any form stands."""
        return find_all(self._automaton, text) if self._patterns else ()


def automaton(patterns: Iterable[str]) -> ahocorasick.Automaton:
    """Strings, none of them empty and at least one, ready to be looked for."""
    found = ahocorasick.Automaton()
    for pattern in patterns:
        found.add_word(pattern, len(pattern))
    found.make_automaton()
    return found


def find_all(strings: ahocorasick.Automaton, text: str) -> Iterator[tuple[int, int]]:
    """Every occurrence of every string as (start, end), by its end; overlapping ones too."""
    return ((last + 1 - length, last + 1) for last, length in strings.iter(text))


@derived
def matcher(project: Project, language: str) -> Matcher:
    """The matcher for a project's glossary in a language."""
    return Matcher(glossary_of(project), language, project.memo)


def _inside(match: Match, other: Match) -> bool:
    return other.start <= match.start and match.end <= other.end


def _forms(term: Term, language: str) -> Iterator[tuple[Role, str]]:
    renderings = term.renderings.get(language)
    if not renderings:
        return
    yield "preferred", renderings.preferred
    yield from (("accepted", form) for form in renderings.accepted)
    yield from (("forbidden", form) for form in renderings.forbidden)
    yield from (("unless", form) for form in renderings.unless)
    short = set(renderings.short)
    if term.kind == "person":
        # Once named in full, people go by a part of their name.
        short |= {part for form in renderings.full for part in re.split(r"[ ·]", form) if len(part) > 2}
    yield from (("short", form) for form in sorted(short - set(renderings.full)))


def longest(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Of matches that overlap the longest, then the first; in reading order."""
    taken: set[int] = set()
    kept = []
    for match in sorted(matches, key=lambda match: (match.start - match.end, match.start)):
        # What is taken is at least as long: an overlap holds the match's first or last character.
        if match.start not in taken and match.end - 1 not in taken:
            taken.update(range(match.start, match.end))
            kept.append(match)
    return tuple(sorted(kept, key=lambda match: match.start))
