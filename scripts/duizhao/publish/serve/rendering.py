"""Single pages of a site that was built, made anew with what MkDocs knew then."""

import copy
from typing import Any

from mkdocs.commands.build import _populate_page, get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from msgspec import Struct

from duizhao.project import Project
from duizhao.publish.site.being_built import held
from duizhao.publish.site.generated import make_again
from duizhao.publish.site.language import localise
from duizhao.publish.site.parallel import add_pages as add_parallel

#: After all other steps of an event.
_LAST = -1000


class Language(Struct, frozen=True):
    """What MkDocs knew of a language when it had read its pages."""

    code: str
    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Any


class Press(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Watches a build, and makes pages of it anew. Added to a configuration, it changes nothing in the site."""

    def __init__(self) -> None:
        super().__init__()
        self._nav: Navigation | None = None
        self._pages: dict[str, tuple[Language, File]] = {}

    @event_priority(_LAST)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """The navigation is complete."""
        self._nav = nav
        return nav

    @event_priority(_LAST)
    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> Any:
        """The pages of a language are read; the next language changes the same configuration."""
        assert self._nav is not None, "MkDocs makes the navigation before it reads the pages"
        i18n: Any = config.plugins["i18n"]
        own = copy.copy(config)
        for name in ("theme", "extra", "mdx_configs"):
            own[name] = copy.deepcopy(config[name])
        language = Language(str(i18n.current_language), own, files, self._nav, env)
        for file in files.documentation_pages(inclusion=InclusionLevel.is_included):
            self._pages[file.dest_uri] = language, file
        return env

    def shown(self) -> dict[str, tuple[str, str]]:
        """By the address of each page below the site's root: its language, and the path of what it shows below the
        language's folder, be it a file or not."""
        return {
            page: (language.code, getattr(file, "single_file", file).src_uri.removeprefix(f"{language.code}/"))
            for page, (language, file) in self._pages.items()
        }

    def render(self, page: str, project: Project) -> bytes | None:
        """A page as it is with the files of the project; None if the site has none at that address.

        Raises:
            Exception: it cannot be made; as MkDocs or our hooks say it.
        """
        if page not in self._pages:
            return None
        language, file = self._pages[page]
        config = language.config
        # Nothing of what the build held: neither its project nor what an earlier build made.
        vars(config)["held_by_edition"] = {}
        held(config, "project", lambda: project)
        i18n: Any = config.plugins["i18n"]
        i18n.current_language = config.theme["language"] = language.code
        localise(config, again=True)
        if single := getattr(file, "single_file", None):
            view = next(each for each in add_parallel(Files([single]), config) if each.src_uri == file.src_uri)
            file.content_string, file.contents = view.content_string, view.contents  # type: ignore[attr-defined]
        elif file.generated_by:
            make_again(file, config)
        assert file.page is not None
        vars(file.page).pop("render", None)  # of a page that the build took as an earlier one made it
        _populate_page(file.page, config, language.files)
        return _written(file, language)


def _written(file: File, language: Language) -> bytes:
    """The page as the templates write it, in the steps of MkDocs, but into no file."""
    page, config = file.page, language.config
    assert page is not None
    page.active = True
    try:
        pages = language.files.documentation_pages(inclusion=InclusionLevel.is_included)
        context: Any = get_context(language.nav, pages, config, page)
        template = language.env.get_template(page.meta.get("template", "main.html"))
        context = config.plugins.on_page_context(context, page=page, config=config, nav=language.nav)
        output: str = template.render(context)
        return config.plugins.on_post_page(output, page=page, config=config).encode("utf-8", "xmlcharrefreplace")
    finally:
        page.active = False
