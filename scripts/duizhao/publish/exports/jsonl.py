"""JSON Lines (jsonlines.org): a JSON object (RFC 8259) a line, UTF-8, each text with the same keys.

`text_<language>` is null where the language lacks the unit, and `gap` names that language, of several each with a
space between (else null). The first record is of the kind `about` and has no text, so that none is taken for a
translation: its `notice_<language>` say whose the texts are and how they were aligned, `source` which file they come
from.
"""

import json
from collections.abc import Mapping

from duizhao.publish.exports.build import ABOUT
from duizhao.publish.exports.model import Corpus
from duizhao.publish.exports.notices import about

#: JSON may hold these as they are, but some programs take them for line ends.
_LINE_ENDS = {"\u0085": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def write_jsonl(corpus: Corpus) -> bytes:
    """The corpus as JSON Lines: the record about it, then one for each segment in reading order."""
    records: list[Mapping[str, object]] = [
        {"id": ABOUT, "paragraph": ABOUT, "page": "", "kind": ABOUT, "box": None, "gap": None}
        | {f"text_{language}": None for language in corpus.languages}
        | {f"blocks_{language}": [] for language in corpus.languages}
        | {"source": corpus.source}
        | {f"notice_{language}": about(corpus, language) for language in corpus.languages}
    ]
    records += map(corpus.row, corpus.entries())
    text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    for sign, written in _LINE_ENDS.items():
        text = text.replace(sign, written)
    return text.encode()
