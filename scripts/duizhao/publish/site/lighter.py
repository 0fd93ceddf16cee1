"""What a page loads, without what no reader needs: comments, source maps, and the theme's rules for parts that no page
of ours has."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from duizhao.languages.cldr import direction
from duizhao.publish.site.being_built import project_of
from duizhao.publish.site.theme import FOLDER

#: Parts of the theme that no page has: what Markdown of ours cannot make, and what our templates leave out.
_PARTS = (
    *("abstract", "annotation", "arithmatex", "author", "banner", "bug", "button", "clipboard", "code", "consent"),
    *("content--post", "critic", "danger", "dialog", "draft", "emojione", "example", "failure", "feedback", "gemoji"),
    *("giscus", "grid", "highlight", "highlighttable", "info", "inline", "input", "katex-html", "keys", "linenodiv"),
    *("linenos", "mermaid", "meta", "note", "pagination", "pin", "post", "profile", "progress", "question", "quote"),
    *("search", "search-result", "select", "sidebar--post", "social", "source-file", "source__fact", "source__icon"),
    *("status", "success", "tabbed", "tabs", "tag", "tags", "task-list", "tip", "tooltip", "twemoji", "version"),
    "warning",
)
_OF_PART = rf"\.(?!md-grid\b)(?:md-)?(?:{'|'.join(_PARTS)})(?![a-z])"
_NOT = re.compile(r":not\([^)]*\)")
_TOKEN = re.compile(r'("(?:[^"\\]|\\.)*")|/\*.*?\*/|\s*([{};,])\s*|\s+', re.DOTALL)
_COMMA = re.compile(r",(?![^(]*\))")
_COMMENT_LINE = re.compile(r"^\s*//.*\n", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def lighten(files: Files, config: MkDocsConfig) -> Files:
    """Puts lighter style sheets and scripts in the place of ours and the theme's; returns the same collection."""
    memo = project_of(config).memo
    for file in [file for file in files if file.src_uri.startswith("assets/")]:
        path = PurePosixPath(file.src_uri)
        if path.suffix == ".map":
            files.remove(file)
        elif path.suffix == ".css" or (path.suffix == ".js" and (FOLDER / path).is_file()):
            made, text = without_comments if path.suffix == ".js" else squeezed, file.content_string
            lighter = memo.recall(made.__name__, text, partial(made, text))
            files.remove(file)
            files.append(File.generated(config, file.src_uri, content=lighter))
    return files


def squeezed(css: str) -> str:
    """A style sheet without comments and needless space.

    >>> squeezed('/* A line */ p , li {\\n  content: " , ";\\n}')
    'p,li{content: " , ";}'
    """
    return _TOKEN.sub(lambda found: found[1] or found[2] or (" " if found[0].isspace() else ""), css).strip()


def without_comments(script: str) -> str:
    """A script without the lines that are comments, and without indents.

    >>> without_comments('// Adds.\\nfunction f() {\\n  // One.\\n  return 1; // at last\\n}\\n')
    'function f() {\\nreturn 1; // at last\\n}\\n'
    """
    return _INDENT.sub("", _COMMENT_LINE.sub("", script))


def needless_rules(config: MkDocsConfig) -> re.Pattern[str]:
    """What stands in the selector of a rule of the theme's for what no page has: parts, colours that were not chosen,
    and lines from the right where no language has any."""
    palette = config.theme.get("palette") or []
    chosen = {option[key] for option in palette for key in ("primary", "accent") if key in option}
    other = rf"\[data-md-color-(?:primary|accent)=(?!(?:{'|'.join(map(re.escape, sorted(chosen)))})\])"
    i18n: Any = config.plugins["i18n"]
    left = all(direction(str(language.locale)) == "ltr" for language in i18n.config.languages)
    return re.compile("|".join([_OF_PART, other, *([r"\[dir=rtl\]"] if left else [])]))


def without_rules(css: str, needless: re.Pattern[str]) -> str:
    """A style sheet without space, without the rules whose selector has such a part.

    >>> without_rules("p,.a,.b{margin:0}@media print{.b{margin:0}}.c:not(.b){margin:0}", re.compile(r"\\.b"))
    'p,.a{margin:0}.c:not(.b){margin:0}'
    """
    kept = []
    for head, body in _rules(css):
        if head.startswith(("@media", "@supports", "@container")):
            body = without_rules(body, needless)
        elif not head.startswith("@"):
            head = ",".join(one for one in _COMMA.split(head) if not needless.search(_NOT.sub("", one)))
        if head and body:
            kept.append(f"{head}{{{body}}}")
    return "".join(kept)


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """What stands before the braces of each rule, and in them."""
    start = 0
    while (opened := css.find("{", start)) >= 0:
        depth, at = 1, opened
        while depth:
            at += 1
            depth += {"{": 1, "}": -1}.get(css[at], 0)
        yield css[start:opened], css[opened + 1 : at]
        start = at + 1
