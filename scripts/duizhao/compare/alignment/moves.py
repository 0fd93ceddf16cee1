"""Units that seem to have been moved: each side has one left over, and they agree."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from duizhao.compare.alignment.units import Bead, Move, Unit

#: How much better than nothing the two must agree, in nats.
_LEAST = 2.5

#: Of units that share an anchor with more than this many on the other side, too many would have to be compared.
_MOST_COMPARED = 50


def find_moves(
    beads: Sequence[Bead],
    left: Sequence[Unit],
    right: Sequence[Unit],
    anchors: tuple[Sequence[frozenset[str]], Sequence[frozenset[str]]],
    score: Callable[[int, int], float],
) -> tuple[Move, ...]:
    """Pairs of units without counterpart (one on each side, of one kind, not settled) that share anchors and score at
    least 2.5 nats; the best first where several compete, the result in the left's order.

    `score` says how much two units agree, given their indexes.
    """
    alone_left = [bead.left[0] for bead in beads if not bead.right and not bead.settled]
    alone_right = [bead.right[0] for bead in beads if not bead.left and not bead.settled]
    holders: dict[str, list[int]] = defaultdict(list)
    for j in alone_right:
        for anchor in anchors[1][j]:
            holders[anchor].append(j)
    candidates = []
    for i in alone_left:
        shared = {j for anchor in anchors[0][i] if len(holders[anchor]) <= _MOST_COMPARED for j in holders[anchor]}
        for j in shared:
            if left[i].kind == right[j].kind and (value := score(i, j)) >= _LEAST:
                candidates.append(Move(i, j, value))
    return tuple(sorted(_best(candidates), key=lambda move: move.left))


def _best(candidates: Iterable[Move]) -> list[Move]:
    taken: tuple[set[int], set[int]] = (set(), set())
    kept = []
    for move in sorted(candidates, key=lambda move: (-move.score, move.left, move.right)):
        if move.left not in taken[0] and move.right not in taken[1]:
            kept.append(move)
            taken[0].add(move.left)
            taken[1].add(move.right)
    return kept
