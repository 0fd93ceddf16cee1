"""The size of a document's text, also where its notes are longer."""

from collections import Counter
from collections.abc import Sequence

from duizhao.source.readers.pdf.model import Placed

#: The text is no larger, against its notes, and no shorter.
_NOTED, _MUCH = 1.4, 0.4
#: On such a share of the columns with both the notes stand below it.
_BELOW = 0.8


def size_of(lines: Sequence[Placed]) -> float:
    """The size of the text: that of most letters, but not of notes that stand below it and are longer."""
    sizes: Counter[float] = Counter()
    for placed in lines:
        sizes[placed.line.size] += len(placed.line.letters)
    most = sizes.most_common(1)[0][0] if sizes else 10.0
    for size, count in sizes.items():
        if most < size <= _NOTED * most and count >= _MUCH * sizes[most]:
            ends: dict[tuple[int, int], float] = {}
            begins: dict[tuple[int, int], float] = {}
            for placed in lines:
                column, base = placed.column, placed.line.base
                if placed.line.size == size:
                    ends[column] = max(ends.get(column, 0), base)
                elif placed.line.size == most:
                    begins[column] = min(begins.get(column, base), base)
            both = ends.keys() & begins.keys()
            if sum(ends[column] < begins[column] for column in both) > _BELOW * len(both):
                return size
    return most
