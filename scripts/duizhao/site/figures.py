"""The images of the figures: one copy on the site, whatever the number of languages."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from duizhao.markdown.figures import EXTENSIONS

# The folder in `docs/`, and on the site.
FOLDER = "figures"


def share(files: Files, config: MkDocsConfig) -> Files:
    """Gives every language the images of `docs/figures/`, in one place; returns the same collection.

    `mkdocs-static-i18n` takes what lies outside the languages' folders for the default language's own.
    """
    for file in list(files):
        if file.src_uri.startswith(f"{FOLDER}/"):
            files.remove(file)
    for path in sorted((Path(config.docs_dir) / FOLDER).glob("*")):
        if path.suffix.removeprefix(".") in EXTENSIONS:
            files.append(
                File(
                    f"{FOLDER}/{path.name}",
                    config.docs_dir,
                    config.site_dir,
                    config.use_directory_urls,
                    inclusion=InclusionLevel.INCLUDED,
                )
            )
    return files
