"""The site built from the whole corpus, as if nobody had checked: nothing runs, nothing is fetched."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag

from duizhao.document.safety.allowed import harmless
from duizhao.document.safety.policy import scripts_of, with_policy
from duizhao.document.safety.text import without_unseen
from duizhao.project import Project
from duizhao.publish.bundles.book import read_books
from duizhao.publish.bundles.epub.package import epub
from duizhao.publish.bundles.epub.publication import publication
from duizhao.publish.bundles.single import single_page
from duizhao.publish.site.build import build_site
from tests.bundles.conftest import PROFILE
from tests.conftest import made_once
from tests.hostile.corpus import added_files, all_attacks
from tests.hosting import answering
from tests.site.conftest import copy_project, reading, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DATE = datetime(2001, 9, 9, tzinfo=UTC)

#: What stops the build before there is a page, so that it cannot be in one.
STOPS_THE_BUILD = ("x-109", "x-115")

#: What stands behind each attack and must be there for every reader, as it is.
WORDS = "The last words of the page."
BEHIND = "The last *words* of the page.\n{ #behind }\n"

#: What a page would do in the browser if an attack were let through.
PROBE = """() => {
    document.querySelectorAll("article *").forEach((element) => {
        for (const kind of ["click", "mouseover", "focus", "toggle"]) element.dispatchEvent(new Event(kind));
    });
}"""


def page(title: str, order: int, text: str) -> str:
    """A page with an attack in it."""
    if text.startswith("---"):
        return text.replace("---\n", f"---\norder: {order}\n", 1) + f"\n\n# Attack\n\n{BEHIND}"
    return f"---\ntitle: {title}\nkind: part\norder: {order}\n---\n\n# {title}\n\n{text}\n\n{BEHIND}"


def texts() -> list[str]:
    """What is put into a page each. HTML may be left open and hide what follows, so each such attack stands alone."""
    found = [attack for attack in all_attacks() if attack.code not in STOPS_THE_BUILD]
    alone = [attack.text for attack in found if attack.file in ("html", "front")]
    files = dict.fromkeys(attack.file for attack in found if attack.file not in ("html", "front"))
    return alone + ["\n\n".join(attack.text for attack in found if attack.file == name) for name in files]


@pytest.fixture(scope="session")
def hostile(repo_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site's folder; the attacks are in the pages `en/attack-<number>.html`."""

    def make(to: Path) -> None:
        root = copy_project(repo_root, to)
        for number, text in enumerate(texts()):
            content = page(f"Attack {number}", 100 + number, text)
            (root / "docs" / "en" / f"attack-{number}.md").write_text(content, encoding="utf-8")
        for file in added_files():
            written = file.path.endswith(".md")
            if file.code in ("x-110", "x-114") and not written and not file.content.startswith("pipe:"):
                file.put(root)
        build_site(root, strict=False)

    return made_once(tmp_path_factory, "hostile", make) / "site"


