"""A page that shows what changed between two states of the edition, both languages side by side, as a reader sees it.

One file with nothing to load: it opens by double click and as an artefact of a workflow, and asks no one for anything.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from html import escape
from importlib import resources
from pathlib import Path

from msgspec.structs import replace

from duizhao.compare.difference import pieces
from duizhao.document.boxes import BY_NAME
from duizhao.document.model import Block, Edition
from duizhao.errors import InputError
from duizhao.languages import html_tag
from duizhao.languages.cldr import with_directions
from duizhao.project import Project
from duizhao.revise.fidelity.diff_rows import ChangedPage, Difference, FrontEntry, changed_pages
from duizhao.revise.fidelity.history import git, why
from duizhao.revise.fidelity.load import explained, load_fidelity
from duizhao.revise.fidelity.model import Change, Unit, Why
from duizhao.revise.fidelity.summary import summary
from duizhao.revise.fidelity.units import unnumbered
from duizhao.revise.marked import Words, combined, plain
from duizhao.words import words_of


def diff_page(found: Difference, whys: Mapping[str, Why], base: str, language: str) -> tuple[str, str]:
    """The page's HTML, its own words in `language` (`en` or `zh`), and the summary in a sentence.

    `whys`: what is known of the changes, by their hashes. `base`: what the state before is called.
    """
    words = words_of(language, "diff_page")
    loose = unnumbered(found.after, found.before)
    said = summary(explained(found.changes, (), (), "", {}).errata, found.after, language, len(loose))
    pages = tuple(changed_pages(found))
    title = words["title"].format(base=base)
    style = resources.files("duizhao").joinpath("revise/fidelity/diff.css").read_text(encoding="utf-8")
    body = "\n".join((*_body(pages, _Writer(words, whys, language)), *_loose(loose, words)))
    html = with_directions(f"""<!doctype html>
<html lang="{_tag(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{escape(title)}</title>
<style>
{style}</style>
</head>
<body>
<main>
<h1>{escape(title)}</h1>
<p>{escape(said + words["full_stop"] if pages or loose else words["none"])}</p>
{body}
</main>
</body>
</html>
""")
    return html, said


def _loose(blocks: Sequence[tuple[str, Block]], words: dict[str, str]) -> Iterator[str]:
    """What stands in no row, since it has no id."""
    if blocks:
        yield f'<section aria-labelledby="loose">\n<h2 id="loose">{escape(words["unnumbered"])}</h2>'
        yield from (
            f"<p><code>{escape(file)}:{block.line}</code> <ins>{escape(block.text)}</ins></p>" for file, block in blocks
        )
        yield "</section>"


def _body(pages: Sequence[ChangedPage], writer: _Writer) -> Iterator[str]:
    """The list of the pages, then the pages."""
    if pages:
        yield f'<nav aria-labelledby="pages">\n<h2 id="pages">{escape(writer.words["pages"])}</h2>\n<ul>'
        yield from (writer.entry(number, page) for number, page in enumerate(pages, 1))
        yield "</ul>\n</nav>"
    for number, page in enumerate(pages, 1):
        yield from writer.section(number, page)


class _Writer:
    """Writes the parts of the page; holds the words and the reasons they need."""

    def __init__(self, words: Mapping[str, str], whys: Mapping[str, Why], language: str) -> None:
        self.words = words
        self._whys = whys
        self._language = language
        self._marks = Words(words["deleted"], words["inserted"], words["end"])

    def entry(self, number: int, page: ChangedPage) -> str:
        """A line of the list of pages."""
        count = self.words["count_1" if page.count == 1 else "count"].format(count=page.count)
        return f'<li><a href="#page-{number}">{_titles(page)}</a> <small>{escape(count)}</small></li>'

    def section(self, number: int, page: ChangedPage) -> Iterator[str]:
        """A page with its rows."""
        yield f'<section>\n<h2 id="page-{number}">{_titles(page)} <small>{escape(page.path)}</small></h2>'
        if any(page.front):
            yield f'<div class="row">{"".join(map(self._front_cell, page.front))}</div>'
        for row in page.rows:
            yield f'<div class="row">{"".join(self._cell(*side) for side in row.sides)}</div>'
        yield "</section>"

    def _front_cell(self, entries: Sequence[FrontEntry]) -> str:
        told = "".join(
            f"<p>{escape(self.words['front'])} <code>{escape(entry.key)}</code>{self.words['colon']}"
            f"{combined(pieces(entry.before, entry.after), self._marks)}</p>"
            for entry in entries
        )
        return f'<div class="cell changed">{told}</div>' if told else "<div></div>"

    def _cell(self, unit: Unit | None, change: Change | None) -> str:
        if not unit:
            return f'<div class="cell none"><p>{escape(self.words["missing"])}</p></div>'
        where = f"{escape(unit.file)}:{unit.line} <code>#{escape(unit.id)}</code>"
        if change and change.kind == "moved":
            text, where = plain(unit.text), f"{where} · {escape(self.words['moved'])}"
        elif change:
            text = combined(pieces(*change.texts), self._marks)
        else:
            text, where = plain(unit.text), f"{where} · {escape(self.words['unchanged'])}"
        box = " box" if unit.kind in BY_NAME else ""
        return (
            f'<div class="cell {"changed" if change else "same"}"><p class="where">{where}</p>'
            f'<p class="{unit.kind}{box}" lang="{_tag(unit.language)}">{text}</p>'
            f"{''.join(self._why(self._whys.get(change.hash, Why()))) if change else ''}</div>"
        )

    def _why(self, why: Why) -> Iterator[str]:
        """The reason and the evidence, and the reasons of earlier changes since the state before."""
        reason = self._said(why.reason) or f"<em>{escape(self.words['no_reason'])}</em>"
        yield self._told("why", why, reason)
        if why.evidence:
            yield self._told("evidence", Why(), self._said(why.evidence))
        for before in why.earlier:
            yield self._told("earlier", before, self._said(before.reason))
            if before.evidence:
                yield self._told("evidence", Why(), self._said(before.evidence))

    def _told(self, name: str, why: Why, said: str) -> str:
        parts = " · ".join(filter(None, (escape(why.date[:10]), escape(why.author), said)))
        return f'<p class="why"><b>{escape(self.words[name])}</b>{self.words["colon"]}{parts}</p>'

    def _said(self, texts: Mapping[str, str]) -> str:
        """A text in the page's language, or in the one there is, marked as what it is in."""
        code = next((code for code in (self._language, "", *texts) if texts.get(code)), None)
        if code is None:
            return ""
        # An empty language is HTML's way to say that it is not known.
        return f'<span lang="{_tag(code)}">{escape(texts[code])}</span>'


