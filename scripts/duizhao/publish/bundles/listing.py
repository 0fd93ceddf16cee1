"""What the site's downloads pages list: the bundles, with size and SHA-256."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from duizhao.errors import InputError
from duizhao.publish.bundles.model import Bundle, label
from duizhao.publish.site.downloads import FOLDER, PAGE, REGION, item
from duizhao.publish.site.strings import Strings, load_strings


def listed(site: Path, bundles: Sequence[Bundle]) -> Mapping[Path, bytes]:
    """The site's downloads pages with the bundles on them, by file.

    Raises:
        InputError: the site has no such page.
    """
    pages = {}
    for page in sorted([*site.glob(PAGE), *site.glob(f"*/{PAGE}")]):
        html = page.read_text(encoding="utf-8")
        match = re.search(REGION, html, re.DOTALL)
        if match:
            up = "" if page.parent == site else "../"
            inside = _list(bundles, load_strings(match["language"]), match["language"], up)
            pages[page] = (html[: match.start("inside")] + inside + html[match.end("inside") :]).encode()
    if not pages:
        raise InputError("The site has no downloads page.", file=str(site), hint="Build it anew: `duizhao site`.")
    return pages


def _list(bundles: Sequence[Bundle], strings: Strings, language: str, up: str) -> str:
    # The reader's own language first.
    ordered = sorted(bundles, key=lambda b: len(b.languages) == 1 and b.languages[0] != language)
    items = []
    for bundle in ordered:
        said = strings.downloads_file.format(
            what=label(bundle.kind, bundle.languages, strings),
            format=strings.bundles[f"{bundle.kind}_format"],
            size=f"{max(len(bundle.content) // 1000, 1):,}",
        )
        items.append(item(f"{up}{FOLDER}/{bundle.name}", escape(said), bundle.sha256))
    return f'<ul class="edition-downloads">{"".join(items)}</ul>'
