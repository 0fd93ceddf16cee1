"""Glossary terms in the text: each term's first place on a page tells its counterpart, and a list below tells all.
What so many paragraphs speak of that a reader knows it is listed alone, unless the glossary asks for the mark.

In the text it is for the pointer, the finger and, with terms.js, the keyboard, whose one stop all marks of a page are;
the list says the same to everyone else, without a script, on paper and to a screen reader.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from html import escape, unescape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from duizhao.compare.glossary.match import Match, Matcher, matcher
from duizhao.compare.glossary.model import Term
from duizhao.document.editions import edition
from duizhao.languages import html_tag, language_names
from duizhao.project import Project, derived
from duizhao.publish.site.being_built import building
from duizhao.publish.site.front_matter import KINDS_OF_TEXT

#: In more than this share of an edition's paragraphs, and in more than so many, a term is common.
COMMON = 0.1
FEW = 8

#: Where a term is not marked: what is a link or no running text.
_NOT_IN = ("a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "sup", "script", "style", "details", "dl", "svg")
_NOT_IN_CLASSES = {"footnote", "admonition-title", "edition-note", "chart-legend", "figure-whose"}

#: A tag or a text, and the value of a tag's class.
_TOKEN = re.compile(r'</(?P<end>[^>]+)>|<(?P<name>[a-zA-Z][^\s/>]*)(?P<attributes>(?:[^>"]|"[^"]*")*)>|(?P<text>[^<]+)')
_CLASS = re.compile(r' class="([^"]*)"')
_VOID = ("br", "hr", "img", "wbr")


def with_terms(html: str, page: Page, config: MkDocsConfig) -> str:
    """The page's HTML with its terms marked; unchanged without a glossary, on home pages, and on those that
    hold none of the report's text."""
    built = building(config)
    current, others = built.current, built.others
    if not html or page.meta.get("kind") not in KINDS_OF_TEXT or not others:
        return html
    found = matcher(built.project, current)
    if not found.glossary.terms:
        return html
    marked, terms = mark_terms(html, found, others, common_terms(built.project, current))
    if not terms:
        return html
    strings, up = built.strings, "../" * page.file.src_uri.removeprefix(f"{current}/").count("/")
    address = f"{up}glossary.html"
    rows = "\n".join(
        f'<dt><a href="{address}#term-{escape(match.term.id)}">{escape(match.term.renderings[current].preferred)}</a>'
        f"</dt>{counterparts(match.term, others)}"
        for match in terms
    )
    summary = escape(strings.terms_here.format(count=len(terms), other=language_names(others, current)))
    return (
        f'{marked}\n<details class="edition-terms" data-search-exclude>'
        f'<summary>{summary}</summary>\n<dl class="edition-glossary">\n{rows}\n</dl></details>'
    )


def counterparts(term: Term, others: Iterable[str]) -> str:
    """What a term is called in other languages, as HTML, an element for each that has a name for it."""
    return "".join(
        f'<dd lang="{html_tag(code)}">{escape(term.renderings[code].preferred)}</dd>'
        for code in others
        if code in term.renderings
    )


@derived
def common_terms(project: Project, language: str) -> frozenset[str]:
    """The ids of the terms that an edition speaks of again and again."""
    found = matcher(project, language)
    paragraphs = [b.text for page in edition(project, language).pages for b in page.blocks if b.kind == "paragraph"]
    held = Counter(id_ for text in paragraphs for id_ in {match.term.id for match in found.find(text)})
    return frozenset(id_ for id_, number in held.items() if number > max(FEW, len(paragraphs) * COMMON))


def mark_terms(
    html: str, matcher: Matcher, others: Sequence[str], common: Collection[str] = ()
) -> tuple[str, list[Match]]:
    """Marks the first place of every term in running text with its counterpart in the first of the languages `others`
    that has one, but not of the common ones and of those the glossary wants unmarked.

    `html` is as the allow-list writes it: each element is closed, each value stands in double quotes. Gives the HTML
    with the marks, and the matches in reading order, marked or not.
    """
    seen: dict[str, Match] = {}
    written: list[str] = []
    # The elements that are open, and for each whether no text in it is marked.
    closed: list[bool] = [False]
    for token in _TOKEN.finditer(html):
        written.append(token[0])
        if token["end"]:
            closed.pop()
        elif token["name"] and token["name"] not in _VOID:
            closed.append(closed[-1] or _is_closed(token["name"], token["attributes"]))
        elif token["text"] and not closed[-1]:
            written[-1] = _marked(token["text"], matcher, others, common, seen)
    return "".join(written), list(seen.values())


def _marked(
    markup: str, matcher: Matcher, others: Sequence[str], common: Collection[str], seen: dict[str, Match]
) -> str:
    """A text with its marks; the terms in it are `seen` then."""
    text = unescape(markup)
    pieces: list[str] = []
    at = 0
    for match in matcher.find(text):
        term = match.term
        other = next((code for code in others if code in term.renderings), "")
        if match.role == "forbidden" or not other or term.id in seen:
            continue
        seen[term.id] = match
        if term.mark is False or (term.mark is None and term.id in common):
            continue
        counterpart = escape(term.renderings[other].preferred, quote=False).replace('"', "&quot;")
        pieces += [
            escape(text[at : match.start], quote=False),
            f'<span class="edition-term" data-counterpart="{counterpart}" tabindex="-1">',
            escape(text[match.start : match.end], quote=False),
            "</span>",
        ]
        at = match.end
    return "".join([*pieces, escape(text[at:], quote=False)]) if pieces else markup


def _is_closed(name: str, attributes: str) -> bool:
    found = _CLASS.search(attributes)
    return name in _NOT_IN or bool(found and _NOT_IN_CLASSES.intersection(found[1].split()))
