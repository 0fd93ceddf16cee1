"""What stands in a page's head for reference managers, search engines and shared links."""

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from msgspec import Struct

from duizhao.document.editions import page as page_of
from duizhao.document.model import Page
from duizhao.languages.script import is_han
from duizhao.publish.citation.metadata import dublin_core, highwire, schema_org
from duizhao.publish.share_images import HEIGHT, WIDTH
from duizhao.publish.site.addresses import address, alternates, feed_of
from duizhao.publish.site.being_built import project_of
from duizhao.publish.site.cite import Cited, front_matter, title_of, work_of
from duizhao.publish.site.front_matter import KINDS_OF_TEXT
from duizhao.publish.site.share_images import image_of
from duizhao.publish.site.strings import load_strings

# As much as engines show of a description.
_HAN_LENGTH, _LATIN_LENGTH = 80, 160


class Head(Struct, frozen=True):
    """`alternates`: (hreflang, absolute address); `tags`: (attribute, name, content) of `<meta>`; `json_ld`: for a
    script, empty if the page has none; `description`: empty where the site's serves; `feed`: the path of the feed of
    corrections, empty if there is none."""

    alternates: list[tuple[str, str]]
    tags: list[tuple[str, str, str]]
    json_ld: str
    description: str
    feed: str


def head(file: File, of: Cited, nav: Navigation, config: MkDocsConfig) -> Head:
    """The head of the page in `file`, which is cited as `of`."""
    kind = front_matter(file).get("kind")
    # Only the page itself says that it is the work: not its parallel view, and not the edition's own pages.
    own = of.file is file and (kind in KINDS_OF_TEXT or kind == "home")
    description = ""
    if kind in KINDS_OF_TEXT:
        language, _, path = file.src_uri.partition("/")
        description = excerpt(page_of(project_of(config), language, path))
    tags: list[tuple[str, str, str]] = []
    if own:
        found = highwire(of.work, of.address) + dublin_core(of.work, of.address)
        tags += [("name", name, content) for name, content in found]
    title = of.work.title if kind == "home" else title_of(file)
    tags += _open_graph(file, title, kind == "home", description, config)
    return Head(
        alternates(file, config), tags, _json_ld(of, nav, config) if own else "", description, feed_of(nav, config)
    )


def excerpt(page: Page) -> str:
    """How a page begins: sentences of its first paragraph, or its first words; empty if it has no paragraph."""
    text = next((block.text for block in page.blocks if block.kind == "paragraph" and not block.box), "")
    text = " ".join(text.split())
    length = _HAN_LENGTH if is_han(text) else _LATIN_LENGTH
    if len(text) <= length:
        return text
    # A full stop ends a sentence before a space only: not in 4.6.
    ends = [i + 1 for i, sign in enumerate(text[:length]) if sign in "。！？" or (sign in ".!?" and text[i + 1] == " ")]
    if ends and ends[-1] > length // 2:
        return text[: ends[-1]]
    cut = text[: length - 1]
    return (cut if is_han(text) else cut.rpartition(" ")[0]).rstrip(" ,，、;；:：") + "…"


def _open_graph(
    file: File, title: str, home: bool, description: str, config: MkDocsConfig
) -> Iterator[tuple[str, str, str]]:
    edition = config.extra["edition"]
    yield "property", "og:type", "website" if home else "article"
    yield "property", "og:title", title
    yield "property", "og:site_name", edition["title"]
    yield "property", "og:description", description or edition["description_text"]
    yield "property", "og:locale", edition["og_locale"]
    for code in getattr(file, "alternates", {}):
        if code != getattr(file, "locale", ""):
            yield "property", "og:locale:alternate", load_strings(code).og_locale
    if url := address(file, config):
        yield "property", "og:url", url
    image = image_of(file, config)
    if image:
        yield "property", "og:image", image
        yield "property", "og:image:type", "image/png"
        yield "property", "og:image:width", str(WIDTH)
        yield "property", "og:image:height", str(HEIGHT)
        yield "property", "og:image:alt", title
    yield "name", "twitter:card", "summary_large_image" if image else "summary"


def _json_ld(of: Cited, nav: Navigation, config: MkDocsConfig) -> str:
    home = nav.homepage.file if nav.homepage else of.file
    chapters = _chapters(nav)
    if of.whole:
        parts = [(work_of(file, home, config).part, address(file, config)) for file in chapters]
        return schema_org(of.work, of.address, parts=parts)
    position = chapters.index(of.file) + 1 if of.file in chapters else None
    return schema_org(of.work, of.address, address(home, config), position)


def _chapters(nav: Navigation) -> list[File]:
    """The pages of the text; looked for once for all of them, as MkDocs reads a file each time it is asked for it."""
    if "chapters" not in vars(nav):
        found = [page.file for page in nav.pages if front_matter(page.file).get("kind") in KINDS_OF_TEXT]
        nav.chapters = found  # type: ignore[attr-defined]
    chapters: list[File] = nav.chapters  # type: ignore[attr-defined]
    return chapters
