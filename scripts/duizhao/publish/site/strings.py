"""The site's own words in one language, from `site.yml` in the language's folder."""

from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from duizhao.languages import html_tag, reader_of
from duizhao.languages.tables import table_of
from duizhao.publish.site.errors import SiteError


class Strings(Struct, frozen=True):
    """One language's words; the files say what each is for. `html_lang`: the tag of its pages."""

    html_lang: str
    theme_language: str
    short: str
    to_dark: str
    to_light: str
    colours: dict[str, str]
    reading: dict[str, str]
    offer: dict[str, str]
    home: str
    contents: str
    on_this_page: str
    sections_of_chapter: str
    permalink: str
    footnotes: str
    footnote: str
    footnote_back: str
    cited_back: str
    figure_missing: str
    about: str
    attribution: str
    licence: str
    title_quoted: str
    unnamed: str
    description: str
    not_found_title: str
    not_found_text: str
    not_found_home: str
    not_found_search: str
    without_script: str
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
    parallel_with: str
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
    source_counts: dict[str, dict[str, str]]
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
def load_strings(language: str) -> Strings:
    """The words of `language` (the name of its folder in `docs/`), or those that stand in for them.

    Raises:
        SiteError: a word is missing or unknown.
    """
    return strings_of(table_of(reader_of(language), "site"), language)


def strings_of(data: dict[str, Any], language: str) -> Strings:
    """The words of a language's `site.yml`.

    Raises:
        SiteError: a word is missing or unknown.
    """
    wanted = {field.name for field in fields(Strings)} - {"html_lang"}
    found = set(data)
    if names := sorted(wanted - found) or sorted(found - wanted):
        raise SiteError(
            "duizhao/languages/{language}/site.yml lacks {names}."
            if wanted - found
            else "duizhao/languages/{language}/site.yml has the unknown {names}.",
            language=language,
            names=names,
        )
    values: dict[str, Any] = {name: data[name] if isinstance(data[name], dict) else str(data[name]) for name in wanted}
    return Strings(html_lang=html_tag(language), **values)
