"""Everything in the configuration that depends on the page's language.

`mkdocs-static-i18n` builds the site once for each language with the same configuration object, and says which it is.
"""

import json
import logging
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs_static_i18n.config import I18nPluginLanguage
from msgspec.structs import asdict

from duizhao.document.boxes import box_words
from duizhao.errors import InputError, Phrase
from duizhao.languages import language_name, language_names, own_name, reader_of
from duizhao.languages.cldr import direction
from duizhao.patterns import lazily
from duizhao.project import Project
from duizhao.publish.markdown import EXTENSION
from duizhao.publish.search.words import search_words
from duizhao.publish.site.being_built import project_of
from duizhao.publish.site.boxes import box_labels
from duizhao.publish.site.build import NOTE
from duizhao.publish.site.errors import SiteError
from duizhao.publish.site.figures import FOLDER
from duizhao.publish.site.front_matter import Edition, edition
from duizhao.publish.site.strings import Strings, load_strings
from duizhao.source.editions import codes_of, only_profile
from duizhao.words import filled, spoken

log = logging.getLogger("mkdocs.duizhao")

# What the template says itself; the other words for citing are the script's.
_CITE_IN_PAGE = ("title", "short", "page", "report", "no_date", "undated", "address", "report_address")


def take_languages(config: MkDocsConfig) -> MkDocsConfig:
    """Puts the languages of the profile into the configuration, in its order, those that have pages; the first is the
    default. A name that `mkdocs.yml` gives one of them is kept.

    Raises:
        SiteError: none has a home page, or a folder of the documents is of no language of the profile.
    """
    i18n: Any = config.plugins["i18n"]
    entries = {str(entry.locale): entry for entry in i18n.config.languages}
    present = sorted(page.parent.name for page in Path(config.docs_dir).glob("*/index.md"))
    codes = _in_profile(project_of(config)) or list(dict.fromkeys([*entries, *present]))
    if unknown := [code for code in present if code not in codes]:
        raise SiteError(
            "{folder} has the languages {codes}, which the profile does not name. Write them below its `languages`, or"
            " take their folders away.",
            folder=config.docs_dir,
            codes=unknown,
        )
    if not present:
        raise SiteError(
            "{folder} has no home page in any language ({codes}). Run `duizhao convert` first.",
            folder=config.docs_dir,
            codes=codes,
        )
    found = [code for code in codes if code in present]
    i18n.config.languages = [_entry(code, entries.get(code), default=code == found[0]) for code in found]
    return config


def _in_profile(project: Project) -> list[str]:
    """The codes of the profile's languages; none without a profile that can be read."""
    try:
        return [*codes_of(project, only_profile(project))]
    except InputError:
        return []


def _offer(code: str) -> dict[str, str]:
    """What a language offers its readers on the pages of others, with its own name."""
    return {key: said.format(language=language_name(code, code)) for key, said in load_strings(code).offer.items()}


def _entry(code: str, given: I18nPluginLanguage | None, *, default: bool) -> I18nPluginLanguage:
    """A language as the plugin has it. Its own check of codes knows none of three letters."""
    entry = given or I18nPluginLanguage()
    if not given:
        entry.load_dict({"locale": code, "name": own_name(code)})
        entry.validate()
    entry.default, entry.build, entry.link = default, True, "/" if default else f"/{code}/"
    return entry


def localise(config: MkDocsConfig, *, again: bool = False) -> MkDocsConfig:
    """Fits the configuration to the language that is about to be built, or of which a page is made `again`; returns the
    same object.

    Raises:
        SiteError: the language has no words, or its home page no title.
    """
    i18n: Any = config.plugins["i18n"]
    language = str(i18n.current_language)
    # The menu of languages; the plugin sees to it by itself if the theme is called `material`.
    i18n.reconfigure_material_theme(config, language)
    strings = load_strings(language)
    if reader_of(language) != language and not again:
        told = Phrase(
            "the words of the site itself are in {other} on the pages in {language}: it has none in that language.",
            other=language_name(reader_of(language), spoken()), language=language_name(language, spoken()),
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
    config.copyright = attribution(strings, facts)
    config.theme["language"] = strings.theme_language
    _name_palette(config.theme["palette"], strings)
    _set_markdown(config, strings, language, labels)
    config.extra["not_found"] = _not_found(
        config.extra.get("alternate") or [{"lang": language, "link": "index.html"}], Path(config.docs_dir)
    )
    config.extra["offers"] = {code: _offer(code) for code in codes if reader_of(code) == code}
    config.extra["short_names"] = {code: load_strings(code).short for code in config.extra["offers"]}
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
                "search": strings.not_found_search,
                "url": link,
                "attribution": attribution(strings, facts),
            }
        )
    return result


def _filled(text: str, strings: Strings, facts: Edition, languages: str) -> str:
    title = strings.title_quoted.format(title=facts.title)
    return filled(text, title=title, publisher=facts.publisher or strings.unnamed, languages=languages)


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


_ADDRESS = lazily(r"https?://[^\s<>()（），。；、]+[^\s<>()（），。；、.,;:]")


def attribution(strings: Strings, facts: Edition) -> Markup:
    """The footer's sentence, and what the publisher says of a licence; the title is marked up as that of a work."""
    title = Markup("<cite>{}</cite>").format(strings.title_quoted.format(title=facts.title))
    said = escape(strings.attribution).format(title=title, publisher=facts.publisher or strings.unnamed)
    if facts.licence:
        words = _ADDRESS.sub(r'<a href="\g<0>" rel="license">\g<0></a>', str(escape(facts.licence)))
        said += Markup("<br>") + escape(strings.licence).format(licence=Markup(words))
    return Markup('<p class="edition-attribution">{}</p>').format(said)
