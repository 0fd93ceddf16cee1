"""What is guessed of a file whose format says itself what its blocks are: levels, notes and figures are not."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from msgspec.structs import replace

from duizhao.document.boxes import ASIDES
from duizhao.languages.labels import labels_in
from duizhao.languages.script import is_han
from duizhao.source.contents import first_text, references_in, unmarked
from duizhao.source.guess.model import DOUBTFUL, Guess, Seen, squeezed
from duizhao.source.guess.model import Heading as Listed
from duizhao.source.model import Block, Box, Figure, Heading, LanguageText, Paragraph, Table
from duizhao.source.readers.read import ReadFile
from duizhao.source.repairs.format_levels import levels, scheme_of, with_bold_headings
from duizhao.source.repairs.format_marks import with_noted_marks
from duizhao.source.repairs.format_outline import chapter_depth
from duizhao.source.schemes import SCHEMES

#: The guesses that are needed all the same.
_KEPT = ("begins", "title", "publisher", "contents", "parts", "annex", "date", *ASIDES)
#: Among how many blocks the title stands, over how many it goes at most, and how long it is at least, squeezed.
_FRONT, _MOST, _SHORTEST = 30, 3, 4
#: What is counted.
_KINDS: dict[str, type] = {"boxes": Box, "figures": Figure, "tables": Table}


def of_format(seen: Seen, read: ReadFile, end: float) -> Seen:
    """What was seen, and what the file's format says of the same lines, before the line `end`."""
    first = seen.rows[0].number
    own = [block for block in read.blocks if first <= read.source.line(_start(block)) < end]
    headings = [block for block in own if isinstance(block, Heading)]
    titled = _titled(own, headings, read, han=seen.han)
    guesses = [guess for guess in seen.guesses if guess.key in _KEPT]
    labels = labels_in(seen.code)
    if labels:
        # What is called so is known for a contents list without a profile.
        guesses = [g for g in guesses if g.key != "contents" or not labels.contents.fullmatch(str(g.value).strip())]
    for index, guess in enumerate(guesses):
        if guess.key == "begins":
            guesses[index] = replace(guess, value=str(guess.value).lstrip("# "))
        elif guess.key == "title" and titled:
            words, places, because = titled
            lines = tuple(read.source.line(place) for place in places)
            guesses[index] = replace(guess, value=words, lines=lines, because=because, sure=1.0)
        elif guess.key == "title" and _opens(str(guess.value), headings, han=seen.han):
            # The file's name is a better title than its first chapter's.
            name = read.title or PurePath(seen.file).stem
            guesses[index] = replace(guess, value=name, lines=(), because="file", sure=DOUBTFUL / 2)
        elif guess.key == "title" and (noted := _noted(str(guess.value), own)):
            guesses[index] = replace(guess, value=noted)
    front = {squeezed(str(guess.value)) for guess in guesses if guess.key in ("title", "publisher")}
    boxes = {line for guess in guesses if guess.key in ASIDES for line in guess.lines}
    listed = [
        block
        for block in with_bold_headings(own, han=seen.han)
        if isinstance(block, Heading)
        and squeezed(block.text.plain) not in front
        and not (labels and labels.contents.fullmatch(block.text.plain.strip()))
        and read.source.line(block.text.start) not in boxes
    ]
    depths = levels(listed, han=seen.han)
    placed = [replace(block, depth=depth) for block, depth in zip(listed, depths, strict=True)]
    outline = tuple(
        Listed(block.depth - min(depths) + 1, block.text.plain, read.source.line(block.text.start)) for block in placed
    )
    deepest = chapter_depth(placed, labels) if placed else 0
    opening = {read.source.line(block.text.start) for block in placed if block.depth <= deepest}
    guesses = [kept for guess in guesses if (kept := _opening(guess, opening))]
    counts = {name: sum(isinstance(block, kind) for block in own) for name, kind in _KINDS.items()}
    # A line that begins as boxes do may be the title of one that the format tells, too.
    counts["boxes"] += len(boxes - {read.source.line(block.title.start) for block in own if isinstance(block, Box)})
    bound = with_noted_marks(LanguageText(seen.code, read.source, tuple(own), notes=read.notes))
    counts["notes"] = sum(first <= read.source.line(note.offset) < end for note in bound.notes)
    return replace(seen, guesses=tuple(guesses), outline=outline, counts=counts)


