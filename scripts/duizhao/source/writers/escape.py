"""Escaping for Markdown: source text must render verbatim, whatever characters it holds.

Only what our grammar would read as markup is escaped, so that the files stay readable for editors. An escape is a
backslash or a character reference, put in as a named insertion.
"""

from collections.abc import Iterator

from duizhao.document.delimiters import CJK
from duizhao.document.text import Piece, Span, Text
from duizhao.patterns import compiled

ESCAPE = "escape for Markdown"

#: What could begin markup inside a line: the character at the match's beginning gets a backslash …
_BACKSLASH = compiled(rf"[\\`*\[{{]|(?<![^\W_])_|_(?![^\W_])|(?<={CJK})_|_(?={CJK})|!(?=!)")

#: … or, where a backslash does not help, becomes a character reference.
_REFERENCE = compiled(r"<(?=[A-Za-z/!?])|&(?=#|\w+;)")

#: What makes a line something other than a paragraph, if it begins with it.
_AT_START = compiled(r"\d+(?=([.)])(?:\s|$))|([-+](?=\s|$)|[#>]|~(?=~~)|-(?=[-\s]*$)|=(?=[=\s]*$)|!(?=!))")


#: At a heading's end these would be taken for the closing signs of Markdown's headings.
_CLOSING_SIGNS = compiled(r"#+$")

#: What is a link even inside an address in angle brackets; beside its escape, other signs need one too.
_LINK_IN_ADDRESS = compiled(r"\[\^|\]\(")
_IN_ADDRESS = compiled(r"[\[*_]")


def escaped(text: Text, *, at_start: bool = False, heading: bool = False) -> tuple[Text, tuple[Span, ...]]:
    """The text so that it renders as it reads, and the spans now written as character references.

    `at_start`: it begins a line of Markdown. `heading`: it is a heading, up to its end.
    """
    marked = {match.start() for match in _BACKSLASH.finditer(text.plain)}
    if at_start and (start := _AT_START.match(text.plain)):
        marked.add(start.start(1) if start.group(1) else start.start())
    if heading and (closing := _CLOSING_SIGNS.search(text.plain)):
        marked |= set(range(*closing.span()))
    referred = {match.start() for match in _REFERENCE.finditer(text.plain)}
    result = Text(_pieces(text, marked, referred))
    kept = {span.start + i for span in result.spans() for i in range(len(span))} if "&lt;" in result.plain else None
    if kept is None:
        return result, ()
    offsets = (span.start + i for span in text.spans() for i in range(len(span)))
    return result, tuple(Span(offset, offset + 1) for offset in offsets if offset not in kept)


def escaped_address(text: Text) -> Text:
    """An address so that it renders as it reads, between angle brackets."""
    plain = text.plain
    marked = {match.start() for match in _IN_ADDRESS.finditer(plain)} if _LINK_IN_ADDRESS.search(plain) else set()
    referred = {match.start() for match in _REFERENCE.finditer(text.plain)}
    return Text(_pieces(text, marked, referred))


def _pieces(text: Text, marked: set[int], referred: set[int]) -> Iterator[Piece]:
    """The text with a backslash before each character at `marked`, and each at `referred` as a reference."""
    plain = text.plain
    at = 0
    for offset in sorted(marked | referred):
        yield from text[at:offset].pieces
        at = offset
        if offset not in referred:
            yield Piece("\\", None, ESCAPE)
        elif plain[offset] == "&":
            yield from text[offset : offset + 1].pieces
            yield Piece("amp;", None, ESCAPE)
            at = offset + 1
        else:
            yield Piece("&lt;", None, ESCAPE)
            at = offset + 1
    yield from text[at:].pieces
