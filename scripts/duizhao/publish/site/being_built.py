"""The site as MkDocs is building it: of which project, in which language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from duizhao.project import Project
from duizhao.publish.site.strings import Strings, load_strings


@dataclass(frozen=True, slots=True)
class Building:
    """The site as one of its languages is built: the languages in order, the first is the default; the one that is
    built, and its words."""

    config: MkDocsConfig
    project: Project
    languages: tuple[str, ...]
    current: str
    strings: Strings

    @property
    def default(self) -> str:
        """The language at the site's root."""
        return self.languages[0]

    @property
    def other(self) -> str:
        """The other language of two; empty if there are not two."""
        others = [code for code in self.languages if code != self.current]
        return others[0] if len(others) == 1 else ""

    @property
    def up(self) -> str:
        """From the folder of the language being built to the site's root."""
        return "../" if self.folder_of(self.current) else ""

    def folder_of(self, language: str) -> str:
        """Where a language is on the site: nothing, or its folder with a slash."""
        return "" if language == self.default else f"{language}/"

    def way_to(self, language: str) -> str:
        """From the folder of the language being built to that of a language."""
        return "" if language == self.current else self.up + self.folder_of(language)


def project_of(config: MkDocsConfig) -> Project:
    """The project being built, as it was when the build began: all languages are built with the same configuration
    object, which holds it."""
    found: Project | None = getattr(config, "edition_project", None)
    return found or hold(config, Project(Path(config.config_file_path).parent, keep=True))


def hold(config: MkDocsConfig, project: Project) -> Project:
    """Has a build use this project."""
    config.edition_project = project  # type: ignore[attr-defined]
    return project


def building(config: MkDocsConfig) -> Building:
    """The site in the language that is being built."""
    i18n: Any = config.plugins["i18n"]
    languages = tuple(str(language.locale) for language in i18n.config.languages)
    current = str(i18n.current_language)
    return Building(config, project_of(config), languages, current, load_strings(current))
