"""A file that holds Chinese and another language in turns, paragraph by paragraph or part by part: the script of each
block tells its language."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from msgspec.structs import replace

from duizhao.document.text import inserted
from duizhao.languages.numbering import SIGN, counted
from duizhao.languages.script import HAN
from duizhao.patterns import lazily
from duizhao.source.contents import texts_of
from duizhao.source.model import Block, Drop, Heading, Reason

_HAN, _OTHER = lazily(f"[{HAN}]"), lazily(rf"[^\W\d_{HAN}]")
#: A text is about as long as its translation: for a Han character that has so many letters. Turns are so many at least,
#: and so much of the text is in those that are as long.
_LETTERS, _LEAST, _MOST, _TURNS, _SHARE = 3.3, 0.4, 3.0, 5, 0.7
#: So many headings are in both languages, if any is.
_SPLIT = 0.3
#: A heading in both languages: its number, which stands once, and what parts the two.
_SIGNS = rf"{SIGN}{{1,3}}、\s*|[（(]{SIGN}{{1,3}}[）)]\s*"
_NUMBER = rf"(?P<number>\d{{1,2}}(?:\.\d{{1,2}}){{0,4}}[.．、]?\s+|{_SIGNS})?"
_BOTH = tuple(
    lazily(rf"{_NUMBER}(?P<first>{first})(?P<between>\s*[/|｜]\s*|\s+)(?P<second>{second})")
    for han, other in [(rf"[^A-Za-z]*[{HAN}][^A-Za-z]*?", rf"[^\W\d_{HAN}][^{HAN}]*[^\W\d_{HAN}][^{HAN}]*?")]
    for first, second in ((han, other), (other, han))
)

#: The blocks in Chinese (true), and those in the other language.
Apart = dict[bool, tuple[Block, ...]]


def in_turns(blocks: Sequence[Block]) -> bool:
    """Whether some blocks are in two languages in turns: what one says, the other says behind it."""
    runs: list[tuple[bool, float]] = []
    sized = [(bool(_script(block)), _size(block)) for block in blocks if _size(block)]
    for script, same in groupby(sized, key=lambda each: each[0]):
        runs.append((script, sum(size for _, size in same)))
    turns = [(first, second) for (_, first), (_, second) in pairwise(runs)][::2]
    alike = [first + second for first, second in turns if _LEAST < first / second < _MOST]
    return len(alike) >= _TURNS and sum(alike) > _SHARE * sum(size for _, size in runs)


def apart(blocks: Sequence[Block]) -> tuple[Apart, tuple[Drop, ...]]:
    """The blocks of each language, and what stands between the two in headings. A block without letters stays with
    what stands before it; a heading in both languages is one in each, where many are so: a Chinese one may end with a
    name."""
    found: dict[bool, list[Block]] = {True: [], False: []}
    drops: list[Drop] = []
    headings = [block for block in blocks if isinstance(block, Heading)]
    splits = sum(_both(block) is not None for block in headings) > _SPLIT * len(headings)
    han = True
    for block in blocks:
        script = _script(block)
        if splits and isinstance(block, Heading) and (both := _both(block)):
            for in_han, heading in _headings(block, both):
                found[in_han].append(heading)
            drops += (Drop(span, Reason.MARKUP) for span in block.title[slice(*both.span("between"))].spans())
            continue
        han = han if script is None else script
        found[han].append(block)
    return {script: tuple(own) for script, own in found.items()}, tuple(drops)


def _both(heading: Heading) -> re.Match[str] | None:
    return next((match for each in _BOTH if (match := each.fullmatch(heading.title.plain))), None)


def _headings(heading: Heading, both: re.Match[str]) -> Iterator[tuple[bool, Heading]]:
    """The heading of each language; the second has the number again."""
    number = heading.title[: both.start("first")]
    for name in ("first", "second"):
        words = heading.title[slice(*both.span(name))]
        in_han = bool(_HAN.search(words.plain))
        said = number.plain if in_han else _in_figures(number.plain)
        begin = number if name == "first" else inserted(said, "number of the heading in both languages")
        refs = heading.refs if name == "second" else ()
        yield in_han, replace(heading, title=begin + words, refs=refs)


def _in_figures(number: str) -> str:
    """A heading's number as other languages than Chinese write it: `2. ` for 二、, `(2) ` for （二）."""
    found = re.search(f"{SIGN}+", number)
    if not found:
        return number
    figure = min(counted(found[0]))
    return f"({figure}) " if number[0] in "（(" else f"{figure}. "


def _counts(block: Block) -> tuple[int, int]:
    plain = "".join(text.plain for text in texts_of(block))
    return len(_HAN.findall(plain)), len(_OTHER.findall(plain))


def _script(block: Block) -> bool | None:
    """Whether most of a block is Chinese; None if it has no letters."""
    han, other = _counts(block)
    return han * _LETTERS > other if han or other else None


def _size(block: Block) -> float:
    """How long a block is, in letters of the other language."""
    han, other = _counts(block)
    return han * _LETTERS + other
