"""Once the pages are known: the navigation in reading order."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from duizhao.publish.site.navigation import arrange


@event_priority(-200)  # after mkdocs-static-i18n (-100), which sorts by title
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    return arrange(files, config.extra["edition"]["home"])
