"""The theme's templates: read and compiled once for all languages, and kept compiled beside the program's bytecode."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, Template
from jinja2.environment import TemplateModule
from mkdocs.config.defaults import MkDocsConfig

from duizhao.publish.site.being_built import held
from duizhao.publish.site.not_found import is_made_here
from duizhao.publish.site.remembered import html_of, is_known

#: The theme's template with the macro that writes an entry of the navigation and all that is below it.
_ENTRIES = "partials/nav-item.html"


def one_environment(config: MkDocsConfig) -> MkDocsConfig:
    """Has MkDocs use one environment for the templates of all languages; returns the same object."""
    environment = held(config, "templates", lambda: _environment(config))
    config.theme.get_env = lambda: environment  # type: ignore[method-assign]
    return config


def _environment(config: MkDocsConfig) -> Environment:
    environment = config.theme.get_env()
    environment.template_class = _Template
    environment.list_templates = _listing(config)  # type: ignore[method-assign]
    if not sys.dont_write_bytecode:
        folder = Path(cache_from_source(__file__)).with_name("templates")
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):  # else they are compiled for each build
            environment.bytecode_cache = FileSystemBytecodeCache(str(folder))
    return environment


def _listing(config: MkDocsConfig) -> Callable[..., list[str]]:
    """Lists the theme's files but those in folders whose name begins with a full stop: MkDocs takes none of them, and
    the theme has thousands of icons there."""

    def listed(extensions: None = None, filter_func: Callable[[str], bool] = lambda _: True) -> list[str]:
        return sorted({name for folder in config.theme.dirs for name in _files(Path(folder)) if filter_func(name)})

    return listed


def _files(top: Path) -> Iterator[str]:
    """The files below a folder, by their paths from there."""
    for folder, below, names in os.walk(top):
        below[:] = [name for name in below if not name.startswith(".")]
        yield from (Path(folder, name).relative_to(top).as_posix() for name in names)


class _Template(Template):
    """A template that does not write what is known, or what another language's build makes."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Called for each page and each of the theme's own files."""
        context = dict(*args, **kwargs)
        page, config = context.get("page"), context["config"]
        if page is None:
            return super().render(*args, **kwargs) if is_made_here(config) else ""
        if is_known(page, config):
            return html_of(page, config)
        return super().render(*args, **kwargs)

    def make_module(self, vars: dict[str, Any] | None = None, *args: Any, **kwargs: Any) -> TemplateModule:
        """The template's macros, for a page."""
        module = super().make_module(vars, *args, **kwargs)
        if self.name == _ENTRIES and vars and vars.get("page"):
            module.__dict__["render"] = _written_once(module.__dict__["render"], vars["page"].url)
        return module


def _written_once(render: Callable[..., str], url: str) -> Callable[..., str]:
    """The macro for the page at `url`: entries that the page is not below are written once for all pages in its
    folder, as only links tell them apart, so that the time does not grow with the square of the pages."""
    folder, _, name = url.rpartition("/")
    place = folder if "." in name else url

    def rendered(entry: Any, *args: Any) -> str:
        if entry.active:
            return render(entry, *args)
        kept: dict[object, str] = vars(entry).setdefault("written", {})
        if (place, args) not in kept:
            kept[place, args] = render(entry, *args)
        return kept[place, args]

    return rendered
