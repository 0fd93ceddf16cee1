"""Reporting a mistake: the address of a form that is filled in already, for a page and for each of its paragraphs. An
edition without a repository has a letter in the form's place: to the address in `extra: contact`, or to be copied.

The page's link works without a script. A paragraph's is made in the browser when its menu opens (report.js), so that
it adds neither weight nor tab stops; the counterpart's text then comes from a small file per page, written here.
"""

import json
from html import escape
from pathlib import Path
from urllib.parse import quote, urlencode

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from msgspec import Struct

from duizhao.compare.pairs import pairs
from duizhao.document.safety.text import without_unseen
from duizhao.languages import language_name
from duizhao.publish.site.addresses import address
from duizhao.publish.site.being_built import building
from duizhao.publish.site.cite import title_of
from duizhao.publish.site.strings import Strings
from duizhao.workspace import replace_file

#: The folder on the site.
FOLDER = "counterparts"

#: The names of the form's fields that can be filled in (.github/ISSUE_TEMPLATE/).
FIELDS = ("language", "page", "paragraph", "text", "counterpart")

#: What of it a letter says before the questions.
_IN_LETTER = ("page", "paragraph", "text")


class Report(Struct, frozen=True):
    """`edit`: the page's file. `address`: the form for the page. `form`: what report.js makes a paragraph's address
    from. `counterparts`: the file with the other language's texts, as a path on the site; empty if there is none."""

    edit: str
    address: str
    form: dict[str, object]
    counterparts: str


class Letter(Struct, frozen=True):
    """`contact`: to whom, empty if no one is named. `subject`: what the letter is about. `letter`: what report.js makes
    a paragraph's letter from: these two, what the reader chooses (`name`), what each part of the letter is called, in
    order, and what is known of the page already."""

    contact: str
    subject: str
    letter: dict[str, object]


def report(page: Page, config: MkDocsConfig) -> Report | Letter | None:
    """How to report a mistake on a page; None where the page has no source."""
    # What is wrong in a parallel view is wrong on its page.
    file: File = getattr(page.file, "single_file", page.file)
    built = building(config)
    words = built.strings.report
    title = title_of(file)
    if not config.repo_url:
        if file.generated_by is not None:
            return None
        contact = str(config.extra.get("contact") or "")
        parts = [(name, words[f"field_{name}"]) for name in (*_IN_LETTER, "wrong", "evidence")]
        subject, name = words["subject"].format(page=title), words["paragraph" if contact else "copy"]
        known: dict[str, object] = {"name": name, "parts": parts, "values": {"page": title}}
        known |= {"contact": contact, "subject": subject, "copied": words["copied"]}
        return Letter(contact, subject, known)
    edit = file.page.edit_url if file.page else None
    if not edit:
        return None
    # The page is named as readers know it, and by its address, if the site has one.
    named = f"{title} ({address(file, config) or file.src_uri})"
    form = _form(config.repo_url, words, title)
    counterparts = f"{FOLDER}/{Path(file.src_uri).with_suffix('.js').as_posix()}" if built.others else ""
    values = {"language": language_name(built.current, built.current), "page": named}
    return Report(edit, _address(form, values), {**form, "values": values}, counterparts)


def _form(repo_url: str, words: dict[str, str], title: str) -> dict[str, object]:
    """Where the form is, its fixed parameters, and how the fields are handed over: GitHub takes each by its name,
    GitLab one text."""
    repo = repo_url.rstrip("/")
    subject = words["subject"].format(page=title)
    labels = {name: words[f"field_{name}"] for name in (*FIELDS, "wrong", "evidence")}
    if "gitlab" in repo.split("/")[2]:
        return {"url": f"{repo}/-/issues/new", "fixed": {"issue[title]": subject}, "text": "issue[description]",
                "labels": labels}  # fmt: skip
    return {"url": f"{repo}/issues/new", "fixed": {"template": words["form"], "title": subject}, "text": "",
            "labels": labels}  # fmt: skip


def _address(form: dict[str, object], values: dict[str, str]) -> str:
    """The form's address with some fields filled in; report.js does the same for a paragraph."""
    fixed, labels = form["fixed"], form["labels"]
    assert isinstance(fixed, dict)
    assert isinstance(labels, dict)
    if form["text"]:
        lines = (f"**{label}**\n\n{values.get(name, '')}\n" for name, label in labels.items())
        query = {**fixed, str(form["text"]): "\n".join(lines)}
    else:
        query = {**fixed, **values}
    return f"{form['url']}?{urlencode(query, quote_via=quote)}"


def add_counterparts(config: MkDocsConfig) -> None:
    """Writes, for each page of each language, the texts that answer to its paragraphs in the first other one."""
    built = building(config)
    if not config.repo_url or len(built.languages) < 2:
        return
    for current in built.languages:
        other = next(code for code in built.languages if code != current)
        for pair in pairs(built.project, current, other):
            if pair.left is None:
                continue
            texts = {
                block.id: ["\n".join(each.text for each in row.right), row.right[0].id if row.right else ""]
                for row in pair.rows
                for block in row.left
            }
            path = Path(config.site_dir) / FOLDER / current / Path(pair.left.path).with_suffix(".js")
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, f"duizhaoCounterparts({without_unseen(json.dumps(texts, ensure_ascii=False))});\n")


def how_to_write_in(config: MkDocsConfig, strings: Strings) -> list[str]:
    """What “About this edition” says of mistakes, as Markdown."""
    words = strings.report
    if config.repo_url:
        url = escape(config.repo_url.rstrip("/") + ("/-/issues" if "gitlab" in config.repo_url else "/issues"))
        said = words["about_with"].format(address=f"<{url}>")
    elif contact := config.extra.get("contact"):
        said = words["about_mail"].format(address=f"<{escape(str(contact))}>")
    else:
        said = words["about_without"]
    return [f"## {words['title']} {{ #mistakes }}", "", said, ""]
