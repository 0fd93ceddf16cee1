"""Once the files are known: the glossary's page."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from duizhao.publish.site.glossary import add_page


@event_priority(-215)  # after the parallel views (-210), which it has none of
def on_files(files: Files, config: MkDocsConfig) -> Files:
    return add_page(files, config)
