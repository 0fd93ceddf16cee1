"""What a difference between the edition and its source is, and what is known about it."""

from __future__ import annotations

import hashlib
from typing import Literal

from msgspec import Struct, field

from duizhao.document.model import Kind as BlockKind

Kind = Literal["changed", "vanished", "new", "moved"]


class Unit(Struct, frozen=True):
    """A block or note of one language as it can be compared.

    `id`: unique in the edition; a note's is its page's id and its label. `anchor`: where it is on the page. `text`: as
    it reads, with footnote references as `[^n1]` and emphasis as asterisks. `also`: further ids whose text it holds.
    """

    language: str
    page: str
    file: str
    line: int
    id: str
    anchor: str
    kind: BlockKind
    text: str
    box: str = ""
    also: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


class Change(Struct, frozen=True):
    """A difference: `before` is what the source converts to, `after` what the edition has; None where there is none.

    For a unit that stands elsewhere than in the source (`moved`) both texts are the same. `near`: the line of the
    edition's file behind which a unit that is gone would stand.
    """

    kind: Kind
    before: Unit | None
    after: Unit | None
    near: int = 1

    @property
    def line(self) -> int:
        """Where an editor should look in the edition's file."""
        return self.after.line if self.after else self.near

    @property
    def unit(self) -> Unit:
        """The unit as the edition has it; as the source has it if it is gone."""
        unit = self.after or self.before
        assert unit is not None
        return unit

    @property
    def texts(self) -> tuple[str, str]:
        """The text before and after; empty where there is none."""
        return (self.before.text if self.before else "", self.after.text if self.after else "")

    @property
    def is_join(self) -> bool:
        """Whether paragraphs of the source are one, with no word changed."""
        before, after = self.texts
        return (
            bool(self.after and self.after.also)
            and before.count("\n") > after.count("\n")
            and "".join(before.split()) == "".join(after.split())
        )

    @property
    def hash(self) -> str:
        """Twelve hexadecimal digits for this very change: another wording is another change."""
        unit = self.unit
        data = "\n".join((unit.language, unit.id, self.kind, *self.texts))
        return hashlib.sha256(data.encode()).hexdigest()[:12]


class Why(Struct, frozen=True):
    """When and why a change was made. `reason` and `evidence` by language; the language `` is not known.

    `date`: ISO 8601, a day or a time with its zone; empty if not known. `commit`: empty if it was none, or none that
    the history at hand shows. `removes`: ids of text that is meant to go. `earlier`: the reasons of the changes before
    the last one, the newest first; none of them is the last one's. `named`: the reason names the paragraph it is for.
    """

    date: str = ""
    reason: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, str] = field(default_factory=dict)
    author: str = ""
    commit: str = ""
    removes: frozenset[str] = frozenset()
    earlier: tuple[Why, ...] = ()
    named: bool = False


class Erratum(Struct, frozen=True):
    """A change with what is known about it; `removed`: a person has said that the text is meant to go."""

    change: Change
    why: Why = field(default_factory=Why)
    removed: bool = False

    @property
    def reasoned(self) -> bool:
        """Whether someone has given a reason for the last change; one for an earlier change is none for it."""
        return bool(self.why.reason)
