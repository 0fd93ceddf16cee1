"""What a glossary holds."""

from collections.abc import Mapping
from typing import Literal, get_args

from msgspec import Struct

Kind = Literal["concept", "person", "place", "organisation", "work", "event", "project"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Renderings(Struct, frozen=True):
    """How a term is written in one language.

    `preferred`: what the glossary recommends. `accepted`: as good. `short`: stands for the term once it has been
    named (“the canal”); it counts as a rendering and is not looked for by itself. `forbidden`: an error. `unless`:
    longer strings in which the form stands by chance.
    """

    preferred: str
    accepted: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    @property
    def full(self) -> tuple[str, ...]:
        """The forms that name the term by themselves, the preferred one first."""
        return (self.preferred, *self.accepted)


class Term(Struct, frozen=True):
    """A term: its id, its kind, and its renderings by language code.

    `optional`: a translation often leaves it out or words it otherwise, so that its absence says nothing. `mark`:
    whether it is marked in the text; None where its frequency says. `note` is for editors. `line`: of the glossary's
    file.
    """

    id: str
    kind: Kind
    renderings: Mapping[str, Renderings]
    note: str = ""
    optional: bool = False
    line: int = 0
    mark: bool | None = None

    @property
    def is_name(self) -> bool:
        """Whether the term names one thing in the world, and keeps its capital letters."""
        return self.kind != "concept"


class Glossary(Struct, frozen=True):
    """All terms in the file's order; `file` is what messages call the file."""

    file: str = ""
    terms: tuple[Term, ...] = ()

    def preferred(self, language: str, other: str) -> dict[str, str]:
        """For every full form in `language`, the recommended rendering in `other`."""
        return {
            form: term.renderings[other].preferred
            for term in self.terms
            if language in term.renderings and other in term.renderings
            for form in term.renderings[language].full
        }
