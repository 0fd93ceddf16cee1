"""Whether a site is there already as a build would make it: nothing it was made from has changed, and no file of it.

After a build `.cache/` gets a record of both: a digest of each file and folder the build looked at, of the program and
of the environment; and each written file's size and time. Anything in doubt is a reason to build.
"""

import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from duizhao.project import Project, digest_of, program_digest
from duizhao.workspace import replace_file

#: What of the environment a site may depend on.
_VARIABLES = ("SITE_URL", "SOURCE_DATE_EPOCH")
#: What every site is made from.
_ALWAYS = ("mkdocs.yml", "docs", "sources", "hooks")


def notes_if_built(project: Project, site: Path, *, strict: bool) -> list[str] | None:
    """What the build that made the site noted, if a build now would make the same; else None.

    Asked before a build, which is to be known by the files as they are now and not as they become meanwhile.
    """
    project.state(*_ALWAYS)
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        kept = json.loads(_record(project, site).read_text(encoding="utf-8"))
        made_from = _made_from(project, kept["made_from"], strict=strict)
        if kept["made_from"] == made_from and kept["written"] == _written(site):
            return [str(note) for note in kept["notes"]]
    return None


def record(project: Project, site: Path, notes: Sequence[str], theme: Iterable[str], *, strict: bool) -> None:
    """Notes what a site was made from; `theme`: the folders of its templates. Where it cannot be written, nothing is
    noted."""
    from duizhao.publish.site.remembered import is_installed

    folders = dict.fromkeys((*_ALWAYS, *(folder for folder in theme if not is_installed(folder))))
    content = {
        "made_from": _made_from(project, dict.fromkeys(folders, ""), strict=strict),
        "written": _written(site),
        "notes": list(notes),
    }
    with suppress(Exception):
        replace_file(_record(project, site), json.dumps(content))


def _record(project: Project, site: Path) -> Path:
    if not project.cache:
        raise OSError
    return project.cache / f"site-{digest_of(os.path.relpath(site, project.root))[:16]}.json"


def _made_from(project: Project, names: dict[str, Any], *, strict: bool) -> dict[str, str]:
    """The state of each of the files and folders, and under other keys of all else a build depends on."""
    found = {name: project.state(name) for name in names if not name.startswith("\0")}
    environment = [f"{name}={os.environ.get(name, '')}" for name in _VARIABLES]
    found["\0program"] = digest_of(program_digest(), *environment, str(strict))
    found["\0commit"] = project.commit()
    return found


def _written(site: Path) -> dict[str, list[int]]:
    """The size and the time of each file of a site, by its path."""
    found = {}
    for folder, _, names in os.walk(site):
        for name in names:
            path = Path(folder, name)
            stat = path.lstat()
            found[path.relative_to(site).as_posix()] = [stat.st_size, stat.st_mtime_ns]
    return found
