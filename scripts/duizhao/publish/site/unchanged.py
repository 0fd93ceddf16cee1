"""Whether a site is there already as a build would make it: nothing it was made from has changed, and no file of it.

After a build `.cache/` gets a record of both: a digest of each file and folder the build looked at, of the program and
of the environment; and each written file's size and time. Anything in doubt is a reason to build.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duizhao.project import Project, digest_of, program_digest
from duizhao.workspace import replace_file

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

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


def record(project: Project, config: MkDocsConfig, site: Path, notes: list[str], *, strict: bool) -> None:
    """Notes what a site was made from. A folder that cannot be written to does no harm."""
    from duizhao.publish.site.remembered import is_installed

    if config.site_url or not project.cache:
        return  # the pictures of shared links depend on the fonts of this machine, too
    folders = dict.fromkeys((*_ALWAYS, *(folder for folder in config.theme.dirs if not is_installed(folder))))
    content = {
        "made_from": _made_from(project, dict.fromkeys(folders, ""), strict=strict),
        "written": _written(site),
        "notes": notes,
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
    installed = sorted(f"{each.name} {each.version}" for each in metadata.distributions())
    environment = [f"{name}={os.environ.get(name, '')}" for name in _VARIABLES]
    found["\0program"] = digest_of(program_digest(), *installed, *environment, str(strict))
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
