"""Makes an edition's bundles: in memory first, so that either all are written or none; the
site's downloads pages list them."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, partial
from html import escape
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from duizhao.errors import InputError, Phrase
from duizhao.project import Project
from duizhao.publish.bundles.book import read_books
from duizhao.publish.bundles.imprint import bundle_date
from duizhao.publish.bundles.kinds import KINDS
from duizhao.publish.bundles.model import Bundle, NotMade, Order, Step, label
from duizhao.publish.site.build import build_site
from duizhao.publish.site.downloads import FOLDER, PAGE, REGION, item
from duizhao.publish.site.installable import renew
from duizhao.publish.site.strings import Strings, load_strings
from duizhao.workspace import replace_all


class Made(Struct, frozen=True):
    """What was made: the bundles, the folder they are in, and what could not be made, as messages."""

    bundles: tuple[Bundle, ...]
    folder: Path
    missing: tuple[str, ...]


def make_bundles(
    root: Path,
    profile: Path,
    output: Path | None = None,
    kinds: Collection[str] = KINDS,
    track: Callable[[Sequence[Step]], Iterator[Step]] = iter,
) -> Made:
    """Makes the bundles of the edition in `root` and writes them.

    Without `output` the site is built anew and offers them: they are written into its folder for downloads, and its
    downloads pages list them. With it, they are all that is written.

    Args:
        root: the project's folder.
        profile: the edition's profile.
        output: a folder for the bundles alone.
        kinds: which of `KINDS`.
        track: shows the progress of the steps it passes on.

    Raises:
        InputError: the edition cannot be read, the site not built, or a file not written; nothing is written then.
            What keeps one bundle from being made is no such error: it is in the result's `missing`.
    """
    date = bundle_date(root)
    made: list[Bundle] = []
    missing: list[str] = []
    with TemporaryDirectory() as aside:
        site = Path(aside) / "site" if output else root / "site"
        project = Project(root, keep=True)
        apart = cache(partial(read_books, project, profile, apart=True))
        order = Order(project, profile, read_books(project, profile), date, site, apart)
        for step in track(list(_steps(order, kinds, build=output is None or "offline" in kinds))):
            try:
                if bundle := step.work():
                    made.append(bundle)
            except NotMade as error:
                missing.append(str(error))
    folder = output or root / "site" / FOLDER
    files = {folder / bundle.name: bundle.content for bundle in made}
    if output is None:
        files.update(listed(root / "site", made))
    replace_all(files)
    if output is None:
        renew(root / "site")
    return Made(tuple(made), folder, tuple(dict.fromkeys(missing)))


def _steps(order: Order, kinds: Collection[str], *, build: bool) -> Iterator[Step]:
    """The steps for the kinds, in the order the bundles are listed; `build`: the site before them."""
    if build:
        yield Step(str(Phrase("site")), lambda: _build(order))
    for kind in KINDS:
        if kind in kinds:
            yield from import_module(f"duizhao.publish.bundles.{kind}").steps(order)


def _build(order: Order) -> None:
    build_site(order.project.root, date=order.date, to=order.site, project=order.project)


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
