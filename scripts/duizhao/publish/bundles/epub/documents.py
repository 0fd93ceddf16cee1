"""Content documents of an e-book: XHTML with the semantics reading systems know, and links from file to file."""

from collections.abc import Iterator, Sequence
from html import escape

from bs4 import BeautifulSoup, Tag

from duizhao.languages.cldr import with_directions
from duizhao.publish.bundles.epub.model import Document, Entry, Publication
from duizhao.publish.bundles.images import epub_image
from duizhao.publish.bundles.trees import inner

# EPUB 3 Structural Semantics Vocabulary, by the ARIA role that says the same.
_TYPES = {
    "doc-abstract": "abstract",
    "doc-acknowledgments": "acknowledgments",
    "doc-afterword": "afterword",
    "doc-appendix": "appendix",
    "doc-backlink": "backlink",
    "doc-chapter": "chapter",
    "doc-conclusion": "conclusion",
    "doc-endnotes": "footnotes",
    "doc-epilogue": "epilogue",
    "doc-footnote": "footnote",
    "doc-foreword": "foreword",
    "doc-introduction": "introduction",
    "doc-noteref": "noteref",
    "doc-preface": "preface",
}


def xhtml(document: Document, body: str) -> str:
    """A whole content document around the markup of its body."""
    return with_directions(
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{document.lang}" xml:lang="{document.lang}">\n'
        f'<head>\n<meta charset="UTF-8"/>\n<title>{escape(document.title)}</title>\n'
        f'<link rel="stylesheet" type="text/css" href="style.css"/>\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def content_documents(publication: Publication) -> tuple[list[tuple[Document, str]], dict[str, str]]:
    """Each document with its XHTML; and in which file each id stands."""
    parsed = [(document, BeautifulSoup(document.body, "html.parser")) for document in publication.documents]
    files = {str(element["id"]): document.file for document, tree in parsed for element in tree.select("[id]")}
    for document, tree in parsed:
        for element in tree.find_all(True):
            _finish(element, document, files, publication)
    return [(document, xhtml(document, inner(tree))) for document, tree in parsed], files


def _finish(element: Tag, document: Document, files: dict[str, str], publication: Publication) -> None:
    kind = _TYPES.get(str(element.get("role") or ""))
    if kind:
        element["epub:type"] = kind
    if lang := element.get("lang"):
        element["xml:lang"] = str(lang)
    target = str(element.get("href") or "")
    if element.name == "a" and target.startswith("#"):
        file = files.get(target[1:])
        if file is None:
            del element["href"]  # what it led to is in no document
        else:
            element["href"] = target if file == document.file else file + target
    if element.name == "img":
        element["src"] = image_file(publication, str(element["src"]))


def image_file(publication: Publication, path: str) -> str:
    """The name of an image in the package: its number, since paths may hold anything."""
    extension = epub_image(publication.images[path]).path.rsplit(".", 1)[-1].lower()
    return f"images/{list(publication.images).index(path) + 1}.{extension}"


def navigation(publication: Publication, files: dict[str, str]) -> str:
    """The navigation document: table of contents and landmarks."""
    document = Document("nav.xhtml", publication.languages[0], publication.contents_title, "")
    places = [("toc", publication.contents_title, "nav.xhtml#toc")]
    places += [
        (each.landmark, publication.landmarks[each.landmark], each.file)
        for each in publication.documents
        if each.landmark
    ]
    landmarks = "\n".join(
        f'<li><a epub:type="{kind}" href="{href}">{escape(name)}</a></li>' for kind, name, href in places
    )
    title = escape(publication.contents_title)
    body = (
        '<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-title">\n'
        f'<h1 id="toc-title">{title}</h1>\n' + "\n".join(_list(publication.entries, files)) + "\n</nav>\n"
        f'<nav epub:type="landmarks" id="landmarks" hidden="" aria-label="{title}">\n<ol>\n{landmarks}\n</ol>\n</nav>'
    )
    return xhtml(document, body)


def _list(entries: Sequence[Entry], files: dict[str, str]) -> Iterator[str]:
    yield "<ol>"
    for entry in entries:
        yield f'<li><a href="{files[entry.target]}#{entry.target}">{entry.markup}</a>'
        if entry.below:
            yield from _list(entry.below, files)
        yield "</li>"
    yield "</ol>"