def _titled(
    own: Sequence[Block], headings: Sequence[Heading], read: ReadFile, *, han: bool
) -> tuple[str, tuple[int, ...], str] | None:  # fmt: skip
    """The title, where it stands, and what tells it: what the file calls itself, if its first lines say the same; the
    one heading of the highest level, if it is first."""
    front = [block for block in own[:_FRONT] if isinstance(block, Heading | Paragraph)]
    # What is called an annex alone is the annex of something.
    annex = any(each.kind == "annex" and each.pattern.fullmatch(read.title) for han in SCHEMES for each in SCHEMES[han])
    wanted = "" if annex else squeezed(read.title)
    for at in range(len(front) if len(wanted) >= _SHORTEST else 0):
        for count in range(1, _MOST + 1):
            texts = [block.text for block in front[at : at + count]]
            words = [text.plain.strip() for text in texts]
            if _is_called(squeezed("".join(words)), wanted):
                return _joined(words), tuple(text.start for text in texts), "called"
    other = not han and is_han(read.title) and not re.search("[A-Za-z]", read.title)  # that of the other language
    if read.entitled and wanted and not other:
        return read.title, (), "called"  # it stands on the picture of a cover, most likely
    highest = min((each.depth for each in headings), default=0)
    top = [block for block in headings if block.depth == highest]
    # A title over several lines is as many headings, one behind the other.
    together = len(top) <= _MOST and any(front[at : at + len(top)] == top for at in range(len(front)))
    if top == headings[: len(top)] and (len(top) == 1 or (together and len(headings) > len(top))):
        return _joined([block.text.plain for block in top]), tuple(block.text.start for block in top), "highest"
    return None


def _joined(lines: Sequence[str]) -> str:
    """The words of lines as one, with spaces between them where the script has some."""
    return ("" if any(char > "\u2e80" for char in "".join(lines)) else " ").join(line.strip() for line in lines)


def _noted(title: str, own: Sequence[Block]) -> str:
    """The words of a title that a note is referred to in; empty if none is."""
    blocks = (block for block in own[:_FRONT] if isinstance(block, Paragraph) and any(references_in([block])))
    return next((unmarked(block).plain for block in blocks if squeezed(block.text.plain) == squeezed(title)), "")


def _opens(title: str, headings: Sequence[Heading], *, han: bool) -> bool:
    """Whether what seems to be the title is one of several headings that are numbered alike."""
    first = next((each for each in headings if squeezed(each.text.plain) == squeezed(title)), None)
    scheme = scheme_of(first, han=han) if first else None
    return scheme is not None and sum(scheme_of(each, han=han) is scheme for each in headings) > 1


def _is_called(words: str, wanted: str) -> bool:
    """Whether squeezed words are what a file calls itself, perhaps before the name of its site."""
    rest = wanted.removeprefix(words)
    return words == wanted or (len(words) >= _SHORTEST and rest != wanted and rest[:1] in "-–—|_·:：")


def _opening(guess: Guess, lines: set[int]) -> Guess | None:
    """A guess without what opens no part, whatever it is called; None if nothing is left. `lines`: of the headings that
    open one."""
    if guess.key == "annex":
        return guess if lines.intersection(guess.lines) else None
    if not isinstance(guess.value, dict):
        return guess
    kept = [
        (key, words, line) for (key, words), line in zip(guess.value.items(), guess.lines, strict=True) if line in lines
    ]
    value = {key: words for key, words, _ in kept}
    return replace(guess, value=value, lines=tuple(line for *_, line in kept)) if kept else None


def _start(block: Block) -> int:
    return block.place if isinstance(block, Figure) else first_text(block).start
