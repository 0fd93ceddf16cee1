"""Where a page is on the web: its own address and its counterparts', absolute where the site has an address."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation

from duizhao.publish.site.errors import SiteError
from duizhao.publish.site.strings import load_strings

#: What search engines show to those who read none of the site's languages.
DEFAULT = "x-default"
#: The feed of corrections, in each language's folder.
FEED = "corrections.json"


def take_site_url(config: MkDocsConfig) -> MkDocsConfig:
    """Takes the site's address from the environment if `mkdocs.yml` names none; returns the same object.

    A workflow that publishes knows the address and sets `SITE_URL`.

    Raises:
        SiteError: it is no address of a site.
    """
    given = os.environ.get("SITE_URL", "").strip()
    if given and not config.site_url:
        parts = urlsplit(given)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
            raise SiteError("SITE_URL is '{given}'; it should be like https://example.org/report/.", given=given)
        config.site_url = given.rstrip("/") + "/"
    return config


def address(file: File, config: MkDocsConfig) -> str:
    """The page's absolute address; empty if `site_url` is not set."""
    return urljoin(config.site_url, file.url) if config.site_url else ""


def languages(config: MkDocsConfig) -> list[str]:
    """The site's languages, the default one first."""
    i18n: Any = config.plugins["i18n"]
    found = sorted(i18n.config.languages, key=lambda language: not language.default)
    return [str(language.locale) for language in found]


def alternates(file: File, config: MkDocsConfig) -> list[tuple[str, str]]:
    """The page in each language that has it, as (hreflang, address), and `x-default` for the default language.

    Empty if the site has no address, or one language only.
    """
    codes = languages(config)
    found: dict[str, File] = getattr(file, "alternates", {})
    if not config.site_url or len(codes) < 2:
        return []
    result = [(load_strings(code).html_lang, address(found[code], config)) for code in codes if code in found]
    if codes[0] in found:
        result.append((DEFAULT, address(found[codes[0]], config)))
    return result


def feed_of(nav: Navigation, config: MkDocsConfig) -> str:
    """The path of the feed of the language that is being built; empty if there is none."""
    home = nav.homepage.file.dest_uri if nav.homepage else ""
    path = f"{home.rpartition('/')[0]}/{FEED}".lstrip("/")
    return path if (Path(config.site_dir) / path).is_file() else ""
