"""The page “About this edition”: what it is, how it was made, and where its two languages differ."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from duizhao.check.model import Finding, Place
from duizhao.check.rules import BY_CODE
from duizhao.languages import language_name
from duizhao.project import Project
from duizhao.publish.site.being_built import project_of
from duizhao.publish.site.corrections import PATH as CORRECTIONS
from duizhao.publish.site.corrections import told
from duizhao.publish.site.downloads import PATH as DOWNLOADS
from duizhao.publish.site.for_readers import for_readers
from duizhao.publish.site.generated import generated, with_alternates
from duizhao.publish.site.proofreading import table
from duizhao.publish.site.report import how_to_write_in
from duizhao.publish.site.strings import Strings, load_strings

# The page's path in each language, its kind, and its place in reading order: the last.
PATH = "about.md"
KIND = "about"
LAST = 9999


def add_page(files: Files, config: MkDocsConfig) -> Files:
    """Adds the page in the language that is being built; returns the same collection."""
    i18n: Any = config.plugins["i18n"]
    current = str(i18n.current_language)
    default = str(i18n.config.languages[0].locale)
    project = project_of(config)
    languages = [str(language.locale) for language in i18n.config.languages]
    strings = load_strings(current)
    lines = [*strings.about_text.split("\n"), ""]
    if told(project):
        words = strings.corrections
        lines += [words["about"].format(link=f"[{words['title']}]({CORRECTIONS})"), ""]
    if len(languages) > 1:
        lines += [strings.about_pair, ""]
    differences = list(_differences(project, strings, current, default))
    if differences:
        lines += [f"## {strings.about_differences} {{ #differences }}", "", strings.about_differences_text, ""]
        lines += ['<ol class="edition-differences">', *differences, "</ol>", ""]
    lines += table(project, languages, current, default)
    lines += how_to_write_in(config, strings)
    lines += [strings.about_see_downloads.format(link=f"[{strings.downloads}]({DOWNLOADS})"), ""]
    front: dict[str, object] = {"title": strings.about_title, "kind": KIND, "order": LAST}
    body = f"# {strings.about_title} {{ #about }}\n\n" + "\n".join(lines)
    made = {code: generated(PATH, code, default, front, body, config) for code in languages}
    files.append(with_alternates(made, current))
    return files


def _differences(project: Project, strings: Strings, current: str, default: str) -> Iterator[str]:
    """A list item for each finding a person has settled as a real difference that concerns readers."""
    for finding, entry in for_readers(project):
        if entry.verdict == "difference":
            yield _item(finding, strings, current, default)


def _item(finding: Finding, strings: Strings, current: str, default: str) -> str:
    details = dict(finding.details)
    details["code"] = details.get("here", "")
    for key in ("here", "there"):
        if key in details:
            details[key] = language_name(details[key], current)
    said = BY_CODE[finding.code].for_readers.get(current, "").format(**details)
    links = strings.list_separator.join(
        f'<a href="{_address(place, current, default)}" lang="{load_strings(place.language).html_lang}">'
        f"{escape(language_name(place.language, current))}</a>"
        for place in sorted(finding.places, key=lambda place: place.language != current)
    )
    quoted = ""
    if finding.code in ("b-201", "b-401", "b-501", "b-503") and (
        place := next((p for p in finding.places if p.text), None)
    ):
        here = details.get("code", place.language)
        side = next(
            (p for p in finding.places if p.mark), next((p for p in finding.places if p.language == here), place)
        )
        text = side.text[slice(*side.mark)] if side.mark else side.text
        if finding.code == "b-503":
            text = f"… {details['text'].strip()}"
        quoted = f'<blockquote lang="{load_strings(side.language).html_lang}"><p>{escape(text)}</p></blockquote>'
    return f"<li><p>{escape(said)}<span>{escape(strings.about_see)}{links}</span></p>{quoted}</li>"


def _address(place: Place, current: str, default: str) -> str:
    """From the page of the language `current` to a place in either language."""
    path = place.file.split(f"/{place.language}/", 1)[-1].removesuffix(".md") + ".html"
    up = "" if current == default else "../"
    folder = "" if place.language == default else f"{place.language}/"
    if place.language == current:
        up = folder = ""
    return f"{up}{folder}{path}" + (f"#{place.id}" if place.id else "")
