"""Addresses (URLs) as they stand in a text."""

from duizhao.patterns import lazily

#: Signs of an address that are no brackets, and brackets with such signs between them: `Well_(water)`, `{id}`.
_SIGN = r"[!-'*-;=?-\[\]-_a-z|~]"
_BRACKETS = rf"(?:\({_SIGN}*\)|\{{{_SIGN}*\}})"

#: An address: in angle brackets, or bare up to white space, Han text or its punctuation. Backslashes and backticks are
#: in none; a bracket that closes belongs to it if one opened in it.
ADDRESS = lazily(
    r"<(?P<framed>https?://[^<>\s\\`]*)>"
    rf"|(?P<bare>https?://(?:{_SIGN}|{_BRACKETS})*(?:{_BRACKETS}|[/A-Za-z0-9_#=&%~+-]))"
)

#: What begins like a piece from the middle of an address and not like a word: `nel/memoire`, `.html`, `es.html`.
ADDRESS_PART = lazily(
    r"[./?&=#%_~-][A-Za-z0-9]|[A-Za-z0-9._~%-]+[/?&=#_%][!-;=?-~]*|[a-z0-9-]+\.(?:html?|pdf|php|aspx?|jsp)\b"
)
