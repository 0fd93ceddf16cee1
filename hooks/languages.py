"""Before anything else: the language of messages; then only the languages the edition has."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from duizhao.publish.site.language import keep_present
from duizhao.words import message_language, speak


def on_startup(command: str, dirty: bool) -> None:
    speak(message_language())


@event_priority(100)  # before mkdocs-static-i18n, which asks every configured language for its pages
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    return keep_present(config)
