"""One script for what every page does: a browser on a slow line waits for each file anew."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from duizhao.publish.site.lighter import without_comments

_FOLDER = "assets/javascripts/"
#: Where it is on the site.
PATH = f"{_FOLDER}site.js"
#: What becomes part of it, in the order it is carried out: paragraphs.js uses what cite.js and place.js offer.
_PARTS = ("header", "reader", "place", "cite", "report", "paragraphs", "footnotes", "search-opener")


def join_scripts(files: Files, config: MkDocsConfig) -> Files:
    """Puts one file in place of those scripts; returns the same collection."""
    parts = [file for name in _PARTS if (file := files.get_file_from_path(f"{_FOLDER}{name}.js"))]
    for part in parts:
        files.remove(part)
    content = "\n".join(without_comments(part.content_string) for part in parts)
    files.append(File.generated(config, PATH, content=content))
    return files
