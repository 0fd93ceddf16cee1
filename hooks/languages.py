"""Before anything else: only the languages the edition has."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from duizhao.site.language import keep_present


@event_priority(100)  # before mkdocs-static-i18n, which asks every configured language for its pages
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    return keep_present(config)
