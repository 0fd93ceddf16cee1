"""Once the files are known: a parallel view for each page."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from duizhao.publish.site.parallel import add_pages


@event_priority(-210)  # after mkdocs-static-i18n (-100), which would look for them on disk
def on_files(files: Files, config: MkDocsConfig) -> Files:
    return add_pages(files, config)
