"""One engine in one browser: what it answers, what it fetches, how long it takes."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import sync_playwright

from benchmarks.search.classes import Query
from benchmarks.search.engines import Engine
from benchmarks.search.judge import Places, Ranks, judge
from benchmarks.search.keys import WAYS, typed
from benchmarks.search.passages import Text
from benchmarks.search.queries import WITH_A_SLIP
from benchmarks.search.quiet import quiet
from benchmarks.search.server import Served, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

#: How much slower than this machine the phone's processor is taken to be.
SLOWDOWN = 6


@dataclass
class Costs:
    """Of one language. Bytes of bodies as sent; milliseconds from key to results, one for each key timed."""

    page_before: int = 0
    search_before: int = 0
    first_query: int = 0
    later_queries: int = 0
    milliseconds: list[float] = field(default_factory=list)


@dataclass
class Measured:
    """All of one engine. `ranks` by query; `ways` and `file` hold the share of queries whose section came first."""

    engine: str
    ranks: dict[tuple[str, str, str], Ranks] = field(default_factory=dict)
    costs: dict[str, Costs] = field(default_factory=dict)
    ways: dict[str, float] = field(default_factory=dict)
    file: float | None = None
    elsewhere: set[str] = field(default_factory=set)
    trouble: list[str] = field(default_factory=list)


def key_of(query: Query) -> tuple[str, str, str]:
    """What stands for a query in the measurements."""
    return query.language, query.kind, query.text


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium without a network but this machine."""
    path = shutil.which("chromium")
    if path is None:
        raise SystemExit("Chromium is missing: run scripts/setup-browser.")
    arguments = ["--disable-background-networking", "--disable-component-update", "--no-first-run"]
    arguments += ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


class Reader:
    """A reader of one language with the search open."""

    def __init__(self, context: BrowserContext, engine: Engine, base: str, language: str, measured: Measured) -> None:
        self.engine, self.base, self.language, self.measured = engine, base, language, measured
        self.page: Page = context.new_page()
        self.page.set_default_timeout(5000)
        self.session: CDPSession = context.new_cdp_session(self.page)
        self.page.on("request", lambda request: self._note(request.url))
        engine.prepare(self.page)

    def _note(self, url: str) -> None:
        if not url.startswith((self.base, "data:", "blob:", "about:")):
            self.measured.elsewhere.add("/".join(url.split("/")[:3]))

    def load(self) -> None:
        """Opens the page and waits until it asks for nothing more."""
        self.page.goto(self.base + self.engine.start(self.language), wait_until="networkidle")

    def ask(self, text: str, way: str = "typed") -> list[str]:
        """Enters the text and returns the addresses of what is found."""
        self.engine.clear(self.page)
        self.page.locator(self.engine.field).first.focus()
        WAYS[way](self.page, self.session, text)
        self.engine.settle(self.page, text)
        return self.engine.results(self.page)

    def rank(self, query: Query, places: Places, way: str = "typed") -> Ranks:
        """How right the answer to the query is; an engine that does not answer has found nothing."""
        try:
            addresses = self.ask(query.text, way)
            if not addresses and query.kind in WITH_A_SLIP and (other := self.engine.take_suggestion(self.page)):
                self.engine.settle(self.page, other)
                addresses = self.engine.results(self.page)
        except BrowserError as error:
            self.measured.trouble.append(f"{query.text}: {str(error).splitlines()[0]}")
            # No answer is not the same as nothing found: `count` is below any answer's.
            return Ranks(0, 0, -1)
        return judge(addresses, self.base + self.engine.folder(self.language), places, query.right)


