"""What is searched: pages and the passages on them."""

from msgspec import Struct


class Passage(Struct, frozen=True):
    """A title, heading, paragraph, box title, caption or footnote.

    `kind`: `title`, `heading`, `text`, `note`; a kind of boxes for a box's title, and with `-text` behind it for what
    stands in it (all of a figure is `figure`). `id`: its anchor on the page, the same as its counterpart's; `also`:
    further ones it answers to.
    """

    id: str
    kind: str
    text: str
    also: tuple[str, ...] = ()


class Document(Struct, frozen=True):
    """A page in one language: its address from the site's root, its title, and its passages in order.

    `key` is the same for counterparts.
    """

    url: str
    title: str
    language: str
    key: str
    passages: tuple[Passage, ...]
