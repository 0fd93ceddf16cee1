"""What a page of the site is cited as, and the references its “Cite and share” shows."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.utils.meta import get_data
from msgspec import Struct
from msgspec.structs import replace

from duizhao.errors import InputError
from duizhao.languages import language as facts_of
from duizhao.project import Project, derived
from duizhao.publish.citation.data import bibtex, csl_json, ris
from duizhao.publish.citation.model import Work, html
from duizhao.publish.citation.styles import apa, chicago, gbt7714
from duizhao.publish.site.addresses import address
from duizhao.publish.site.being_built import project_of
from duizhao.publish.site.front_matter import KINDS_OF_TEXT
from duizhao.publish.site.strings import load_strings
from duizhao.source.editions import only_profile

STYLES = {"gbt7714": gbt7714, "apa": apa, "chicago": chicago, "bibtex": bibtex, "ris": ris, "csl_json": csl_json}
# The formats that are data, with the ending of such a file.
DATA = {"bibtex": ".bib", "ris": ".ris", "csl_json": ".json"}


class Entry(Struct, frozen=True):
    """One reference: the style's key and name, the HTML, and for data the name of its file."""

    key: str
    name: str
    html: str
    file: str


class Cited(Struct, frozen=True):
    """What a page is cited as: the file that holds it (the home page for the whole report), the work, references.

    `address` is empty if the site has none: then the reader's browser knows it.
    """

    file: File
    work: Work
    address: str
    whole: bool
    entries: tuple[Entry, ...]


def cited(file: File, home: File, config: MkDocsConfig) -> Cited:
    """What the page in `file` is cited as; `home` is the home page in the same language.

    A parallel view is cited as its page, with both titles. The edition's own pages, such as the glossary, are not the
    publisher's words: there the report is cited as a whole.
    """
    page: File = getattr(file, "single_file", file)
    if front_matter(page).get("kind") not in KINDS_OF_TEXT:
        page = home
    work = work_of(page, home, config, beside="" if page is home else getattr(file, "other", ""))
    url = address(page, config)
    words = config.extra["edition"]["cite_styles"]
    entries = tuple(
        Entry(key, name, html(STYLES[key](work), url), f"{work.key}{DATA[key]}" if key in DATA else "")
        for key, name in words.items()
    )
    return Cited(page, work, url, page is home, entries)


def work_of(page: File, home: File, config: MkDocsConfig, *, beside: str = "") -> Work:
    """The page in the file `page` as a work, or the report if it is the home page; `beside`: the language it is read
    beside, if any."""
    edition: dict[str, Any] = config.extra["edition"]
    language = str(getattr(page, "locale", ""))
    name = edition_name(project_of(config))
    path = Path(page.src_uri.removeprefix(f"{language}/")).with_suffix("")
    key = "-".join([name, *(part for part in path.parts if part != "index"), language])
    work = Work(
        key,
        edition["title"],
        edition["publisher"],
        edition["html_lang"],
        issued=edition["date"],
        undated=edition["cite"]["undated"],
    )
    other_page, other_home = _other(page, beside), _other(home, beside)
    if page is not home:
        work = replace(work, part=title_of(page))
    if beside:
        work = replace(work, translated_language=load_strings(beside).html_lang)
    # The styles put a translation behind a title that their readers may not be able to read.
    if other_home and (beside or facts_of(work.language).script != "latin"):
        tag = load_strings(str(getattr(other_home, "locale", ""))).html_lang
        work = replace(work, translated_title=title_of(other_home), translation_language=tag)
        if page is not home and other_page:
            work = replace(work, translated_part=title_of(other_page))
    return work


def title_of(file: File) -> str:
    """The title in the file's front matter."""
    return str(front_matter(file).get("title") or "").strip()


def front_matter(file: File) -> dict[str, Any]:
    """What the page says of itself; not to be changed."""
    return _front_matter(file.content_string)


@lru_cache(maxsize=4096)
def _front_matter(content: str) -> dict[str, Any]:
    return get_data(content)[1]


@derived
def edition_name(project: Project) -> str:
    """The name of the edition's profile, for keys; without one, `report`."""
    try:
        return only_profile(project).stem
    except InputError:
        return "report"


def _other(file: File, code: str = "") -> File | None:
    """The page's counterpart in a language, or in any other."""
    found: dict[str, File] = getattr(file, "alternates", {})
    if code:
        return found.get(code)
    return next((other for code, other in found.items() if code != getattr(file, "locale", "")), None)
