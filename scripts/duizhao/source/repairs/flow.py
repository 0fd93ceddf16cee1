"""What all repairs share: how a repaired language text is built from the one before."""

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from duizhao.document.text import Span, Text
from duizhao.source.findings import Finding
from duizhao.source.model import Block, Box, Drop, LanguageText, Line, Paragraph, Reason
from duizhao.source.profile import LanguageProfile

#: A repair: takes a language's text and its profile, gives the mended text; drops and findings only grow.
Repair = Callable[[LanguageText, LanguageProfile], LanguageText]


class Log:
    """Collects the drops and findings of one repair."""

    def __init__(self, text: LanguageText) -> None:
        self._text = text
        self.drops: list[Drop] = []
        self.findings: list[Finding] = []

    def drop(self, spans: Iterable[Span], reason: Reason) -> None:
        """Notes that the spans are left out."""
        self.drops.extend(Drop(span, reason) for span in spans)

    def line(self, at: Text | int) -> int:
        """The source line a text begins on, or that of a source offset."""
        return self._text.source.line(at if isinstance(at, int) else at.start)

    def find(self, code: str, at: Text | int, **details: str) -> None:
        """Notes a finding at a text's first line, or at a source offset."""
        source = self._text.source
        own = (("own", self._text.code),) if source.several else ()
        self.findings.append(Finding(code, source.name, self.line(at), (*details.items(), *own)))

    def result(self, blocks: Iterable[Block] | None = None, **changes: object) -> LanguageText:
        """The language text with new blocks and other changes, and all that was noted."""
        new = replace(self._text, **changes)
        return replace(
            new,
            blocks=new.blocks if blocks is None else tuple(blocks),
            drops=new.drops + tuple(self.drops),
            findings=new.findings + tuple(self.findings),
        )


def map_lines(
    blocks: Iterable[Block], change: Callable[[Line | Paragraph], Line | Paragraph | None]
) -> tuple[Block, ...]:
    """The blocks with every line or paragraph changed, inside fact boxes too; those changed to None are gone."""
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Box):
            inner = (change(each) if isinstance(each, Line | Paragraph) else each for each in block.blocks)
            result.append(replace(block, blocks=tuple(line for line in inner if line)))
        elif isinstance(block, Line | Paragraph):
            changed = change(block)
            if changed:
                result.append(changed)
        else:
            result.append(block)
    return tuple(result)


def shortened(plain: str, limit: int = 40) -> str:
    """A text for a message: whole, or its beginning and `…`."""
    return plain if len(plain) <= limit else plain[: limit - 1] + "…"


def squeezed(plain: str) -> str:
    """A text without any white space, lower case: for comparing what was set in different ways."""
    return "".join(plain.split()).casefold()
