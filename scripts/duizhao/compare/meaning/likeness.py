"""What tells how far texts of two languages say the same, and what it tells."""

from collections.abc import Iterable, Sequence
from typing import Protocol

#: Texts of each language, left and right.
Texts = tuple[Sequence[str], Sequence[str]]


class Likeness(Protocol):
    """How much stretches of two sequences of units speak for each other, in nats."""

    def __call__(self, i: int, i_end: int, j: int, j_end: int) -> float:
        """What left units i to i_end and right ones j to j_end say; nothing if one of them is not known."""
        ...

    def points(self) -> Sequence[tuple[int, int]]:
        """Pairs of units each of which is the likest to the other."""
        ...


class Comparer(Protocol):
    """Compares units of two languages: sentences, or paragraphs. A text that is empty is not known."""

    @property
    def key(self) -> str:
        """Everything a likeness depends on besides the texts."""
        ...

    def prepare(self, texts: tuple[Iterable[str], Iterable[str]]) -> None:
        """Does at one go what comparing these paragraphs needs."""
        ...

    def sentences(self, texts: Texts) -> Likeness:
        """Of sentences that follow each other."""
        ...

    def paragraphs(self, texts: Texts) -> Likeness:
        """Of paragraphs that follow each other."""
        ...