def sample(queries: Sequence[Query], number: int) -> list[Query]:
    """About so many of the queries, evenly spread over the classes that have an answer."""
    answered = [query for query in queries if query.right]
    step = max(1, len(answered) // max(1, number))
    return answered[::step][:number]


def measure(
    browser: Browser, engine: Engine, texts: Sequence[Text], queries: Sequence[Query], *, timed: int, ways: int
) -> Measured:
    """Measures an engine with all queries.

    Args:
        browser: as `chromium` gives it.
        engine: the engine; it is built here.
        texts: the languages' texts.
        queries: the same for every engine.
        timed: how many keys are timed in each language.
        ways: how many queries of each language are entered in each of the ways, and opened from a file.

    Raises:
        Unavailable: the engine cannot be had here.
    """
    measured = Measured(engine.name)
    with serving(engine.build(offline=False)) as served:
        for text in texts:
            mine = [query for query in queries if query.language == text.language]
            with context_of(browser) as context:
                reader = Reader(context, engine, served.base, text.language, measured)
                places = Places(text)
                costs = measured.costs[text.language] = _first(reader, served, mine)
                measured.ranks |= {key_of(query): reader.rank(query, places) for query in mine}
                costs.later_queries = sum(size for _, size in served.take())
                _ways(reader, places, sample(mine, ways), measured)
                costs.milliseconds = _times(reader, sample(mine, timed))
    _from_file(browser, engine, texts, [q for t in texts for q in sample(_of(queries, t), ways)], measured)
    return measured


def _of(queries: Sequence[Query], text: Text) -> list[Query]:
    return [query for query in queries if query.language == text.language]


@contextmanager
def context_of(browser: Browser) -> Iterator[BrowserContext]:
    """A reader's browser with nothing kept from before."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    try:
        yield context
    finally:
        context.close()


def _first(reader: Reader, served: Served, queries: Sequence[Query]) -> Costs:
    """Opens the page and the search, asks once, and counts what was fetched."""
    served.take()
    reader.load()
    before = served.take()
    reader.engine.open(reader.page)
    try:
        reader.ask(queries[0].text)
    except BrowserError as error:
        reader.measured.trouble.append(f"first query: {str(error).splitlines()[0]}")
    # What the first query still fetches, and a worker that sets itself up.
    reader.page.wait_for_timeout(1500)
    found = reader.engine.files
    return Costs(
        page_before=sum(size for _, size in before),
        search_before=sum(size for path, size in before if found.search(path)),
        first_query=sum(size for _, size in served.take()),
    )


def _ways(reader: Reader, places: Places, queries: Sequence[Query], measured: Measured) -> None:
    """Enters the queries in each way; the figures of the languages are added up and halved."""
    for way in WAYS:
        first = sum(reader.rank(query, places, way).section == 1 for query in queries)
        share = first / len(queries)
        measured.ways[way] = share if way not in measured.ways else (measured.ways[way] + share) / 2


_WATCH = """selector => {
  window.keyAt = undefined;
  window.shownAt = undefined;
  document.addEventListener("keydown", event => { window.keyAt ??= event.timeStamp; }, { capture: true, once: true });
  window.watching?.disconnect();
  window.watching = new MutationObserver(() => { window.shownAt = performance.now(); });
  for (const element of document.querySelectorAll(selector)) {
    window.watching.observe(element, { childList: true, subtree: true, characterData: true });
  }
}"""


def time_last_key(reader: Reader, text: str) -> float | None:
    """Milliseconds from the last key of the text until the page shows its results, on a slow processor.

    The last key is one press: of a letter, or the one with which an input method hands over a character. None if the
    page did not change, as where a letter more finds the same.
    """
    engine, page, session = reader.engine, reader.page, reader.session
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    try:
        engine.clear(page)
        page.locator(engine.field).first.focus()
        if text[:-1]:
            typed(page, session, text[:-1])
            engine.settle(page, text[:-1])
        page.evaluate(_WATCH, engine.output)
        last = {"windowsVirtualKeyCode": 229, "key": "Process", "code": "KeyA"}
        session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **last})
        session.send("Input.insertText", {"text": text[-1]})
        session.send("Input.dispatchKeyEvent", {"type": "keyUp", **last})
        engine.settle(page, text)
        quiet(page, engine.output)
        took: Any = page.evaluate("() => window.shownAt - window.keyAt")
    finally:
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return float(took) if isinstance(took, float | int) and took == took else None


def _times(reader: Reader, queries: Sequence[Query]) -> list[float]:
    """The times of those queries that the engine answers."""
    times: list[float] = []
    for query in queries:
        with suppress(BrowserError):
            took = time_last_key(reader, query.text)
            times += [took] if took is not None else []
    return times


def _from_file(
    browser: Browser, engine: Engine, texts: Sequence[Text], queries: Sequence[Query], measured: Measured
) -> None:
    """Asks some of the queries on the site opened from a folder."""
    base = engine.build(offline=True).resolve().as_uri() + "/"
    places = {text.language: Places(text) for text in texts}
    first = 0
    for text in texts:
        with context_of(browser) as context:
            reader = Reader(context, engine, base, text.language, measured)
            try:
                reader.load()
                engine.open(reader.page)
                # Engines that cannot would time out at every query.
                if not reader.ask(_of(queries, text)[0].text):
                    reader.page.wait_for_timeout(1500)
                    reader.ask(_of(queries, text)[0].text)
            except BrowserError:
                continue
            first += sum(reader.rank(q, places[text.language]).section == 1 for q in _of(queries, text))
    measured.file = first / len(queries)


def version() -> str:
    """The browser's version."""
    path = shutil.which("chromium") or "chromium"
    run = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    return " ".join(run.stdout.split()[:2])


def folder_size(folder: Path) -> int:
    """Bytes of all files below the folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
