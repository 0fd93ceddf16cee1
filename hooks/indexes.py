"""Once the files are known: the pages that list the fact boxes and the figures."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from duizhao.publish.site.indexes import add_pages


@event_priority(-212)  # after the parallel views (-210), which they have none of
def on_files(files: Files, config: MkDocsConfig) -> Files:
    return add_pages(files, config)
