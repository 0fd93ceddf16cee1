"""Our templates, styles and scripts, and the theme's words in a language: they come with the program."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from duizhao import languages

FOLDER = Path(__file__).parents[1] / "theme"


def take_theme(config: MkDocsConfig) -> MkDocsConfig:
    """Puts our folder and those of the languages (`theme/`) before those of the theme and of the plugins, and behind
    the edition's own (`custom_dir`), if it has one; returns the same object."""
    own = [config.theme.custom_dir] if config.theme.custom_dir else []
    first = [*own, str(FOLDER), *sorted(map(str, Path(languages.__file__).parent.glob("*/theme")))]
    config.theme.dirs[:] = [*first, *(folder for folder in config.theme.dirs if folder not in first)]
    return config
