"""The search index of the site, made from the edition's Markdown once the pages are written."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from duizhao.compare.glossary.load import glossary_of
from duizhao.document.editions import edition
from duizhao.publish.search.build import FOLDER, build_index, build_terms, build_variants
from duizhao.publish.search.documents import documents
from duizhao.publish.site.being_built import building
from duizhao.publish.site.places import add_places


def add_index(config: MkDocsConfig) -> None:
    """Writes what the search loads into the site's folder."""
    built, out = building(config), Path(config.site_dir) / FOLDER
    texts = ((edition(built.project, code), built.folder_of(code)) for code in built.languages)
    characters = build_index((document for text, folder in texts for document in documents(text, folder)), out)
    build_variants(characters, out)
    add_places(built, out)
    if len(built.languages) > 1:
        build_terms(glossary_of(built.project), built.languages, out)
