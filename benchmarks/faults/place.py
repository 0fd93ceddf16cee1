"""What the kinds of damage share: an edition's files as lines, and places in them chosen by chance."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from duizhao.document.model import Block, Edition, Page

HAN = "\u4e00-\u9fff"


@dataclass(slots=True)
class Damage:
    """A damaged edition: the contents of the files that changed (None: deleted), and where an editor should be sent:
    lines of the damaged files, by file."""

    contents: dict[str, str | None]
    where: set[tuple[str, int]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to damage: its name, the function (None if there is no place for it), and whether nothing in the edition
    itself can give it away, so that only a comparison with the source's conversion can see it. `legitimate`: it is no
    damage, but an edit that is right."""

    name: str
    damage: Callable[[Work], Damage | None]
    fidelity: bool = False
    legitimate: bool = False


class Work:
    """One damage in the making: the editions, and the chance that decides where."""

    def __init__(self, editions: tuple[Edition, ...], random: Random) -> None:
        self.editions = editions
        self.random = random

    def pages(self, language: str = "") -> list[Page]:
        """The pages of a language, or of all."""
        return [p for e in self.editions if not language or e.language == language for p in e.pages]

    def blocks(self, *kinds: str, language: str = "") -> Iterator[tuple[Page, Block]]:
        """Blocks of some kinds, with their pages."""
        for page in self.pages(language):
            for block in (*page.blocks, *page.notes.values()):
                if block.kind in kinds:
                    yield page, block

    def one(self, *kinds: str, language: str = "", boxed: bool | None = None) -> tuple[Page, Block]:
        """One block by chance; `boxed`: only those in a box, or outside of one."""
        found = [
            (page, block)
            for page, block in self.blocks(*kinds, language=language)
            if boxed is None or bool(block.box) == boxed
        ]
        return self.random.choice(found)

    def match(
        self, pattern: str, *kinds: str, language: str = "", unless: Callable[[re.Match[str]], bool] | None = None
    ) -> tuple[Page, int, re.Match[str]] | None:
        """One match of a pattern in the prose of blocks of some kinds: the page, the line's number, and the match. What
        is in angle or curly brackets, or a note's mark, is no prose."""
        found = []
        for page, block in self.blocks(*(kinds or ("paragraph",)), language=language):
            line = page.content.split("\n")[block.line - 1]
            taken = [m.span() for m in re.finditer(r"<[^>]*>|\{[^}]*\}|\[\^[^\]]*\]:?", line)]
            for match in re.finditer(pattern, line):
                inside = any(start < match.end() and match.start() < end for start, end in taken)
                if not inside and not (unless and unless(match)):
                    found.append((page, block.line, match))
        return self.random.choice(found) if found else None

    def anywhere(self, pattern: str, language: str = "") -> tuple[Page, int, re.Match[str]] | None:
        """One match of a pattern in any line behind the front matter."""
        found = []
        for page in self.pages(language):
            lines = page.content.split("\n")
            body = lines.index("---", 1) + 1
            for number, line in enumerate(lines[body:], body + 1):
                found += [(page, number, match) for match in re.finditer(pattern, line)]
        return self.random.choice(found) if found else None


def replaced(page: Page, number: int, start: int, end: int, new: str) -> Damage:
    """A page with characters `start` to `end` of a line replaced."""
    lines = page.content.split("\n")
    lines[number - 1] = lines[number - 1][:start] + new + lines[number - 1][end:]
    content = "\n".join(lines)
    return Damage({page.file: content}, {(page.file, number + at) for at in range(new.count("\n") + 1)})


def at(found: tuple[Page, int, re.Match[str]] | None, new: str | Callable[[re.Match[str]], str]) -> Damage | None:
    """A page with a match replaced."""
    if not found:
        return None
    page, number, match = found
    return replaced(page, number, *match.span(), new if isinstance(new, str) else new(match))


def span(page: Page, block: Block) -> tuple[int, int]:
    """A block's lines, as a slice: with its id line, and the blank line behind it."""
    lines = page.content.split("\n")
    end = max(block.last, block.line)
    while end < len(lines) and not lines[end].strip():
        end += 1
    return block.line - 1, end


def without(page: Page, start: int, end: int) -> Damage:
    """A page without the lines of a slice; the editor is sent to what stood before or behind."""
    lines = page.content.split("\n")
    content = "\n".join(lines[:start] + lines[end:])
    near = list(range(max(start - 3, 1), start + 3))
    return Damage({page.file: content}, {(page.file, number) for number in near})


def lines_replaced(page: Page, start: int, end: int, new: list[str]) -> Damage:
    """A page with the lines of a slice replaced by others."""
    lines = page.content.split("\n")
    content = "\n".join(lines[:start] + new + lines[end:])
    return Damage({page.file: content}, {(page.file, number) for number in range(start + 1, start + len(new) + 1)})
