"""What a check finds: its place, what it is, and what would mend it."""

import hashlib
from collections.abc import Iterable, Sequence

from msgspec import Struct


class Place(Struct, frozen=True, array_like=True):
    """Where a finding is: the language, the file and its line, the block's id, and the text an editor sees there.

    `id`: the block's anchor on the page. `mark`: the part of `text` that matters, as (start, end); None for all of it.
    `at`: where it stands in the file's line `line`, in characters from 0, as (start, end); None if that is not known.
    """

    language: str
    file: str
    line: int
    id: str
    text: str
    mark: tuple[int, int] | None = None
    at: tuple[int, int] | None = None


class Edit(Struct, frozen=True, array_like=True):
    """A change of one line of a file that mends a finding: characters `start` to `end` (from 0), which read `old`,
    become `new`. If `old` is a line end, the line is an empty one, and goes."""

    file: str
    line: int
    start: int
    end: int
    old: str
    new: str


class Finding(Struct, frozen=True, array_like=True):
    """One finding of a rule.

    `key` says which of several findings at the same blocks it is, in values that outlive edits elsewhere (a
    quantity, a term); with the code and the blocks' ids it makes the fingerprint. `details` fill the message.
    `edits`: what would mend it without any change of meaning; none if a person has to decide. `formerly`: the
    fingerprints it would have had before its paragraphs were split or joined, so that what was settled stays so.
    `more`: how many more of its kind there are in its line, which are not told one by one. `kind`: the fingerprint of
    all of its kind that the source has; `alike`: where the others are, if it stands for them, too (`one_kind.py`).
    """

    code: str
    places: tuple[Place, ...]
    key: str = ""
    details: tuple[tuple[str, str], ...] = ()
    edits: tuple[Edit, ...] = ()
    formerly: tuple[str, ...] = ()
    more: int = 0
    kind: str = ""
    alike: tuple[Place, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that stay the same while the finding does."""
        return self.kind if self.alike else self.fingerprint_at([place.id for place in self.places])

    def fingerprint_at(self, ids: Sequence[str]) -> str:
        """The fingerprint if its places had these ids."""
        where = "\n".join(sorted(f"{place.language}#{id_}" for place, id_ in zip(self.places, ids, strict=True)))
        return hashlib.sha256(f"{self.code}\n{where}\n{self.key}".encode()).hexdigest()[:12]


def listed(places: Iterable[Place]) -> str:
    """The lines of places, each file named once."""
    at: dict[str, dict[int, None]] = {}
    for place in places:
        at.setdefault(place.file, {})[place.line] = None
    return "; ".join(f"{file}:{', '.join(map(str, lines))}" for file, lines in at.items())
