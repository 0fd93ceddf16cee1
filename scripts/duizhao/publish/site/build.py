"""Builds the site: one call for the command line and for tests."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from duizhao.errors import InputError
from duizhao.garbage import uncollected
from duizhao.project import Project
from duizhao.publish.site.unchanged import notes_if_built, record
from duizhao.words import VARIABLE, spoken

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

# How a hook begins what it logs for the person who builds the site, where it is no problem.
NOTE = "Note: "
# How many of MkDocs' messages are told if it names no problem.
_LAST = 20


def build_site(
    root: Path,
    *,
    strict: bool = True,
    date: datetime | None = None,
    to: Path | None = None,
    project: Project | None = None,
    prepare: Callable[[MkDocsConfig], None] | None = None,
) -> Path:
    """Builds the site of the edition in `root` (the folder with `mkdocs.yml`) and returns the site's folder.

    Args:
        root: where `mkdocs.yml`, `docs/`, `hooks/` and the theme are.
        strict: whether a warning is an error.
        date: the moment the files bear that name one; SOURCE_DATE_EPOCH, else the clock's, if not given.
        to: the site's folder; `site` in `root` if not given.
        project: the project in `root` as it is now, if there is one; what is known of it is not computed again.
        prepare: called with MkDocs' configuration before the build, which then takes place in any case.

    Raises:
        InputError: there is no `mkdocs.yml`, or MkDocs did not build the site; with what it said.
    """
    if not (root / "mkdocs.yml").is_file():
        raise InputError(
            "There is no mkdocs.yml, so there is no site to build.", file=str(root),
            hint="Run this in the folder that holds mkdocs.yml and docs/.",
        )  # fmt: skip
    site = to or root / "site"
    project = project or Project(root, keep=True)
    with _environment(date), uncollected(), _listening() as told:
        try:
            notes = None if prepare else notes_if_built(project, site, strict=strict)
            if notes is not None:
                told.notes = notes
            else:
                _build(project, site.absolute(), told, prepare, strict=strict)
        except Exception as error:
            if not told.problems and not isinstance(error, _stops()):
                raise
            raise InputError(
                "The site could not be built.\n{told}",
                told="\n".join(told.problems or told.lines[-_LAST:] or [str(error)]),
                hint="Each line names the file in docs/ or the setting in mkdocs.yml it is about.",
            ) from error
    for note in told.notes:
        print(note, file=sys.stderr)
    return site


def _build(
    project: Project, site: Path, told: _Told, prepare: Callable[[MkDocsConfig], None] | None, *, strict: bool
) -> None:
    """Has MkDocs build the site, and notes what it was made from; `told`: what is said meanwhile."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from duizhao.publish.site.being_built import held
    from duizhao.publish.site.remembered import remembered_in

    file = (project.root / "mkdocs.yml").absolute()
    with _as_it_was(), file.open("rb") as settings:
        config = load_config(settings, config_file_path=str(file), site_dir=str(site), strict=strict)
        held(config, "project", lambda: project)
        if prepare:
            prepare(config)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
            project.memo.write()
        if not told.problems:
            remembered_in(config).write()
        if not config.site_url:  # the pictures of shared links depend on the fonts of this machine, too
            record(project, site, told.notes, config.theme.dirs, strict=strict)


def _stops() -> type[Exception]:
    """What MkDocs raises to say what is wrong, or once it has said it."""
    from mkdocs.exceptions import MkDocsException

    return MkDocsException


@contextmanager
def _as_it_was() -> Iterator[None]:
    """Puts back what a build that fails would leave changed: `mkdocs-static-i18n` builds the second language with
    another function for cleaning the site's folder, and with a filter on what MkDocs logs."""
    from mkdocs import utils

    clean, log = utils.clean_directory, logging.getLogger("mkdocs.commands.build")
    filters = log.filters[:]
    try:
        yield
    finally:
        utils.clean_directory, log.filters[:] = clean, filters


class _Told(logging.Handler):
    """What MkDocs and our hooks have said, line by line; of that the problems, and what they have noted.

    Each once: every language is a build of its own.
    """

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []
        self.problems: list[str] = []
        self.notes: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Called for every message."""
        message = record.getMessage()
        said, into = f"{record.levelname:<8}-  {message}", [self.lines]
        if record.levelno >= logging.WARNING:
            into.append(self.problems)
        for lines in into:
            if said not in lines:
                lines.append(said)
        note = message.removeprefix(NOTE)
        if note != message and note not in self.notes:
            self.notes.append(note)


@contextmanager
def _listening() -> Iterator[_Told]:
    """Hears what is logged meanwhile, and keeps it from being shown."""
    import mkdocs

    log, told = logging.getLogger(mkdocs.__name__), _Told()
    before = log.level, log.propagate
    log.addHandler(told)
    log.setLevel(logging.INFO)
    log.propagate = False
    try:
        yield told
    finally:
        log.removeHandler(told)
        log.level, log.propagate = before


@contextmanager
def _environment(date: datetime | None) -> Iterator[None]:
    """The environment MkDocs and our hooks look at."""
    # The theme's notice about its successor is for those who maintain the site; docs-dev/theme-move.md has it.
    ours = {"NO_MKDOCS_2_WARNING": "1", VARIABLE: spoken()}
    if date:
        ours["SOURCE_DATE_EPOCH"] = str(int(date.timestamp()))
    before: Mapping[str, str | None] = {name: os.environ.get(name) for name in ours}
    os.environ.update(ours)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
