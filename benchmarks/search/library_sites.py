"""Builds what the engines search when it is a library instead of the edition."""

from __future__ import annotations

import html
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.search import sites
from benchmarks.search.engines import Engine, MiniSearch, Ours, Pagefind, minisearch_index
from benchmarks.search.library import Library
from benchmarks.search.passages import Text
from benchmarks.search.sites import CACHE
from duizhao.publish.search.build import build_index


@dataclass(frozen=True, slots=True)
class Built:
    """An engine, the folder of its site, and what of it is the index."""

    engine: Engine
    folder: Path
    index: Path


def build_ours(docs: Path, texts: Sequence[Text], site: Path, library: Library) -> Built:
    """Our site's front pages with the library's index in place of the edition's."""
    engine = Ours(docs, texts, site=site)
    engine.build(offline=False)
    folder = _empty("library-ours")
    shutil.copytree(site / "assets", folder / "assets")
    for code in engine.languages:
        (folder / engine.folder(code)).mkdir(exist_ok=True)
        shutil.copy(site / engine.start(code), folder / engine.start(code))
    build_index(iter(library), folder / "search")
    shutil.copy(site / "search" / "terms.js", folder / "search")
    return Built(engine, folder, folder / "search")


def build_pagefind(docs: Path, texts: Sequence[Text], site: Path, library: Library) -> Built:
    """Bare pages of the library, and Pagefind's index of them."""
    engine = Pagefind(docs, texts)
    folder = _empty("library-pagefind")
    for document in library:
        path = folder / document.url
        path.parent.mkdir(parents=True, exist_ok=True)
        body = ""
        for passage in document.passages:
            tag = {"title": "h1", "heading": "h2"}.get(passage.kind, "p")
            body += f'<{tag} id="{html.escape(passage.id)}">{html.escape(passage.text)}</{tag}>\n'
        head = f'<html lang="{document.language}"><meta charset="utf-8"><title>{html.escape(document.title)}</title>'
        article = f'<article class="md-content__inner">{body}</article>'
        path.write_text(f"<!doctype html>{head}<body>{article}</body></html>", encoding="utf-8")
    sites.pagefind_index(folder)
    engine.pages(folder, "pagefind.js")
    return Built(engine, folder, folder / "pagefind")


def build_minisearch(docs: Path, texts: Sequence[Text], site: Path, library: Library) -> Built:
    """MiniSearch's index of the library."""
    folder = _empty("library-minisearch")
    engine = MiniSearch(docs, texts, cut="pairs")
    shutil.copytree(engine.build(offline=False) / "bench", folder / "bench")
    for code in engine.languages:
        base = engine.folder(code)
        mine = [document for document in library if document.language == code]
        rows = [[f"{d.url.removeprefix(base)}#{p.id}", p.kind, p.text] for d in mine for p in d.passages]
        sites.write_script(folder / "bench" / f"index-{code}.js", "INDEX", minisearch_index("pairs", rows))
    return Built(engine, folder, folder / "bench")


def _empty(name: str) -> Path:
    folder = CACHE / "sites" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


#: How each engine's library is built, from the edition's folder and texts, our site, and the library.
BUILDERS: dict[str, Callable[[Path, Sequence[Text], Path, Library], Built]] = {
    "ours": build_ours,
    "pagefind": build_pagefind,
    "minisearch": build_minisearch,
}
