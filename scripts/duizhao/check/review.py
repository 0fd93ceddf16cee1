"""After a correction in one language: has anyone looked at the counterpart?"""

from collections.abc import Iterator

from duizhao.check.context import Context
from duizhao.check.model import Finding, Place
from duizhao.revise.fidelity.reviewed import unreviewed


def not_compared(context: Context) -> Iterator[Finding]:
    fidelity = context.fidelity
    if not fidelity or not fidelity.errata:
        return
    for pair in unreviewed(context.pairs, fidelity.errata, fidelity.reviewed):
        units = [unit for code in sorted(pair.sides, key=lambda c: c not in pair.changed) for unit in pair.sides[code]]
        places = tuple(Place(u.language, u.file, u.line, u.anchor, u.text) for u in units)
        key = " ".join(f"{code}={digest}" for code, digest in pair.digests.items())
        yield Finding("f-109", places, key, (("id", pair.id),))
