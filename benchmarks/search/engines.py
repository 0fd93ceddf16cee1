"""The engines: how each is built, opened, asked and read. A new engine is a new class here."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from benchmarks.search import sites
from benchmarks.search.passages import Text
from benchmarks.search.quiet import quiet
from benchmarks.search.sites import CACHE, HERE, Unavailable

if TYPE_CHECKING:
    from playwright.sync_api import Page

HARNESS = HERE / "harness"


class Engine:
    """A search to measure. `base` below is the address of the site's root, with a slash at the end."""

    #: What the tables call it.
    name = ""
    #: What of the site belongs to the search, by path.
    files = re.compile(r"search|lunr|pagefind|minisearch|/bench/(?!\w+\.html)")
    #: The field a query is entered in.
    field = "input[type=search]"
    #: Where results and messages appear; what is timed is the last change there.
    output = "body"

    def __init__(self, docs: Path, texts: Sequence[Text]) -> None:
        self.docs = docs
        # The project's default language comes first and stands at the site's root.
        self.texts = sorted(texts, key=lambda text: not text.han)
        self.languages = [text.language for text in self.texts]

    def build(self, *, offline: bool) -> Path:
        """Builds the site and returns its folder; `offline`: to be opened without a server.

        Raises:
            Unavailable: the engine cannot be had here.
        """
        raise NotImplementedError

    def start(self, language: str) -> str:
        """The path of the page the reader is on."""
        return self.folder(language) + "index.html"

    def folder(self, language: str) -> str:
        """The path of the language's pages."""
        return "" if language == self.languages[0] else f"{language}/"

    def prepare(self, page: Page) -> None:
        """Puts in the page what tells when an answer is there; before it loads."""

    def open(self, page: Page) -> None:
        """What the reader does to search."""
        page.locator(self.field).first.click()

    def clear(self, page: Page) -> None:
        """Empties the field, as a reader would, so that the engine forgets the query before."""
        if page.locator(self.field).input_value():
            page.locator(self.field).fill("")
            self.settle(page, "")

    def settle(self, page: Page, query: str) -> None:
        """Waits until the page shows the answer to what is in the field."""
        raise NotImplementedError

    def results(self, page: Page) -> list[str]:
        """The results' addresses, best first."""
        raise NotImplementedError

    def take_suggestion(self, page: Page) -> str:
        """Takes another query that the page suggests, if it does, and returns it."""
        return ""


class Theme(Engine):
    """The theme's search as it comes, with and without jieba."""

    field = "input.md-search__input"
    output = ".md-search-result"

    def __init__(self, docs: Path, texts: Sequence[Text], *, jieba: bool = False) -> None:
        super().__init__(docs, texts)
        self.jieba = jieba
        self.name = "theme-jieba" if jieba else "theme"

    def build(self, *, offline: bool) -> Path:
        name = self.name + ("-offline" if offline else "")
        return sites.theme_site(self.docs, self.languages, name, jieba=self.jieba, offline=offline)

    def prepare(self, page: Page) -> None:
        # The theme asks a worker: a query is a message of type 2, its answer one of type 3.
        page.add_init_script("""(() => {
          window.asked = window.answered = 0;
          const Real = window.Worker;
          window.Worker = class extends Real {
            constructor(...args) {
              super(...args);
              this.addEventListener("message", (e) => { if (e.data?.type === 3) window.answered++; });
            }
            postMessage(message, ...rest) {
              if (message?.type === 2) window.asked++;
              super.postMessage(message, ...rest);
            }
          };
        })();""")

    def settle(self, page: Page, query: str) -> None:
        quiet(page, self.output, "() => window.asked === window.answered")

    def clear(self, page: Page) -> None:
        # The theme hears of it at the next key alone.
        page.locator(self.field).fill("")
        page.locator(self.field).press("End")
        self.settle(page, "")

    def results(self, page: Page) -> list[str]:
        # A page stands above its sections even if only a section was found; then the section counts as first.
        found: list[str] = (
            page.evaluate("""() => [...document.querySelectorAll(".md-search-result__item")].flatMap(item => {
          const links = [...item.querySelectorAll("a.md-search-result__link")];
          const more = links.filter(link => link.closest("details"));
          const [parent, ...best] = links.filter(link => !link.closest("details"));
          return [...best, parent, ...more].map(link => link.href);
        })""")
        )
        return found


