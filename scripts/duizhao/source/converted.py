"""A conversion that was made before of the same source, profile and program; it is kept in `.cache/`."""

import pickle
from contextlib import suppress
from pathlib import Path

from duizhao.project import Project, derived
from duizhao.source.conversion import Conversion, convert
from duizhao.source.editions import conversion_state
from duizhao.workspace import replace_file

#: So many conversions are kept, the last used first: an edition's, and the one before a change is taken back.
_KEPT = 4


def converted(project: Project, profile: Path) -> Conversion:
    """The conversion of a profile's report. Writes nothing; what is done with it looks at the documents as they are.

    Raises:
        InputError: the profile or the source cannot be worked with.
    """
    return _converted(project, profile)[0]


@derived
def _converted(project: Project, profile: Path) -> tuple[Conversion, bool]:
    """The conversion, and whether it is one that was kept."""
    if file := _file(project, profile):
        with suppress(Exception):  # nothing there, or nothing that can be read: it is made anew
            kept = pickle.loads(file.read_bytes())
            if isinstance(kept, Conversion):
                return kept, True
    return convert(profile, project.root), False


def converted_and_kept(project: Project, profile: Path) -> Conversion:
    """The same, kept for the next who works with all of it; a check and a build do with its files (`revise/fidelity`).

    Raises:
        InputError: the profile or the source cannot be worked with.
    """
    conversion, was_kept = _converted(project, profile)
    with suppress(Exception):  # a folder that cannot be written to does no harm
        if file := _file(project, profile):
            if was_kept:
                file.touch()  # written anew, it would be other bytes
            else:
                replace_file(file, pickle.dumps(conversion))
            files = sorted(file.parent.iterdir(), key=lambda each: each.stat().st_mtime_ns, reverse=True)
            for old in files[_KEPT:]:
                old.unlink()
    return conversion


def _file(project: Project, profile: Path) -> Path | None:
    """Where a conversion is kept, if any is."""
    return project.cache / "conversions" / conversion_state(project, profile) if project.cache else None
