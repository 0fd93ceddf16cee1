"""The cost of a bead: lengths less anchors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from duizhao.compare.alignment.anchors import Weights
from duizhao.compare.alignment.gale_church import Beads, length_cost
from duizhao.compare.alignment.lengths import LengthModel

#: What it costs more, in nats, if a unit of the frame (a heading, a box, a figure: what does not merge) has no
#: counterpart: translators leave paragraphs out, rarely the frame they stand in.
_FRAME = 3.0


@dataclass(frozen=True, slots=True)
class Item:
    """A unit as the aligner sees it: its place among the caller's units, kind, length in characters, and the anchors
    that are worth anything (`Weights.known`)."""

    place: int
    kind: str
    length: int
    anchors: frozenset[str]


@dataclass(slots=True)
class Scorer:
    """Costs of beads between two sequences of items, as `lattice.Cost`.

        cost = −log(share of the bead type) + length cost − Σ worth of shared anchors
               + ⅓ Σ worth of anchors only one side has

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
    _lengths: tuple[list[int], list[int]] = field(init=False)
    _frames: tuple[list[int], list[int]] = field(init=False)

    def __post_init__(self) -> None:
        # Sums up to each item, so that those of any stretch are a subtraction.
        left, right = ([item.length for item in side] for side in (self.left, self.right))
        self._lengths = [0, *accumulate(left)], [0, *accumulate(right)]
        left, right = ([int(item.kind not in self.mergeable) for item in side] for side in (self.left, self.right))
        self._frames = [0, *accumulate(left)], [0, *accumulate(right)]

    def __call__(self, i: int, i_end: int, j: int, j_end: int) -> float | None:
        """The cost of the bead of left items i to i_end and right items j to j_end; None if there is no such bead."""
        prior = self.beads.costs[i_end - i, j_end - j]
        if i == i_end:
            return prior + _FRAME * (self._frames[1][j_end] - self._frames[1][j])
        if j == j_end:
            return prior + _FRAME * (self._frames[0][i_end] - self._frames[0][i])
        if self.left[i].kind != self.right[j].kind:
            return None
        left, right = self.left[i:i_end], self.right[j:j_end]
        if not self._fit(left, right):
            return None
        length_left, length_right = (
            self._lengths[0][i_end] - self._lengths[0][i],
            self._lengths[1][j_end] - self._lengths[1][j],
        )
        return prior + self._evidence(left, right, length_left, length_right)

    def agreement(self, i: int, j: int) -> float:
        """How much left item i and right item j speak for each other, in nats, wherever they stand."""
        left, right = self.left[i], self.right[j]
        return -self._evidence((left,), (right,), left.length, right.length)

    def _fit(self, left: Sequence[Item], right: Sequence[Item]) -> bool:
        if len(left) == len(right) == 1:
            return True
        kind = left[0].kind
        if kind not in self.mergeable or any(item.kind != kind for item in (*left, *right)):
            return False
        # What an editor has settled may stand between two items; they do not merge across it.
        return all(side[-1].place - side[0].place == len(side) - 1 for side in (left, right))

    def _evidence(self, left: Sequence[Item], right: Sequence[Item], length_left: int, length_right: int) -> float:
        cost = length_cost(length_left, length_right, self.model)
        if self.weights.values:
            anchors = frozenset().union(*(item.anchors for item in left)) if len(left) > 1 else left[0].anchors
            others = frozenset().union(*(item.anchors for item in right)) if len(right) > 1 else right[0].anchors
            cost -= self.weights.agreement(anchors, others)
        return cost
