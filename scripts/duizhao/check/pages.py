"""Each page as a whole: its title, its front matter, the order of its headings, text that stands twice;
what the front page quotes, and what the front matter says of proofreading."""

from collections.abc import Iterator
from itertools import pairwise, takewhile
from pathlib import Path

from msgspec.structs import replace

from duizhao.check.context import Context
from duizhao.check.marks import at_block, in_prose
from duizhao.check.model import Finding, Place
from duizhao.document.boxes import FIGURE
from duizhao.document.highlights import HIGHLIGHTS, highlights, page_with
from duizhao.document.model import Block, Page
from duizhao.document.proofread import proofreading
from duizhao.languages.sentences import split_sentences
from duizhao.patterns import lazily

#: The kinds of pages, as the front matter has them.
_PAGE_KINDS = ("home", "part", "chapter", "section")

#: From how many characters on a text that stands twice is no chance.
_LONG = 20
#: How many bytes a line of text takes: in UTF-8 a Han character is as wide as three letters.
_LINE = 80
_WORDS = lazily(r"[^\W\d_]{2}")

#: What ends a sentence, or closes behind its end.
_ENDS = ".!?…。！？”’」』)）"

#: The same for a sentence.
_SENTENCE = 8


def level_skipped(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        headings = [block for block in page.blocks if block.kind == "heading"]
        before = 1
        for block in headings:
            level = block.level
            if level > before + 1:
                # Of the levels that leave none out, the deepest the page has elsewhere: where all its sub-headings are
                # of one level, this one is hardly meant to be below them.
                level = max((other.level for other in headings if other.level <= before + 1), default=2)
                marks = {"level": "#" * block.level, "new": "#" * level}
                yield at_block("s-108", page, block, block.text, text=block.text, **marks)
            before = level


def titles(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        titles = [block for block in page.blocks if block.kind == "title"]
        if not titles:
            yield page_finding("s-109", page, "title")
        elif page.blocks[0].kind != "title":
            yield at_block("s-110", page, titles[0], "first", text=titles[0].text)
        for block in titles[1:]:
            yield at_block("s-110", page, block, block.text, text=block.text)


def front_matter(context: Context) -> Iterator[Finding]:
    """What the front matter lacks, or says differently from the page."""
    for page in context.pages():
        if not page.content.startswith("---\n"):
            continue  # a page by hand, or a test's: nothing is built from a front matter that is not there
        order, kind = page.front.get("order"), page.front.get("kind")
        if not isinstance(order, int) or isinstance(order, bool):
            yield page_finding(
                "s-111", page, "order", line=front_line(page, "order"), name="order", expected="1, 2, 3 …"
            )
        # The home page is the language's index.md, and that alone.
        kinds = _PAGE_KINDS[:1] if page.path == "index.md" else _PAGE_KINDS[1:]
        if kind not in kinds:
            yield page_finding(
                "s-111", page, "kind", line=front_line(page, "kind"), name="kind", expected=" / ".join(kinds)
            )
        heading = next((block for block in page.blocks if block.kind == "title"), None)
        publisher = next((block for block in page.blocks if block.id == "publisher"), None)
        for name, block in (("title", heading), ("publisher", publisher)):
            said = page.front.get(name)
            if not isinstance(said, str) or not said.strip():
                if block or name == "title":
                    expected = block.text if block else "…"
                    yield page_finding("s-111", page, name, line=front_line(page, name), name=name, expected=expected)
            elif block and said.split() != block.text.split():
                line = str(front_line(page, name))
                yield at_block("s-112", page, block, said, text=block.text, said=said, name=name, line=line)


def front_line(page: Page, key: str) -> int:
    """The line of the front matter that has a key; the first if none has."""
    for number, line in enumerate(page.content.split("\n"), 1):
        if line.startswith(f"{key}:"):
            return number
        if number > 1 and line.rstrip() == "---":
            break
    return 1


def order_twice(context: Context) -> Iterator[Finding]:
    """Two pages of a language that claim one place in reading order."""
    for edition in context.editions:
        first: dict[int, Page] = {}
        for page in edition.pages:
            order = page.front.get("order")
            if isinstance(order, int) and not isinstance(order, bool):
                before = first.setdefault(order, page)
                if before is not page:
                    yield page_finding(
                        "s-113", page, str(order), line=front_line(page, "order"), order=str(order), file=before.file
                    )


def text_twice(context: Context) -> Iterator[Finding]:
    for edition in context.editions:
        first: dict[str, tuple[Page, Block]] = {}
        again: dict[str, list[Finding]] = {}
        for page, block in edition.blocks():
            text = " ".join(block.text.split())
            # What leads on to a list may do so again and again.
            leads_on = text.endswith((":", "：", ",", "，"))
            says = len(text) >= _LONG and not leads_on and _WORDS.search(text) is not None
            if block.kind == "paragraph" and not block.box.startswith(FIGURE) and says:
                before, there = first.setdefault(text, (page, block))
                if there is not block:
                    file, line = before.file, str(there.line)
                    made = at_block("s-114", page, block, text[:60], text=text[:40], file=file, line=line)
                    again.setdefault(text, []).append(made)
        for text, findings in again.items():
            # What is no longer than a line and no sentence, or stands three times, is meant to: a label, a refrain.
            if len(text.encode()) <= _LINE and (len(findings) > 1 or text[-1] not in _ENDS):
                continue
            yield replace(findings[0], places=tuple(place for each in findings for place in each.places))


def sentence_twice(context: Context) -> Iterator[Finding]:
    """Sentences that stand twice in a paragraph, one right behind the other."""
    for page in context.pages():
        for prose in context.prose(page):
            if prose.block.kind == "paragraph":
                sentences = split_sentences(prose.text, page.language)
                for first, second in pairwise(sentences):
                    if first.text == second.text and len(first.text) >= _SENTENCE:
                        yield in_prose("s-115", prose, (second.start, second.end), text=second.text[:40])


def page_finding(code: str, page: Page, key: str, line: int = 1, **details: str) -> Finding:
    place = Place(page.language, page.file, line, "", str(page.front.get("title", page.path)))
    return Finding(code, (place,), f"{page.path}\n{key}", tuple(details.items()))


def not_said(context: Context) -> Iterator[Finding]:
    for highlight in highlights(context.project):
        for edition in context.editions:
            said = highlight.said.get(edition.language)
            # It may stand on a page that cannot be read.
            if said and not context.left_out and page_with(edition, highlight) is None:
                place = Place(edition.language, HIGHLIGHTS, highlight.line, highlight.id, "")
                details = (("id", highlight.id), ("here", edition.language), ("text", said))
                yield Finding("s-311", (place,), said, details)


def wrong_state(context: Context) -> Iterator[Finding]:
    for edition in context.editions:
        for page in edition.pages:
            try:
                proofreading(page.front)
            except ValueError as error:
                line, said = _written(context.root / page.file)
                place = Place(page.language, page.file, line, "", said)
                yield Finding("f-111", (place,), f"{page.path}\n{error}", (("said", said),))


def _written(file: Path) -> tuple[int, str]:
    """The line of the front matter's entry, and the entry as it is written."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError:
        return 1, ""
    start = next((number for number, line in enumerate(lines) if line.startswith("proofread:")), 0)
    rest = takewhile(lambda line: line.startswith((" ", "-")) and line != "---", lines[start + 1 :])
    return start + 1, " ".join(part.strip() for part in (lines[start], *rest))
