"""Everything in the configuration that depends on the page's language.

`mkdocs-static-i18n` builds the site once for each language with the same configuration object, and says which it is.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig

from duizhao.document.boxes import box_words
from duizhao.errors import Phrase
from duizhao.languages import language_names, reader_of
from duizhao.languages.cldr import direction, name_of
from duizhao.publish.markdown import EXTENSION
from duizhao.publish.search.words import search_words
from duizhao.publish.site.being_built import project_of
from duizhao.publish.site.boxes import box_labels
from duizhao.publish.site.build import NOTE
from duizhao.publish.site.errors import SiteError
from duizhao.publish.site.figures import FOLDER
from duizhao.publish.site.front_matter import Edition, edition
from duizhao.publish.site.strings import Strings, load_strings
from duizhao.words import filled

log = logging.getLogger("mkdocs.duizhao")

# What the template says itself; the other words for citing are the script's.
_CITE_IN_PAGE = ("title", "short", "page", "report", "no_date", "address", "report_address")


def keep_present(config: MkDocsConfig) -> MkDocsConfig:
    """Takes the languages without a folder in the documents out of the configuration; the first left is the default.

    Raises:
        SiteError: none is left, or the documents have one that the configuration does not name.
    """
    i18n: Any = config.plugins["i18n"]
    configured = list(i18n.config.languages)
    docs = Path(config.docs_dir)
    present = [lang for lang in configured if (docs / str(lang.locale) / "index.md").is_file()]
    named = {str(language.locale) for language in configured}
    if missing := sorted({page.parent.name for page in docs.glob("*/index.md")} - named):
        raise SiteError(
            "{folder} has the languages {codes}, which mkdocs.yml does not name. Add below `plugins`, `i18n`,"
            " `languages`:\n{entries}",
            folder=config.docs_dir,
            codes=missing,
            entries="\n".join(f"        - locale: {code}\n          name: {name_of(code, code)}" for code in missing),
        )
    if not present:
        raise SiteError(
            "{folder} has no home page in any language ({codes}). Run `duizhao convert` first.",
            folder=config.docs_dir,
            codes=[str(language.locale) for language in configured],
        )
    if len(present) < len(configured):
        present[0].default = True
        present[0].build = True
        i18n.config.languages = present
    return config


def localise(config: MkDocsConfig) -> MkDocsConfig:
    """Fits the configuration to the language that is about to be built; returns the same object.

    Raises:
        SiteError: the language has no words, or its home page no title.
    """
    i18n: Any = config.plugins["i18n"]
    language = str(i18n.current_language)
    # The menu of languages; the plugin sees to it by itself if the theme is called `material`.
    i18n.reconfigure_material_theme(config, language)
    strings = load_strings(language)
    if reader_of(language) != language:
        told = Phrase(
            "the words of the site itself are in {other} on the pages in {language}: it has none in that language.",
            other=reader_of(language), language=language,
        )  # fmt: skip
        log.info("%s%s", NOTE, told)
    labels = box_labels(project_of(config), language)
    names = {kind: said.counted.format(label=labels[kind]) for kind, said in box_words(language).items()}
    home = Path(config.docs_dir) / language / "index.md"
    facts = edition(home, f"{Path(config.docs_dir).name}/{language}/index.md")

    # The theme puts these into attributes unescaped, and a title may hold quotation marks.
    config.site_name = escape(facts.title)
    codes = [str(each.locale) for each in i18n.config.languages]
    description, about = (
        (strings.description, strings.about) if len(codes) > 1 else (strings.description_single, strings.about_single)
    )
    description, about = (
        facts.description or _filled(text, strings, facts, language_names(codes, language))
        for text in (description, about)
    )
    config.site_description = escape(description)
    config.site_author = escape(facts.publisher)
    config.copyright = _attribution(strings, facts)
    config.theme["language"] = strings.theme_language
    _name_palette(config.theme["palette"], strings)
    _set_markdown(config, strings, language, labels)
    config.extra["not_found"] = _not_found(
        config.extra.get("alternate") or [{"lang": language, "link": "index.html"}], Path(config.docs_dir)
    )
    config.extra["offers"] = {code: load_strings(code).offer for code in codes if reader_of(code) == code}
    config.extra["edition"] = {
        **asdict(strings),
        "direction": direction(language),
        "boxes": names,
        "search": search_words(codes, language, labels),
        "title": facts.title,
        "publisher": facts.publisher,
        "date": facts.date,
        "cite_words": json.dumps(
            {name: word for name, word in strings.cite.items() if name not in _CITE_IN_PAGE}, ensure_ascii=False
        ),
        "description_text": description,
        "about": about,
    }
    return config


def _not_found(languages: list[dict[str, str]], docs: Path) -> list[dict[str, str]]:
    """What the page for a wrong address says, in each of the site's languages."""
    result = []
    for code, link in ((language["lang"], language["link"]) for language in languages):
        strings = load_strings(code)
        facts = edition(docs / code / "index.md", f"{docs.name}/{code}/index.md")
        result.append(
            {
                "lang": strings.html_lang,
                "folder": code,
                "title": strings.not_found_title,
                "text": strings.not_found_text,
                "home": strings.not_found_home,
                "url": link,
                "attribution": _attribution(strings, facts),
            }
        )
    return result


def _filled(text: str, strings: Strings, facts: Edition, languages: str) -> str:
    title = strings.title_quoted.format(title=facts.title)
    return filled(text, title=title, publisher=facts.publisher or strings.unnamed, languages=languages)


def _attribution(strings: Strings, facts: Edition) -> Markup:
    """The footer's sentence; the title is marked up as the title of a work."""
    title = Markup("<cite>{}</cite>").format(strings.title_quoted.format(title=facts.title))
    return Markup('<p class="edition-attribution">{}</p>').format(
        escape(strings.attribution).format(title=title, publisher=facts.publisher or strings.unnamed)
    )


def _name_palette(palette: list[dict[str, Any]], strings: Strings) -> None:
    """A button is named after what it leads to, so the light palette's says dark."""
    for option in palette:
        option["toggle"]["name"] = strings.to_light if option["scheme"] == "slate" else strings.to_dark


def _set_markdown(config: MkDocsConfig, strings: Strings, language: str, labels: dict[str, str]) -> None:
    settings: dict[str, dict[str, Any]] = config.mdx_configs
    settings.setdefault("toc", {}).update(title=strings.on_this_page)
    settings.setdefault(EXTENSION, {}).update(
        figures_dir=str(Path(config.docs_dir) / FOLDER),
        figures_url=f"/{FOLDER}",
        figure_missing=strings.figure_missing,
        figure_data=strings.figure_data,
        language=language,
        box=labels,
        permalink=strings.permalink,
        paragraph=strings.paragraph,
        footnote=strings.footnote,
        footnotes=strings.footnotes,
        table=strings.table,
        table_separator=strings.list_separator,
        footnote_back=strings.footnote_back,
        cited_back=strings.cited_back,
        footnote_back_several=strings.footnote_previews["back_several"],
    )
