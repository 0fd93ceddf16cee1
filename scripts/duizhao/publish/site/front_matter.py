"""What a page says of itself in its front matter, checked."""

from pathlib import Path
from typing import Any

from mkdocs.utils.meta import get_data
from msgspec import Struct

from duizhao.document.boxes import BOX_KINDS
from duizhao.document.issued import Issued, issued
from duizhao.document.safety.text import without_unseen
from duizhao.errors import reason_of
from duizhao.publish.site.errors import SiteError
from duizhao.publish.site.generated import PAGES

# The kinds of pages that hold the report's running text, and all kinds.
KINDS_OF_TEXT = ("part", "chapter", "section")
KINDS = ("home", *KINDS_OF_TEXT, *(kind.page for kind in BOX_KINDS), *(name for name in PAGES if name != "indexes"))


class PageFacts(Struct, frozen=True):
    """A page's place in the edition: `chapter` is None outside chapters, `order` is the reading order."""

    kind: str
    title: str
    order: float
    chapter: str | None


class Edition(Struct, frozen=True):
    """Whose words these are, in one language; `publisher`, `licence` and `description` are empty, `date` None if the
    home page gives none."""

    title: str
    publisher: str
    licence: str
    description: str
    date: Issued | None = None


def page_facts(source: str, name: str) -> PageFacts:
    """The facts of the page with the Markdown `source`; `name` is how messages call it.

    Raises:
        SiteError: the front matter lacks one of them.
    """
    data = _front_matter(source)
    kind = data.get("kind")
    if kind not in KINDS:
        raise SiteError(
            "the front matter needs `kind: {kinds}`, not {kind!r}.", file=name, kinds=" | ".join(KINDS), kind=kind
        )
    order = data.get("order")
    if isinstance(order, bool) or not isinstance(order, int | float):
        if kind != "home":
            raise SiteError("the front matter needs `order:` and a number, the place in reading order.", file=name)
        order = 0
    chapter = data.get("chapter")
    if chapter is None and kind == "chapter":
        raise SiteError("a chapter needs `chapter:` and the number of its chapter in the front matter.", file=name)
    return PageFacts(kind, _text(data, "title", name), order, None if chapter is None else str(chapter))


def edition(home: Path, name: str) -> Edition:
    """What the home page in the file `home` says of the edition; `name` is how messages call it.

    Raises:
        SiteError: there is no such page, it lacks the title, or its date is none.
    """
    try:
        data = _front_matter(home.read_text(encoding="utf-8"))
    except OSError as error:
        raise SiteError("the home page cannot be read ({reason}).", file=name, reason=reason_of(error)) from None
    try:
        date = issued(data.get("date"))
    except ValueError:
        raise SiteError(
            "`date: {date}` is no date. Write 2024, 2024-10 or 2024-10-18; leave it out if the source has none.",
            file=name,
            date=data["date"],
        ) from None
    publisher = without_unseen(str(data.get("publisher") or "")).strip()
    licence = without_unseen(str(data.get("licence") or "")).strip()
    return Edition(_text(data, "title", name), publisher, licence, str(data.get("description") or ""), date)


def _front_matter(source: str) -> dict[str, Any]:
    return get_data(source)[1]


def _text(data: dict[str, Any], key: str, name: str) -> str:
    value = data.get(key)
    if value is None or not str(value).strip():
        raise SiteError("the front matter needs `{key}:`.", file=name, key=key)
    return without_unseen(str(value)).strip()
