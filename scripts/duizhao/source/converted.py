"""A conversion that was made before of the same source, profile and program; it is kept in `.cache/`."""

from __future__ import annotations

import pickle
from contextlib import suppress
from importlib import metadata
from pathlib import Path

from duizhao.project import Project, derived, digest_of, program_digest
from duizhao.source.conversion import Conversion, convert
from duizhao.source.editions import base_path, record_path
from duizhao.source.files import named
from duizhao.workspace import replace_file

#: The libraries that read a source, beside those the program's digest knows.
_LIBRARIES = ("lxml", "pillow", "pypdfium2")
#: So many conversions are kept, the last used first: an edition's, and the one before a change is taken back.
_KEPT = 4


@derived
def converted(project: Project, profile: Path) -> Conversion:
    """The conversion of a profile's report. Writes nothing but what is kept; what is done with it looks at the
    documents as they are.

    Raises:
        InputError: the profile or the source cannot be worked with.
    """
    state = _state(project, profile.absolute())
    if not project.cache:
        return convert(profile, project.root)
    file = project.cache / "conversions" / state
    with suppress(Exception):  # nothing there, or nothing that can be read: it is made anew
        kept = pickle.loads(file.read_bytes())
        if isinstance(kept, Conversion):
            file.touch()
            return kept
    conversion = convert(profile, project.root)
    with suppress(Exception):  # a folder that cannot be written to does no harm
        replace_file(file, pickle.dumps(conversion))
        files = sorted(file.parent.iterdir(), key=lambda each: each.stat().st_mtime_ns, reverse=True)
        for old in files[_KEPT:]:
            old.unlink()
    return conversion


def _state(project: Project, profile: Path) -> str:
    """A digest of all a conversion depends on: the program, the profile and what stands beside it, but for other
    profiles, lists of an editor's, and what conversions have written."""
    written = (record_path(profile).name, base_path(profile).name)
    beside = [name for name in project.names(str(profile.parent)) if name not in written]
    names = [name for name in beside if name == profile.name or not name.endswith(".yml")]
    return digest_of(
        program_digest(),
        *(f"{name} {metadata.version(name)}" for name in _LIBRARIES),
        named(profile, project.root),
        *(part for name in names for part in (name, project.state(str(profile.parent / name)))),
    )
