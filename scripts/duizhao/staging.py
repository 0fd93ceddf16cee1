"""Writing a file beside its place, from where it is moved there: half of one is never seen."""

import os
import tempfile
from pathlib import Path


def stage(final: Path, content: str | bytes) -> Path:
    """Writes the content to a new file in the folder of `final`, with the rights a new file gets."""
    data = content.encode() if isinstance(content, str) else content
    final.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{final.name}.", suffix=".new", dir=final.parent)
    staged = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        staged.chmod(0o666 & ~_mask())
    except OSError:
        staged.unlink(missing_ok=True)
        raise
    return staged


def put(final: Path, content: str | bytes) -> None:
    """Writes a file, or leaves the one that is there as it is."""
    staged = stage(final, content)
    try:
        staged.replace(final)
    finally:
        staged.unlink(missing_ok=True)


def _mask() -> int:
    """The rights a new file does not get; they can only be read by setting them."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
