"""The search for the best alignment of two sequences of items."""

from collections.abc import Iterator, Sequence

from duizhao.compare.alignment.lattice import SearchBand, Step, cheapest_path
from duizhao.compare.alignment.scoring import Scorer
from duizhao.compare.alignment.search_band import WHOLE, search_band

#: The same evidence is partly counted more than once (a name, its number, its address), so probabilities computed
#: from the costs as they stand would be too sure of themselves.
TEMPERATURE = 2.0

#: How much wider the band gets, in units on each side, as long as the path runs along its edge.
_MARGINS = (8, 50, 300)

#: A band of more points than this is not made wider: that would take minutes.
_LARGEST_BAND = 60_000


def search(scorer: Scorer) -> tuple[Step, ...]:
    """The cheapest beads of the scorer's two sequences, in order; what is left out, item by item."""
    left, right = ([item.anchors for item in side] for side in (scorer.left, scorer.right))
    lengths = [item.length for item in scorer.left], [item.length for item in scorer.right]
    large = len(left) * len(right) > WHOLE
    points = [point for likeness in scorer.likenesses for point in likeness.points()] if large else []
    steps: tuple[Step, ...] = ()
    for margin in _MARGINS:
        bounds = search_band(left, right, margin, lengths, points)
        steps = cheapest_path(bounds, scorer.beads.shapes, scorer, temperature=TEMPERATURE)
        if not _touches(steps, bounds, len(right)) or sum(high - low for low, high in bounds) > _LARGEST_BAND:
            break
    return tuple(single for step in steps for single in _singles(step))


def _singles(step: Step) -> Iterator[Step]:
    """An omission of several items as one of each, with its share of the cost; any other step as it is."""
    count = (step.left_end - step.left) + (step.right_end - step.right)
    if count == 1 or (step.left_end > step.left and step.right_end > step.right):
        yield step
        return
    for i in range(step.left, step.left_end):
        yield Step(i, i + 1, step.right, step.right, step.cost / count, step.posterior)
    for j in range(step.right, step.right_end):
        yield Step(step.left, step.left, j, j + 1, step.cost / count, step.posterior)


def _touches(steps: Sequence[Step], bounds: SearchBand, columns: int) -> bool:
    """Whether the path runs along an edge of the band that is not the grid's own."""
    for step in steps:
        low, high = bounds[step.left_end]
        if (step.right_end == low > 0) or (step.right_end == high < columns):
            return True
    return False
