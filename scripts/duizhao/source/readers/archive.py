"""Files that are archives of XML (Word, OpenDocument, EPUB), opened with care: what is too large, locked or damaged is
told; nothing is written to a disk, and nothing outside of the archive is looked at."""

import posixpath
import re
import zipfile
import zlib
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from duizhao.errors import InputError, Phrase
from duizhao.source.readers.plain_text import unreadable

#: How large an archive's parts may be, one and all together, in bytes, and how many there may be.
LARGEST_PART, LARGEST, MOST_PARTS = 60_000_000, 250_000_000, 20_000

#: How files begin that are no archives but are often called so.
_OLD = b"\xd0\xcf\x11\xe0"

_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"

#: The names of ISO/IEC 29500's strict form, and those all programs write: the same words otherwise.
_STRICT = re.compile(rb"((?:\bxmlns(?::\w+)?|\bType|\buri)\s*=\s*[\"'])http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = rb"\1http://schemas.openxmlformats.org/\2/2006/"

_AGAIN = "Save it anew, without a password, and try again."


class Archive:
    """An archive; `name` is what messages call it."""

    def __init__(self, path: Path, name: str) -> None:
        self._name = name
        try:
            with path.open("rb") as file:
                head = file.read(4)
        except OSError as error:
            raise unreadable(error, name) from None
        if head == _OLD:
            raise InputError(
                "The file is locked with a password, or of the time before 2007.", file=name,
                hint="Save it as .docx without a password, and name that file in the profile.",
            )  # fmt: skip
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError):
            raise InputError(
                "The file is not what its ending says, or it is damaged.", file=name, hint=_AGAIN
            ) from None
        infos = self._zip.infolist()
        if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > LARGEST:
            raise InputError("The file is too large when it is unpacked.", file=name, hint=_AGAIN)
        if any(info.flag_bits & 1 for info in infos):
            raise self.locked()
        self._names = {info.filename for info in infos}
        self._folder = ""

    def names(self) -> list[str]:
        """The names of the parts, in order."""
        return sorted(self._names)

    def open_where(self, part: str) -> None:
        """Takes the folder that alone holds a part for the archive's root: some pack what they should pack the content
        of."""
        found = [name for name in self._names if name.endswith(f"/{part}")]
        if part not in self._names and len(found) == 1:
            self._folder = found[0].removesuffix(part)

    def read(self, part: str) -> bytes | None:
        """What a part holds; None if there is none.

        Raises:
            InputError: it is damaged, or larger than it says.
        """
        if self._folder + part not in self._names:
            return None
        try:
            with self._zip.open(self._folder + part) as file:
                data = file.read(LARGEST_PART + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
            raise damaged(part, self._name) from None
        if len(data) > LARGEST_PART:
            raise InputError("The file is too large when it is unpacked.", file=self._name, hint=_AGAIN)
        return data

    def xml(self, part: str) -> etree._Element | None:
        """A part as XML, without entities; None if there is none.

        Raises:
            InputError: it is no XML, or one with a document type of its own.
        """
        data = self.read(part)
        return None if data is None else parsed(_STRICT.sub(_TRANSITIONAL, data), part, self._name)

    def title(self, part: str) -> str:
        """The title that a part with the file's particulars gives (Dublin Core); empty without one."""
        root = self.xml(part)
        found = root.find(f".//{_DUBLIN_CORE}title") if root is not None else None
        return " ".join("".join(found.itertext()).split()) if found is not None else ""

    def locked(self) -> InputError:
        """The error that the archive is locked."""
        return InputError("The file is locked with a password.", file=self._name, hint=_AGAIN)

    def missing(self, what: str | Phrase) -> InputError:
        """The error that the archive is none of its kind."""
        return InputError("The file is no {what}.", what=what, file=self._name, hint="Check the file's ending.")


def damaged(part: str, name: str) -> InputError:
    """The error that a part of a file cannot be read."""
    return InputError("A part of the file is damaged: {part}.", part=part, file=name, hint=_AGAIN)


def parsed(data: bytes, part: str, name: str) -> etree._Element:
    """XML from strangers: no entities, nothing fetched, no document type with declarations.

    Raises:
        InputError: it is none, or wants more.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise damaged(part, name) from None
    if root.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in data[:100_000]:
        raise InputError(
            "A part of the file declares entities, which no document needs: {part}.", part=part, file=name, hint=_AGAIN
        )
    return root


def resolved(base: str, target: str) -> str:
    """The part a relative address in the part `base` leads to; it never leaves the archive."""
    target = unquote(target.partition("#")[0]).replace("\\", "/")
    joined = target.lstrip("/") if target.startswith("/") else posixpath.join(posixpath.dirname(base), target)
    return posixpath.normpath(joined).lstrip("./") if joined else ""
