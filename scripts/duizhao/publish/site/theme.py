"""Our templates, styles and scripts, and the theme's words in a language: they come with the program."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from duizhao import languages
from duizhao.publish import installed

FOLDER = Path(__file__).parents[1] / "theme"
# What only one theme needs: a folder of the name of its package, with a style sheet.
_OF_ONE = FOLDER.with_name("themes")
_STYLES = "assets/stylesheets/theme.css"


def take_theme(config: MkDocsConfig) -> MkDocsConfig:
    """Puts our folders and those of the languages (`theme/`) before those of the theme and of the plugins, and behind
    the edition's own (`custom_dir`), if it has one; returns the same object."""
    own = [config.theme.custom_dir] if config.theme.custom_dir else []
    first = [*own, str(FOLDER), *sorted(map(str, Path(languages.__file__).parent.glob("*/theme")))]
    if (of_one := _OF_ONE / installed.theme()).is_dir():
        first.append(str(of_one))
        config.extra_css.append(_STYLES)
    config.theme.dirs[:] = [*first, *(folder for folder in config.theme.dirs if folder not in first)]
    return config
