"""Once the site is written: what its search loads."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from duizhao.publish.site.search import add_index


@event_priority(-200)  # after mkdocs-static-i18n (-100), which builds the other languages then
def on_post_build(config: MkDocsConfig) -> None:
    add_index(config)
