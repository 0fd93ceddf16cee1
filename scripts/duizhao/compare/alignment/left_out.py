"""Sentences that seem to be left out, and are said in a clause of the sentence beside them."""

from collections.abc import Sequence

from duizhao.compare.alignment.lattice import Step
from duizhao.compare.meaning.meaning import Meaning, Similarity
from duizhao.languages.clauses import clauses

#: How alike a clause of the other language is at least that says it, and how much more than what stands beside that.
_ALIKE, _MORE = 0.35, 0.12

#: What is surer than this to be left out is left out.
_CERTAIN = 0.9


def join_said(steps: Sequence[Step], texts: tuple[Sequence[str], Sequence[str]], meaning: Meaning) -> tuple[Step, ...]:
    """The steps of an alignment, those of one side alone joined to a step beside them that says the same in a clause.

    `texts`: the sentences of each side. A long sentence means little of what one of its clauses means, so that the
    search may take the counterpart of that clause for left out.
    """
    found: list[Step] = []
    for index, step in enumerate(steps):
        if found and _is_said(step, found[-1], texts, meaning):
            found[-1] = _joined(found[-1], step)
        elif index + 1 < len(steps) and _is_said(step, steps[index + 1], texts, meaning):
            found.append(step)
        elif found and _is_said(found[-1], step, texts, meaning):
            found[-1] = _joined(found[-1], step)
        else:
            found.append(step)
    return tuple(found)


def _is_said(alone: Step, beside: Step, texts: tuple[Sequence[str], Sequence[str]], meaning: Meaning) -> bool:
    """Whether a step that has one side says what a clause of the one beside it says, more than that one's counterpart
    does."""
    side = int(alone.left == alone.left_end)
    mine, other = _sentences(beside, side), _sentences(beside, 1 - side)
    if _sentences(alone, 1 - side) or not mine or not other or alone.posterior > _CERTAIN:
        return False
    parts = clauses(" ".join(texts[1 - side][other.start : other.stop]))
    if len(parts) < 2:
        return False
    here = (" ".join(texts[side][span.start : span.stop]) for span in (_sentences(alone, side), mine))
    alike = Similarity([meaning.vector(text, side) for text in here], [meaning.vector(p, 1 - side) for p in parts])
    said = [[alike(row, row + 1, at, at + 1) or 0.0 for at in range(len(parts))] for row in (0, 1)]
    return any(one >= _ALIKE and one >= rest + _MORE for one, rest in zip(*said, strict=True))


def _sentences(step: Step, side: int) -> range:
    return range(step.right, step.right_end) if side else range(step.left, step.left_end)


def _joined(one: Step, other: Step) -> Step:
    posterior = min(one.posterior, other.posterior)
    return one._replace(
        left_end=other.left_end, right_end=other.right_end, cost=one.cost + other.cost, posterior=posterior
    )
