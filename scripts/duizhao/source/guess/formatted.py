"""What is guessed of a file whose format says itself what its blocks are: levels, notes and figures are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from duizhao.source.guess.model import Seen
from duizhao.source.model import Block, Heading

#: The guesses that are needed all the same.
_KEPT = ("begins", "title", "publisher", "contents", "parts", "date")


def of_format(seen: Seen, blocks: Sequence[Block]) -> Seen:
    """What was seen without what the format says; its title is the one heading of the highest level, if it is first."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    top = [block for block in headings if block.depth == min(each.depth for each in headings)]
    title = top[0].text.plain if len(top) == 1 and top == headings[:1] else ""
    guesses = [guess for guess in seen.guesses if guess.key in _KEPT]
    for index, guess in enumerate(guesses):
        if guess.key == "begins":
            guesses[index] = replace(guess, value=str(guess.value).lstrip("# "))
        elif guess.key == "title" and title:
            guesses[index] = replace(guess, value=title, sure=1.0)
    return replace(seen, guesses=tuple(guesses))
