"""The search index of the site, made from the edition's Markdown once the pages are written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from duizhao.compare.glossary.load import glossary_of
from duizhao.document.editions import edition
from duizhao.publish.search.build import FOLDER, build_index, build_terms
from duizhao.publish.search.documents import documents
from duizhao.publish.site.being_built import project_of


def add_index(config: MkDocsConfig) -> None:
    """Writes what the search loads into the site's folder."""
    i18n: Any = config.plugins["i18n"]
    languages = [str(language.locale) for language in i18n.config.languages]
    project, out = project_of(config), Path(config.site_dir) / FOLDER
    build_index(
        (
            document
            for code in languages
            for document in documents(edition(project, code), "" if code == languages[0] else f"{code}/")
        ),
        out,
    )
    if len(languages) == 2:
        build_terms(glossary_of(project), (languages[0], languages[1]), out)