def _titles(page: ChangedPage) -> str:
    """The page's title in each language."""
    return " · ".join(f'<span lang="{_tag(code)}">{escape(title)}</span>' for code, title in page.titles.items())


def _tag(code: str) -> str:
    return escape(html_tag(code))


def reasons_since(
    project: Project, profile: Path | None, base: str, changes: Sequence[Change], now: Sequence[Edition]
) -> Mapping[str, Why]:
    """What is known of each change since the commit `base`, by the change's hash; an entry in errata.yml goes before a
    commit, as it does for the errata."""
    told = {hash_: said for hash_, said in why(project.root, changes, project.memo).items() if said.commit}
    recent = _commits_since(project.root, base)
    result = {hash_: _only(said, recent) for hash_, said in told.items() if said.commit in recent}
    entries = _entries(project, profile, now) if profile else {}
    for change in changes:
        if entry := entries.get(_about(change)):
            said = result.get(change.hash, Why())
            result[change.hash] = replace(said, reason=entry.reason, evidence=entry.evidence)
    return result


def _commits_since(root: Path, base: str) -> frozenset[str]:
    try:
        listed = git(root, "rev-list", "HEAD", f"^{base}", "--")
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(listed.decode().split())


def _only(said: Why, commits: frozenset[str]) -> Why:
    """Without the reasons of commits that were there before: of what moved, the history knows all moves."""
    return replace(said, earlier=tuple(before for before in said.earlier if before.commit in commits))


def _entries(project: Project, profile: Path, now: Sequence[Edition]) -> dict[tuple[str, str, bool], Why]:
    """What errata.yml says of the edition's differences from its source as they are now."""
    # What is wrong with the source or with errata.yml is told by `duizhao check`; a reviewer sees the change even so.
    with suppress(InputError):
        errata = load_fidelity(project, profile, now, history=False).errata
        return {_about(erratum.change): erratum.why for erratum in errata if erratum.reasoned}
    return {}


def _about(change: Change) -> tuple[str, str, bool]:
    """What a change is about: a text, or its place. The words changed since a commit may be new to the source."""
    return change.unit.language, change.unit.id, change.kind == "moved"
