"""What is aligned and what comes of it."""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from duizhao.compare.alignment.anchors import ValueFinder
from duizhao.compare.alignment.gale_church import PARAGRAPHS, Beads
from duizhao.compare.alignment.lengths import LengthModel
from duizhao.languages.values import find_values


class Unit(Struct, frozen=True):
    """A unit of one language's text.

    `key` is the caller's, unique on its side. `kind`: what it is (paragraph, heading, a kind of box, …); only
    units of the same kind are counterparts. `addresses`: the web addresses its notes cite.
    """

    key: str
    kind: str
    text: str
    addresses: frozenset[str] | tuple[str, ...] = ()


class Link(Struct, frozen=True):
    """What an editor has settled: the units with these keys belong together; an empty side: they have no
    counterpart."""

    left: tuple[str, ...]
    right: tuple[str, ...]


class Options(Struct, frozen=True):
    """How to align.

    `links` hold whatever the rest says. `beads`: which merges there are and how frequent. `mergeable`: the kinds
    that may merge or split; all others pair one to one. `model`: the lengths' relation; measured if not given.
    `find_values`: the values in a text (`anchors.ValueFinder`). `glossary`: renderings on the right by term
    on the left. `use_anchors`: whether anchors count at all.
    """

    links: tuple[Link, ...] = ()
    beads: Beads = PARAGRAPHS
    mergeable: frozenset[str] = frozenset({"paragraph"})
    model: LengthModel | None = None
    find_values: ValueFinder = find_values
    glossary: Mapping[str, Sequence[str]] = field(default_factory=dict)
    use_anchors: bool = True


class Bead(Struct, frozen=True):
    """Units that belong together, by index; an empty side: there is no counterpart.

    `score`: minus the cost in nats, so greater is better; 0 for what an editor settled. `confidence`: from 0
    to 1, the posterior probability of just this bead (`lattice.Step`); 1 for what an editor settled.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    score: float = 0.0
    confidence: float = 1.0
    settled: bool = False


class Move(Struct, frozen=True):
    """A unit without counterpart on each side which seem to be each other's, elsewhere in the order."""

    left: int
    right: int
    score: float


class Alignment(Struct, frozen=True):
    """Every unit of both sides in exactly one bead.

    `beads` are in order on both sides, but for links an editor settled across it. `moves`: what may have been
    moved, for an editor to look at. `unused`: links whose keys are not there or already taken. `model`: the
    lengths' relation that was used.
    """

    beads: tuple[Bead, ...]
    moves: tuple[Move, ...]
    unused: tuple[Link, ...]
    model: LengthModel
