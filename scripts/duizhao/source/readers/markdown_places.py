"""Where in the source the content of Markdown's blocks stands."""

from markdown_it.token import Token

from duizhao.document.text import Piece, Text, inserted, joined
from duizhao.source.model import Source
from duizhao.source.readers.plain_text import LINE_END


class Places:
    """The lines of a source, and what of them the parser's blocks are."""

    def __init__(self, source: Source) -> None:
        self.lines = LINE_END.split(source.text)
        self.starts = source.line_starts

    def line(self, token: Token) -> Text:
        """The line of the source a block begins on."""
        number = token.map[0] if token.map else 0
        text, _ = Text((Piece(self.lines[number], self.starts[number]),)).strip()
        return text

    def raw(self, token: Token, content: str | None = None) -> Text:
        """The content of a token as it stands in the source."""
        first = token.map[0] if token.map else 0
        parts: list[Text] = []
        for number, wanted in enumerate((token.content if content is None else content).split("\n"), first):
            if number > first:
                parts.append(inserted("\n", "line end"))
            line = self.lines[number] if number < len(self.lines) else ""
            stripped, bare = line.rstrip(), wanted.strip()
            column = len(stripped) - len(bare) if stripped.endswith(bare) else line.find(bare)
            if bare and column >= 0:
                parts.append(Text((Piece(bare, self.starts[number] + column),)))
                # Two spaces at a line's end are a break.
                parts.append(inserted(wanted[len(wanted.rstrip()) :], "line end"))
            elif bare:
                parts.append(self.found(number, bare))
        return joined(parts)

    def found(self, number: int, wanted: str) -> Text:
        """The characters of a line of the parser's, where the source has them with other spaces between."""
        line, start = self.lines[number], self.starts[number]
        parts, at = [], 0
        for char in wanted:
            found = line.find(char, at)
            if found < 0:
                parts.append(inserted(char, "line end"))
                continue
            parts.append(Text((Piece(char, start + found),)))
            at = found + 1
        return joined(parts)
