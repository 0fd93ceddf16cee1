"""How strongly two things that occur in the same units belong together."""

from math import log

#: A log-likelihood ratio above this is chance in one case of a thousand (χ², one degree of freedom).
SIGNIFICANT = 10.83


def log_likelihood(both: int, left: int, right: int, total: int) -> float:
    """Of `total` units `left` hold the one thing, `right` the other, `both` the two; the log-likelihood ratio −2 log λ.

    Negative if they avoid each other. Source: Ted Dunning, “Accurate methods for the statistics of surprise and
    coincidence”, Computational Linguistics 19 (1993).
    """
    table = (both, left - both, right - both, total - left - right + both)
    rows, columns = (left, total - left), (right, total - right)
    expected = (
        rows[0] * columns[0] / total,
        rows[0] * columns[1] / total,
        rows[1] * columns[0] / total,
        rows[1] * columns[1] / total,
    )
    ratio = 2 * sum(seen * log(seen / usual) for seen, usual in zip(table, expected, strict=True) if seen)
    return ratio if both >= expected[0] else -ratio
