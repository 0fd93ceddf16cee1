"""Once the files are known: one place for the figures' images."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from duizhao.publish.site.figures import share


@event_priority(-200)  # after mkdocs-static-i18n (-100), which moves them
def on_files(files: Files, config: MkDocsConfig) -> Files:
    return share(files, config)
