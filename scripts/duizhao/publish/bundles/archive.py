"""Zip archives that are the same bytes each time: fixed order, times and rights."""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime

# What is compressed already grows when it is compressed again.
_COMPRESSED = (".png", ".jpg", ".webp", ".woff2", ".gz", ".zip")


def archive(files: Iterable[tuple[str, bytes]], date: datetime, stored: frozenset[str] = frozenset()) -> bytes:
    """A zip archive of `files` (path and content) in the order given, all bearing `date`; those in `stored` are not
    compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for path, content in files:
            entry = zipfile.ZipInfo(path, date.timetuple()[:6])
            entry.create_system = 3  # Unix, on whatever system it is made
            entry.external_attr = 0o100644 << 16
            packed = path not in stored and not path.endswith(_COMPRESSED)
            entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            target.writestr(entry, content, compresslevel=9 if packed else None)
    return buffer.getvalue()
