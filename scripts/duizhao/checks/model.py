"""What a check rule is, and what it finds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from duizhao.checks.context import Context

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is: the language, the file and its line, the block's id, and the text an editor sees there.

    `id`: the block's anchor on the page. `mark`: the part of `text` that matters, as (start, end); None for all of it.
    """

    language: str
    file: str
    line: int
    id: str
    text: str
    mark: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of a rule.

    `key` says which of several findings at the same blocks it is, in values that outlive edits elsewhere (a
    quantity, a term); with the code and the blocks' ids it makes the fingerprint. `details` fill the message.
    """

    code: str
    places: tuple[Place, ...]
    key: str = ""
    details: tuple[tuple[str, str], ...] = ()

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that stay the same while the finding does."""
        ids = "\n".join(sorted(f"{place.language}#{place.id}" for place in self.places))
        return hashlib.sha256(f"{self.code}\n{ids}\n{self.key}".encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code, which never changes, its severity, one plain sentence per language, and its function.

    The sentences may hold `{name}` places for a finding's details. `title` names the rule in lists. `for_readers`:
    what “About this edition” says of a finding that a person has settled as a real difference, in neutral words.
    """

    code: str
    severity: Severity
    title: dict[str, str]
    message: dict[str, str]
    check: Callable[[Context], Iterable[Finding]]
    for_readers: dict[str, str] = field(default_factory=dict)

    def says(self, finding: Finding, language: str) -> str:
        """The finding's sentence in a language; English if the rule has none in it."""
        return self.message.get(language, self.message["en"]).format(**dict(finding.details))
