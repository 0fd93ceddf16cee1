"""The home page: what can be said of the edition by counting, its chapters, and the ways to read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from duizhao.document.editions import edition
from duizhao.document.issued import Issued
from duizhao.languages import Language, language
from duizhao.publish.site.being_built import project_of
from duizhao.publish.site.cite import front_matter
from duizhao.publish.site.facts import Facts, page_facts, total
from duizhao.publish.site.front_matter import KINDS_OF_TEXT


@dataclass(frozen=True, slots=True)
class Card:
    """A chapter with its sections, or a page outside the chapters; `facts` are words such as “about 3 min”."""

    title: str
    url: str
    facts: tuple[str, ...]
    sections: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """A way to read: its name, what it is, and where it leads; `main` for the one that begins at the beginning."""

    name: str
    text: str
    url: str
    main: bool = False


@dataclass(frozen=True, slots=True)
class FrontPage:
    """`facts`: (name, value), in order; `speed`: how the reading time is reckoned, empty if there is none; `cards`:
    the report's pages; `more`: the edition's own."""

    facts: tuple[tuple[str, str], ...]
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
    by_page = {page.path: page_facts(page) for page in edition(project_of(config), code).pages}
    facts = {page.url: by_page.get(page.file.src_uri.removeprefix(f"{code}/"), Facts()) for page in nav.pages}
    whole = total(facts.values())
    speed = words["front"]["speed_han" if whole.han else "speed"] if whole.minutes(pace) else ""
    speed = speed.format(han=pace.han_per_minute, words=pace.words_per_minute)
    about = next((page.url for page in nav.pages if front_matter(page.file).get("kind") == "about"), "")
    cards, more = (tuple(_cards(nav, facts, words, pace, text)) for text in (True, False))
    return FrontPage(
        tuple(_facts(whole, words, pace)),
        speed,
        cards,
        more,
        tuple(_ways(nav, words)),
        about,
    )


def _facts(whole: Facts, words: dict[str, Any], pace: Language) -> list[tuple[str, str]]:
    front = words["front"]
    date = written_date(words["date"], words["dates"]) if words["date"] else front["no_date"]
    found = [(front["date"], date), *_counts(whole, words)]
    found += [(front["reading_time"], minutes) for minutes in _minutes(whole, words, pace)]
    return found


def written_date(date: Issued, forms: dict[str, str]) -> str:
    """The date in a language's forms, as exactly as it is known."""
    form = forms["day" if date.day else "month" if date.month else "year"]
    return form.format(year=date.year, month=date.month, day=date.day, month_name=date.month_name)


def _counts(facts: Facts, words: dict[str, Any]) -> list[tuple[str, str]]:
    """The counts that are not zero, each with its name."""
    names = words["counts"]
    found = [(names["chapters"], facts.chapters), (names["sections"], facts.sections)]
    found += [(name, facts.boxes[kind]) for kind, name in words["boxes"].items()]
    return [(name, str(count)) for name, count in (*found, (names["notes"], facts.notes)) if count]


def _cards(nav: Navigation, facts: dict[str, Facts], words: dict[str, Any], pace: Language, text: bool) -> list[Card]:
    """The cards of the pages that hold the report's text, or of those that do not."""
    cards = []
    for item in nav.items:
        if isinstance(item, Page) and item is not nav.homepage:
            if (front_matter(item.file).get("kind") in KINDS_OF_TEXT) == text:
                cards.append(_card(item, facts, words, pace))
        elif isinstance(item, Section) and text:
            pages = [child for child in item.children if isinstance(child, Page)]
            sections = tuple(_card(page, facts, words, pace) for page in pages[1:])
            together = _minutes(total(facts[page.url] for page in pages), words, pace)
            cards.append(Card(str(item.title), pages[0].url, together, sections))
    return cards


def _card(page: Page, facts: dict[str, Facts], words: dict[str, Any], pace: Language) -> Card:
    return Card(str(page.title), page.url, _minutes(facts[page.url], words, pace))


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
