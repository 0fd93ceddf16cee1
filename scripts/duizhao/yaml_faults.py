"""What the parser of YAML means, in plain words."""

from duizhao.errors import Phrase

_COLUMN = Phrase("Begin it where the line above it begins; behind the `-` of a list the names stand in one column.")
_BRACKET = (
    Phrase("a comma or a closing bracket is missing"),
    Phrase("Put a comma between two values in brackets, and close the bracket."),
)
#: What libyaml says of a file: what is wrong in plain words, what to do, and whether it is so where it began to read.
FAULTS: dict[str, tuple[Phrase, Phrase, bool]] = {
    "did not find expected '-' indicator": (Phrase("this line begins in a column that is not its own"), _COLUMN, False),
    "mapping values are not allowed in this context": (
        Phrase("a colon stands in a text, or the line begins too far in"),
        Phrase("Put a text with a colon in quotes; the names of one entry begin in one column."),
        False,
    ),
    "found a tab character that violates indentation": (
        Phrase("there is a tab before the text"), Phrase("Write spaces in its place."), False,
    ),
    "did not find expected ',' or '}'": (*_BRACKET, False),
    "did not find expected ',' or ']'": (*_BRACKET, False),
    "found unexpected end of stream": (
        Phrase("a quotation mark that opens here is not closed"),
        Phrase("Close it; within a text in single quotes write an apostrophe twice."),
        True,
    ),
    "could not find expected ':'": (Phrase("a name has no colon"), Phrase("Write `name: value`."), True),
    "found character that cannot start any token": (
        Phrase("a text begins with a sign YAML keeps for itself, such as `@`, `%` or a tab"),
        Phrase("Put the text in quotes."),
        False,
    ),
}  # fmt: skip
#: What to do where its own words are all we know.
UNKNOWN = Phrase(
    "A text with a colon, a quotation mark or a bracket at its beginning needs quotes around it; behind a name stand a "
    "colon and a space; names of one level begin in one column, behind spaces and no tab."
)
