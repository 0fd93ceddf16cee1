"""What a reader hands over."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from duizhao.document.text import Span
from duizhao.source.findings import Finding
from duizhao.source.model import Block, Drop, Line, Note, Reason, Source


class ReadFile(Struct, frozen=True):
    """A report as its format has it: lines that are still to be classified, or blocks the format tells apart.

    `source`: the text the blocks are made of. `extracted`: whether that text is kept beside the file, because the file
    is none that can be read; then `text` is it. `notes`: those the format has, with its own labels. `images`: by the
    names figures have. `title`: what the file calls itself, where its format has room for that;
    `entitled`: that is its title, wherever it stands.
    """

    source: Source
    blocks: tuple[Block, ...]
    drops: tuple[Drop, ...]
    notes: tuple[Note, ...] = ()
    images: Mapping[str, bytes] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    extracted: bool = False
    text: str = ""
    title: str = ""
    entitled: bool = False

    @property
    def formatted(self) -> bool:
        """Whether the format has told apart what the blocks are."""
        return not any(isinstance(block, Line) for block in self.blocks)


def gaps(source: Source, used: Iterable[Span]) -> Iterator[Span]:
    """The stretches of a source between those that are used, which may overlap."""
    at = 0
    for span in sorted(used, key=lambda span: span.start):
        if span.start > at:
            yield Span(at, span.start)
        at = max(at, span.end)
    if at < len(source.text):
        yield Span(at, len(source.text))


def dropped(source: Source, span: Span, reason: Reason) -> Iterator[Drop]:
    """A stretch that is left out: the white space in it as such, the rest for a reason."""
    at = span.start
    for offset in range(span.start, span.end + 1):
        edge = offset == span.end or source.text[offset].isspace() != source.text[at].isspace()
        if edge and offset > at:
            yield Drop(Span(at, offset), Reason.WHITE_SPACE if source.text[at].isspace() else reason)
            at = offset
