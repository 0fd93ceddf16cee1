"""What the site's search loads: the index, made from the edition's Markdown once the pages are written, and where the
box can lead without a search: a paragraph by its place (`1.2 ¶3`), the site's own pages by name.

The latter stands in a small file of each language, which is loaded when something is typed.
"""

import json
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from duizhao.compare.glossary.load import glossary_of
from duizhao.document.editions import edition
from duizhao.publish.search.build import FOLDER, build_index, build_terms, build_variants
from duizhao.publish.search.documents import documents
from duizhao.publish.site.being_built import Building, building, held
from duizhao.publish.site.strings import load_strings
from duizhao.workspace import replace_file

#: How a paragraph's place is written in any language.
_EVERYWHERE = ("{place} ¶{number}", "{place} p{number}")
#: How a paragraph's number may be written.
_NUMBER = "(?<number>[0-9]{1,4}|[零〇一二两三四五六七八九十百]+)"


def _pages(built: Building) -> dict[str, dict[str, list[Any]]]:
    return held(built.config, "places", lambda: {code: {"pages": [], "views": []} for code in built.languages})


def note_page(built: Building, kind: str, title: str, url: str) -> None:
    """Notes a page of the site's own in the language being built; it is found by its names in any language."""
    names = (name for code in built.languages for name in load_strings(code).search["also"].get(kind, ()))
    _pages(built)[built.current]["pages"].append([url, [title, *dict.fromkeys(names)]])


def note_view(built: Building, url: str, view: str) -> None:
    """Notes that the page at an address can be read in two languages at another."""
    _pages(built)[built.current]["views"].append([url, view])


def add_index(config: MkDocsConfig) -> None:
    """Writes what the search loads into the site's folder."""
    built, out = building(config), Path(config.site_dir) / FOLDER
    texts = ((edition(built.project, code), built.folder_of(code)) for code in built.languages)
    characters = build_index((document for text, folder in texts for document in documents(text, folder)), out)
    build_variants(characters, out)
    _add_places(built, out)
    if len(built.languages) > 1:
        build_terms(glossary_of(built.project), built.languages, out)


def _add_places(built: Building, out: Path) -> None:
    """Writes what is noted, and how places are written in any language of the site, into the search's folder."""
    written = [form for code in built.languages for form in load_strings(code).search["places"]]
    forms = [pattern(form) for form in dict.fromkeys([*_EVERYWHERE, *written])]
    for code, noted in _pages(built).items():
        strings = load_strings(code)
        words = {key: strings.search[key] for key in ("paragraph", "page", "go", "hints")}
        words |= {"both": strings.cite["parallel"], "on_this_page": strings.on_this_page}
        data = {**noted, "forms": forms, "words": words}
        said = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
        replace_file(out / code / "places.js", f"duizhaoSearch.places({said})\n")


def pattern(form: str) -> str:
    r"""What a browser finds a way of naming a place by.

    >>> pattern("第{place}节")
    '第\\s*(?<place>.+?)\\s*节'
    """
    said = re.sub(r"\s*(\{\w+\})\s*", r" \1 ", form).strip().replace(".", r"\.?")
    return re.sub(r" +", r"\\s*", said).replace("{place}", "(?<place>.+?)").replace("{number}", _NUMBER)
