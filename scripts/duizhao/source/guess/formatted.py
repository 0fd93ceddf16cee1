"""What is guessed of a file whose format says itself what its blocks are: levels, notes and figures are not."""

from __future__ import annotations

from dataclasses import replace

from duizhao.document.boxes import ASIDES
from duizhao.languages import part
from duizhao.source.contents import first_text
from duizhao.source.guess.model import Guess, Seen, squeezed
from duizhao.source.guess.model import Heading as Listed
from duizhao.source.model import Block, Box, Figure, Heading, LanguageText, Table
from duizhao.source.readers.read import ReadFile
from duizhao.source.repairs.format_levels import levels
from duizhao.source.repairs.format_raised_notes import with_raised_notes

#: The guesses that are needed all the same.
_KEPT = ("begins", "title", "publisher", "contents", "parts", "date", *ASIDES)
#: What is counted.
_KINDS: dict[str, type] = {"boxes": Box, "figures": Figure, "tables": Table}


def of_format(seen: Seen, read: ReadFile, end: float) -> Seen:
    """What was seen, and what the file's format says of the same lines, before the line `end`; the title is the one
    heading of the highest level, if it is first."""
    first = seen.rows[0].number
    own = [block for block in read.blocks if first <= read.source.line(_start(block)) < end]
    headings = [block for block in own if isinstance(block, Heading)]
    highest = min((each.depth for each in headings), default=0)
    top = [block for block in headings if block.depth == highest]
    title = top[0].text.plain if len(top) == 1 and top == headings[:1] else ""
    headed = {read.source.line(block.text.start) for block in headings}
    guesses = [_of_headings(guess, headed) for guess in seen.guesses if guess.key in _KEPT]
    guesses = [guess for guess in guesses if guess.value != {}]
    labels = part(seen.code, "labels")
    if labels:
        # What is called so is known for a contents list without a profile.
        guesses = [g for g in guesses if g.key != "contents" or not labels.CONTENTS.fullmatch(str(g.value).strip())]
    for index, guess in enumerate(guesses):
        if guess.key == "begins":
            guesses[index] = replace(guess, value=str(guess.value).lstrip("# "))
        elif guess.key == "title" and title:
            line = read.source.line(top[0].text.start)
            guesses[index] = replace(guess, value=title, lines=(line,), because="highest", sure=1.0)
    front = {squeezed(str(guess.value)) for guess in guesses if guess.key in ("title", "publisher")}
    boxes = {line for guess in guesses if guess.key in ASIDES for line in guess.lines}
    listed = [
        block
        for block in own
        if isinstance(block, Heading)
        and squeezed(block.text.plain) not in front
        and not (labels and labels.CONTENTS.fullmatch(block.text.plain.strip()))
        and read.source.line(block.text.start) not in boxes
    ]
    depths = levels(listed, han=seen.han)
    outline = tuple(
        Listed(depth - min(depths) + 1, block.text.plain, read.source.line(block.text.start))
        for block, depth in zip(listed, depths, strict=True)
    )
    counts = {name: sum(isinstance(block, kind) for block in own) for name, kind in _KINDS.items()}
    counts["boxes"] += len(boxes)
    bound = with_raised_notes(LanguageText(seen.code, read.source, tuple(own), notes=read.notes))
    counts["notes"] = sum(first <= read.source.line(note.offset) < end for note in bound.notes)
    return replace(seen, guesses=tuple(guesses), outline=outline, counts=counts)


def _of_headings(guess: Guess, lines: set[int]) -> Guess:
    """A guess; what is called as parts are and is no heading opens none."""
    if not isinstance(guess.value, dict):
        return guess
    kept = [
        (key, words, line) for (key, words), line in zip(guess.value.items(), guess.lines, strict=True) if line in lines
    ]
    value = {key: words for key, words, _ in kept}
    return replace(guess, value=value, lines=tuple(line for *_, line in kept))


def _start(block: Block) -> int:
    return block.place if isinstance(block, Figure) else first_text(block).start
