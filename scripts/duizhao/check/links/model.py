"""What is known of a cited address."""

from typing import Literal

from msgspec import Struct

#: What a check found. `unclear`: no answer, or one that says neither that the page is there nor that it is gone.
State = Literal["works", "moved", "gone", "unclear"]


class Outcome(Struct, frozen=True):
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


class Link(Struct, frozen=True):
    """An entry of the file: an address, the last check (`checked` is its date in ISO 8601; empty if there was none),
    and what an editor has added: the address of an archived copy, and a note."""

    address: str
    checked: str = ""
    outcome: Outcome | None = None
    archive: str = ""
    note: str = ""


class Place(Struct, frozen=True):
    """A place that cites: the page's path below the language's folder and its title; the block, and the footnote by
    label and number (empty and 0 where the address stands in the text itself)."""

    page: str
    title: str
    blocks: tuple[str, ...]
    note: str = ""
    number: int = 0


class Cited(Struct, frozen=True):
    """An address as the edition has it, and the places that cite it, in reading order."""

    address: str
    places: tuple[Place, ...]
