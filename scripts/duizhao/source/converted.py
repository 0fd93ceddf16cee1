"""A conversion that was made before of the same source, profile and program; it is kept in `.cache/`."""

from __future__ import annotations

import pickle
from contextlib import suppress
from pathlib import Path

from duizhao.project import Project, derived
from duizhao.source.conversion import Conversion, convert
from duizhao.source.editions import conversion_state
from duizhao.workspace import replace_file

#: So many conversions are kept, the last used first: an edition's, and the one before a change is taken back.
_KEPT = 4


@derived
def converted(project: Project, profile: Path) -> Conversion:
    """The conversion of a profile's report. Writes nothing but what is kept; what is done with it looks at the
    documents as they are.

    Raises:
        InputError: the profile or the source cannot be worked with.
    """
    state = conversion_state(project, profile)
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