@pytest.fixture(scope="module")
def pages(hostile: Path) -> dict[Path, BeautifulSoup]:
    """Every page of that site, read once; whoever uses it changes nothing."""
    paths = sorted(hostile.rglob("*.html"))
    return {path: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser") for path in paths}


@pytest.fixture(scope="module")
def attacked(hostile: Path, pages: dict[Path, BeautifulSoup]) -> dict[Path, BeautifulSoup]:
    """The pages with an attack in them."""
    return {path: pages[path] for path in sorted(hostile.glob("en/attack-*.html"))}


def amiss(element: Tag) -> str | None:
    """What is wrong with an element of a page; None if nothing is."""
    if element.get("data-md-component") == "palette":
        return None  # the theme's choice of colours
    outside = ("iframe", "object", "embed", "base", "form", "frame", "style", "math", "textarea", "video", "audio")
    if element.name in outside:
        return str(element)
    if element.name == "meta" and str(element.get("http-equiv", "")).lower() == "refresh":
        return str(element)
    if element.name == "script" and element.get("type") != "application/ld+json" and "stolen" in element.text:
        return str(element)
    for name, value in element.attrs.items():
        text = re.sub(r"[\x00-\x20]", "", without_unseen(str(value))).lower().replace("\\", "/")
        if name.startswith("on") or name in ("style", "srcdoc", "formaction", "srcset", "poster", "autofocus"):
            return f"{name}={value}"
        if name in ("href", "src", "action") and re.match(r"(?!https?:|mailto:|data:image/)[a-z][a-z0-9+.-]*:", text):
            return f"{name}={value}"
        if (name == "src" and re.match(r"https?:", text)) or (name in ("src", "href") and re.match(r"[./]*//", text)):
            return f"{name}={value}"
    return None


def test_no_element_or_attribute_of_an_attack_is_in_a_page(hostile: Path, pages: dict[Path, BeautifulSoup]) -> None:
    found, seen = {}, 0
    for path, soup in pages.items():
        seen += "attack" in path.name
        wrong = [text for element in soup.find_all(True) if (text := amiss(element))]
        if wrong:
            found[path.relative_to(hostile).as_posix()] = wrong
    assert found == {}
    assert seen > len(texts())  # the pages and their parallel views


def test_what_stands_behind_an_attack_is_as_it_was(attacked: dict[Path, BeautifulSoup]) -> None:
    assert len(attacked) == len(texts())
    for path, page in attacked.items():
        (behind,) = page.select("article > p#behind")
        assert behind.get_text() == WORDS, path
        assert behind.em, path


def test_no_drawing_and_no_words_for_some_readers_only(attacked: dict[Path, BeautifulSoup]) -> None:
    for path, page in attacked.items():
        (behind,) = page.select("article > p#behind")
        # What the theme adds stands behind the text.
        attack = BeautifulSoup("".join(map(str, behind.find_previous_siblings())), "html.parser")
        assert attack.select("svg, dialog, details, button, select, [aria-hidden], [dir]") == [], path
        assert attack.select("p.edition-hidden, p[data-search-exclude]:not(.edition-note)") == [], path


def test_no_sign_that_cannot_be_seen_is_on_the_site(hostile: Path) -> None:
    files = [path for path in hostile.rglob("*") if path.suffix in (".html", ".js") and "assets" not in path.parts]
    found = {path.name for path in files if without_unseen(text := path.read_text(encoding="utf-8")) != text}
    assert found == set()
    index = (hostile / "search" / "en" / "index.js").read_text(encoding="utf-8")
    assert "The sum is 001 in all." in index
    assert "The railway grew." in index


def test_the_books_are_harmless_too(hostile: Path) -> None:
    root = hostile.parent
    profile = root / "sources" / "rivers.yml"
    profile.write_text(PROFILE, encoding="utf-8")
    (book,) = (book for book in read_books(Project(root), profile) if book.language == "en")
    attacked = [leaf for leaf in book.leaves if leaf.path.startswith("attack-")]
    assert len(attacked) == len(texts())
    for leaf in attacked:
        found = [text for element in leaf.body.find_all(True) if (text := amiss(element))]
        assert found == [], leaf.path
        assert without_unseen(leaf.body.get_text()) == leaf.body.get_text()
        assert any(p.get_text() == WORDS and p.em for p in leaf.body.find_all("p", recursive=False)), leaf.path
    assert single_page([book], DATE)
    assert epub(publication([book], DATE))


def test_an_attack_cannot_stand_for_an_element_of_the_theme(pages: dict[Path, BeautifulSoup]) -> None:
    for path, soup in pages.items():
        assert len(soup.select("#__config")) == 1, path
        assert soup.select("article .md-overlay") == [], path


def test_no_file_of_an_attack_is_on_the_site(hostile: Path) -> None:
    added = [Path(file.path).name for file in added_files() if not file.path.endswith(".md")]
    there = {path.name for path in hostile.rglob("*") if path.is_file()}
    assert there & set(added) - {"main.html"} == set()
    assert not (hostile / "overrides").exists()


def test_every_page_has_a_policy_before_anything_that_loads(pages: dict[Path, BeautifulSoup]) -> None:
    for path, soup in pages.items():
        metas = soup.select('meta[http-equiv="Content-Security-Policy"]')
        assert len(metas) == 1, path
        policy = str(metas[0]["content"])
        assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-")
        assert "unsafe" not in policy
        assert all(f"{name} 'none'" in policy for name in ("base-uri", "form-action", "object-src"))
        before = path.read_text(encoding="utf-8").partition("Content-Security-Policy")[0]
        assert "<script" not in before
        assert "<link" not in before


@pytest.mark.slow
@pytest.mark.parametrize("where", ["server", "folder"])
def test_no_script_runs_and_no_request_leaves(hostile: Path, where: str, chromium: Browser) -> None:
    paths = sorted(path.relative_to(hostile).as_posix() for path in hostile.glob("en/attack-*.html"))
    # From a folder a few are enough: what differs is the policy's `'self'`, and not the page.
    paths = paths if where == "server" else paths[::6]
    with (
        serving(hostile) as base,
        reading(chromium, base if where == "server" else hostile.as_uri() + "/", own=True) as reader,
    ):
        reader.page.expose_function("stolen", lambda: reader.errors.append("an attack's script ran"))
        for path in paths:
            reader.open(path)
            assert reader.page.locator("#behind").inner_text().startswith(WORDS), path
            assert reader.page.locator("#behind").bounding_box(), path
            reader.page.evaluate(PROBE)
        reader.page.wait_for_timeout(300)
        # An image that is not there is no harm.
        assert [error for error in reader.errors if "Failed to load resource" not in error] == []
        assert reader.elsewhere == []
        assert "attacker" not in reader.page.url


@contextmanager
def attacker() -> Iterator[tuple[str, list[str]]]:
    """An attacker's server: its address, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with answering(Handler) as address:
        yield address.rstrip("/"), asked


@pytest.mark.parametrize("where", ["server", "folder"])
def test_the_policy_alone_stops_what_the_list_would_let_through(
    hostile: Path, where: str, chromium: Browser, tmp_path: Path
) -> None:
    own = shutil.copytree(hostile, tmp_path / "site")
    built = (own / "en" / "preface.html").read_text(encoding="utf-8")
    with attacker() as (host, asked), serving(own) as served:
        attack = (
            f'<script>stolen()</script><img src="x" onerror="stolen()"><script src="{host}/x.js"></script>'
            f'<img src="{host}/p.png"><iframe src="{host}/"></iframe><object data="{host}/o"></object>'
            f'<style>body {{ background: url("{host}/b.png") }}</style><link rel="stylesheet" href="{host}/c.css">'
            '<p id="styled" style="color: rgb(1, 2, 3)">Styled</p><a id="attack" href="javascript:stolen()">Read on</a>'
        )
        page = own / "en" / "let-through.html"
        base = served if where == "server" else f"{own.as_uri()}/"
        ran: list[str] = []

        def everything() -> bool:
            """Whether all that the attack tries has come about."""
            return len(ran) >= 2 and {"/x.js", "/p.png", "/", "/b.png", "/c.css"} <= set(asked)

        def visit(html: str, *, guarded: bool) -> str:
            page.write_text(html, encoding="utf-8")
            with reading(chromium, base, own=True) as reader:
                reader.page.expose_function("stolen", lambda: ran.append("a script of the attack's"))
                reader.open("en/let-through.html")
                reader.page.evaluate("document.getElementById('attack').click()")
                if guarded:
                    reader.page.wait_for_timeout(300)
                else:
                    reader.wait_until(everything)
                # The page's own scripts run all the same.
                assert reader.page.evaluate("typeof __md_scope") == "object"
                assert reader.page.evaluate("typeof duizhaoSearch") == "object"
                return str(reader.page.evaluate("getComputedStyle(document.getElementById('styled')).color"))

        attacked = built.replace("</article>", f"{attack}</article>", 1)
        assert visit(attacked, guarded=True) != "rgb(1, 2, 3)"
        assert (ran, asked) == ([], [])
        # Without the policy all of it would have happened.
        bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", attacked)
        assert visit(bare, guarded=False) == "rgb(1, 2, 3)"


def test_a_script_that_only_looks_like_the_themes_has_no_hash(tmp_path: Path) -> None:
    folder = tmp_path / "partials" / "javascripts"
    folder.mkdir(parents=True)
    (folder / "base.html").write_text('<script>scope=new URL("{{ base_url }}",location)</script>', encoding="utf-8")
    head = '<meta charset="utf-8">'
    own = '<script>scope=new URL("../..",location)</script>'
    made = with_policy(f"{head}{own}", scripts_of([str(tmp_path)]))
    assert made.count("sha256-") == 1
    for other in (
        "<script>stolen()</script>",
        '<script>scope=new URL("");stolen();("",location)</script>',
        '<script>scope=new URL("..",location);stolen()</script>',
        '<script type="module">scope=new URL("../..",location)</script>',
    ):
        assert "sha256-" not in with_policy(f"{head}{other}", scripts_of([str(tmp_path)]))


def test_what_the_edition_uses_stays_as_it_is() -> None:
    kept = (
        '<aside class="admonition factbox" id="s1-box1" aria-labelledby="s1-box1-title">'
        '<p class="admonition-title" data-label="Box" id="s1-box1-title">A title</p>'
        '<p id="s1-p1" data-also="s1-p2">Words<sup id="fnref:n1"><a class="footnote-ref" href="#fn:n1" '
        'role="doc-noteref" aria-label="Note 1">1</a></sup> and '
        '<a href="https://example.org/a?b=1&amp;c=2">an address</a>.</p></aside>'
        '<figure class="figure"><svg class="wide" viewBox="0 0 10 10" role="img"><title>T</title>'
        '<g transform="translate(1, 2)"><path d="M0 0 L1 1"></path></g></svg><img src="figures/a.svg" alt="A"></figure>'
    )
    assert BeautifulSoup(harmless(kept), "html.parser") == BeautifulSoup(kept, "html.parser")
