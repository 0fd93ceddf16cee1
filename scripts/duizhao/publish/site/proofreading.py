"""How far each page has been read: a line on the page, and a table on “About this edition”."""

from collections.abc import Iterator, Mapping
from html import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from duizhao.document.editions import edition
from duizhao.document.proofread import Proofreading, proofreading_or_none
from duizhao.languages import language_name
from duizhao.publish.site.being_built import Building
from duizhao.publish.site.front_matter import KINDS_OF_TEXT
from duizhao.publish.site.strings import Strings, load_strings


def tell_state(markdown: str, page: Page, config: MkDocsConfig) -> str:
    """Puts the state of a page of the report's, in words, where the template finds it; the Markdown stays as it is."""
    if page.meta.get("kind") in ("home", *KINDS_OF_TEXT):
        language, _, path = page.file.src_uri.partition("/")
        page.meta["proofreading"] = _state(page.meta, load_strings(language))
        page.meta["proofreading_table"] = "../" * path.count("/") + "about.html#proofreading"
    return markdown


def table(built: Building) -> Iterator[str]:
    """The lines of a section with a table of all pages and their states in each language."""
    strings, current, languages = built.strings, built.current, built.languages
    words = strings.proofread
    pages = {code: {page.path: page.front for page in edition(built.project, code).pages} for code in languages}
    paths = dict.fromkeys(path for code in sorted(languages, key=lambda c: c != current) for path in pages[code])
    yield from (f"## {words['title']} {{ #proofreading }}", "", words["text"], "")
    yield from ('<table class="edition-proofreading">', "<thead><tr>")
    yield f'<th scope="col">{escape(words["page"])}</th>'
    for code in languages:
        name = language_name(code, current) if len(languages) > 1 else words["state"]
        yield f'<th scope="col">{escape(name)}</th>'
    yield from ("</tr></thead>", "<tbody>")
    for path in paths:
        mine = next(code for code in sorted(languages, key=lambda c: c != current) if path in pages[code])
        title = escape(str(pages[mine][path].get("title", path)))
        link = f"{built.way_to(mine)}{path.removesuffix('.md')}.html"
        tag = load_strings(mine).html_lang
        yield f'<tr><th scope="row"><a href="{escape(link)}" lang="{tag}">{title}</a></th>'
        for code in languages:
            said = _state(pages[code][path], strings) if path in pages[code] else words["none"]
            yield f"<td>{escape(said)}</td>"
        yield "</tr>"
    yield from ("</tbody></table>", "")


def _state(front: Mapping[str, object], strings: Strings) -> str:
    # What is not understood is an error of the check; the reader is promised no more than the least.
    found = proofreading_or_none(dict(front)) or Proofreading()
    names = strings.proofread["by"].format(names=strings.list_separator.join(found.by)) if found.by else ""
    return strings.proofread[found.state] + names
