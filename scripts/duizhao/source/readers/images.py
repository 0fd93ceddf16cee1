"""The images of a report, from beside its source: never fetched from elsewhere."""

import base64
import binascii
import hashlib
import io
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, unquote_to_bytes

from msgspec.structs import replace

from duizhao.document.safety.files import LARGEST_IMAGE
from duizhao.source.findings import Finding
from duizhao.source.model import Block, Figure
from duizhao.source.readers.read import ReadFile

#: What an image is, by what Pillow calls its format, as the site names its files.
_ENDINGS = {"PNG": ".png", "JPEG": ".jpg", "WEBP": ".webp"}
#: So many images that are not there are one finding, which names so many at most.
_MANY, _NAMED = 4, 20


def images_beside(read: ReadFile, folder: Path) -> ReadFile:
    """The same with the images its figures name, from files in `folder` or below."""
    return with_images(read, lambda address: _file(folder, address))


def with_images(read: ReadFile, load: Callable[[str], bytes | None]) -> ReadFile:
    """The same with the images its figures name; what cannot be had or shown is a finding."""
    images: dict[str, bytes] = {}
    findings = list(read.findings)
    blocks: list[Block] = []
    for block in read.blocks:
        if isinstance(block, Figure) and block.image:
            data = _within(block.image) if block.image[:5].lower() == "data:" else load(block.image)
            ending = image_ending(data) if data is not None else ""
            line = read.source.line(block.place)
            if data is None or not ending:
                code = "c-053" if data is None else "c-054"
                findings.append(Finding(code, read.source.name, line, (("image", block.image[:80]),)))
                block = replace(block, image="")
            else:
                images[name := _name(block.image, data) + ending] = data
                block = replace(block, image=name)
        blocks.append(block)
    return replace(read, blocks=tuple(blocks), images=images, findings=_together(findings))


def _together(findings: list[Finding]) -> tuple[Finding, ...]:
    """The findings; of many images that are not there one that names them, where the first is."""
    missing = [each for each in findings if each.code == "c-053"]
    if len(missing) < _MANY:
        return tuple(findings)
    first, *_ = missing
    places = [f"{dict(each.details)['image']} ({each.line})" for each in missing]
    listed = ", ".join(places[:_NAMED]) + (", …" if len(places) > _NAMED else "")
    whole = Finding("c-064", first.file, first.line, (("count", str(len(places))), ("images", listed)))
    return (whole, *(each for each in findings if each.code != "c-053"))


def _name(address: str, data: bytes) -> str:
    """How an image is called: by its address, or, where that is the image itself, by what it holds."""
    return f"data-{hashlib.sha256(data).hexdigest()[:16]}" if address[:5].lower() == "data:" else address


def _within(address: str) -> bytes:
    """The data an address holds itself (RFC 2397); none if they are damaged or too much."""
    head, comma, data = address.partition(",")
    if not comma or len(data) > 2 * LARGEST_IMAGE:
        return b""
    if not head.lower().endswith(";base64"):
        return unquote_to_bytes(data)
    try:
        return base64.b64decode("".join(unquote(data).split()))
    except (binascii.Error, ValueError):
        return b""


def image_ending(data: bytes) -> str:
    """The ending of a file with this image; empty if the site cannot show it."""
    from PIL import Image, UnidentifiedImageError

    if len(data) > LARGEST_IMAGE:
        return ""
    head = data[:1000].lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith((b"<svg", b"<?xml")) and b"<svg" in head:
        return ".svg"
    try:
        with Image.open(io.BytesIO(data), formats=list(_ENDINGS)) as image:
            return _ENDINGS.get(image.format or "", "")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return ""


def below(address: str) -> PurePosixPath:
    """The path of an image beside the source, below the source's folder, by its address there; tools that make sites
    begin one with `/` where their folder of files begins, and that is the source's."""
    path = unquote(address.partition("?")[0]).replace("\\", "/")
    return PurePosixPath(path if path.startswith("//") else path.removeprefix("/"))


def files_beside(read: ReadFile) -> dict[PurePosixPath, bytes]:
    """The images of a source that `images_beside` has found, by their paths below the source's folder."""
    return {below(name.rpartition(".")[0]): data for name, data in read.images.items()}


def _file(folder: Path, address: str) -> bytes | None:
    """What a file beside the source holds; None if there is none, or if it stands elsewhere."""
    path = below(address)
    if ":" in address or path.is_absolute() or ".." in path.parts or not path.parts:
        return None
    steps = [folder.joinpath(*path.parts[:count]) for count in range(1, len(path.parts) + 1)]
    try:
        if any(step.is_symlink() for step in steps) or not steps[-1].is_file():
            return None
        with steps[-1].open("rb") as file:
            return file.read(LARGEST_IMAGE + 1)
    except (OSError, ValueError):
        return None
