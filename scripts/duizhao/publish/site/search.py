"""The search index of the site, made from the edition's Markdown once the pages are written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from duizhao.compare.glossary.load import load_glossary
from duizhao.document.read import read_edition
from duizhao.publish.search.build import FOLDER, build_index, build_terms
from duizhao.publish.search.documents import documents


def add_index(config: MkDocsConfig) -> None:
    """Writes what the search loads into the site's folder."""
    i18n: Any = config.plugins["i18n"]
    languages = [str(language.locale) for language in i18n.config.languages]
    docs, out = Path(config.docs_dir), Path(config.site_dir) / FOLDER
    build_index(
        (
            document
            for code in languages
            for document in documents(read_edition(docs / code), "" if code == languages[0] else f"{code}/")
        ),
        out,
    )
    if len(languages) == 2:
        build_terms(load_glossary(docs.parent), (languages[0], languages[1]), out)
