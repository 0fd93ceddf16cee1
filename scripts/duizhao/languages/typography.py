"""What a language's rules on typography and wording look at, and what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

#: Stands in a passage's `shape` for each character that no rule on typography is meant for.
OPAQUE = "\ufffc"

Span = tuple[int, int]

#: Kinds of blocks whose words stand in running lines, not in a title's.
_RUNNING = ("paragraph", "table", "note")


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of a block of that `kind`; `shape`: the same with `OPAQUE` for addresses, code and the like."""

    text: str
    shape: str
    kind: str

    @property
    def running(self) -> bool:
        """Whether the words stand in running lines, not in a title's."""
        return self.kind in _RUNNING

    def around(self, span: Span, reach: int) -> str:
        """The text at `span` with up to `reach` characters on either side."""
        return self.text[max(span[0] - reach, 0) : span[1] + reach]


@dataclass(frozen=True, slots=True)
class Slip:
    """Something to mend at characters `span` of a passage.

    `new`: what should stand there, if that is sure; `wide`: what it replaces, if that is more than the span.
    `details`: what the message names, by name; its `text` is what stands at the span if it is not given.
    """

    span: Span
    new: str | None = None
    wide: Span | None = None
    details: Mapping[str, str] = field(default_factory=dict)


#: A language's part of a rule: the slips of a passage.
Look = Callable[[Passage], Iterator[Slip]]
