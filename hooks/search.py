"""Once the site is written: Chinese in the search index."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from duizhao.site.search import add_pairs


@event_priority(-200)  # after mkdocs-static-i18n (-100), which joins the languages' indexes
def on_post_build(config: MkDocsConfig) -> None:
    add_pairs(Path(config.site_dir))
