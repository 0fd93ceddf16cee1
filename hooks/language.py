"""Before each language is built: its name, labels and messages."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from duizhao.publish.site.language import localise


@event_priority(-200)  # after mkdocs-static-i18n (-100), which says what language it is
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    return localise(config)
