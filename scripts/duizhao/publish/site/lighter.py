"""What a page loads, without what no reader needs: comments, source maps, and the theme's rules for parts that no page
of ours has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from duizhao.publish.site.theme import FOLDER

#: Parts of the theme that no page has: what Markdown of ours cannot make, and what our templates leave out.
_PARTS = (
    *("annotation", "arithmatex", "author", "banner", "clipboard", "code", "consent", "critic", "dialog", "emojione"),
    *("feedback", "gemoji", "grid", "highlight", "highlighttable", "inline", "keys", "linenodiv", "linenos", "mermaid"),
    *("meta", "pagination", "post", "progress", "search", "search-result", "social", "status", "tabbed", "tabs", "tag"),
    *("tags", "task-list", "twemoji", "version"),
)
_OF_PART = re.compile(rf"\.(?!md-grid\b)(?:md-)?(?:{'|'.join(_PARTS)})(?![a-z])")
_NOT = re.compile(r":not\([^)]*\)")
_TOKEN = re.compile(r'("(?:[^"\\]|\\.)*")|/\*.*?\*/|\s*([{};,])\s*|\s+', re.DOTALL)
_COMMA = re.compile(r",(?![^(]*\))")
_COMMENT_LINE = re.compile(r"^\s*//.*\n", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def lighten(files: Files, config: MkDocsConfig) -> Files:
    """Puts lighter style sheets and scripts in the place of ours and the theme's; returns the same collection."""
    for file in list(files):
        path = PurePosixPath(file.src_uri)
        if path.parts[:1] != ("assets",):
            continue
        if path.suffix == ".map":
            files.remove(file)
        elif path.suffix == ".css" or (path.suffix == ".js" and (FOLDER / path).is_file()):
            text = file.content_string
            lighter = without_comments(text) if path.suffix == ".js" else squeezed(text)
            if path.name.startswith("main."):
                lighter = without_parts(lighter)
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


def without_parts(css: str) -> str:
    """A style sheet without space, without the rules for what no page of ours has.

    >>> without_parts(".md-tabs,p{margin:0}@media print{.highlight{margin:0}}.md-grid{margin:0}")
    'p{margin:0}.md-grid{margin:0}'
    """
    kept = []
    for head, body in _rules(css):
        if head.startswith(("@media", "@supports", "@container")):
            body = without_parts(body)
        elif not head.startswith("@"):
            head = ",".join(one for one in _COMMA.split(head) if not _OF_PART.search(_NOT.sub("", one)))
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
