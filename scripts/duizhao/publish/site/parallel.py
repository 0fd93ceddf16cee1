"""The parallel view's pages: one for each page of the edition, in each language, made while the site is built."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from duizhao.compare.pairs import PagePair, pairs
from duizhao.compare.sentence_aligner import aligner
from duizhao.document.boxes import FIGURE
from duizhao.errors import InputError
from duizhao.languages import language_name
from duizhao.project import Project
from duizhao.publish.parallel.view import SentenceAligner, Words, view_html
from duizhao.publish.site.being_built import Building, building
from duizhao.publish.site.boxes import box_labels
from duizhao.publish.site.figures import figure_html
from duizhao.publish.site.generated import generated
from duizhao.publish.site.notices import notices
from duizhao.publish.site.reviewing import review_notes
from duizhao.publish.site.strings import load_strings
from duizhao.source.editions import languages_of, only_profile

# The folder on the site, in each language's part.
FOLDER = "parallel"

# What the front matter of such a page calls it.
KIND = "parallel"


def add_pages(files: Files, config: MkDocsConfig) -> Files:
    """Adds the parallel view of each page of the language that is being built; returns the same collection.

    A site in one language has none.
    """
    built = building(config)
    project, current = built.project, built.current
    if not built.other:
        return files
    left, right = _order(project, built.languages)
    named = {page.path: pair for pair in pairs(project, left, right) if (page := pair.left or pair.right)}
    for file in list(files.documentation_pages()):
        path = file.src_uri.removeprefix(f"{current}/")
        pair = named.get(path)
        if not pair or path == "index.md" or len(pair.rows) < 2:
            continue  # a title alone needs no second language
        view = _file(path, pair, (current, built.other), built, aligner(project, left, right).spans)
        # The templates lead from each to the other.
        file.parallel, view.single = view.url, file.url  # type: ignore[attr-defined]
        view.single_file = file  # type: ignore[attr-defined]
        files.append(view)
    return files


def _order(project: Project, languages: Sequence[str]) -> Sequence[str]:
    """The languages as the check takes them, so that they are aligned once: the source's first one first."""
    try:
        first = languages_of(project, only_profile(project))[0].code
    except InputError:
        return languages
    return sorted(languages, key=lambda code: code != first)


def _file(path: str, pair: PagePair, order: tuple[str, str], built: Building, align: SentenceAligner) -> File:
    """The page in the first language of `order`, which stands first in its rows."""
    current, strings, project = built.current, built.strings, built.project
    # From this page to the root of the site.
    up = "../" * (path.count("/") + 1) + built.up
    tags = {code: load_strings(code).html_lang for code in order}
    words = Words(
        gap={code: strings.parallel_gap.format(language=language_name(code, current)) for code in order},
        notes=strings.footnotes,
        coverage=strings.parallel_coverage,
        tags=tags,
        controls=strings.controls,
        alone=strings.parallel_alone,
        back={code: load_strings(code).footnote_back for code in order},
        back_several={code: load_strings(code).footnote_previews["back_several"] for code in order},
        notices=review_notes(project) | notices(project),
        reference={code: load_strings(code).footnote for code in order},
        boxes={code: box_labels(project, code) for code in order},
        tables={code: (load_strings(code).table, load_strings(code).list_separator) for code in order},
        figures={
            (page.language, block.id): figure_html(built.config.docs_dir, page.language, block.id, block.text, up)
            for page in (pair.left, pair.right)
            if page
            for block in page.blocks
            if block.kind == FIGURE
        },
    )

    page = (pair.left if pair.left and pair.left.language == current else pair.right) or pair.left
    title = str(page.front.get("title", path)) if page else path
    front: dict[str, object] = {
        "title": strings.parallel_title.format(title=title),
        "kind": KIND,
        "search": {"exclude": True},
        "hide": ["toc", "navigation"],
    }
    html = view_html(pair, order, words, align)
    return generated(f"{FOLDER}/{path}", built, front, dict.fromkeys(order, html))
