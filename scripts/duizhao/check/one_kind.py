"""One kind of doubt that runs through a source is told once, with its places: it is how the source is written, and one
decision. What an editor wrote is told place by place, however the source is written. `run.py` says which is which.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from duizhao.check.model import Finding


def told_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings as they are told: of several of one kind in the source's own text the first, with the places of the
    others."""
    kinds: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        kinds[finding.kind or f"{finding.fingerprint} {finding.code}"].append(finding)
    return tuple(_as_one(same) if len(same) > 1 else same[0] for same in kinds.values())


def _as_one(same: Sequence[Finding]) -> Finding:
    return replace(
        same[0],
        alike=tuple(each.places[0] for each in same[1:]),
        edits=tuple(edit for each in same for edit in each.edits),
        more=sum(each.more for each in same),
    )
