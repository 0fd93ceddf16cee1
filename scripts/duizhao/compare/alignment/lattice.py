"""Dynamic programming over beads: the cheapest path, and how sure each of its steps is."""

from __future__ import annotations

from array import array
from collections.abc import Callable, MutableSequence, Sequence
from math import exp, inf, log1p

from msgspec import Struct

from duizhao.compare.alignment.gale_church import Shape

#: The costs, in nats, of the beads of units i to i′ on the left (half-open) and so many units on the right before each
#: of the places given; infinite where they cannot be one, nothing if none of them can.
Costs = Callable[[int, int, int, range], Sequence[float]]

#: For each number of units on the left, 0 to all: the least and the greatest number on the right a path may have
#: passed by then.
SearchBand = Sequence[tuple[int, int]]

#: A number for each point of a row of the band.
_Row = MutableSequence[float]


class Step(Struct, frozen=True, array_like=True):
    """A bead of a path: left units `left` to `left_end`, right ones `right` to `right_end` (half-open), its cost,
    and the share of all paths, weighted with their probability, that contain it."""

    left: int
    left_end: int
    right: int
    right_end: int
    cost: float
    posterior: float


def cheapest_path(
    band: SearchBand, shapes: Sequence[Shape], costs: Costs, *, temperature: float = 1.0
) -> tuple[Step, ...]:
    """The path of beads of least total cost that stays in the band, in order.

    Of equally cheap paths the one whose last beads stand earlier in `shapes` is taken, so the result depends on
    nothing but the arguments. The posterior is exact for the model in which a path of cost x has probability
    ∝ exp(−x / temperature) (forward–backward algorithm); a temperature above 1 is for costs that count the same
    evidence more than once. Time and memory: the band's area times the number of shapes.

    Raises:
        ValueError: no path leads through the band.
    """
    grid = _Grid(band, shapes, costs)
    path, before = grid.before(temperature)
    behind = grid.behind(temperature)
    rows, columns = len(band) - 1, band[-1][1]
    total = before[rows][columns - band[rows][0]]
    steps = []
    for i, j, k, value in path:
        a, b = shapes[k]
        weight = before[i - a][j - b - band[i - a][0]] - value / temperature + behind[i][j - band[i][0]]
        steps.append(Step(i - a, i, j - b, j, value, min(1.0, exp(min(0.0, weight - total)))))
    return tuple(steps)


class _Grid:
    """The costs of every bead that ends at every point of the band, computed once."""

    def __init__(self, band: SearchBand, shapes: Sequence[Shape], costs: Costs) -> None:
        self.band = band
        self.shapes = shapes
        self.costs: list[array[float]] = []
        count = len(shapes)
        for i, (low, high) in enumerate(band):
            row = array("d", [inf]) * ((high - low + 1) * count)
            for k, (a, b) in enumerate(shapes):
                least, most = band[i - a] if a <= i else (0, -1)  # of the row such a bead begins in
                ends = range(max(low, least + b), min(high, most + b) + 1)
                if ends and (found := costs(i - a, i, b, ends)):
                    row[(ends.start - low) * count + k : (ends.stop - low) * count : count] = array("d", found)
            self.costs.append(row)

    def _sources(self, i: int, best: Sequence[_Row], sums: Sequence[_Row]) -> list[tuple[int, _Row, _Row, int]]:
        """Of each bead type that may end in row i: its number, the row of `best` and that of `sums` it begins in, and
        what to take from j for the place there."""
        shapes = enumerate(self.shapes)
        return [(k, best[i - a], sums[i - a], b + self.band[i - a][0]) for k, (a, b) in shapes if a <= i]

    def before(self, temperature: float) -> tuple[list[tuple[int, int, int, float]], list[array[float]]]:
        """The cheapest path as (left end, right end, shape, cost), in order, and for every point the log of the weight
        of all paths that lead to it."""
        count = len(self.shapes)
        sums = self._empty()
        best: list[array[float]] = []
        chosen: list[array[int]] = []
        for i, (low, high) in enumerate(self.band):
            row, choices = array("d", [inf]) * (high - low + 1), array("b", [-1]) * (high - low + 1)
            best.append(row)
            chosen.append(choices)
            if i == 0 and low == 0:
                row[0] = sums[0][0] = 0.0
            costs, own, sources = self.costs[i], sums[i], self._sources(i, best, sums)
            for j in range(low, high + 1):
                at = (j - low) * count
                least, choice, total = row[j - low], -1, own[j - low]
                for k, source, summed, shift in sources:
                    value = costs[at + k]
                    if value == inf:
                        continue
                    # A billionth of a nat is rounding, not a reason.
                    if (whole := value + source[j - shift]) < least - 1e-9:
                        least, choice = whole, k
                    if (one := summed[j - shift] - value / temperature) > -inf:
                        # log(exp(total) + exp(one)); to call a function for it takes as long again.
                        total = one + log1p(exp(total - one)) if total < one else total + log1p(exp(one - total))
                row[j - low], choices[j - low], own[j - low] = least, choice, total
        i, j = len(self.band) - 1, self.band[-1][1]
        path = []
        while (i, j) != (0, 0):
            k = chosen[i][j - self.band[i][0]]
            if k < 0:
                raise ValueError("no path leads through the band")
            path.append((i, j, k, self.costs[i][(j - self.band[i][0]) * count + k]))
            i, j = i - self.shapes[k][0], j - self.shapes[k][1]
        return path[::-1], sums

    def behind(self, temperature: float) -> list[array[float]]:
        """For every point the log of the weight of all paths that lead from it to the end."""
        count = len(self.shapes)
        sums = self._empty()
        last = len(self.band) - 1
        sums[last][self.band[last][1] - self.band[last][0]] = 0.0
        for i in range(last, -1, -1):
            low, high = self.band[i]
            row, costs, sources = sums[i], self.costs[i], self._sources(i, sums, sums)
            for j in range(high, low - 1, -1):
                here = row[j - low]
                if here == -inf:
                    continue
                at = (j - low) * count
                for k, source, _, shift in sources:
                    value = costs[at + k]
                    if value < inf:
                        one, total = here - value / temperature, source[j - shift]
                        source[j - shift] = (
                            one + log1p(exp(total - one)) if total < one else total + log1p(exp(one - total))
                        )
        return sums

    def _empty(self) -> list[array[float]]:
        return [array("d", [-inf]) * (high - low + 1) for low, high in self.band]
