"""After a correction in one language: has anyone looked at the counterpart?"""

from __future__ import annotations

from collections.abc import Iterator

from duizhao.checks.context import Context
from duizhao.checks.model import Finding, Place, Rule
from duizhao.fidelity.reviewed import unreviewed


def _unreviewed(context: Context) -> Iterator[Finding]:
    fidelity = context.fidelity
    if not fidelity or not fidelity.errata:
        return
    for pair in unreviewed(context.pairs, fidelity.errata, fidelity.reviewed):
        units = [unit for code in sorted(pair.sides, key=lambda c: c not in pair.changed) for unit in pair.sides[code]]
        places = tuple(Place(u.language, u.file, u.line, u.anchor, u.text) for u in units)
        key = " ".join(f"{code}={digest}" for code, digest in pair.digests.items())
        yield Finding("f-109", places, key, (("id", pair.id),))


UNREVIEWED = Rule(
    "f-109",
    "warning",
    {"en": "Counterpart not compared since a correction", "zh": "更正后尚未核对另一种语言"},
    {
        "en": "This was corrected in one language: look at the counterpart, too; when both say the same,"
        " `duizhao status --confirm {id}` records it",
        "zh": "此处一种语言已更正，请一并查看另一种语言的对应文字；核对无误后运行 `duizhao status --confirm {id}` 记录",
    },
    _unreviewed,
)
