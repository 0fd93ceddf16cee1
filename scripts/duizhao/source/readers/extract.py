"""The text of a format that is no text: put down as it is read, so that every character has a place there."""

from collections.abc import Sequence

from duizhao.document.text import Piece, Span, Text
from duizhao.source.findings import Finding
from duizhao.source.model import Block, Drop, Note, Reason, Source
from duizhao.source.readers.kept import with_all_text
from duizhao.source.readers.plain_text import LINE_END
from duizhao.source.readers.read import ReadFile, dropped

#: So many characters of a line are shown in a message.
_SHOWN = 60


class Extract:
    """Text as it grows; `put` gives it back with its place."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._left_out: list[tuple[Span, Reason]] = []

    @property
    def length(self) -> int:
        """How many characters there are."""
        return self._length

    def put(self, text: str) -> Text:
        """Puts some text down, behind what is there."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        made = Text((Piece(text, self._length),))
        self._parts.append(text)
        self._length += len(text)
        return made

    def line(self) -> None:
        """Ends the line, if there is something on it."""
        if self._parts and not self._parts[-1].endswith("\n"):
            self.put("\n")

    def leave_out(self, text: str, reason: Reason) -> None:
        """Puts some text down that is no part of the edition."""
        begin = self._length
        self.put(text)
        self._left_out.append((Span(begin, self._length), reason))

    def take_out(self, text: Text, reason: Reason) -> None:
        """Makes no part of the edition of what was put down."""
        self._left_out += ((span, reason) for span in text.spans())

    def read(
        self, name: str, blocks: Sequence[Block], notes: Sequence[Note], findings: Sequence[tuple[str, int]] = ()
    ) -> ReadFile:
        """What was read. `name`: that of the file the text is kept in; `findings`: codes, and where in the text."""
        self.line()
        text = "".join(self._parts)
        source = Source(name, text, (0, *(match.end() for match in LINE_END.finditer(text))))
        drops: list[Drop] = [drop for span, reason in self._left_out for drop in dropped(source, span, reason)]
        told = tuple(
            Finding(code, name, line := source.line(at), (("text", _shown(text[source.start_of(line) :])),))
            for code, at in findings
        )
        read = ReadFile(source, tuple(blocks), tuple(drops), tuple(notes), findings=told, extracted=True, text=text)
        return with_all_text(read)


def _shown(text: str) -> str:
    """The first line of a text, or as much of it as a message has room for."""
    line = text.partition("\n")[0]
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
