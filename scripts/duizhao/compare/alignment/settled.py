"""Links an editor has settled, put into the order of the units."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from duizhao.compare.alignment.units import Link, Unit
from duizhao.compare.longest_increasing_subsequence import longest_chain

#: Indexes on the left and on the right.
Pair = tuple[tuple[int, ...], tuple[int, ...]]


class Settled(Struct, frozen=True):
    """`fixed`: pairs in order on both sides, which the rest is aligned between. `loose`: those across them, and
    units settled to have no counterpart. `unused`: links that fit no units."""

    fixed: tuple[Pair, ...]
    loose: tuple[Pair, ...]
    unused: tuple[Link, ...]


def settle(links: Iterable[Link], left: Sequence[Unit], right: Sequence[Unit]) -> Settled:
    """Sorts links by what they do to the order.

    Of links that name the same unit the first holds. Of links that cross, the most that do not cross one
    another are fixed.
    """
    places = ({unit.key: i for i, unit in enumerate(left)}, {unit.key: i for i, unit in enumerate(right)})
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs: list[Pair] = []
    unused = []
    for link in links:
        at_left, at_right = _indexes(link.left, places[0]), _indexes(link.right, places[1])
        known = at_left is not None and at_right is not None and (at_left or at_right)
        if not known or taken[0].intersection(at_left or ()) or taken[1].intersection(at_right or ()):
            unused.append(link)
            continue
        pairs.append((at_left or (), at_right or ()))
        taken[0].update(pairs[-1][0])
        taken[1].update(pairs[-1][1])
    # Units of one link follow one another and belong to no other, so their first ones tell the order.
    firsts = {(pair[0][0], pair[1][0]): pair for pair in pairs if _together(pair[0]) and _together(pair[1])}
    fixed = [firsts[point] for point in longest_chain(list(firsts))]
    loose = sorted(set(pairs) - set(fixed))
    return Settled(tuple(fixed), tuple(loose), tuple(unused))


def _indexes(keys: Sequence[str], places: Mapping[str, int]) -> tuple[int, ...] | None:
    if any(key not in places for key in keys) or len(set(keys)) < len(keys):
        return None
    return tuple(sorted(places[key] for key in keys))


def _together(indexes: Sequence[int]) -> bool:
    """Whether there are indexes and they follow one another."""
    return bool(indexes) and indexes[-1] - indexes[0] == len(indexes) - 1
