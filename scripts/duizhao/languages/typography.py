"""What a language's rules on typography and wording look at, and what they find."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from duizhao.patterns import lazily

#: Stands in a passage's `shape` for each character that no rule on typography is meant for.
OPAQUE = "\ufffc"

Span = tuple[int, int]

#: Kinds of blocks whose words stand in running lines, not in a title's.
_RUNNING = ("paragraph", "table", "note")


class Passage(Struct, frozen=True):
    """The text of a block of that `kind`; `shape`: the same with `OPAQUE` for addresses, code and the like."""

    text: str
    shape: str
    kind: str

    @property
    def running(self) -> bool:
        """Whether the words stand in running lines, not in a title's."""
        return self.kind in _RUNNING


class Slip(Struct, frozen=True):
    """Something to mend at characters `span` of a passage.

    `new`: what should stand there, if that is sure; `wide`: what it replaces, if that is more than the span. `shown`:
    with how many characters on either side the message shows it. `word`: the word it is about. `sure`: it is one,
    however often it stands.
    """

    span: Span
    new: str | None = None
    wide: Span | None = None
    shown: int = 0
    word: str = ""
    sure: bool = False


#: An angle, or feet and inches: its `'` and `"` quote nothing.
_MEASURE = lazily(
    r"\d[ ]?[°度][ ]?\d+(?:\.\d+)?(?:['’][ ]?(?:\d+(?:\.\d+)?[\"”])?|[\"”])"
    r"|(?<![A-Za-z0-9'’])\d+['’][ ]?\d+(?:\.\d+)?[\"”]"
)
_MARKS = str.maketrans(dict.fromkeys("'’\"”", OPAQUE))


def without_primes(shape: str) -> str:
    """A passage's shape with `OPAQUE` for the signs of minutes and seconds, of feet and inches."""
    return _MEASURE.sub(lambda match: match[0].translate(_MARKS), shape)


#: A language's part of a rule: the slips of a passage.
Look = Callable[[Passage], Iterator[Slip]]
