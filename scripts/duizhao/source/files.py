"""The files of a report's source, read: one for all languages, or one for each, put one behind the other."""

from pathlib import Path, PurePath
from typing import Any

from msgspec import Struct
from msgspec.structs import fields, replace

from duizhao.document.text import Span, Text
from duizhao.errors import InputError
from duizhao.source.editions import named
from duizhao.source.model import Drop, Source
from duizhao.source.profile import LanguageProfile, Profile
from duizhao.source.readers import BEFORE_CHANGES, READERS, no_reader
from duizhao.source.readers.read import ReadFile

#: The fields of blocks and notes that are offsets in the source.
_OFFSETS = frozenset({"offset", "anchor", "mark", "place"})


class Read(Struct, frozen=True):
    """What the readers have read: the whole source, and each file with its own; with what all of them left out."""

    source: Source
    files: dict[str, ReadFile]
    drops: tuple[Drop, ...]

    def of(self, language: LanguageProfile) -> ReadFile:
        """The file that holds a language."""
        return self.files[language.source]


def read_files(profile: Profile, profile_path: Path, root: Path) -> Read:
    """Reads the files a profile names, each with the reader for its ending. Names in messages are relative to `root`.

    Raises:
        InputError: there is no reader for a file, or it cannot be read.
    """
    read = {name: _read(name, profile, profile_path, root) for name in profile.sources}
    if len(read) == 1:
        ((name, file),) = read.items()
        return Read(file.source, {name: file}, file.drops)
    text = "".join(file.source.text for file in read.values())
    starts: list[int] = []
    begins: dict[str, tuple[int, int]] = {}
    at = 0
    for name, file in read.items():
        begins[name] = (at, len(starts))
        starts += [at + start for start in file.source.line_starts]
        at += len(file.source.text)
    files = {}
    for name, file in read.items():
        offset, before = begins[name]
        files[name] = replace(
            file,
            source=Source(file.source.name, text, tuple(starts), before, several=True),
            blocks=_shifted(file.blocks, offset),
            notes=_shifted(file.notes, offset),
            drops=_shifted(file.drops, offset),
        )
    whole = Source(", ".join(file.source.name for file in files.values()), text, tuple(starts))
    return Read(whole, files, tuple(drop for file in files.values() for drop in file.drops))


def _read(name: str, profile: Profile, profile_path: Path, root: Path) -> ReadFile:
    path = _beside(name, profile, profile_path)
    reader = READERS.get(path.suffix.lower())
    if not reader:
        raise no_reader(path, profile.file, profile.lines.get(("source",)))
    if profile.changes == "refused":
        reader = BEFORE_CHANGES.get(path.suffix.lower(), reader)
    return reader(path, named(path, root))


def _beside(name: str, profile: Profile, profile_path: Path) -> Path:
    """Where a file of the source is: in the profile's folder, and no link to elsewhere."""
    parts = PurePath(name).parts
    outside = PurePath(name).is_absolute() or ".." in parts
    steps = [profile_path.parent.joinpath(*parts[:count]) for count in range(1, len(parts) + 1)]
    if outside or any(step.is_symlink() for step in steps):
        raise InputError(
            "`source` leads out of the profile's folder.", file=profile.file, line=profile.lines.get(("source",)),
            hint="Put the file itself beside the profile.",
        )  # fmt: skip
    return profile_path.parent / name


def _shifted(value: Any, by: int) -> Any:
    """Anything a reader gives, so many characters further on in the source."""
    match value:
        case Text():
            moved = (replace(each, start=None if each.start is None else each.start + by) for each in value.pieces)
            return Text(moved)
        case Span():
            return Span(value.start + by, value.end + by)
        case tuple():
            return tuple(_shifted(each, by) for each in value)
        case Struct():
            return replace(
                value, **{each.name: _moved(each.name, getattr(value, each.name), by) for each in fields(value)}
            )
        case _:
            return value


def _moved(name: str, value: Any, by: int) -> Any:
    """A field of such a value; some are offsets themselves, -1 where there is no place."""
    if name in _OFFSETS and isinstance(value, int):
        return value + by if value >= 0 else value
    return _shifted(value, by)
