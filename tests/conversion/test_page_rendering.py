"""A whole written page renders as it reads: headings, paragraphs, boxes, figures and notes, whatever signs they hold.

Two outputs are looked at: the page of the site, and the blocks that the checks read.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import yaml
from bs4 import BeautifulSoup, Tag
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from duizhao.document.editions import read_page
from duizhao.document.text import Piece, Text
from duizhao.source.inline import Address, Emphasis, Inline, LineBreak, NoteRef
from duizhao.source.model import Box, Figure, Heading, Level, Note, Paragraph, Source
from duizhao.source.structure import Edition, Page
from duizhao.source.writers.markdown import write_page

CONFIG = Path(__file__).parents[2] / "mkdocs.yml"
EXTENSIONS = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))["markdown_extensions"]
MARKDOWN = Markdown(extensions=[next(iter(e)) if isinstance(e, dict) else e for e in EXTENSIONS])

#: What the site makes of a page without any markup of the report's own.
FRAME = {"h1", "h2", "p", "aside", "figure", "figcaption", "sup", "div", "hr", "ol", "li", "a", "wbr"}

signs = st.text("*_`[](){}<>#+-.!|\\&;:=~^\"'/$% 中abc1①", min_size=1, max_size=16)
words = signs.map(lambda text: " ".join(text.split())).filter(bool)
addresses = st.text("abc*_-~&=?;%[](){}!^|#.,:@+$/'\"", max_size=10).map(lambda tail: f"http://a.example/{tail}a")
pieces = st.one_of(
    st.tuples(st.just("text"), words),
    st.tuples(st.just("em"), words),
    st.tuples(st.just("strong"), words),
    st.tuples(st.just("address"), addresses),
    st.tuples(st.just("note"), st.just("")),
)
Parts = list[tuple[str, str]]


def apart(parts: Parts) -> bool:
    """Two emphases side by side are one word in no report."""
    return not any(a in ("em", "strong") and b in ("em", "strong") for (a, _), (b, _) in pairwise(parts))


contents = st.lists(pieces, min_size=1, max_size=4).filter(apart)


def source(plain: str) -> Text:
    return Text((Piece(plain, 0),))


def typed(parts: Parts) -> tuple[Inline, ...]:
    return tuple(inline(kind, plain) for kind, plain in parts)


def inline(kind: str, plain: str) -> Inline:
    if kind == "note":
        return NoteRef(Text(), "n1")
    if kind == "address":
        return Address(source(plain))
    return source(plain) if kind == "text" else Emphasis(source(plain), strong=kind == "strong")


def reads(parts: Parts) -> str:
    return "".join(plain for _, plain in parts)


def page(title: str, box: str, *texts: Parts) -> Page:
    """A page with one block of each kind; the last text is the note's."""
    first, inside, caption, credit, note = (typed(parts) for parts in texts)
    blocks = (
        Paragraph(Text(), content=(*first, NoteRef(Text(), "n1")), id="s1-1-p1"),
        Heading(Level.SUBHEADING, "", Text(), source(title), "s1-1-h1"),
        Box("factbox", source(box), (Paragraph(Text(), content=inside, id="s1-1-box1-p1"),), "s1-1-box1"),
        Figure("1", source("x"), source("x"), "figure-1", caption, credit),
    )
    heading = Heading(Level.SECTION, "1.1", Text(), source(title), "s1-1")
    notes = (Note(1, 0, Text(), label="n1", content=note),)
    return Page("chapter-1/1-1", "section", "s1-1", 1, heading, "1", "1.1", blocks, notes)


def written(of: Page) -> tuple[str, str]:
    """The page's file and its body."""
    result = write_page(of, Edition("en", Text(), Text(), (of,)), Source("x.txt", "", (0,)))
    return result.content, result.body.plain


def squeezed(text: str) -> str:
    return "".join(text.split())


def shown(tag: Tag | None) -> str:
    """What a reader sees, without the signs the site adds."""
    assert tag is not None
    copy = BeautifulSoup(str(tag), "html.parser")
    for added in copy.select("sup, a.headerlink, a.footnote-backref"):
        added.decompose()
    return squeezed(copy.get_text())


def count(texts: Iterable[Parts], *kinds: str) -> int:
    return sum(kind in kinds for parts in texts for kind, _ in parts)


without_notes = contents.map(lambda parts: [(k, t) for k, t in parts if k != "note"]).filter(bool).filter(apart)


