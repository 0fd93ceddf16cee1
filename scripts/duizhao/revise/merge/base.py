"""The last conversion's text, which a merge needs: `sources/<edition>.base/`, Markdown as the conversion wrote it.

It stands there as plain files because a person can read what a re-import changes in them, and because git keeps a file
that is the same in `docs/` and here only once. `sources/<edition>.conversion.json` holds their digests, so that a
base someone has touched is noticed, and the ids no block may have again.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from duizhao.errors import InputError, reason_of
from duizhao.source.editions import base_path, record_path

_RESTORE = "Restore it with git; without it no one can tell an editor's change from a conversion's."


class Base(Struct, frozen=True):
    """What the last conversion wrote, by path below the documents' folder; `first`: there was none.

    `lost`: files whose text is not known any more, from before conversions kept it.
    """

    files: dict[str, str] = field(default_factory=dict)
    retired: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    first: bool = True


def read_base(profile: Path, ours: Mapping[str, str], new: Mapping[str, str]) -> Base:
    """The last conversion of a profile's edition.

    A record without a base is from before conversions kept one: a file is as it was converted if its digest in the
    record is that of the editors' file (`ours`) or of the new conversion (`new`).

    Raises:
        InputError: the record or the base cannot be read, or does not belong together.
    """
    record = record_path(profile)
    digests, retired = _read_record(record)
    folder = base_path(profile)
    kept = folder.is_dir()
    files: dict[str, str] = {}
    lost = []
    for path, wanted in digests.items():
        if kept:
            text = read_text(folder / path)
            if text is None or digest(text) != wanted:
                raise InputError(
                    "The file is missing." if text is None else "The file is not what the last conversion wrote.",
                    file=_named(folder / path, profile), hint=_RESTORE,
                )  # fmt: skip
            files[path] = text
            continue
        known = next((t for t in (ours.get(path), new.get(path)) if t is not None and digest(t) == wanted), None)
        if known is None:
            lost.append(path)
        else:
            files[path] = known
    return Base(files, retired, tuple(lost), not digests)


def record_text(
    files: Mapping[str, str],
    retired: tuple[str, ...],
    settled: Mapping[str, str] | None = None,
    images: Mapping[str, str] | None = None,
) -> str:
    """The record of a conversion that wrote these files; `settled`: see `settled_lines`; `images`: their digests."""
    data: dict[str, object] = {"files": {path: digest(text) for path, text in sorted(files.items())}}
    if retired:
        data["retired"] = sorted(retired)
    if settled:
        data["settled"] = dict(settled)
    if images:
        data["images"] = dict(images)
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def read_text(path: Path) -> str | None:
    """A file's text as git has it (a checkout with CRLF line ends is no change); None if there is none.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return path.read_bytes().replace(b"\r\n", b"\n").decode()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise InputError("The file is not UTF-8.", file=str(path), line=line, hint="Save it as UTF-8.") from None
    except OSError as error:
        raise InputError("The file cannot be read ({reason}).", file=str(path), reason=reason_of(error)) from None


def digest(text: str) -> str:
    """The digest of a file's text in the record."""
    return hashlib.sha256(text.encode()).hexdigest()


def _read_record(record: Path) -> tuple[dict[str, str], tuple[str, ...]]:
    if not record.exists():
        return {}, ()
    try:
        data = json.loads(record.read_text(encoding="utf-8"))
        files = {str(path): str(value) for path, value in data["files"].items()}
        retired = tuple(str(id_) for id_ in data.get("retired", ()))
        data.get("settled", {}).items()  # see `settled_lines`
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise InputError(
            "The record of the last conversion cannot be read.", file=_named(record, record), hint=_RESTORE
        ) from None
    if any(Path(path).is_absolute() or ".." in Path(path).parts for path in files):
        raise InputError(
            "The record of the last conversion names a file outside the edition.",
            file=_named(record, record), hint=_RESTORE,
        )  # fmt: skip
    return files, retired


def _named(path: Path, beside: Path) -> str:
    """The file as a message calls it: from the folder that holds `sources/`."""
    return path.relative_to(beside.parent.parent).as_posix() if path.is_relative_to(beside.parent.parent) else str(path)
