"""What is known of a cited address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: What a check found. `unclear`: no answer, or one that says neither that the page is there nor that it is gone.
State = Literal["works", "moved", "gone", "unclear"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check found.

    `status`: the HTTP status of the last answer; None without one. `final`: the address that answered in the end, if
    it is another one. `problem`: why there is no answer, in one word. `etag`, `modified`: what the server would know
    its page by the next time.
    """

    state: State
    status: int | None = None
    final: str = ""
    problem: str = ""
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of the file: an address, the last check (`checked` is its date in ISO 8601; empty if there was none),
    and what an editor has added: the address of an archived copy, and a note."""

    address: str
    checked: str = ""
    outcome: Outcome | None = None
    archive: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place that cites: the page's path below the language's folder and its title; the block, and the footnote by
    label and number (empty and 0 where the address stands in the text itself)."""

    page: str
    title: str
    blocks: tuple[str, ...]
    note: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Cited:
    """An address as the edition has it, and the places that cite it, in reading order."""

    address: str
    places: tuple[Place, ...]
