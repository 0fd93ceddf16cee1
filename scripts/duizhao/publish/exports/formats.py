"""The formats a corpus can be written in."""

from __future__ import annotations

from collections.abc import Callable

from duizhao.publish.exports.csv_ import write_csv
from duizhao.publish.exports.jsonl import write_jsonl
from duizhao.publish.exports.model import Corpus
from duizhao.publish.exports.tmx import write_tmx
from duizhao.publish.exports.xliff import write_xliff

#: By the option that asks for it: the file's extension, and the function that writes it.
FORMATS: dict[str, tuple[str, Callable[[Corpus], bytes]]] = {
    "tmx": ("tmx", write_tmx),
    "xliff": ("xlf", write_xliff),
    "jsonl": ("jsonl", write_jsonl),
    "csv": ("csv", write_csv),
}
