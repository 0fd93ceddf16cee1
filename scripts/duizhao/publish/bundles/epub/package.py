"""The package of an e-book (EPUB 3.2): container, package document with accessibility metadata, files in order."""

import uuid
from collections.abc import Iterator, Sequence
from html import escape
from importlib import resources

from duizhao.languages.cldr import is_right_to_left
from duizhao.publish.bundles.archive import archive
from duizhao.publish.bundles.epub.documents import content_documents, image_file, navigation
from duizhao.publish.bundles.epub.model import Publication, Said
from duizhao.publish.bundles.images import epub_image

# Names made from this one are ours alone (RFC 9562, version 5).
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:duizhao:epub")
_MIMETYPE = "application/epub+zip"
_FOLDER = "EPUB"
_COVER = "cover.png"
#: The typefaces, and their licence beside them.
_FONTS = {f"duizhao-serif{part}.woff2": "font/woff2" for part in ("", "-accents", "-signs")} | {"OFL.txt": "text/plain"}
_CONTAINER = f"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="{_FOLDER}/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def epub(publication: Publication, cover: bytes | None = None) -> bytes:
    """The e-book's file. `cover`: the picture of its cover, as PNG."""
    documents, files = content_documents(publication)
    inside: list[tuple[str, str | bytes]] = [
        ("package.opf", _package(publication, has_cover=cover is not None)),
        ("nav.xhtml", navigation(publication, files)),
        ("style.css", _style(publication)),
        *((document.file, content) for document, content in documents),
        *([(_COVER, cover)] if cover else []),
        *((f"fonts/{name}", _font(name)) for name in _FONTS),
    ]
    for path, image in publication.images.items():
        inside.append((image_file(publication, path), epub_image(image).content))
    entries = [("mimetype", _MIMETYPE.encode()), ("META-INF/container.xml", _CONTAINER.encode())]
    entries += [
        (f"{_FOLDER}/{name}", content.encode() if isinstance(content, str) else content) for name, content in inside
    ]
    return archive(entries, publication.date, stored=frozenset({"mimetype"}))


def _font(name: str) -> bytes:
    return resources.files("duizhao.publish").joinpath("theme", "assets", "fonts", name).read_bytes()


def _style(publication: Publication) -> str:
    folder = resources.files("duizhao.publish.bundles").joinpath("styles")
    two = len(publication.languages) > 1
    turned = any(map(is_right_to_left, publication.languages))
    names = ["text.css", "fonts.css", "epub.css", *(["pairs.css"] if two else []), *(["rtl.css"] if turned else [])]
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


def _package(publication: Publication, *, has_cover: bool) -> str:
    main = publication.languages[0]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="identifier" '
        f'xml:lang="{main}">',
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
        f'<dc:identifier id="identifier">urn:uuid:{uuid.uuid5(_NAMESPACE, publication.key)}</dc:identifier>',
        *_said("dc:title", publication.titles),
        *_said("dc:creator", publication.publishers),
        *_said("dc:publisher", publication.publishers),
        *(f"<dc:language>{tag}</dc:language>" for tag in publication.languages),
        *_said("dc:description", publication.descriptions),
        *_said("dc:rights", publication.rights),
        *([f"<dc:date>{publication.issued.iso}</dc:date>"] if publication.issued else []),
        f'<meta property="dcterms:modified">{publication.date:%Y-%m-%dT%H:%M:%SZ}</meta>',
        *_accessibility(publication),
        # Older readers look for the cover here.
        *(['<meta name="cover" content="cover"/>'] if has_cover else []),
        "</metadata>",
        "<manifest>",
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
    ]
    if has_cover:
        lines.append(f'<item id="cover" href="{_COVER}" media-type="image/png" properties="cover-image"/>')
    for number, (name, media_type) in enumerate(_FONTS.items(), 1):
        lines.append(f'<item id="f-{number}" href="fonts/{name}" media-type="{media_type}"/>')
    for document in publication.documents:
        name = document.file.removesuffix(".xhtml")
        lines.append(f'<item id="d-{name}" href="{document.file}" media-type="application/xhtml+xml"/>')
    for number, (path, image) in enumerate(publication.images.items(), 1):
        href, media_type = image_file(publication, path), epub_image(image).media_type
        lines.append(f'<item id="i-{number}" href="{href}" media-type="{media_type}"/>')
    onward = ' page-progression-direction="rtl"' if is_right_to_left(main) else ""
    lines += ["</manifest>", f"<spine{onward}>"]
    for index, document in enumerate(publication.documents):
        lines.append(f'<itemref idref="d-{document.file.removesuffix(".xhtml")}"/>')
        if index == 0:  # behind the title page
            lines.append('<itemref idref="nav"/>')
    lines += ["</spine>", "</package>", ""]
    return "\n".join(lines)


def _said(element: str, texts: Sequence[Said]) -> Iterator[str]:
    for said in filter(lambda each: each.text, texts):
        yield f'<{element} xml:lang="{said.lang}">{escape(said.text, quote=False)}</{element}>'


def _accessibility(publication: Publication) -> Iterator[str]:
    """Schema.org accessibility metadata, as EPUB Accessibility 1.1 asks for."""
    modes = ["textual", "visual"] if publication.images else ["textual"]
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability", "ARIA"]
    features += ["alternativeText"] if publication.images else []
    values = [("accessMode", mode) for mode in modes]
    values += [("accessModeSufficient", ",".join(modes))]
    values += [("accessModeSufficient", "textual")] if publication.images else []
    values += [("accessibilityFeature", feature) for feature in features]
    values += [("accessibilityHazard", "none")]
    for name, value in values:
        yield f'<meta property="schema:{name}">{value}</meta>'
    for said in publication.summaries:
        yield (
            f'<meta property="schema:accessibilitySummary" xml:lang="{said.lang}">'
            f"{escape(said.text, quote=False)}</meta>"
        )
