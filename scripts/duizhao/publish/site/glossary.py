"""The glossary's page in each language: every term with its counterpart, and where it stands first."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from duizhao.compare.glossary.load import glossary_of
from duizhao.compare.glossary.model import KINDS
from duizhao.compare.glossary.page import Entry, entries
from duizhao.document.editions import edition
from duizhao.project import Project, derived
from duizhao.publish.site.being_built import project_of
from duizhao.publish.site.generated import generated, with_alternates
from duizhao.publish.site.strings import Strings, load_strings

# The page's path in each language, its kind, and its place in reading order: behind the text.
PATH = "glossary.md"
KIND = "glossary"
ORDER = 9998


def add_page(files: Files, config: MkDocsConfig) -> Files:
    """Adds the page in the language that is being built, if there is a glossary; returns the same collection."""
    i18n: Any = config.plugins["i18n"]
    languages = [str(language.locale) for language in i18n.config.languages]
    current, default = str(i18n.current_language), languages[0]
    if len(languages) != 2:
        return files
    other = languages[1 - languages.index(current)]
    found = _entries(project_of(config), current, other)
    if not found:
        return files
    strings = load_strings(current)
    body = "\n".join(_body(found, strings, load_strings(other).html_lang))
    front: dict[str, object] = {"title": strings.glossary, "kind": KIND, "order": ORDER, "search": {"exclude": True}}
    made = {code: generated(PATH, code, default, front, body if code == current else "", config) for code in languages}
    files.append(with_alternates(made, current))
    return files


@derived
def _entries(project: Project, language: str, other: str) -> tuple[Entry, ...]:
    glossary = glossary_of(project)
    return entries(glossary, edition(project, language), other) if glossary.terms else ()


def _body(found: tuple[Entry, ...], strings: Strings, other_tag: str) -> list[str]:
    lines = [f"# {strings.glossary} {{ #glossary }}", "", strings.glossary_text, ""]
    ordered = sorted(found, key=lambda entry: KINDS.index(entry.kind))
    for kind, group in groupby(ordered, key=lambda entry: entry.kind):
        lines += [f"## {strings.glossary_kinds[kind]} {{ #{kind} }}", "", '<dl class="edition-glossary">']
        for entry in group:
            lines += [f'<dt id="term-{escape(entry.id)}">{_name(entry)}</dt>']
            lines += [f'<dd lang="{other_tag}">{escape(entry.counterpart)}</dd>']
        lines += ["</dl>", ""]
    return lines


def _name(entry: Entry) -> str:
    """The term, as a link to where it stands first."""
    first = entry.first
    if not first:
        return escape(entry.name)
    return f'<a href="{first.page.removesuffix(".md")}.html#{first.block}">{escape(entry.name)}</a>'
