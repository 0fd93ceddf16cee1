"""Once the files are known: one style sheet in place of several."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from duizhao.publish.site.styles import join_styles


@event_priority(-230)  # after the pages are complete
def on_files(files: Files, config: MkDocsConfig) -> Files:
    return join_styles(files, config)
