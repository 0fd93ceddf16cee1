"""A project in which what takes long may lag behind the files: what is shown at once need not wait for it."""

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

from duizhao.check.model import Finding
from duizhao.check.run import findings
from duizhao.check.settled import settled_of
from duizhao.compare.sentence_aligner import aligner
from duizhao.project import Known, Project
from duizhao.publish.site.corrections import comparison
from duizhao.publish.site.notices import for_readers
from duizhao.revise.fidelity.load import converted_files, fidelity_of
from duizhao.source.editions import only_profile

_T = TypeVar("_T")


def _name(make: Callable[..., Any]) -> str:
    return f"{make.__module__}.{make.__qualname__}"


#: What looks at the whole edition, its source or its history.
_SLOW = {_name(make) for make in (findings, aligner, comparison, fidelity_of, converted_files)}
_FOR_READERS = _name(for_readers)


class Lagging(Project):
    """The folder as it is now, where what is slow is as it was when `known` was last complete.

    `found`: the findings of the check at that time.
    """

    def __init__(self, root: Path, known: Known, found: tuple[Finding, ...]) -> None:
        # What is made of what lags is no one else's.
        own = Known(known.memo)
        own.results = dict(known.results)
        super().__init__(root, known=own)
        self._found = found

    def derive(self, make: Callable[..., _T], arguments: tuple[Hashable, ...]) -> _T:
        """See `Project.derive`."""
        name = _name(make)
        if name == _FOR_READERS and self._found:
            settled: Any = self._for_readers()
            return settled  # type: ignore[no-any-return]
        last = self.known.results.get((name, arguments)) if name in _SLOW else None
        if last:
            result: _T = last[0][1]
            return result
        return super().derive(make, arguments)

    def _for_readers(self) -> tuple[tuple[Finding, Any], ...]:
        """What a person has settled, as it stands now, of the findings that are known."""
        entries = settled_of(self, only_profile(self))
        return tuple(
            (finding, entries[finding.fingerprint])
            for finding in self._found
            if finding.fingerprint in entries and entries[finding.fingerprint].readers
        )
