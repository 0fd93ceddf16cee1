"""The configuration: once when MkDocs starts, then before each language is built."""

from collections.abc import Callable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority

from duizhao.publish.site.addresses import take_site_url
from duizhao.publish.site.language import localise, take_languages
from duizhao.publish.site.phases import AFTER_LANGUAGES, BEFORE_LANGUAGES
from duizhao.publish.site.sanitize import refuse
from duizhao.publish.site.templates import one_environment
from duizhao.publish.site.theme import take_theme
from duizhao.words import message_language, speak

Step = Callable[[MkDocsConfig], MkDocsConfig]

#: Before mkdocs-static-i18n reads the configuration.
PREPARE: tuple[Step, ...] = (
    refuse,  # before any file is opened
    take_site_url,  # the plugin builds the links between the languages with it
    take_languages,  # the plugin reads them next
)
#: Once it has said which language is built.
LOCALISE: tuple[Step, ...] = (
    take_theme,  # the plugin has put a folder of its own before all others
    localise,  # the language's name, labels and messages
    one_environment,  # the theme's templates are compiled once, and do not write what is known
)


def on_startup(command: str, dirty: bool) -> None:
    """What is said to the person who builds is in the language of their machine."""
    speak(message_language())


@event_priority(BEFORE_LANGUAGES)
def _prepare(config: MkDocsConfig) -> MkDocsConfig:
    for step in PREPARE:
        config = step(config)
    return config


@event_priority(AFTER_LANGUAGES)
def _localise(config: MkDocsConfig) -> MkDocsConfig:
    for step in LOCALISE:
        config = step(config)
    return config


on_config = CombinedEvent(_prepare, _localise)
