"""The end of a build: what is written beside the pages."""

from collections.abc import Callable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from duizhao.publish.site.installable import add_worker
from duizhao.publish.site.phases import AFTER_LANGUAGES
from duizhao.publish.site.report import add_counterparts
from duizhao.publish.site.search import add_index
from duizhao.publish.site.sitemap import write

#: Once every language is built; only the last needs the others.
WRITTEN: tuple[Callable[[MkDocsConfig], None], ...] = (
    write,  # the map of the site, from the pages noted on the way
    add_index,  # what the search loads
    add_counterparts,  # what the form for mistakes quotes
    add_worker,  # last: it names every file
)


@event_priority(AFTER_LANGUAGES)
def on_post_build(config: MkDocsConfig) -> None:
    """The files beside the pages."""
    for step in WRITTEN:
        step(config)
