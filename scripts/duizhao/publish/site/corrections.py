"""The page “Corrections”: every difference between the edition and its source, with its reason; and a feed of them."""

import json
import logging
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from mkdocs.exceptions import PluginError
from msgspec import Struct

from duizhao.compare.pairs import pairs
from duizhao.document.boxes import box_words
from duizhao.document.editions import editions, in_order
from duizhao.errors import InputError, MissingSource, Phrase
from duizhao.languages import html_tag, language_name
from duizhao.project import Project, derived
from duizhao.publish.site.addresses import FEED
from duizhao.publish.site.being_built import Building
from duizhao.publish.site.build import NOTE
from duizhao.publish.site.generated import GeneratedPage
from duizhao.publish.site.strings import Strings, load_strings
from duizhao.revise.fidelity.errata import read_errata
from duizhao.revise.fidelity.load import Fidelity, fidelity_of
from duizhao.revise.fidelity.model import Erratum
from duizhao.revise.fidelity.reviewed import Pair, read_reviewed, reviewed_path, unreviewed
from duizhao.revise.marked import Words, sides
from duizhao.source.editions import codes_of, only_profile

#: How many characters are shown beside a change.
AROUND = 60

log = logging.getLogger("mkdocs.duizhao")

_ADDRESS = re.compile(r"https?://[^\s<>\"'，。；、（）]+[^\s<>\"'，。；、（）.,;:!?)]")


class _Told(Struct, frozen=True):
    """What sets the edition apart from its source, the pages' titles, and the counterparts no one has compared."""

    fidelity: Fidelity
    titles: dict[tuple[str, str], str]
    waiting: tuple[Pair, ...]


def pages(built: Building) -> Iterator[GeneratedPage]:
    """The page, and beside it the feed, if the profile names a source."""
    found = comparison(built.project)
    if not found:
        return
    words = built.strings.corrections
    if isinstance(found, MissingSource):
        yield GeneratedPage("corrections", words["title"], words["no_source"], built.languages)
        return
    yield GeneratedPage("corrections", words["title"], "\n".join(_body(found, built)), built.languages)
    folder = Path(built.config.site_dir) / built.folder_of(built.current)
    folder.mkdir(parents=True, exist_ok=True)
    feed = json.dumps(_feed(found, built), ensure_ascii=False, indent=1)
    (folder / FEED).write_text(f"{feed}\n", encoding="utf-8")


def told(project: Project) -> _Told | None:
    """The corrections of the only edition of a project; None without a source to compare with.

    Raises:
        PluginError: what editors say of the corrections cannot be read.
    """
    found = comparison(project)
    return found if isinstance(found, _Told) else None


@derived
def comparison(project: Project) -> _Told | MissingSource | None:
    """The corrections of the only edition of a project, or that its source is not there; None without an edition.

    Raises:
        PluginError: what editors say of the corrections cannot be read.
    """
    try:
        profile = only_profile(project)
    except InputError:
        return None  # no edition of ours, or several: no one can say which source this is
    confirmed = reviewed_path(profile)
    try:
        project.path("sources")
        read_errata(project.root)
        read_reviewed(confirmed, f"sources/{confirmed.name}")
    except InputError as error:
        raise PluginError(str(error)) from None
    try:
        compared = fidelity_of(project, profile)
        there = editions(project)
    except MissingSource as error:
        # No warning: what is in `docs/` is as good as before, and a strict build would stop.
        told = Phrase("The edition is not compared with its source, which is not there: {source}.", source=error.file)
        log.info("%s%s", NOTE, told)
        return error
    except InputError as error:
        log.info("the edition is not compared with its source: %s", error)
        return None
    titles = {
        (edition.language, page.path): str(page.front.get("title", page.path))
        for edition in there
        for page in edition.pages
    }
    codes = [edition.language for edition in in_order(there, codes_of(project, profile))]
    paired = pairs(project, codes[0], codes[1]) if len(codes) > 1 else ()
    return _Told(compared, titles, unreviewed(paired, compared.errata, compared.reviewed))


def _body(found: _Told, built: Building) -> Iterator[str]:
    """The page's Markdown, line by line."""
    words, current = built.strings.corrections, built.current
    yield from (words["text"], "")
    errata = found.fidelity.errata
    if not errata:
        yield from (words["none"], "")
        return
    yield from (f'<p><a href="{FEED}" type="application/feed+json">{escape(words["feed"])}</a></p>', "")
    for code in sorted(built.languages, key=lambda code: code != current):
        mine = [erratum for erratum in errata if erratum.change.unit.language == code]
        if not mine:
            continue
        if len(built.languages) > 1:
            yield from (f"## {words['of'].format(language=language_name(code, current))} {{ #of-{code} }}", "")
        for erratum in mine:
            yield from _erratum(erratum, found, built)


