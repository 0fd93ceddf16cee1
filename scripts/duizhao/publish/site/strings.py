"""The site's own words in one language, from `site.yml` in the language's folder."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from duizhao import languages
from duizhao.publish.site.errors import SiteError
from duizhao.yaml_loader import LOADER

_FOLDER = Path(languages.__file__).parent


@dataclass(frozen=True, slots=True)
class Strings:
    """One language's words; the files say what each is for. `html_lang`: the tag of its pages."""

    html_lang: str
    theme_language: str
    to_dark: str
    to_light: str
    colours: dict[str, str]
    home: str
    contents: str
    on_this_page: str
    sections_of_chapter: str
    permalink: str
    footnotes: str
    footnote: str
    footnote_back: str
    figure_missing: str
    about: str
    attribution: str
    title_quoted: str
    description: str
    not_found_title: str
    not_found_text: str
    not_found_home: str
    paragraph: str
    about_single: str
    description_single: str
    about_pair: str
    about_title: str
    about_text: str
    about_differences: str
    about_differences_text: str
    about_downloads: str
    about_downloads_text: str
    about_download: str
    levels: dict[str, str]
    breaks_off: str
    about_see: str
    glossary: str
    glossary_text: str
    glossary_kinds: dict[str, str]
    terms_here: str
    search: dict[str, Any]
    list_separator: str
    table: str
    parallel: str
    controls: dict[str, str]
    parallel_page: str
    single_page: str
    parallel_title: str
    parallel_coverage: str
    parallel_gap: str
    parallel_alone: str
    downloads: str
    downloads_bundles: str
    downloads_bundles_text: str
    downloads_none: str
    about_see_downloads: str
    downloads_file: str
    bundles: dict[str, str]
    sources: dict[str, str]
    indexes: dict[str, str]
    footnote_previews: dict[str, str]
    figure_data: dict[str, str]
    og_locale: str
    colon: str
    dates: dict[str, str]
    counts: dict[str, str]
    front: dict[str, str]
    cite: dict[str, str]
    cite_styles: dict[str, str]
    corrections: dict[str, str]
    proofread: dict[str, str]
    not_compared: str
    report: dict[str, str]
    corpus: dict[str, str]


@cache
def load_strings(language: str, folder: Path = _FOLDER) -> Strings:
    """The words of `language` (the name of its folder in `docs/`).

    Raises:
        SiteError: there is no such file, or a word is missing or unknown.
    """
    file = folder / language / "site.yml"
    if not file.is_file():
        raise SiteError(
            "The site has no words in the language '{language}' (it has {have}). Add a file {name}, with the keys that"
            " the others have.",
            language=language,
            have=sorted(path.parent.name for path in folder.glob("*/site.yml")),
            name=f"duizhao/languages/{language}/site.yml",
        )
    data = yaml.load(file.read_text(encoding="utf-8"), Loader=LOADER)
    wanted = {field.name for field in fields(Strings)} - {"html_lang"}
    found = set(data) if isinstance(data, dict) else set()
    if names := sorted(wanted - found) or sorted(found - wanted):
        raise SiteError(
            "duizhao/languages/{language}/site.yml lacks {names}."
            if wanted - found
            else "duizhao/languages/{language}/site.yml has the unknown {names}.",
            language=language,
            names=names,
        )
    values: dict[str, Any] = {name: data[name] if isinstance(data[name], dict) else str(data[name]) for name in wanted}
    return Strings(html_lang=languages.html_tag(language), **values)
