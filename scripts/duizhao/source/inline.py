"""What stands inside a block: text, references to notes, addresses, emphasis, links, code, line breaks."""

from msgspec import Struct, field

from duizhao.document.text import Text


class NoteRef(Struct, frozen=True):
    """A footnote reference; `label` names the note on its page, None if the source has no such note."""

    mark: Text
    label: str | None


class Address(Struct, frozen=True):
    """An internet address as the source has it, without brackets."""

    text: Text


class Emphasis(Struct, frozen=True):
    """Emphasised text; `strong` for the strong kind."""

    text: Text
    strong: bool = False


class Link(Struct, frozen=True):
    """Linked text, and the address it leads to."""

    text: Text
    address: Text


class Verbatim(Struct, frozen=True):
    """Text set as code."""

    text: Text


class LineBreak(Struct, frozen=True):
    """A line break that is meant."""

    text: Text = field(default_factory=Text)


Inline = Text | NoteRef | Address | Emphasis | Link | Verbatim | LineBreak
