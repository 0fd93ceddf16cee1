"""Sentences of more than two languages that belong together, from those of two."""

from collections.abc import Callable, Iterable, Sequence

from duizhao.publish.exports.model import Aligner, Span


def joined(between: Callable[[int, int], Aligner]) -> Aligner:
    """An aligner of any number of languages. `between`: that of two of them, by their places.

    Each text is aligned with the first one there is; a piece ends where all of these alignments end a bead. What has no
    counterpart in that text is a piece of its own.
    """

    def align(*texts: str) -> list[tuple[Span, ...]]:
        pivot = next((at for at, text in enumerate(texts) if text), 0)
        others = [at for at in range(len(texts)) if at != pivot]
        chains = []
        for at in others:
            first, second = sorted((pivot, at))
            beads = between(first, second)(texts[first], texts[second])
            chains.append([(bead[0], bead[1]) if pivot == first else (bead[1], bead[0]) for bead in beads])
        order = [pivot, *others]
        return [tuple(piece[order.index(at)] for at in range(len(texts))) for piece in _pieces(chains)]

    return align


def _pieces(chains: Sequence[Sequence[tuple[Span, Span]]]) -> list[list[Span]]:
    """The pieces, each as the span of the text that all have in common and then that of each chain's other one."""
    left = [list(reversed(chain)) for chain in chains]
    pieces: list[list[Span]] = []
    while any(left):
        for number, chain in enumerate(left):
            while chain and _is_empty(chain[-1][0]):
                own = chain.pop()[1]
                pieces.append([(0, 0), *(own if at == number else (0, 0) for at in range(len(left)))])
        taken: list[list[tuple[Span, Span]]] = [[chain.pop()] if chain else [] for chain in left]
        while short := [at for at, found in enumerate(taken) if left[at] and _end(found) < max(map(_end, taken))]:
            for at in short:
                taken[at].append(left[at].pop())
        if any(taken):
            pieces.append([_span(bead[0] for found in taken for bead in found)])
            pieces[-1] += [_span(bead[1] for bead in found) for found in taken]
    return pieces


def _is_empty(span: Span) -> bool:
    return span[0] == span[1]


def _end(beads: Sequence[tuple[Span, Span]]) -> int:
    """Up to where beads take the text that all have in common."""
    return max((own[1] for own, _ in beads), default=0)


def _span(spans: Iterable[Span]) -> Span:
    """All of some spans as one."""
    found = [span for span in spans if not _is_empty(span)]
    return (found[0][0], found[-1][1]) if found else (0, 0)
