"""The cost of a bead: lengths less anchors."""

from collections.abc import Sequence
from itertools import accumulate
from math import inf

from msgspec import Struct

from duizhao.compare.alignment.anchors import Weighed, Weights
from duizhao.compare.alignment.gale_church import Beads, length_cost
from duizhao.compare.alignment.lengths import LengthModel
from duizhao.compare.meaning.likeness import Likeness

#: What it costs more, in nats, if a unit of the frame (a heading, a box, a figure: what does not merge) has no
#: counterpart: translators leave paragraphs out, rarely the frame they stand in.
_FRAME = 3.0


class Item(Struct, frozen=True):
    """A unit as the aligner sees it: its place among the caller's units, kind, length in characters, and the anchors
    that are worth anything (`Weights.known`)."""

    place: int
    kind: str
    length: int
    anchors: frozenset[str]


class Scorer(Struct):
    """Costs of beads between two sequences of items, as `lattice.Costs`.

        cost = −log(share of the bead type) + length cost − Σ worth of shared anchors
               + ⅓ Σ worth of anchors only one side has − what words and meanings say for it, where they are asked

    in nats (`gale_church.length_cost`, `anchors.Weights`). A unit without counterpart costs its bead type
    alone (and more if it belongs to the frame): how long it is and what stands in it says little about whether it was
    left out.
    """

    left: Sequence[Item]
    right: Sequence[Item]
    model: LengthModel
    beads: Beads
    weights: Weights
    mergeable: frozenset[str]
    likenesses: tuple[Likeness, ...] = ()
    _lengths: tuple[list[int], list[int]] = ([], [])
    _frames: tuple[list[int], list[int]] = ([], [])
    _reach: tuple[list[int], list[int]] = ([], [])
    _merged: tuple[dict[tuple[int, int], Weighed], dict[tuple[int, int], Weighed]] = ({}, {})

    def __post_init__(self) -> None:
        # Sums up to each item, so that those of any stretch are a subtraction.
        left, right = ([item.length for item in side] for side in (self.left, self.right))
        self._lengths = [0, *accumulate(left)], [0, *accumulate(right)]
        left, right = ([int(item.kind not in self.mergeable) for item in side] for side in (self.left, self.right))
        self._frames = [0, *accumulate(left)], [0, *accumulate(right)]
        self._reach = _reach(self.left, self.mergeable), _reach(self.right, self.mergeable)
        self._merged = {}, {}

    def __call__(self, i: int, i_end: int, count: int, ends: range) -> Sequence[float]:
        """The costs of the beads of left items i to i_end and `count` right items before each of `ends`."""
        prior = self.beads.costs[i_end - i, count]
        if i == i_end:
            frames = self._frames[1]
            return [prior + _FRAME * (frames[j] - frames[j - count]) for j in ends]
        if not count:
            return [prior + _FRAME * (self._frames[0][i_end] - self._frames[0][i])] * len(ends)
        if i_end > self._reach[0][i]:
            return ()
        kind, reach = self.left[i].kind, self._reach[1]
        return [
            prior + self._evidence(i, i_end, j - count, j)
            if self.right[j - count].kind == kind and j <= reach[j - count]
            else inf
            for j in ends
        ]

    def agreement(self, i: int, j: int) -> float:
        """How much left item i and right item j speak for each other, in nats, wherever they stand."""
        return -self._evidence(i, i + 1, j, j + 1)

    def _evidence(self, i: int, i_end: int, j: int, j_end: int) -> float:
        left, right = self._lengths
        cost = length_cost(left[i_end] - left[i], right[j_end] - right[j], self.model)
        if self.weights.values:
            cost -= self.weights.agreement(self._anchors(0, i, i_end), self._anchors(1, j, j_end))
        for likeness in self.likenesses:
            cost -= likeness(i, i_end, j, j_end)
        return cost

    def _anchors(self, side: int, start: int, end: int) -> Weighed:
        """The anchors of a stretch of one side, put together once: it is compared with many of the other."""
        known = self._merged[side]
        if (start, end) not in known:
            items = (self.left, self.right)[side][start:end]
            known[start, end] = self.weights.weighed(frozenset().union(*(item.anchors for item in items)))
        return known[start, end]


def _reach(items: Sequence[Item], mergeable: frozenset[str]) -> list[int]:
    """For each item the end (exclusive) of those that may merge with it: of the same kind, and next to one another.

    What an editor has settled may stand between two items; they do not merge across it.
    """
    ends = list(range(1, len(items) + 1))
    for at in range(len(items) - 2, -1, -1):
        item, following = items[at], items[at + 1]
        if item.kind in mergeable and item.kind == following.kind and item.place + 1 == following.place:
            ends[at] = ends[at + 1]
    return ends
