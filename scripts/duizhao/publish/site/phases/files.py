"""The files of a language, the pages made for it, and their order."""

from collections.abc import Callable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from duizhao.publish.site import figures, parallel
from duizhao.publish.site.generated import add_pages
from duizhao.publish.site.installable import without_script
from duizhao.publish.site.lighter import join_scripts, join_styles, lighten
from duizhao.publish.site.navigation import arrange
from duizhao.publish.site.phases import AFTER_LANGUAGES
from duizhao.publish.site.remembered import note_common
from duizhao.publish.site.sanitize import without_strangers
from duizhao.publish.site.share_images import add_images
from duizhao.publish.site.sitemap import note

#: Once the files of the language are known.
FILES: tuple[Callable[[Files, MkDocsConfig], Files], ...] = (
    figures.share,  # the plugin has moved the images into one language
    without_strangers,  # after the figures, which gather their files anew; before all that reads files
    parallel.add_pages,  # before the pages of ours that follow, which have no counterpart to show
    add_pages,  # what stands in no file
    join_styles,  # the style sheets are complete
    join_scripts,  # what every page does
    without_script,  # unless the site is to be kept by browsers
    lighten,  # last: what is published is what is there
)
#: Once MkDocs has made a page of each.
NAVIGATION: tuple[Callable[[Navigation, MkDocsConfig, Files], Navigation], ...] = (
    arrange,  # the plugin has sorted by title
    note,  # the map of the site is in the order of the pages
    note_common,  # last: what each page of the language depends on
)
#: Once the pages have their titles.
TITLED: tuple[Callable[[Files, MkDocsConfig], None], ...] = (
    add_images,  # a shared link's picture shows the title
)


@event_priority(AFTER_LANGUAGES)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The language's files, with the pages made for it."""
    for step in FILES:
        files = step(files, config)
    return files


@event_priority(AFTER_LANGUAGES)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """The navigation in reading order."""
    for step in NAVIGATION:
        nav = step(nav, config, files)
    return nav


@event_priority(AFTER_LANGUAGES)
def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    """What is made beside the pages; the templates' environment stays as it is."""
    for step in TITLED:
        step(files, config)