class Harness(Engine):
    """An engine on a page of our own, `bench/<language>.html`, as bare as can be."""

    output = "ol, [role=status]"
    site = ""

    def start(self, language: str) -> str:
        return f"bench/{language}.html"

    def settle(self, page: Page, query: str) -> None:
        page.wait_for_function("query => document.body.dataset.answered === query", arg=query, timeout=5000)

    def results(self, page: Page) -> list[str]:
        found: list[str] = page.evaluate("() => [...document.querySelectorAll('ol a')].map(link => link.href)")
        return found

    def pages(self, site: Path, *scripts: str) -> Path:
        """Writes the page of each language, and copies the scripts beside it; returns their folder."""
        bench = site / "bench"
        bench.mkdir(parents=True, exist_ok=True)
        template = Template((HARNESS / "search.html").read_text(encoding="utf-8"))
        tags = "\n".join(f'<script src="{script}"></script>' for script in scripts)
        for language in self.languages:
            root = "../" + self.folder(language)
            page = template.substitute(language=language, root=root, scripts=tags)
            (bench / f"{language}.html").write_text(page, encoding="utf-8")
        for script in (*scripts, "page.js", "text.js"):
            shutil.copy(HARNESS / script, bench)
        return bench


class Pagefind(Harness):
    """Pagefind (extended) on the theme's pages."""

    name = "pagefind"

    def build(self, *, offline: bool) -> Path:
        site = sites.theme_site(self.docs, self.languages, self.name)
        sites.pagefind_index(site)
        self.pages(site, "pagefind.js")
        return site


class MiniSearch(Harness):
    """MiniSearch over passages; `cut` is how it cuts text (see harness/text.js)."""

    def __init__(self, docs: Path, texts: Sequence[Text], *, cut: str) -> None:
        super().__init__(docs, texts)
        self.cut = cut
        self.name = f"minisearch-{cut}"

    def build(self, *, offline: bool) -> Path:
        site = CACHE / "sites" / self.name
        bench = self.pages(site, "minisearch.js", f"minisearch-{self.cut}.js")
        modules = sites.node_tools()
        shutil.copy(modules / "minisearch" / "dist" / "umd" / "index.js", bench / "minisearch-lib.js")
        for text in self.texts:
            sites.write_script(bench / f"index-{text.language}.js", "INDEX", minisearch_index(self.cut, rows(text)))
        return site


def minisearch_index(cut: str, passages: list[list[str]]) -> Any:
    """MiniSearch's index of the passages, each [name, kind, text]."""
    command = ["node", str(HARNESS / "build-minisearch.mjs"), str(sites.node_tools()), str(HARNESS)]
    return json.loads(sites.run(command, text=json.dumps({"cut": cut, "passages": passages})))


class Scan(Harness):
    """No index: goes through the text."""

    name = "scan"

    def build(self, *, offline: bool) -> Path:
        site = CACHE / "sites" / self.name
        bench = self.pages(site, "scan.js")
        for text in self.texts:
            sites.write_script(bench / f"passages-{text.language}.js", "PASSAGES", rows(text))
        return site


def rows(text: Text) -> list[list[str]]:
    """The passages as an engine gets them: name, kind, text."""
    return [[p.name, p.kind, p.text] for p in text.passages if p.text]


class Ours(Engine):
    """The site's own search, on the site as `duizhao site` builds it."""

    name = "ours"
    files = re.compile(r"search")
    field = "dialog.dz-search input[type=search]"
    output = "dialog.dz-search"

    def __init__(self, docs: Path, texts: Sequence[Text], *, site: Path) -> None:
        super().__init__(docs, texts)
        self.site = site

    def build(self, *, offline: bool) -> Path:
        start = self.site / self.start(self.languages[0])
        if not start.is_file():
            raise Unavailable(f"{start} is missing: run `duizhao site` first.")
        if "data-search-open" not in start.read_text(encoding="utf-8"):
            raise Unavailable("The site has no search of its own.")
        return self.site

    def open(self, page: Page) -> None:
        page.locator("[data-search-open]").locator("visible=true").first.click()
        page.locator(self.field).wait_for()

    def settle(self, page: Page, query: str) -> None:
        # Asks for the same, so that the index has been loaded when the page falls quiet.
        page.evaluate("async query => { await window.duizhaoSearch?.query(query); }", query)
        quiet(page, self.output)

    def results(self, page: Page) -> list[str]:
        found: list[str] = (
            page.evaluate("""() => [...document.querySelectorAll("ol.dz-search__results > li:not([hidden])")]
          .map(item => item.querySelector("a[href]")?.href).filter(Boolean)""")
        )
        return found

    def take_suggestion(self, page: Page) -> str:
        suggestion = page.locator(".dz-search__similar")
        if not suggestion.count():
            return ""
        suggestion.click()
        return page.locator(self.field).input_value()


def all_engines(docs: Path, texts: Sequence[Text], site: Path) -> dict[str, Engine]:
    """Every engine by its name; `site` is where `duizhao site` put the site."""
    engines: list[Engine] = [
        Theme(docs, texts),
        Theme(docs, texts, jieba=True),
        Pagefind(docs, texts),
        MiniSearch(docs, texts, cut="pairs"),
        MiniSearch(docs, texts, cut="words"),
        Scan(docs, texts),
        Ours(docs, texts, site=site),
    ]
    return {engine.name: engine for engine in engines}