def _erratum(erratum: Erratum, found: _Told, built: Building) -> Iterator[str]:
    """One correction, as HTML."""
    strings, current = built.strings, built.current
    words, why, change = strings.corrections, erratum.why, erratum.change
    unit = change.unit
    tag = load_strings(unit.language).html_lang
    title = found.titles.get((unit.language, unit.page), unit.page)
    what = _what(erratum, words, current)
    anchor = f"#{unit.anchor}" if change.after else ""
    link = f"{built.way_to(unit.language)}{unit.page.removesuffix('.md')}.html{anchor}"
    yield f'<section class="edition-erratum" id="erratum-{change.hash}">'
    yield f'<h3><a href="{escape(link)}" lang="{tag}">{escape(title)}</a> <small>{escape(what)}</small></h3>'
    yield "<dl>"
    before, after = _texts(erratum, strings)
    own = strings.html_lang
    if change.kind == "moved":
        yield f'<dt>{escape(words["text_moved"])}</dt><dd lang="{tag}">{before}</dd>'
    else:
        yield f'<dt>{escape(words["before"])}</dt><dd lang="{tag if change.before else own}">{before}</dd>'
        yield f'<dt>{escape(words["after"])}</dt><dd lang="{tag if change.after else own}">{after}</dd>'
    if why.date:
        day = f'<time datetime="{escape(why.date)}">{escape(why.date[:10])}</time>'
        yield f"<dt>{escape(words['when'])}</dt><dd>{day}</dd>"
    yield f"<dt>{escape(words['why'])}</dt>{_said(why.reason, strings, current) or _no(words['no_reason'])}"
    if why.evidence:
        yield f"<dt>{escape(words['evidence'])}</dt>{_said(why.evidence, strings, current)}"
    for older in why.earlier:
        told = _said(older.reason, strings, current, words["on"].format(date=older.date[:10]))
        yield f"<dt>{escape(words['why_before'])}</dt>{told}"
    yield from ("</dl>", "</section>", "")


def _what(erratum: Erratum, words: dict[str, str], language: str) -> str:
    """What kind of block it is, and what was done to it."""
    kind = erratum.change.unit.kind
    boxes = box_words(language)
    block = (
        boxes[kind].label if kind in boxes else words.get("title_block" if kind == "title" else kind, words["other"])
    )
    return words["what"].format(block=block, done=words[erratum.change.kind])


def _texts(erratum: Erratum, strings: Strings, *, spoken: bool = True) -> tuple[str, str]:
    """Both texts as HTML, with their marks; `spoken`: named, too, which needs our style sheet."""
    words, change = strings.corrections, erratum.change
    marks = Words(words["deleted"], words["inserted"], words["end"]) if spoken else Words("", "", "")
    before, after = sides(*change.texts, marks, AROUND)
    none = {side: f"<em>{escape(words[side])}</em>" for side in ("not_before", "not_after")}
    return (before if change.before else none["not_before"], after if change.after else none["not_after"])


def _no(text: str) -> str:
    return f"<dd>{escape(text)}</dd>"


def _said(texts: dict[str, str], strings: Strings, current: str, before: str = "") -> str:
    """A reason or evidence in the page's language, or in the one it is given in, addresses as links; with words of
    ours `before` it."""
    if not texts:
        return ""
    code = next((c for c in (current, "") if c in texts), next(iter(texts)))
    tag = f' lang="{html_tag(code)}"' if code else ""
    if before:
        return f"<dd>{escape(before)}<span{tag}>{_linked(texts[code])}</span></dd>"
    return f"<dd{tag}>{_linked(texts[code])}</dd>"


def _linked(text: str) -> str:
    parts, last = [], 0
    for match in _ADDRESS.finditer(text):
        address = escape(match[0])
        parts += [escape(text[last : match.start()]), f'<a href="{address}" rel="noreferrer">{address}</a>']
        last = match.end()
    return "".join((*parts, escape(text[last:])))


def _feed(found: _Told, built: Building) -> dict[str, object]:
    """The language's corrections as JSON Feed 1.1; addresses only if the site's own is known."""
    strings, current = built.strings, built.current
    words, site = strings.corrections, str(built.config.site_url or "")
    base = f"{site.rstrip('/')}/{built.folder_of(current)}" if site else ""
    feed: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": words["title"],
        "language": strings.html_lang,
    }
    if base:
        feed |= {"home_page_url": f"{base}corrections.html", "feed_url": f"{base}{FEED}"}
    items = []
    for erratum in found.fidelity.errata:
        change, why = erratum.change, erratum.why
        if change.unit.language != current:
            continue
        before, after = _texts(erratum, strings, spoken=False)
        reason = _said(why.reason, strings, current).removeprefix("<dd").partition(">")[2].removesuffix("</dd>")
        title = found.titles.get((current, change.unit.page), change.unit.page)
        item: dict[str, object] = {
            "id": change.hash,
            "title": f"{title} · {_what(erratum, words, current)}",
            "content_html": f"<p>{before}</p><p>{after}</p><p>{reason or escape(words['no_reason'])}</p>",
        }
        if base:
            item["url"] = f"{base}corrections.html#erratum-{change.hash}"
        if why.date:
            item["date_published"] = why.date if "T" in why.date else f"{why.date}T00:00:00Z"
        items.append(item)
    return feed | {"items": items}
