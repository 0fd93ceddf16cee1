"""What an editor has confirmed: that a paragraph and its counterpart say the same after a correction.

`sources/<edition>.reviewed.yml` holds a line for each pair, with a digest of each side's text. A digest, and no date:
the pair is confirmed as long as both texts are what was confirmed, whatever else happens to the files.

    s1-1-p3: {en: 0a1b2c3d4e5f, zh: 1f2e3d4c5b6a}
"""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from duizhao.compare.pairs import PagePair
from duizhao.document.model import Block
from duizhao.errors import Phrase
from duizhao.memo import Memo
from duizhao.revise.fidelity.model import Change, Erratum, Unit
from duizhao.revise.fidelity.units import page_units
from duizhao.yaml_files import read_yaml

_HEAD = "# Corrected paragraphs that an editor has compared with their counterparts: `duizhao status --confirm ID`\n"

_QUOTES = str.maketrans("“”„‟‘’", '""""\'\'')

Reviewed = Mapping[str, Mapping[str, str]]


class Pair(Struct, frozen=True):
    """A paragraph or note and its counterpart, by language; `changed`: the languages whose text was corrected, or of a
    pair that waits, the one whose text was changed alone."""

    id: str
    sides: dict[str, tuple[Unit, ...]]
    changed: tuple[str, ...]

    @property
    def digests(self) -> dict[str, str]:
        """What is confirmed of the pair."""
        return {code: _digest(side) for code, side in sorted(self.sides.items())}

    @property
    def counterparts(self) -> Iterator[tuple[str, Unit]]:
        """The first unit of each side another side's correction concerns, with its language."""
        for code, side in self.sides.items():
            if side and set(self.changed) - {code}:
                yield code, side[0]


def reviewed_path(profile: Path) -> Path:
    """Where an edition's confirmations are."""
    return profile.with_name(f"{profile.stem}.reviewed.yml")


def unreviewed(pages: Sequence[PagePair], errata: Iterable[Erratum], reviewed: Reviewed) -> tuple[Pair, ...]:
    """The pairs with a text on one side that was changed alone, so that the other waits for someone to compare it, in
    reading order.

    Changed since it was last confirmed, or else since the source: who changes both sides has looked at both.
    """
    pairs = (replace(p, changed=_since(p, reviewed.get(p.id))) for p in corrected(pages, errata))
    return tuple(pair for pair in pairs if len(pair.changed) == 1 and any(pair.counterparts))


def _since(pair: Pair, confirmed: Mapping[str, str] | None) -> tuple[str, ...]:
    """The languages whose text was changed since the pair was confirmed, if it was."""
    if confirmed is None:
        return pair.changed
    return tuple(code for code, digest in pair.digests.items() if confirmed.get(code) != digest)


def corrected(pages: Sequence[PagePair], errata: Iterable[Erratum]) -> Iterator[Pair]:
    """The pairs with a correction on one side at least and a text on the other, in reading order."""
    changed: dict[str, set[str]] = {}
    for erratum in errata:
        if erratum.change.kind != "moved" and not _is_typography(erratum.change):
            changed.setdefault(erratum.change.unit.id, set()).add(erratum.change.unit.language)
    if not changed:
        return
    for page in pages:
        if not page.left or not page.right:
            continue
        units = [{unit.anchor: unit for unit in page_units(side)} for side in (page.left, page.right)]
        languages = (page.left.language, page.right.language)
        rows = [(row.id, (_ids(row.left), _ids(row.right))) for row in page.rows]
        labels = dict.fromkeys((*page.left.notes, *page.right.notes))
        rows += [("", ([f"fn:{label}"], [f"fn:{label}"])) for label in labels]
        for name, anchors in rows:
            sides = {
                code: tuple(mine[anchor] for anchor in wanted if anchor in mine)
                for code, mine, wanted in zip(languages, units, anchors, strict=True)
            }
            ids = {name, *(i for side in sides.values() for unit in side for i in (unit.id, *unit.also))} - {""}
            concerned = {code for i in ids for code in changed.get(i, ())}
            if any(sides[code] for code in languages if concerned - {code}):
                yield Pair(name or min(ids), sides, tuple(code for code in languages if code in concerned))


def _is_typography(change: Change) -> bool:
    """Whether nothing changed but the width of signs, quotation marks and spaces: that is a matter of one language."""
    before, after = ("".join(unicodedata.normalize("NFKC", text.translate(_QUOTES)).split()) for text in change.texts)
    return before == after


def _ids(blocks: Iterable[Block]) -> list[str]:
    return [block.id for block in blocks]


def _digest(side: Iterable[Unit]) -> str:
    return hashlib.sha256("\n".join(unit.text for unit in side).encode()).hexdigest()[:12]


def read_reviewed(path: Path, name: str, memo: Memo | None = None) -> dict[str, dict[str, str]]:
    """The confirmations by id; none without the file. Messages call it `name`.

    Raises:
        InputError: it is not as above; with the line.
    """
    if not path.exists():
        return {}
    data, _ = read_yaml(path, name, Phrase("list of confirmations"), "reviewed.schema.json", text=True, memo=memo)
    return data or {}


def reviewed_text(confirmed: Reviewed) -> str:
    """The file's content: a line each, in the ids' order, so that two people's confirmations merge."""

    def natural(id_: str) -> list[tuple[int, str]]:
        return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", id_)]

    lines = [
        f"{id_}: {{{', '.join(f'{code}: {quoted(value)}' for code, value in sorted(confirmed[id_].items()))}}}\n"
        for id_ in sorted(confirmed, key=natural)
    ]
    return _HEAD + "".join(lines)


def quoted(digest: str) -> str:
    """The digest in quotes: without them YAML takes some for numbers."""
    return f"'{digest}'"


def still_there(confirmed: Reviewed, pairs: Collection[Pair]) -> dict[str, Mapping[str, str]]:
    """The confirmations that concern a corrected pair; the others have nothing to say any more."""
    ids = {pair.id for pair in pairs}
    return {id_: digests for id_, digests in confirmed.items() if id_ in ids}
