"""Once the files are known: the downloads page."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from duizhao.publish.site.downloads import add_page


@event_priority(-218)  # after the parallel views (-210), which it has none of
def on_files(files: Files, config: MkDocsConfig) -> Files:
    return add_page(files, config)
