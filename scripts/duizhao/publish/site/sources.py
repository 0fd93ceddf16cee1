"""The page “Sources” in each language: every cited address by host, where it is cited, and what is known of it."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import unquote

from mkdocs.exceptions import PluginError
from msgspec import Struct

from duizhao.check.links.cited import by_host, cited, without_address
from duizhao.check.links.file import path_beside, read_links
from duizhao.check.links.model import Cited, Link, Place
from duizhao.document.editions import edition
from duizhao.errors import InputError
from duizhao.languages.cldr import by_count
from duizhao.project import Project, derived
from duizhao.publish.site.being_built import Building
from duizhao.publish.site.generated import GeneratedPage
from duizhao.publish.site.strings import Strings
from duizhao.source.editions import only_profile

#: Letters that are not of ASCII, as an address writes them.
_READABLE = re.compile(r"(?:%[89a-f][0-9a-f])+", re.IGNORECASE)


class _Sources(Struct, frozen=True):
    cited: tuple[Cited, ...]
    without: tuple[tuple[Place, str], ...]


def pages(built: Building) -> Iterator[GeneratedPage]:
    """The page, if the edition has notes or addresses. Every address is found in its note.

    Raises:
        PluginError: the file of what is known of the addresses has a fault.
    """
    found = {code: _sources(built.project, code) for code in built.languages}
    there = [code for code, each in found.items() if each.cited or each.without]
    if built.current in there:
        body = "\n".join(_body(found[built.current], _known(built.project), built.strings))
        yield GeneratedPage("sources", built.strings.sources["title"], body, there)


@derived
def _sources(project: Project, language: str) -> _Sources:
    pages = edition(project, language)
    return _Sources(cited(pages), without_address(pages))


@derived
def _known(project: Project) -> dict[str, Link]:
    try:
        path = path_beside(only_profile(project))
    except InputError:
        return {}  # no edition of ours, or several: nothing is known for certain
    try:
        project.path(f"sources/{path.name}")
        return read_links(path, f"sources/{path.name}")
    except InputError as error:
        raise PluginError(str(error)) from None


def _body(found: _Sources, known: dict[str, Link], strings: Strings) -> Iterator[str]:
    words = strings.sources
    hosts = by_host(found.cited)
    if found.cited:
        numbers = {"addresses": len(found.cited), "hosts": len(hosts)}
        forms, tag = strings.source_counts, strings.html_lang
        counts = {name: by_count(forms[name], number, tag) for name, number in numbers.items()}
        yield words["text"].format(**counts) + "\n"
        yield words["states"] + "\n"
    if found.without:
        yield f"## {words['without']} {{ #without-address }}\n"
        yield '<ul class="edition-sources">'
        for place, text in found.without:
            yield f"<li><p>{escape(text)}</p>{_cited_in((place,), strings)}</li>"
        yield "</ul>\n"
    for host, group in hosts:
        yield f'## <span translate="no">{escape(host)}</span> {{ #{_slug(host)} .edition-host }}\n'
        yield '<ul class="edition-sources">'
        for each in group:
            yield from _entry(each, known.get(each.address, Link(each.address)), strings)
        yield "</ul>\n"


def _entry(each: Cited, link: Link, strings: Strings) -> Iterator[str]:
    number = hashlib.sha256(each.address.encode()).hexdigest()[:10]
    yield f'<li id="source-{number}">'
    yield f"<p>{_address(each.address)}</p>"
    yield _cited_in(each.places, strings)
    yield f'<p class="source-state" data-state="{_state(link)}">{state_html(link, strings)}</p>'
    yield "</li>"


def _cited_in(places: Iterable[Place], strings: Strings) -> str:
    """The places that cite, each a link to the note or the paragraph."""
    words = strings.sources
    links = []
    for place in places:
        page = place.page.removesuffix(".md") + ".html"
        if not place.note:
            anchor = f"#{place.blocks[0]}" if place.blocks else ""
            links.append(f'<a href="{escape(page + anchor)}">{escape(place.title)}</a>')
            continue
        note = words["note"].format(number=place.number)
        text = f'<a href="{escape(f"{page}#fn:{place.note}")}">{escape(place.title + words["between"] + note)}</a>'
        numbered = [f" {n}" if len(place.blocks) > 1 else "" for n in range(1, len(place.blocks) + 1)]
        marks = [
            f'<a href="{escape(f"{page}#{block}")}">{escape(words["paragraph"] + number)}</a>'
            for block, number in zip(place.blocks, numbered, strict=True)
        ]
        inside = strings.list_separator.join(marks)
        links.append(text + (words["in_brackets"].format(text=inside) if marks else ""))
    return f'<p class="source-places">{escape(words["cited_in"])}{words["separator"].join(links)}</p>'


def _address(address: str) -> str:
    """An address as a link that leads to it as it is written and shows it as it is read.

    >>> _address("https://example.org/%E6%A1%A5?a=1%26b").split(">")[1]
    'https://example.org/桥?a=1%26b</a'
    """
    return f'<a href="{escape(address)}" rel="external" translate="no">{escape(_READABLE.sub(_decoded, address))}</a>'


def _decoded(encoded: re.Match[str]) -> str:
    """What stands for signs of other scripts as these; anything else, and what cannot be seen, as it is written."""
    text = unquote(encoded[0], errors="replace")
    return text if text.isprintable() and "\ufffd" not in text else encoded[0]


def _state(link: Link) -> str:
    return link.outcome.state if link.outcome else "unchecked"


def state_html(link: Link, strings: Strings) -> str:
    """What is known of an address, in words, as HTML."""
    words = strings.sources
    said = escape(words["unchecked"])
    if link.outcome:
        outcome = link.outcome
        year, month, day = map(int, link.checked.split("-"))
        date = words["date"].format(year=year, month=words["months"].split()[month - 1], day=day)
        state = words[outcome.state]
        if outcome.state == "unclear":
            reason = words["status"].format(status=outcome.status) if outcome.status else words[outcome.problem]
            state += words["in_brackets"].format(text=reason)
        time = f'<time datetime="{link.checked}">{escape(date)}</time>'
        said = escape(words["checked"]).format(date=time, state=escape(state))
        if outcome.final:
            said += f"{escape(words['leads_to'])}{_address(outcome.final)}"
    if link.archive:
        said += f' <a href="{escape(link.archive)}" rel="external">{escape(words["archive"])}</a>'
    return said


def _slug(host: str) -> str:
    """An id for a host, different for each."""
    return "host-" + re.sub(r"[^a-z0-9.-]", lambda match: f"_{ord(match[0]):x}", host).replace(".", "_")
