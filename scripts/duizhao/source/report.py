"""The finished report: its pages, an edition a language."""

from msgspec import Struct

from duizhao.document.text import Text
from duizhao.source.findings import Finding
from duizhao.source.model import Block, Drop, Heading, Note, Source


class Page(Struct, frozen=True):
    """One page of the edition. `path`: relative, without language and ending (`chapter-1/1-1`).

    `prefix`: what ids on the page begin with. `heading` is None for a home page.
    """

    path: str
    kind: str
    prefix: str
    order: int
    heading: Heading | None
    chapter: str
    section: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]


class Edition(Struct, frozen=True):
    """One language of the finished report: its title, its publisher and its pages in reading order.

    `date`: when it was published, in ISO 8601 as exactly as the profile says; empty if it does not.
    `licence`: what readers may do with it, as the profile says.
    """

    code: str
    title: Text
    publisher: Text
    pages: tuple[Page, ...]
    date: str = ""
    licence: str = ""


class Report(Struct, frozen=True):
    """The finished report: what was brought, its editions, what was left out, and what a person should look at.

    `sources`: the source of each edition; one and the same if a file holds all of them.
    """

    source: Source
    sources: tuple[Source, ...]
    editions: tuple[Edition, ...]
    drops: tuple[Drop, ...]
    findings: tuple[Finding, ...]
