"""Chinese for the theme's search, without a dictionary.

The theme's search knows words by what stands between them, and Chinese puts nothing between them. `mkdocs.yml` sets
a separator that cuts a run of Han characters into pairs from its start (ABCDE → AB, CDE). A word that lies across
such a cut is not a token of the text; this module adds the pairs in between (BC, DE) as a field of their own.
Every pair of neighbouring characters is then in the index, and a query, which the theme cuts with the help of the
index, finds it. Pairs of characters as index terms are the usual way to search Chinese without segmentation
(Nie, Gao, Zhang, Zhou: "On the use of words and n-grams for Chinese information retrieval", IRAL 2000).
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

_TAG = re.compile(r"<[^>]*>")
# The same characters as in the separator of `mkdocs.yml`.
_HAN_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]{3,}")
# Which field holds the pairs of which.
FIELDS = {"title": "title_pairs", "text": "text_pairs"}


def pairs_across(text: str) -> str:
    """The pairs of Han characters that the separator cuts apart, in order, with spaces between.

    >>> pairs_across("互联互通，<b>共建</b>")
    '联互'
    """
    runs = _HAN_RUN.findall(_TAG.sub(" ", text))
    return " ".join(run[i : i + 2] for run in runs for i in range(1, len(run) - 1, 2))


def add_pairs(site_dir: Path) -> None:
    """Adds the fields of pairs to the theme's search index in `site_dir`, if there is one."""
    index = site_dir / "search" / "search_index.json"
    if not index.is_file():
        return
    data: dict[str, Any] = json.loads(index.read_text(encoding="utf-8"))
    for entry in data["docs"]:
        for field, pairs_field in FIELDS.items():
            if pairs := pairs_across(entry[field]):
                entry[pairs_field] = pairs
    index.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
