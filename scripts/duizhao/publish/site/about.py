"""The page “About this edition”: what it is, how it was made, and where its two languages differ."""

from collections.abc import Iterator
from html import escape

from duizhao.check.model import Finding, Place
from duizhao.check.words import LocaleText
from duizhao.document.editions import edition
from duizhao.languages import language_name, language_names
from duizhao.publish.site.being_built import Building
from duizhao.publish.site.corrections import told
from duizhao.publish.site.generated import GeneratedPage
from duizhao.publish.site.notices import for_readers
from duizhao.publish.site.proofreading import table
from duizhao.publish.site.report import how_to_write_in
from duizhao.publish.site.strings import load_strings


def pages(built: Building) -> Iterator[GeneratedPage]:
    """The page."""
    strings = built.strings
    lines = [strings.about_text, ""]
    if told(built.project):
        words = strings.corrections
        lines += [words["about"].format(link=f"[{words['title']}](corrections.md)"), ""]
    if len(built.languages) > 1:
        lines += [strings.about_pair, ""]
    differences = list(_differences(built))
    if differences:
        differ = strings.about_differences_text.format(languages=language_names(built.languages, built.current))
        lines += [f"## {strings.about_differences} {{ #differences }}", "", differ, ""]
        lines += ['<ol class="edition-differences">', *differences, "</ol>", ""]
    lines += table(built)
    lines += how_to_write_in(built.config, strings)
    lines += [strings.about_see_downloads.format(link=f"[{strings.downloads}](downloads.md)"), ""]
    yield GeneratedPage("about", strings.about_title, "\n".join(lines), built.languages, searched=True)


def _differences(built: Building) -> Iterator[str]:
    """A list item for each finding a person has settled as a real difference that concerns readers."""
    for finding, entry in for_readers(built.project):
        if entry.verdict == "difference":
            yield _item(finding, built)


def _item(finding: Finding, built: Building) -> str:
    strings, current = built.strings, built.current
    details = dict(finding.details)
    details["code"] = details.get("here", "")
    for key in ("here", "there"):
        if key in details:
            details[key] = language_name(details[key], current)
    said = LocaleText(finding.code, "readers").get(current, "").format(**details)
    links = strings.list_separator.join(
        f'<a href="{_address(place, built)}">{escape(_title(place, built))}</a>'
        + escape(strings.sources["in_brackets"].format(text=language_name(place.language, current)))
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


def _title(place: Place, built: Building) -> str:
    """The title of the page a place is on, in the language being built if that has the page."""
    path = place.file.split(f"/{place.language}/", 1)[-1]
    found = (page for code in (built.current, place.language) for page in edition(built.project, code).pages)
    return next((str(page.front.get("title", path)) for page in found if page.path == path), path)


def _address(place: Place, built: Building) -> str:
    """From the page of the language being built to a place in either language."""
    path = place.file.split(f"/{place.language}/", 1)[-1].removesuffix(".md") + ".html"
    return built.way_to(place.language) + path + (f"#{place.id}" if place.id else "")
