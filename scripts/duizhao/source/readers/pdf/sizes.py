"""The size of a document's text, also where its notes are longer."""

from collections import Counter
from collections.abc import Sequence

from duizhao.source.readers.pdf.model import Line

#: The text is no larger, against its notes, and no shorter.
_NOTED, _MUCH = 1.4, 0.4
#: On such a share of the columns with both the notes stand below it.
_BELOW = 0.8


def size_of(lines: Sequence[tuple[Line, tuple[int, int]]]) -> float:
    """The size of the text, of lines with their columns: that of most letters, but not of notes that stand below it and
    are longer."""
    sizes: Counter[float] = Counter()
    for line, _ in lines:
        sizes[line.size] += len(line.letters)
    most = sizes.most_common(1)[0][0] if sizes else 10.0
    for size, count in sizes.items():
        if most < size <= _NOTED * most and count >= _MUCH * sizes[most]:
            ends: dict[tuple[int, int], float] = {}
            begins: dict[tuple[int, int], float] = {}
            for line, column in lines:
                if line.size == size:
                    ends[column] = max(ends.get(column, 0), line.base)
                elif line.size == most:
                    begins[column] = min(begins.get(column, line.base), line.base)
            both = ends.keys() & begins.keys()
            if sum(ends[column] < begins[column] for column in both) > _BELOW * len(both):
                return size
    return most
