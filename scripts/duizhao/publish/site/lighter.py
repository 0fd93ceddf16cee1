"""What a page loads: one style sheet and two scripts for what every page does, since a browser waits for each file
anew; and in these nothing that no reader needs: comments, source maps, the theme's rules for parts no page has."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from duizhao.languages.cldr import direction
from duizhao.publish.site.being_built import project_of
from duizhao.publish.site.front_matter import edition
from duizhao.publish.site.strings import load_strings
from duizhao.publish.site.theme import FOLDER

_SCRIPTS = "assets/javascripts"
#: What becomes one, in the order it is carried out: what the page itself does, then what holds on to its content and is
#: begun anew with it after an edit (serve/assets/live.js). paragraphs.js uses what cite.js and place.js offer,
#: all what common.js does.
_JOINED = {
    "site.js": ("common", "header", "reader", "place", "footnotes", "search-opener"),
    "content.js": ("cite", "report", "paragraphs", "terms"),
}
# Where the one style sheet is on the site, and what dark pages have else, for who has no script to choose it.
_STYLES = "assets/stylesheets/site.css"
_DARK = "assets/stylesheets/dark.css"
#: What the theme has: `main` before `palette`.
_THEIRS = re.compile(r"assets/stylesheets/[^/]+\.min\.css")
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
_SLATE = re.compile(r'="?slate"?')
_NOT_SLATE = re.compile(rf"^(?!.*{_SLATE.pattern})")
_NOT = re.compile(r":not\([^)]*\)")
_TOKEN = re.compile(r'("(?:[^"\\]|\\.)*")|/\*.*?\*/|\s*([{};,])\s*|\s+', re.DOTALL)
_COMMA = re.compile(r",(?![^(]*\))")
_COMMENT_LINE = re.compile(r"^\s*//.*\n", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def join_scripts(files: Files, config: MkDocsConfig) -> Files:
    """Puts one file in the place of each such group of scripts; returns the same collection."""
    for joined, names in _JOINED.items():
        parts = [file for name in names if (file := files.get_file_from_path(f"{_SCRIPTS}/{name}.js"))]
        for part in parts:
            files.remove(part)
        content = "\n".join(without_comments(part.content_string) for part in parts)
        files.append(File.generated(config, f"{_SCRIPTS}/{joined}", content=content))
    return files


def join_styles(files: Files, config: MkDocsConfig) -> Files:
    """Puts one file in place of the theme's and those that `extra_css` lists, in their order, and behind them what
    stands at the head of each printed sheet; and one of the rules for dark pages. Returns the same collection."""
    theirs = sorted(file.src_uri for file in files if _THEIRS.fullmatch(file.src_uri))
    needless = needless_rules(config)
    memo = project_of(config).memo
    texts = [
        memo.recall("without_rules", (needless.pattern, css), partial(without_rules, css, needless))
        for css in (_taken(files, path) for path in theirs)
    ]
    parts = list(config.extra.setdefault("style_parts", [str(part) for part in config.extra_css]))
    folders = [Path(config.docs_dir), *(Path(folder) for folder in config.theme.dirs)]
    for part in parts:
        source = next(folder / part for folder in folders if (folder / part).is_file())
        texts.append(source.read_text(encoding="utf-8").strip())
        if file := files.get_file_from_path(part):
            files.remove(file)
    i18n: Any = config.plugins["i18n"]
    for language in i18n.config.languages:
        code = str(language.locale)
        home = Path(config.docs_dir) / code / "index.md"
        texts.append(running_title(load_strings(code).html_lang, edition(home, home.name).title))
    css = "\n\n".join(texts) + "\n"
    files.append(File.generated(config, _STYLES, content=css))
    dark = memo.recall("dark", css, lambda: _SLATE.sub("", without_rules(squeezed(css), _NOT_SLATE)))
    files.append(File.generated(config, _DARK, content=dark))
    config.extra_css.clear()  # the page asks for the one file itself (theme/main.html)
    return files


def _taken(files: Files, path: str) -> str:
    """What stands in a file, which is then no longer there."""
    file = files.src_uris[path]
    files.remove(file)
    return file.content_string


def running_title(tag: str, title: str) -> str:
    """The rule that prints the title at the head of each sheet of a page in the language with this tag.

    >>> print(running_title("en", 'The "Wells"'))
    @media print {
      :root:lang(en) body { page: sheet-en; }
      @page sheet-en { @top-center { content: "The \\22 Wells\\22 "; font-size: 8pt; } }
    }
    """
    text = "".join(c if c.isalnum() or c in " ,.-:" else f"\\{ord(c):x} " for c in title)
    return (
        "@media print {\n"
        f"  :root:lang({tag}) body {{ page: sheet-{tag}; }}\n"
        f'  @page sheet-{tag} {{ @top-center {{ content: "{text}"; font-size: 8pt; }} }}\n'
        "}"
    )


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
        else:
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
        yield css[start:opened].strip(), css[opened + 1 : at]
        start = at + 1
