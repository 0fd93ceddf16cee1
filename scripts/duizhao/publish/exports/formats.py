"""The formats a corpus can be written in."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from msgspec import Struct

from duizhao.errors import Phrase

if TYPE_CHECKING:
    from duizhao.publish.exports.model import Corpus


class Format(Struct, frozen=True):
    """A format: its files' extension, what a person is told of it, the module of this package that writes it, and
    whether a file holds two languages at most."""

    extension: str
    what: Phrase
    module: str
    bilingual: bool = False

    def write(self, corpus: Corpus) -> bytes:
        """The corpus in this format."""
        writer = import_module(f"duizhao.publish.exports.{self.module}")
        written: bytes = getattr(writer, f"write_{self.module.rstrip('_')}")(corpus)
        return written


#: By the option that asks for it.
FORMATS = {
    "tmx": Format("tmx", Phrase("write TMX 1.4b"), "tmx"),
    "xliff": Format("xlf", Phrase("write XLIFF 2.1"), "xliff", bilingual=True),
    "jsonl": Format("jsonl", Phrase("write JSON Lines"), "jsonl"),
    "csv": Format("csv", Phrase("write CSV for spreadsheets"), "csv_"),
}
