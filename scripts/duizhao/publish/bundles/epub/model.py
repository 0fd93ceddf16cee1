"""What an e-book is made of, before it is a package."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct, field

from duizhao.document.issued import Issued
from duizhao.publish.bundles.images import Image


class Document(Struct, frozen=True):
    """A content document: its file's name, its language's tag, its title as plain text, and the markup of its body.

    `landmark`: the kind of the place that begins with it (`titlepage`, `bodymatter`), if it is one.
    """

    file: str
    lang: str
    title: str
    body: str
    landmark: str = ""


class Entry(Struct, frozen=True):
    """An entry of the table of contents: its markup, the id it leads to, the entries below it."""

    markup: str
    target: str
    below: tuple[Entry, ...] = ()


class Said(Struct, frozen=True):
    """A text in a language, given by its tag."""

    lang: str
    text: str


class Publication(Struct, frozen=True):
    """An e-book. The first language is the one its package and its table of contents are in.

    `key`: what its identifier is made from; the same edition in the same language has the same one. `date`: when the
    file was made; `issued`: when the report was published, if its source says so.
    """

    key: str
    titles: Sequence[Said]
    publishers: Sequence[Said]
    descriptions: Sequence[Said]
    rights: Sequence[Said]
    summaries: Sequence[Said]
    contents_title: str
    documents: Sequence[Document]
    entries: Sequence[Entry]
    landmarks: dict[str, str]
    date: datetime
    images: dict[str, Image] = field(default_factory=dict)
    issued: Issued | None = None

    @property
    def languages(self) -> list[str]:
        """The tags of its languages, the main one first."""
        return [said.lang for said in self.titles]
