"""What stands inside a block: text, references to notes, addresses, emphasis, links, code, line breaks."""

from __future__ import annotations

from dataclasses import dataclass, field

from duizhao.document.text import Text


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A footnote reference; `label` names the note on its page, None if the source has no such note."""

    mark: Text
    label: str | None


@dataclass(frozen=True, slots=True)
class Address:
    """An internet address as the source has it, without brackets."""

    text: Text


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised text; `strong` for the strong kind."""

    text: Text
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Linked text, and the address it leads to."""

    text: Text
    address: Text


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Text set as code."""

    text: Text


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break that is meant."""

    text: Text = field(default_factory=Text)


Inline = Text | NoteRef | Address | Emphasis | Link | Verbatim | LineBreak
