"""The home page: what can be said of the edition by counting, its chapters, and the ways to read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from msgspec import Struct

from duizhao.document import model as document
from duizhao.document.boxes import BY_NAME
from duizhao.document.editions import edition
from duizhao.document.highlights import highlights, page_with
from duizhao.document.issued import Issued
from duizhao.languages import Language, language, reader_of
from duizhao.languages.cldr import month_name
from duizhao.publish.site.being_built import project_of
from duizhao.publish.site.boxes import box_labels
from duizhao.publish.site.cite import front_matter
from duizhao.publish.site.facts import Facts, page_facts, total
from duizhao.publish.site.front_matter import KINDS_OF_TEXT


class Card(Struct, frozen=True):
    """A chapter with its sections, or a page outside the chapters; `facts` are words such as “about 3 min”; `boxes`:
    its boxes and figures, each with what its kind is called, its title and its address."""

    title: str
    url: str
    facts: tuple[str, ...]
    sections: tuple[Card, ...] = ()
    boxes: tuple[tuple[str, str, str], ...] = ()


class Chosen(Struct, frozen=True):
    """A sentence an editor chose, the title of its page, and its paragraph's address."""

    text: str
    title: str
    url: str


class Way(Struct, frozen=True):
    """A way to read: its name, what it is, and where it leads; `main` for the one that begins at the beginning."""

    name: str
    text: str
    url: str
    main: bool = False


class FrontPage(Struct, frozen=True):
    """`facts`: (name, value), in order; `chosen`: sentences an editor chose; `speed`: how the reading time is reckoned,
    empty if there is none; `cards`: the report's pages; `more`: the edition's own."""

    facts: tuple[tuple[str, str], ...]
    chosen: tuple[Chosen, ...]
    speed: str
    cards: tuple[Card, ...]
    more: tuple[Card, ...]
    ways: tuple[Way, ...]
    about: str


def front_page(nav: Navigation, config: MkDocsConfig) -> FrontPage:
    """The home page of the language that is being built."""
    words: dict[str, Any] = config.extra["edition"]
    home = nav.homepage
    code = str(getattr(home.file, "locale", "")) if home else ""
    pace = language(code)
    by_path = {page.path: page for page in edition(project_of(config), code).pages}
    read = {page.url: by_path[path] for page in nav.pages if (path := _path(page, code)) in by_path}
    facts = {url: page_facts(page) for url, page in read.items()}
    labels = box_labels(project_of(config), code)
    boxes = {url: tuple(_boxes(page, url, labels)) for url, page in read.items()}
    whole = total(facts.values())
    speed = words["front"]["speed_han" if whole.han else "speed"] if whole.minutes(pace) else ""
    speed = speed.format(han=pace.han_per_minute, words=pace.words_per_minute)
    about = next((page.url for page in nav.pages if front_matter(page.file).get("kind") == "about"), "")

    def card(page: Page) -> Card:
        return Card(str(page.title), page.url, minutes(page), boxes=boxes.get(page.url, ()))

    def minutes(*pages: Page) -> tuple[str, ...]:
        return _minutes(total(facts.get(page.url, Facts()) for page in pages), words, pace)

    cards, more = (tuple(_cards(nav, card, minutes, text)) for text in (True, False))
    return FrontPage(
        tuple(_facts(whole, words, pace, code)),
        tuple(_chosen(nav, config, code)),
        speed,
        cards,
        more,
        tuple(_ways(nav, words)),
        about,
    )


def _facts(whole: Facts, words: dict[str, Any], pace: Language, code: str) -> list[tuple[str, str]]:
    front = words["front"]
    found = [(front["date"], written_date(words["date"], words["dates"], code))] if words["date"] else []
    found += _counts(whole, words)
    found += [(front["reading_time"], minutes) for minutes in _minutes(whole, words, pace)]
    return found if words["date"] else [*found, (front["date"], front["no_date"])]


def _chosen(nav: Navigation, config: MkDocsConfig, code: str) -> Iterator[Chosen]:
    """The sentences on the front page; what the text does not say is not there (the check tells)."""
    pages = {_path(page, code): page for page in nav.pages}
    project = project_of(config)
    for highlight in highlights(project):
        if page := pages.get(page_with(edition(project, code), highlight) or ""):
            yield Chosen(highlight.said[code], str(page.title), f"{page.url}#{highlight.id}")


def _path(page: Page, code: str) -> str:
    return page.file.src_uri.removeprefix(f"{code}/")


def written_date(date: Issued, forms: dict[str, str], code: str) -> str:
    """The date in the forms of a language's reader, as exactly as it is known."""
    form = forms["day" if date.day else "month" if date.month else "year"]
    name = month_name(reader_of(code), date.month) if date.month else ""
    return form.format(year=date.year, month=date.month, day=date.day, month_name=name)


def _counts(facts: Facts, words: dict[str, Any]) -> list[tuple[str, str]]:
    """The counts that are not zero, each with its name."""
    names = words["counts"]
    found = [(names["chapters"], facts.chapters), (names["sections"], facts.sections)]
    found += [(name, facts.boxes[kind]) for kind, name in words["boxes"].items()]
    return [(name, str(count)) for name, count in (*found, (names["notes"], facts.notes)) if count]


def _cards(
    nav: Navigation, card: Callable[[Page], Card], minutes: Callable[..., tuple[str, ...]], text: bool
) -> Iterator[Card]:
    """The cards of the pages that hold the report's text, or of those that do not."""
    for item in nav.items:
        if isinstance(item, Page) and item is not nav.homepage:
            if (front_matter(item.file).get("kind") in KINDS_OF_TEXT) == text:
                yield card(item)
        elif isinstance(item, Section) and text:
            pages = [child for child in item.children if isinstance(child, Page)]
            sections = tuple(card(page) for page in pages[1:])
            yield Card(str(item.title), pages[0].url, minutes(*pages), sections, card(pages[0]).boxes)


def _boxes(page: document.Page, url: str, labels: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """The boxes and figures of a page that have a title of their own: what the kind is called where the title does not
    say it, title, address."""
    for block in page.blocks:
        if block.kind in BY_NAME and block.id and block.text.strip() not in ("", labels[block.kind]):
            label = labels[block.kind]
            yield "" if label in block.text else label, block.text, f"{url}#{block.id}"


def _minutes(facts: Facts, words: dict[str, Any], pace: Language) -> tuple[str, ...]:
    minutes = facts.minutes(pace)
    return (words["front"]["minutes"].format(minutes=minutes),) if minutes else ()


def _ways(nav: Navigation, words: dict[str, Any]) -> list[Way]:
    front = words["front"]
    text = [page for page in nav.pages if front_matter(page.file).get("kind") in KINDS_OF_TEXT]
    ways = [Way(front["start"], "", page.url, main=True) for page in text[:1]]
    parallel = [url for page in text if (url := getattr(page.file, "parallel", ""))]
    ways += [Way(front["parallel"], front["parallel_text"], url) for url in parallel[:1]]
    downloads = [page for page in nav.pages if front_matter(page.file).get("kind") == "downloads"]
    ways += [Way(front["downloads"], front["downloads_text"], page.url) for page in downloads[:1]]
    return ways
