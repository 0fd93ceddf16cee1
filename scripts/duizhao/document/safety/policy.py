"""The Content Security Policy of each page: its own files only, and no script in the page but the theme's few.

The policy stands in the page itself, so that it holds from a folder as well (`'self'` is then any file, in Chromium).
A script in the page is allowed by its hash, and only if its text is one of the theme's templates': whatever else the
page holds has no hash.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
#: Where the scripts are, in a folder of the theme's.
SCRIPTS = "partials/javascripts"
#: What a template may fill in: a path on the site.
_FILLED = r"[\w./-]*"
_CHARSET = '<meta charset="utf-8">'
_EVERYTHING_ELSE = (
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
)


def with_policy(html: str, own: Iterable[re.Pattern[str]], more: Sequence[str] = ()) -> str:
    """The page with its policy, before anything that could load; `own`: see `scripts_of`; `more`: rules of this site's.

    A page without the theme's first `<meta>` stays as it is (what is no page, such as a site map).
    """
    if _CHARSET not in html:
        return html
    hashes = sorted({f"'sha256-{_digest(text)}'" for text in _own_scripts(html, tuple(own))})
    rules = "; ".join(("default-src 'none'", " ".join(("script-src 'self'", *hashes)), *_EVERYTHING_ELSE, *more))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{rules}">'
    return html.replace(_CHARSET, f"{_CHARSET}\n  {meta}", 1)


def _own_scripts(html: str, own: tuple[re.Pattern[str], ...]) -> Iterable[str]:
    """The scripts in the page that come from the theme's templates."""
    for match in _SCRIPT.finditer(html):
        if not match["attributes"].strip() and any(template.fullmatch(match["text"]) for template in own):
            yield match["text"]


def scripts_of(theme: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """What the scripts in the theme's templates, in these folders, look like when they are filled in."""
    found: dict[str, None] = {}
    for folder in theme:
        for path in sorted((Path(folder) / SCRIPTS).glob("*.html")):
            for match in _SCRIPT.finditer(path.read_text(encoding="utf-8")):
                literal = (re.escape(part) for part in _VALUE.split(match["text"]))
                found[_FILLED.join(literal)] = None
    return tuple(re.compile(pattern) for pattern in found)


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
