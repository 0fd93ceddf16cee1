"""What a glossary page shows: every term of a language that another one has a name for, and where it occurs."""

from collections.abc import Collection

from msgspec import Struct

from duizhao.compare.glossary.match import Matcher
from duizhao.compare.glossary.model import Term
from duizhao.document.model import Edition


class Occurrence(Struct, frozen=True):
    """A block a term stands in, itself or in a footnote to it: the page's path below the language's folder, the
    block's id, and how often."""

    page: str
    block: str
    count: int


class Entry(Struct, frozen=True):
    """A term on the page of one language: what it is called here, and where it stands, in reading order."""

    term: Term
    name: str
    occurrences: tuple[Occurrence, ...]

    @property
    def count(self) -> int:
        """How often the term stands in the edition."""
        return sum(occurrence.count for occurrence in self.occurrences)

    @property
    def first(self) -> Occurrence | None:
        """Where the term stands first."""
        return self.occurrences[0] if self.occurrences else None


def entries(finder: Matcher, edition: Edition, others: Collection[str]) -> tuple[Entry, ...]:
    """The glossary page of an edition's language: the terms with a counterpart in one of `others`, sorted for that
    language's readers. `finder` finds the glossary's terms in that language."""
    found: dict[str, list[Occurrence]] = {}
    for page, block in edition.blocks():
        counts: dict[str, int] = {}
        notes = (page.notes[ref.label] for ref in block.refs if ref.label in page.notes)
        for match in (match for part in (block, *notes) for match in finder.find(part.text)):
            if match.role != "forbidden":
                counts[match.term.id] = counts.get(match.term.id, 0) + 1
        for id_, count in counts.items():
            found.setdefault(id_, []).append(Occurrence(page.path, block.id, count))
    # A term of another report has no place here.
    shown = [
        Entry(term, term.renderings[edition.language].preferred, tuple(found[term.id]))
        for term in finder.glossary.terms
        if edition.language in term.renderings and term.id in found and not term.renderings.keys().isdisjoint(others)
    ]
    return tuple(sorted(shown, key=lambda entry: sort_key(entry.name)))


def sort_key(name: str) -> bytes:
    """Orders names: Latin ones by the alphabet, frequent Chinese characters by their pronunciation.

    Source: GB 2312-1980 has its level 1 characters in the order of Hanyu Pinyin, and GB 18030 keeps its codes.
    """
    return name.lstrip("“‘《\"'").casefold().encode("gb18030", "replace")
