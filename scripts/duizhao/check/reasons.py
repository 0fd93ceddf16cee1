"""One reason in a commit that changes many paragraphs: a slip among them would go unseen."""

from collections import defaultdict
from collections.abc import Iterator

from duizhao.check.context import Context
from duizhao.check.fidelity import splits
from duizhao.check.model import Finding, Place
from duizhao.check.words import LANGUAGES, phrase
from duizhao.revise.fidelity.model import Erratum

#: For how many paragraphs a reason counts that names none: in both languages, with their notes.
_FEW = 3

#: How much of a reason is shown.
_SHOWN = 120


def wide_reason(context: Context) -> Iterator[Finding]:
    """A finding for each commit whose one reason more paragraphs rest on than an editor sees at a glance."""
    parts = {part.change.hash: split.whole.change.unit.id for split in splits(context) for part in split.parts}
    resting: dict[tuple[str, str], list[Erratum]] = defaultdict(list)
    for erratum in context.fidelity.errata if context.fidelity else ():
        if erratum.reasoned and not erratum.why.named:
            resting[erratum.why.commit, next(iter(erratum.why.reason.values()))].append(erratum)
    for (commit, reason), errata in resting.items():
        ids = list(dict.fromkeys(parts.get(e.change.hash, e.change.unit.id) for e in errata))
        if len(ids) > _FEW:
            units = [(erratum.change.unit, erratum.change.line) for erratum in errata]
            places = tuple(Place(unit.language, unit.file, line, unit.anchor, unit.text) for unit, line in units)
            details = [("reason", reason[:_SHOWN]), ("count", str(len(ids)))]
            details += [(f"ids_{language}", phrase(language, "comma").join(ids)) for language in LANGUAGES]
            yield Finding("f-113", places, f"{commit}\n{' '.join(ids)}", tuple(details))
