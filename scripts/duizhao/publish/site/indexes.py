"""The pages that list all boxes of a kind in a language, in reading order: a page for each kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from duizhao.document.boxes import BOX_KINDS, box_words
from duizhao.document.editions import edition
from duizhao.document.model import Block, Page
from duizhao.project import Project, derived
from duizhao.publish.site.being_built import project_of
from duizhao.publish.site.boxes import box_labels
from duizhao.publish.site.generated import generated, with_alternates
from duizhao.publish.site.strings import load_strings

# The first page's place in reading order: behind the text.
ORDER = 9990

#: How much of a box's text is shown: about three lines on a desktop, in characters of each script.
FIRST_WORDS = 200
FIRST_HAN = 80
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
# Where a text may be cut: behind a Han character, or between words.
_CUT = re.compile(r"(?<=[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef])|\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Item:
    """A box: the page it stands in, itself, and the paragraphs in it."""

    page: Page
    block: Block
    inside: tuple[Block, ...]


def items(pages: Sequence[Page], kind: str) -> tuple[Item, ...]:
    """Every box of a kind on the pages, in order."""
    return tuple(
        Item(page, block, tuple(b for b in page.blocks if block.id and b.box == block.id))
        for page in pages
        for block in page.blocks
        if block.kind == kind
    )


def first_words(text: str) -> str:
    """The beginning of a text, cut between words or Han characters, with an ellipsis if something is left out.

    >>> first_words("short")
    'short'
    """
    text = " ".join(text.split())
    limit = FIRST_HAN if len(_HAN.findall(text)) * 2 > len(text) else FIRST_WORDS
    if len(text) <= limit:
        return text
    cuts = [match.start() for match in _CUT.finditer(text) if match.start() <= limit]
    shown = text[: cuts[-1] if cuts else limit].rstrip(" ,;:，；：、（(“‘《")
    return shown + ("……" if limit == FIRST_HAN else " …" if shown[-1:] in ".!?" else "…")


def add_pages(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages in the language that is being built, if there is something to list; returns the same
    collection."""
    i18n: Any = config.plugins["i18n"]
    languages = [str(language.locale) for language in i18n.config.languages]
    current, default = str(i18n.current_language), languages[0]
    strings, project = load_strings(current), project_of(config)
    labels = box_labels(project, current)
    for order, kind in enumerate(BOX_KINDS, ORDER):
        found = _items(project, current, kind.name)
        if not found:
            continue
        words = box_words(current)[kind.name]
        title = words.list.format(label=labels[kind.name])
        text = words.listed.format(label=labels[kind.name], count=len(found))
        body = "\n".join(_body(found, kind.page, title, text, strings.indexes["stands_in"]))
        front: dict[str, object] = {"title": title, "kind": kind.page, "order": order}
        front["search"] = {"exclude": True}  # what they list is found where it stands
        there = [code for code in languages if _items(project, code, kind.name)]
        made = {
            code: generated(f"{kind.page}.md", code, default, front, body if code == current else "", config)
            for code in there
        }
        files.append(with_alternates(made, current))
    return files


@derived
def _items(project: Project, language: str, kind: str) -> tuple[Item, ...]:
    return items(edition(project, language).pages, kind)


def _body(found: Sequence[Item], path: str, heading: str, text: str, stands_in: str) -> Iterator[str]:
    yield f"# {heading} {{ #{path} }}\n"
    yield f"{text}\n"
    yield '<ol class="edition-index">'
    for number, item in enumerate(found, 1):
        page = item.page.path.removesuffix(".md") + ".html"
        anchor = f"#{item.block.id}" if item.block.id else ""
        title = str(item.page.front.get("title", item.page.path))
        yield f'<li id="{path}-{number}">'
        yield f'<p class="index-title"><a href="{escape(page + anchor)}">{escape(item.block.text or title)}</a></p>'
        if item.inside and (words := first_words(item.inside[0].text)):
            yield f'<p class="index-text">{escape(words)}</p>'
        place = f'<a href="{escape(page)}">{escape(title)}</a>'
        yield f'<p class="index-place">{escape(stands_in).replace("{page}", place)}</p>'
        yield "</li>"
    yield "</ol>\n"
