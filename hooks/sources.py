"""Once the files are known: a page of all cited addresses."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from duizhao.publish.site.sources import add_page


@event_priority(-213)  # after the parallel views (-210), which it has none of
def on_files(files: Files, config: MkDocsConfig) -> Files:
    return add_page(files, config)
