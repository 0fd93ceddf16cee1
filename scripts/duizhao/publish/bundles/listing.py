"""What the site's downloads pages list: the bundles, with size and SHA-256."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from duizhao.errors import InputError
from duizhao.publish.site.downloads import FOLDER, PAGE, REGION, item
from duizhao.publish.site.strings import Strings, load_strings


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle: its file's name, its kind, the languages it is in (none: the site's), its content."""

    name: str
    kind: str
    languages: tuple[str, ...]
    content: bytes

    @property
    def sha256(self) -> str:
        """The digest of the content, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


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
        words = strings.bundles
        kind = "epub" if bundle.kind == "bilingual" else bundle.kind
        named = strings.name_of.get(bundle.languages[0], bundle.languages[0]) if bundle.languages else ""
        said = strings.downloads_file.format(
            what=words[bundle.kind].format(language=named),
            format=words[f"{kind}_format"],
            size=f"{max(len(bundle.content) // 1000, 1):,}",
        )
        items.append(item(f"{up}{FOLDER}/{bundle.name}", escape(said), bundle.sha256))
    return f'<ul class="edition-downloads">{"".join(items)}</ul>'
