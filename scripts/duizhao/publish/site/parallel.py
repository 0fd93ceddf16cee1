"""The parallel view's pages: one for each page of the edition, in each language, made while the site is built."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from html import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from duizhao.compare.pairs import PagePair, pairs
from duizhao.compare.sentence_aligner import aligner
from duizhao.document.boxes import FIGURE
from duizhao.document.citations import citations
from duizhao.errors import InputError
from duizhao.languages import language_name
from duizhao.project import Project
from duizhao.publish.parallel.links import Ways, cited_back, with_links
from duizhao.publish.parallel.view import BEGINNING, SentenceAligner, Words, view_html
from duizhao.publish.site.being_built import Building, building
from duizhao.publish.site.boxes import box_labels
from duizhao.publish.site.figures import figure_html
from duizhao.publish.site.generated import generated
from duizhao.publish.site.notices import notices, review_notes
from duizhao.publish.site.search import note_view
from duizhao.publish.site.strings import load_strings
from duizhao.source.editions import codes_of, only_profile

# The folder on the site, in each language's part.
FOLDER = "parallel"

# What the front matter of such a page calls it.
KIND = "parallel"


def add_pages(files: Files, config: MkDocsConfig) -> Files:
    """Adds the parallel views of each page of the language that is being built, with each other language, and has them
    lead to each other; returns the same collection.

    A site in one language has none.
    """
    built = building(config)
    project, current = built.project, built.current
    orders = {code: _order(project, current, code, built.languages) for code in built.languages if code != current}
    named = {
        other: {page.path: pair for pair in pairs(project, *order) if (page := pair.left or pair.right)}
        for other, order in orders.items()
    }
    pages = {file.src_uri.removeprefix(f"{current}/"): file for file in files.documentation_pages()}
    # A title alone needs no second language.
    shown = {
        other: {path for path, pair in found.items() if path in pages and path != "index.md" and len(pair.rows) > 1}
        for other, found in named.items()
    }
    for path, file in pages.items():
        file.views = views = {}  # type: ignore[attr-defined]
        beside: list[tuple[str, str]] = []
        for other, order in orders.items():
            if path not in shown[other]:
                continue
            pair = named[other][path]
            view = _file(path, pair, (current, other), built, aligner(project, *order).spans, shown[other])
            beside.append((language_name(other, current), view.url))
            # The templates lead from each to the other: the header to the first of the views, a line to all of them.
            file.parallel, view.single = beside[0][1], file.url  # type: ignore[attr-defined]
            view.single_file, view.beside, file.beside = file, beside, beside  # type: ignore[attr-defined]
            view.other, view.contents = other, _contents(pair, current)  # type: ignore[attr-defined]
            views[other] = view
            files.append(view)
        if beside:
            note_view(built, file.url, beside[0][1])
    return files


def _order(project: Project, current: str, other: str, languages: Sequence[str]) -> tuple[str, str]:
    """Two languages as the check takes them, so that they are aligned once: the source's first one first."""
    with suppress(InputError):
        languages = codes_of(project, only_profile(project))
    known = [code for code in languages if code in (current, other)]
    return (known[0], known[1]) if len(known) > 1 else (current, other)


def _folder(language: str, other: str, languages: Sequence[str]) -> str:
    """Where a language has its views beside another one, below its folder; the first other one needs no name."""
    first = next(code for code in languages if code != language)
    return FOLDER if other == first else f"{FOLDER}-{other}"


def _file(
    path: str, pair: PagePair, order: tuple[str, str], built: Building, align: SentenceAligner, shown: Collection[str]
) -> File:
    """The page in the first language of `order`, which stands first in its rows; `shown`: the paths of all pages that
    have such a view."""
    names = {place: language_name(code, built.current) for place, code in zip(("first", "second"), order, strict=True)}
    current, strings, project = built.current, built.strings, built.project
    # Each language's counterpart: itself beside this one, and this one beside the other.
    beside = {code: current if code != current else order[1] for code in built.languages}
    folders = {code: _folder(code, other, built.languages) for code, other in beside.items()}
    cited = {code: citations(project, code) for code in order}
    where = {code: built.folder_of(code) for code in order}
    ways = Ways(path, f"{where[current]}{folders[current]}/", shown, where)
    # From this page to the root of the site.
    up = "../" * (path.count("/") + 1) + built.up
    tags = {code: load_strings(code).html_lang for code in order}
    words = Words(
        gap={code: strings.parallel_gap.format(language=language_name(code, current)) for code in order},
        notes=strings.footnotes,
        coverage=strings.parallel_coverage,
        tags=tags,
        controls={name: word.format(**names) for name, word in strings.controls.items()},
        alone=strings.parallel_alone,
        back={code: load_strings(code).footnote_back for code in order},
        back_several={code: load_strings(code).footnote_previews["back_several"] for code in order},
        notices=review_notes(project) | notices(project),
        reference={code: load_strings(code).footnote for code in order},
        paragraph=strings.paragraph,
        boxes={code: box_labels(project, code) for code in order},
        tables={code: (load_strings(code).table, load_strings(code).list_separator) for code in order},
        figures={
            (page.language, block.id): figure_html(built.config.docs_dir, page.language, block.id, block.text, up)
            for page in (pair.left, pair.right)
            if page
            for block in page.blocks
            if block.kind == FIGURE
        },
        cited=cited_back(pair, cited, ways),
        cited_back={code: load_strings(code).cited_back for code in order},
    )

    page = (pair.left if pair.left and pair.left.language == current else pair.right) or pair.left
    title = str(page.front.get("title", path)) if page else path
    front: dict[str, object] = {"title": title, "kind": KIND, "search": {"exclude": True}}
    html = view_html(with_links(pair, cited, ways), order, words, align)
    paths = {code: f"{folder}/{path}" for code, folder in folders.items()}
    return generated(paths, built, front, dict.fromkeys(paths, html))


def _contents(pair: PagePair, language: str) -> TableOfContents:
    """The headings of a page, where the language has them: what the theme lists beside the text. It skips to the first
    entry, which it does not list: where the text begins."""
    title = AnchorLink("", BEGINNING, 1)
    for row in pair.rows:
        for block in (*row.left, *row.right):
            page = pair.left if block in row.left else pair.right
            if block.kind == "heading" and page and page.language == language:
                title.children.append(AnchorLink(escape(block.text), row.id, 2))
    return TableOfContents([title])


def give_contents(html: str, page: Page, config: MkDocsConfig) -> str:
    """Gives a view the list of its headings, which its HTML tells no one; returns the same HTML."""
    page.toc = getattr(page.file, "contents", page.toc)
    return html
