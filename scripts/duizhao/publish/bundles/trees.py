"""Small work on trees of elements."""

from bs4 import BeautifulSoup, Tag

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def new_tag(name: str, **attributes: str) -> Tag:
    """A new element; an underscore behind a name keeps it clear of Python's words (`class_`)."""
    return BeautifulSoup("", "html.parser").new_tag(
        name, attrs={key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    )


def parse(html: str) -> list[Tag]:
    """The elements of a piece of our own HTML."""
    return as_list(BeautifulSoup(html, "html.parser"))


def as_list(parent: Tag) -> list[Tag]:
    """The children that are elements."""
    return [child for child in parent.children if isinstance(child, Tag)]


def classes(element: Tag) -> list[str]:
    """The element's classes."""
    found = element.get("class") or ""
    return found.split() if isinstance(found, str) else [str(name) for name in found]


def inner(element: Tag) -> str:
    """What stands inside the element, as well-formed markup."""
    return element.decode_contents(formatter="minimal").strip()


def outer(element: Tag) -> str:
    """The element as well-formed markup."""
    return element.decode(formatter="minimal")


def set_levels(body: Tag, first: int) -> None:
    """Makes the page's own heading one of level `first`, and those below it follow without a gap."""
    level = first - 1
    for heading in body.find_all(HEADINGS):
        wanted = first - 1 + int(heading.name[1])
        level = max(first, min(wanted, level + 1, 6))
        heading.name = f"h{level}"


def heading_of(body: Tag) -> Tag:
    """The page's own heading, its first."""
    found = body.find(HEADINGS)
    assert isinstance(found, Tag), "a page gets a heading when it is read"
    return found
