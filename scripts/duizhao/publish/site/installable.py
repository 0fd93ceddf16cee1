"""A site that a reader's browser keeps and offers as an app, if its owner asks for it: `extra: installable: true`.

Then the site has a manifest and a service worker, which loads every file of it in the background. `false` is for a site
that once said `true`: its worker takes away what browsers have kept. Without either there is neither file.
"""

import hashlib
import json
import mimetypes
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from duizhao.languages.cldr import direction
from duizhao.publish.site.addresses import languages
from duizhao.publish.site.downloads import FOLDER as DOWNLOADS
from duizhao.publish.site.errors import SiteError
from duizhao.publish.site.front_matter import edition
from duizhao.publish.site.report import FOLDER as COUNTERPARTS
from duizhao.publish.site.strings import load_strings

SETTING = "installable"
WORKER = "service-worker.js"
MANIFEST = "manifest.webmanifest"
#: The script of a page that asks for both.
SCRIPT = "assets/javascripts/installable.js"
#: What the page's policy allows beside the rest.
POLICY = ("manifest-src 'self'", "worker-src 'self'")
#: What is of use only to a server, to search engines, to who has a network, or to nobody.
_NOT_KEPT = frozenset({WORKER, MANIFEST, "404.html", "sitemap.xml", "sitemap.xml.gz", "robots.txt", "CNAME"})
_NOT_KEPT_IN = (f"{DOWNLOADS}/", f"{COUNTERPARTS}/", "assets/javascripts/lunr/", "assets/javascripts/workers/", ".")
_PAPER = "#fdfcf9"
_FILES = "const FILES = {};"


def is_asked_for(config: MkDocsConfig) -> bool:
    """Whether the site's owner wants it.

    Raises:
        SiteError: the setting is neither true nor false.
    """
    given = config.extra.get(SETTING, False)
    if not isinstance(given, bool):
        raise SiteError(
            "extra: {name} is '{given}'; it should be true or false.", name=SETTING, given=given, file="mkdocs.yml"
        )
    return given


def without_script(files: Files, config: MkDocsConfig) -> Files:
    """Leaves out the script where no page asks for it; returns the same collection."""
    if not is_asked_for(config) and (script := files.get_file_from_path(SCRIPT)):
        files.remove(script)
    return files


def add_worker(config: MkDocsConfig) -> None:
    """Writes what the setting asks for, once the site is complete."""
    if SETTING not in config.extra:
        return
    site = Path(config.site_dir)
    (site / WORKER).write_text(_worker(None), encoding="utf-8")
    if is_asked_for(config):
        (site / MANIFEST).write_text(_manifest(config), encoding="utf-8")
        renew(site)


def renew(site: Path) -> None:
    """Writes the worker of the site in that folder anew, from its files as they are now; nothing if it has no
    manifest."""
    if (site / MANIFEST).is_file():
        digests = {path: hashlib.sha256((site / path).read_bytes()).hexdigest()[:16] for path in _kept(site)}
        (site / WORKER).write_text(_worker(digests), encoding="utf-8")


def _kept(site: Path) -> Iterator[str]:
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        if file.is_file() and path not in _NOT_KEPT and not path.startswith(_NOT_KEPT_IN):
            yield path


def _worker(digests: dict[str, str] | None) -> str:
    script = Path(__file__).with_name(WORKER).read_text(encoding="utf-8")
    return script.replace(_FILES, f"const FILES = {json.dumps(digests, ensure_ascii=False, separators=(',', ':'))};")


def _manifest(config: MkDocsConfig) -> str:
    """What a browser shows of the app: in the site's first language."""
    code = languages(config)[0]
    home = Path(config.docs_dir) / code / "index.md"
    title = edition(home, home.name).title
    icon = str(config.theme["favicon"])
    content = {
        "name": title,
        "short_name": title,
        "lang": load_strings(code).html_lang,
        "dir": direction(code),
        "start_url": "./index.html",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": _PAPER,
        "theme_color": _PAPER,
        "icons": [{"src": icon, "sizes": "any", "type": mimetypes.guess_type(icon)[0] or ""}],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
