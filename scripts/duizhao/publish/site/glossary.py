"""The glossary's page in each language: every term with its counterparts, and where it stands first."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from duizhao.compare.glossary.match import matcher
from duizhao.compare.glossary.model import KINDS
from duizhao.compare.glossary.page import Entry, entries
from duizhao.document.editions import edition
from duizhao.languages import language_names
from duizhao.project import Project, derived
from duizhao.publish.site.being_built import Building
from duizhao.publish.site.generated import GeneratedPage
from duizhao.publish.site.terms import counterparts


def pages(built: Building) -> Iterator[GeneratedPage]:
    """The page, if there is a glossary for this language and another one."""
    if built.others and (found := _entries(built.project, built.current, built.others)):
        body = "\n".join(_body(found, built))
        yield GeneratedPage("glossary", built.strings.glossary, body, built.languages)


@derived
def _entries(project: Project, language: str, others: tuple[str, ...]) -> tuple[Entry, ...]:
    finder = matcher(project, language)
    return entries(finder, edition(project, language), others) if finder.glossary.terms else ()


def _body(found: tuple[Entry, ...], built: Building) -> list[str]:
    strings = built.strings
    lines = [strings.glossary_text.format(other=language_names(built.others, built.current)), ""]
    ordered = sorted(found, key=lambda entry: KINDS.index(entry.term.kind))
    for kind, group in groupby(ordered, key=lambda entry: entry.term.kind):
        lines += [f"## {strings.glossary_kinds[kind]} {{ #{kind} }}", "", '<dl class="edition-glossary">']
        for entry in group:
            lines += [
                f'<dt id="term-{escape(entry.term.id)}">{_name(entry)}</dt>',
                counterparts(entry.term, built.others),
            ]
        lines += ["</dl>", ""]
    return lines


def _name(entry: Entry) -> str:
    """The term, as a link to where it stands first."""
    first = entry.first
    if not first:
        return escape(entry.name)
    return f'<a href="{first.page.removesuffix(".md")}.html#{first.block}">{escape(entry.name)}</a>'
