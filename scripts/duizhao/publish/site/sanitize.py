"""What the hooks do so that a page is harmless, whatever stands in `docs/`."""

import logging
import re
from pathlib import Path

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from duizhao.check.words import LocaleText
from duizhao.document.safety.allowed import harmless, known_only
from duizhao.document.safety.before import refuse_unsafe
from duizhao.document.safety.files import KEYS, file_hazards
from duizhao.document.safety.policy import SCRIPTS, scripts_of, with_policy
from duizhao.document.safety.text import without_unseen
from duizhao.errors import InputError, Phrase
from duizhao.project import Project, derived
from duizhao.publish.site.being_built import project_of
from duizhao.publish.site.errors import SiteError
from duizhao.publish.site.installable import POLICY, is_asked_for
from duizhao.words import spoken

log = logging.getLogger("mkdocs.duizhao")


def refuse(config: MkDocsConfig) -> MkDocsConfig:
    """Stops before anything is opened that must not be; returns the same object.

    Raises:
        SiteError: there is such a thing.
    """
    try:
        refuse_unsafe(Path(config.config_file_path).parent)
    except InputError as error:
        raise SiteError("{told}", told=error) from None
    return config


def without_strangers(files: Files, config: MkDocsConfig) -> Files:
    """Leaves out what has no place in `docs/`, with a warning for each; returns the same collection."""
    docs = Path(config.docs_dir)
    refused: dict[Path, str] = {}
    for found in file_hazards(docs.parent, docs.name):
        path = docs.parent / found.file
        if path not in refused:
            refused[path] = found.hazard.code
    for file in list(files):
        if file.abs_src_path is None or not Path(file.abs_src_path).is_relative_to(docs):
            continue
        source = Path(file.abs_src_path)
        code = next((refused[path] for path in (source, *source.parents) if path in refused), None)
        if code:
            name, title = source.relative_to(docs.parent), LocaleText(code, "title")[spoken()]
            log.warning("%s", Phrase("{name} is left out ({code}: {title})", name=name, code=code, title=title))
            files.remove(file)
    return files


def known_front_matter(markdown: str, page: Page, config: MkDocsConfig) -> str:
    """Leaves in a page's front matter what a page of the edition may say; pages made by the program keep theirs. Gives
    the Markdown as it is."""
    if page.file.generated_by is None:
        known_only(page.meta, tuple(KEYS))
    return markdown


def harmless_content(html: str, page: Page, config: MkDocsConfig) -> str:
    """The content of a page, as the allow-list lets it be."""
    return harmless(html, ours=page.file.generated_by is not None)


def guarded(html: str, config: MkDocsConfig) -> str:
    """The whole page, with its policy, and without signs that no one can see."""
    own = _own_scripts(project_of(config), tuple(config.theme.dirs))
    return with_policy(without_unseen(html), own, POLICY if is_asked_for(config) else ())


@derived
def _own_scripts(project: Project, theme: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """The scripts a page may hold."""
    project.state(*(f"{folder}/{SCRIPTS}" for folder in theme))
    return scripts_of(theme)


def escape_title(markdown: str, page: Page, config: MkDocsConfig) -> str:
    """Escapes the title of the front matter: the theme's templates print it as it is, `<` and `&` included. The
    Markdown stays as it is."""
    if "title" in page.meta:
        page.meta["title"] = escape(without_unseen(str(page.meta["title"])).strip())
    return markdown
