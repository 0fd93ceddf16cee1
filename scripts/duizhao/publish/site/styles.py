"""One style sheet for the theme's styles and ours: a page waits for each file of styles before it shows anything."""

import re
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from duizhao.publish.site.being_built import project_of
from duizhao.publish.site.front_matter import edition
from duizhao.publish.site.lighter import needless_rules, without_rules
from duizhao.publish.site.strings import load_strings

# Where it is on the site.
PATH = "assets/stylesheets/site.css"
#: What the theme has: `main` before `palette`.
_THEIRS = re.compile(r"assets/stylesheets/[^/]+\.min\.css")


def join_styles(files: Files, config: MkDocsConfig) -> Files:
    """Puts one file in place of the theme's and those that `extra_css` lists, in their order, and behind them what
    stands at the head of each printed sheet; returns the same collection."""
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
    files.append(File.generated(config, PATH, content="\n\n".join(texts) + "\n"))
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
