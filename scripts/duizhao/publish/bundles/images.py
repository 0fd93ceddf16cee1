"""The images of a book: only files of the edition, read once."""

import io
import posixpath
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from bs4 import Tag
from msgspec import Struct

from duizhao.errors import InputError
from duizhao.publish.site.figures import FOLDER as FIGURES

MEDIA_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
}


class Image(Struct, frozen=True):
    """An image: its path in the documents' folder, its media type, its content."""

    path: str
    media_type: str
    content: bytes


def place_images(body: Tag, docs: Path, language: str, page: str, drawn: Mapping[str, bytes]) -> dict[str, Image]:
    """Reads the images a page shows and names each by its path in the documents' folder; one that is no file there
    gives way to its description. `drawn`: images made for the page, which are no files; they are the language's own.
    """
    found = {}
    for element in body.find_all("img"):
        source = unquote(str(element.get("src") or ""))
        if source in drawn:
            path = element["src"] = f"{language}/{source}"
            found[path] = Image(path, MEDIA_TYPES["svg"], drawn[source])
            continue
        base = "" if source.startswith(f"{FIGURES}/") else posixpath.dirname(f"{language}/{page}")
        path = posixpath.normpath(posixpath.join(base, source))
        file = docs / path
        media_type = MEDIA_TYPES.get(file.suffix.lower().removeprefix("."))
        inside = file.resolve().is_relative_to(docs.resolve())
        if not media_type or not inside or not file.is_file():
            element.replace_with(str(element.get("alt") or ""))
            continue
        element["src"] = path
        element["alt"] = str(element.get("alt") or "")
        found[path] = Image(path, media_type, file.read_bytes())
    return found


@cache
def epub_image(image: Image) -> Image:
    """The image in a format every EPUB reader shows: WebP, which is none in EPUB 3.2, becomes PNG.

    Raises:
        InputError: it cannot be read as what it is said to be.
    """
    if image.media_type != "image/webp":
        return image
    from PIL import Image as Picture
    from PIL import UnidentifiedImageError

    buffer = io.BytesIO()
    try:
        with Picture.open(io.BytesIO(image.content), formats=["WEBP"]) as picture:
            picture.save(buffer, "PNG")
    except (OSError, UnidentifiedImageError):
        raise InputError(
            "The image is no WebP image.", file=f"docs/{image.path}", hint="Save it anew, or as PNG."
        ) from None
    return Image(f"{image.path.rsplit('.', 1)[0]}.png", "image/png", buffer.getvalue())
