"""What of an edition can be searched: its passages, the sections they stand in, and when a passage holds a query."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from duizhao.document.model import Edition, Page

HAN = r"\u3400-\u9fff\uf900-\ufaff"
_SIGNS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "‐": "-"})
_ZERO_WIDTH = re.compile(r"[\u200b-\u200d\u2060\ufeff\u00ad]")
_SEPARATOR = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SPACE_AT_HAN = re.compile(rf"(?<=[{HAN}])\s+|\s+(?=[{HAN}])")
_ADDRESS = re.compile(r"https?://\S+")


def normalise(text: str) -> str:
    """The text as a reader means it: width, case, accents, quotation marks, dashes, spaces at Han characters and
    separators between thousands make no difference.

    >>> normalise("１３,０５６ Ivanić")
    '13056 ivanic'
    """
    text = _ZERO_WIDTH.sub("", unicodedata.normalize("NFKC", text).translate(_SIGNS)).casefold()
    apart = unicodedata.normalize("NFD", text)
    text = unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))
    return _SPACE_AT_HAN.sub("", _SEPARATOR.sub("", " ".join(text.split())))


def holds(text: str, query: str, *, begins: bool = False) -> bool:
    """Whether a normalised text holds a normalised query.

    Letters and digits at the query's ends are whole words and numbers there: `art` is not in `part`, `56` not in
    `1.56`. With `begins` the last word may go on.
    """
    if not query:
        return False
    at = text.find(query)
    while at >= 0:
        if _parted(text, at) and (begins or _parted(text, at + len(query))):
            return True
        at = text.find(query, at + 1)
    return False


def _parted(text: str, at: int) -> bool:
    """Whether no word and no number runs across the place."""
    before, after = text[max(0, at - 2) : at], text[at : at + 2]
    if not before or not after:
        return True
    if re.search(r"\d\.?$", before) and re.match(r"\.?\d", after) and not (before[-1] == "." and after[0] == "."):
        return False
    return not (_is_letter(before[-1]) and _is_letter(after[0]))


def _is_letter(character: str) -> bool:
    return character.isalpha() and not re.match(f"[{HAN}]", character)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, title, caption or note.

    `page`: the page's path below the language, as the site has it. `id`: of the element on the page. `sections`:
    the ids of the headings it stands below; a note also stands at the end of its page. `text` as it reads, without
    addresses; `plain` is the text normalised.
    """

    page: str
    id: str
    kind: str
    text: str
    plain: str
    sections: frozenset[str]
    ids: tuple[str, ...]

    @property
    def name(self) -> str:
        """Where it is: `chapter-1/1-1.html#s1-1-p2`."""
        return f"{self.page}#{self.id}"


@dataclass(frozen=True, slots=True)
class Text:
    """All passages of one language in reading order. `han`: whether it is written in Han characters."""

    language: str
    passages: tuple[Passage, ...]
    han: bool

    def holding(self, query: str, *, begins: bool = False) -> list[Passage]:
        """The passages that hold the query."""
        plain = normalise(query)
        return [passage for passage in self.passages if holds(passage.plain, plain, begins=begins)]


def read_text(edition: Edition) -> Text:
    """The passages of an edition."""
    passages = tuple(passage for page in edition.pages for passage in _passages(page))
    everything = "".join(passage.text for passage in passages)
    letters = sum(character.isalpha() for character in everything)
    return Text(edition.language, passages, len(re.findall(f"[{HAN}]", everything)) * 2 > letters)


def _passages(page: Page) -> Iterator[Passage]:
    """The page's passages; notes last, where the page shows them."""
    path = PurePosixPath(page.path).with_suffix(".html").as_posix()
    section = ""
    cited: dict[str, set[str]] = {}
    for block in page.blocks:
        if block.kind in ("title", "heading"):
            # What stands above the first sub-heading belongs to the page's title.
            section = "" if block.kind == "title" else block.id
        for ref in block.refs:
            cited.setdefault(ref.label, set()).add(section)
        if block.id and block.text.strip():
            yield _passage(path, block.id, block.kind, block.text, {section}, block.also)
    for label, note in page.notes.items():
        yield _passage(path, f"fn:{label}", "note", note.text, {section} | cited.get(label, set()), ())


def _passage(path: str, id_: str, kind: str, text: str, sections: Iterable[str], also: tuple[str, ...]) -> Passage:
    text = _ADDRESS.sub(" ", text).strip()
    return Passage(path, id_, kind, text, normalise(text), frozenset(sections), (id_, *also))