@settings(max_examples=250, deadline=None, derandomize=True)
@given(words, words, st.tuples(contents, contents, contents, contents, without_notes))
@example("C#", '"x"', tuple([("text", sign)] for sign in ("+", "1.", "&#1<", "[^n1]: x", "-")))
@example("{ #x }", "\\", ([("address", "http://a.example/[^n1]a")],) * 5)
@example("a", "b", ([("em", "1"), ("text", "{1}")],) * 5)
@example("a", "b", ([("text", "t"), ("strong", "."), ("text", "x")],) * 5)
@example("a", "b", ([("text", "t"), ("em", ", u.")],) * 5)
@example("a", "b", ([("address", "http://a.example/?a&amp;b*b*c_d_e")],) * 5)
def test_page(title: str, box: str, texts: tuple[Parts, ...]) -> None:
    MARKDOWN.reset()
    soup = BeautifulSoup(MARKDOWN.convert(written(page(title, box, *texts))[1]), "html.parser")
    first, inside, caption, credit, note = texts
    assert shown(soup.find("h1")) == shown(soup.find("h2")) == squeezed(title)
    assert shown(soup.select_one("aside > .admonition-title")) == squeezed(box)
    assert shown(soup.select_one("#s1-1-p1")) == squeezed(reads(first))
    assert shown(soup.select_one("#s1-1-box1-p1")) == squeezed(reads(inside))
    assert shown(soup.select_one("#figure-1 .figure-title")) == squeezed(reads(caption))
    assert shown(soup.select_one("#figure-1-source")) == squeezed(reads(credit))
    assert shown(soup.select_one(".footnote li")) == squeezed(reads(note))
    elements = {tag.name for tag in soup.find_all(True) if tag.get("class") != ["unbroken"]}
    assert elements <= FRAME | {"em", "strong"}
    assert len(soup.select("sup")) == count(texts, "note") + 1
    # Emphasis of signs alone is none where it would need help.
    emphasised = [plain for parts in texts for kind, plain in parts if kind in ("em", "strong")]
    least = sum(any(map(str.isalnum, plain)) for plain in emphasised)
    assert least <= len(soup.select("em, strong")) <= len(emphasised)
    assert len(soup.select('a[href^="http"]')) == count(texts, "address")


@settings(max_examples=150, deadline=None, derandomize=True)
@given(words, words, st.tuples(*[words.map(lambda plain: [("text", plain)])] * 5))
@example("C#", '"x"', tuple([("text", sign)] for sign in ("+", "-", "1.", "1)", "#")))
def test_the_edition_reader_reads_what_was_written(title: str, box: str, texts: tuple[Parts, ...]) -> None:
    read = read_page(written(page(title, box, *texts))[0], "en", "chapter-1/1-1.md", "1-1.md")
    first, inside, caption, credit, note = (reads(parts) for parts in texts)
    assert {block.id: block.text for block in read.blocks} == {
        "s1-1": title,
        "s1-1-p1": first,
        "s1-1-h1": title,
        "s1-1-box1": box,
        "s1-1-box1-p1": inside,
        "figure-1": caption,
        "figure-1-source": credit,
    }
    assert [n.text for n in read.notes.values()] == [note]


@settings(max_examples=250, deadline=None, derandomize=True)
@given(st.lists(words, min_size=2, max_size=4))
@example(["a", "- b", "+", "1. c", "# d"])
@example(["a", "===", "---", "***", "> b", "~~~", "```", "!!! c"])
@example(["a", "| b | c |", "| --- | --- |", "{ #x }", "[^n1]: d", "<!-- e", ": f"])
def test_lines_of_a_paragraph_begin_nothing(lines: list[str]) -> None:
    content: list[Inline] = []
    for line in lines:
        content += [LineBreak(), source(line)] if content else [source(line)]
    heading = Heading(Level.SECTION, "1.1", Text(), source("x"), "s1-1")
    paragraph = Paragraph(Text(), content=tuple(content), id="s1-1-p1")
    whole = Page("chapter-1/1-1", "section", "s1-1", 1, heading, "1", "1.1", (paragraph,), ())
    MARKDOWN.reset()
    soup = BeautifulSoup(MARKDOWN.convert(written(whole)[1]), "html.parser")
    found = soup.select_one("p#s1-1-p1")
    assert found is not None
    for pilcrow in found.select("a.headerlink, .edition-permalink"):
        pilcrow.decompose()
    for br in found.select("br"):
        br.replace_with("\v")
    assert [squeezed(line) for line in found.get_text().split("\v")] == [squeezed(line) for line in lines]
