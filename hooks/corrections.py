"""Once the files are known: a page on the edition's corrections."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from duizhao.publish.site.corrections import add_page


@event_priority(-216)  # after the parallel views (-210), which it has none of
def on_files(files: Files, config: MkDocsConfig) -> Files:
    return add_page(files, config)
