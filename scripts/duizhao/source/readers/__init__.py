"""Readers: from a source format to the model. One table from a file's ending to its reader."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from duizhao.errors import InputError
from duizhao.source.readers.apart import apart
from duizhao.source.readers.read import ReadFile

#: A reader: takes a file and what messages call it.
Reader = Callable[[Path, str], ReadFile]


def _here(module: str, reader: str) -> Reader:
    """A reader by its name and that of its module, which is loaded when a file of its kind is read."""

    def read(path: Path, name: str) -> ReadFile:
        read_file: Reader = getattr(import_module(f"{__package__}.{module}"), reader)
        return read_file(path, name)

    return read


#: Readers of what a file read before its tracked changes, for endings that can have some.
BEFORE_CHANGES: dict[str, Reader] = {".docx": apart("docx", "read_docx_before_changes")}

#: Of these the images are files beside them.
WITH_FILES_BESIDE = (".md", ".markdown", ".html", ".htm", ".xhtml")

_markdown = apart("markdown", "read_markdown", _here("markdown", "read_markdown"))

READERS: dict[str, Reader] = {
    ".txt": _here("plain_text", "read_plain_text"),
    ".md": _markdown,
    ".markdown": _markdown,
    ".docx": apart("docx", "read_docx"),
    ".html": apart("html", "read_html"),
    ".htm": apart("html", "read_html"),
    ".xhtml": apart("html", "read_html"),
    ".epub": apart("epub", "read_epub"),
    ".odt": apart("odt", "read_odt"),
    ".pdf": apart("pdf.reader", "read_pdf"),
}

#: Files that word processors open and save as one of these, and pictures of pages.
_OF_WORD_PROCESSORS = (".doc", ".dot", ".fodt", ".pages", ".rtf", ".sxw", ".wpd", ".wps")
_PICTURES = (".bmp", ".gif", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp")


def no_reader(path: Path, file: str, line: int | None = None) -> InputError:
    """What is said of a file none of them reads, and what helps; `file`, `line`: where it is named."""
    ending = path.suffix.lower() or path.name
    if ending in _OF_WORD_PROCESSORS:
        return InputError(
            "There is no reader for `{ending}` files.", ending=ending, file=file, line=line,
            hint="Open it in a word processor, save it as .docx or .odt, and name that file.",
        )  # fmt: skip
    if ending in _PICTURES:
        return InputError(
            "There is no reader for `{ending}` files.", ending=ending, file=file, line=line,
            hint="Let an OCR program read it, and give its text or Markdown.",
        )  # fmt: skip
    return InputError(
        "There is no reader for `{ending}` files.", ending=ending, file=file, line=line,
        hint="Known: {known}.", known=list(READERS),
    )  # fmt: skip
