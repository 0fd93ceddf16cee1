"""Two scripts for what every page does: a browser on a slow line waits for each file anew."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from duizhao.publish.site.lighter import without_comments

_FOLDER = "assets/javascripts"
#: What becomes one, in the order it is carried out: what the page itself does, then what holds on to its content and is
#: begun anew with it after an edit (serve/assets/live.js). paragraphs.js uses what cite.js and place.js offer,
#: all what common.js does.
_PARTS = {
    "site.js": ("common", "header", "reader", "place", "footnotes", "search-opener"),
    "content.js": ("cite", "report", "paragraphs", "terms"),
}


def join_scripts(files: Files, config: MkDocsConfig) -> Files:
    """Puts one file in the place of each such group of scripts; returns the same collection."""
    for joined, names in _PARTS.items():
        parts = [file for name in names if (file := files.get_file_from_path(f"{_FOLDER}/{name}.js"))]
        for part in parts:
            files.remove(part)
        content = "\n".join(without_comments(part.content_string) for part in parts)
        files.append(File.generated(config, f"{_FOLDER}/{joined}", content=content))
    return files
