"""The site as MkDocs is building it: of which project, in which language."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from mkdocs.config.defaults import MkDocsConfig
from msgspec import Struct

from duizhao.project import Project
from duizhao.publish.site.strings import Strings, load_strings

_T = TypeVar("_T")


class Building(Struct, frozen=True):
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
    def others(self) -> tuple[str, ...]:
        """The other languages."""
        return tuple(code for code in self.languages if code != self.current)

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


def held(config: MkDocsConfig, name: str, make: Callable[[], _T]) -> _T:
    """What a build holds under a name; made when it is asked for first. All languages of a build have the same
    configuration object, which lives as long as the build."""
    store: dict[str, Any] = vars(config).setdefault("held_by_edition", {})
    if name not in store:
        store[name] = make()
    found: _T = store[name]
    return found


def project_of(config: MkDocsConfig) -> Project:
    """The project being built, as it was when the build began."""
    return held(config, "project", lambda: Project(Path(config.config_file_path).parent, keep=True))


def building(config: MkDocsConfig) -> Building:
    """The site in the language that is being built."""
    i18n: Any = config.plugins["i18n"]
    languages = tuple(str(language.locale) for language in i18n.config.languages)
    current = str(i18n.current_language)
    return Building(config, project_of(config), languages, current, load_strings(current))
