"""The images of a conversion: one that an editor has put in the place of the source's stays."""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def images_to_write(docs: Path, images: Mapping[str, bytes], record: Path) -> dict[str, bytes]:
    """The images, by path below `docs`, that are not there, or there as the last conversion wrote them and now others.

    `record`: that of the last conversion.
    """
    last = last_images(record)
    wanted = {}
    for path, data in images.items():
        file = docs / path
        there = hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else None
        if there != image_digests({path: data})[path] and there in (None, last.get(path)):
            wanted[path] = data
    return wanted


def last_images(record: Path) -> dict[str, str]:
    """The digests of the images the last conversion wrote, by path below `docs`, as its record has them."""
    with suppress(OSError, ValueError, AttributeError):  # who reads the record says what is wrong with it
        return dict(json.loads(record.read_text(encoding="utf-8")).get("images", {}))
    return {}


def image_digests(images: Mapping[str, bytes]) -> dict[str, str]:
    """The digests of images, as the record keeps them."""
    return {path: hashlib.sha256(data).hexdigest() for path, data in sorted(images.items())}
