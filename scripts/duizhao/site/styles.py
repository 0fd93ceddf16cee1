"""One style sheet for the site's own styles: a page waits for each file of styles before it shows anything."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

# Where it is on the site.
PATH = "assets/stylesheets/site.css"


def join_styles(files: Files, config: MkDocsConfig) -> Files:
    """Puts one file in place of those that `extra_css` lists, in their order; returns the same collection."""
    parts = list(config.extra.setdefault("style_parts", [str(part) for part in config.extra_css]))
    folders = [Path(folder) for folder in config.theme.dirs]
    texts = []
    for part in parts:
        source = next(folder / part for folder in [Path(config.docs_dir), *folders] if (folder / part).is_file())
        texts.append(source.read_text(encoding="utf-8").strip())
        if file := files.get_file_from_path(part):
            files.remove(file)
    files.append(File.generated(config, PATH, content="\n\n".join(texts) + "\n"))
    config.extra_css[:] = [PATH]
    return files
