"""Damages the report as translators and layouts do, always in the same way for the same seed."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from gold import LANGUAGES, Bead, Named, Paragraphs
from msgspec.structs import replace

from duizhao.compare.alignment.units import Unit
from duizhao.document.boxes import ASIDES
from duizhao.languages.sentences import split_sentences

#: The shares of paragraphs left out, merged with the next one, split; of headings and boxes lost; of beads at which a
#: passage of sentences is left out.
DROPPED, MERGED, SPLIT, LOST, PASSAGES = 0.06, 0.03, 0.03, 0.08, 0.12


def damaged_units(units: Sequence[Named], side: int, random: Random) -> list[Named]:
    """The units with some left out, merged and split."""
    found: list[Named] = []
    rest = list(units)
    while rest:
        named = rest.pop(0)
        unit, chance = named.unit, random.random()
        if not unit.kind.endswith("paragraph"):
            if unit.kind not in ("heading", *ASIDES) or chance >= LOST:
                found.append(named)
            continue
        chance -= DROPPED
        if chance < 0:
            continue
        sentences = split_sentences(unit.text, LANGUAGES[side])
        if chance < MERGED and rest and rest[0].unit.kind == unit.kind:
            following = rest.pop(0)
            text = unit.text + ("" if side == 0 else " ") + following.unit.text
            addresses = frozenset([*unit.addresses, *following.unit.addresses])
            found.append(Named(Unit(unit.key, unit.kind, text, addresses), named.ids + following.ids))
        elif MERGED <= chance < MERGED + SPLIT and len(sentences) > 2:
            cut = sentences[len(sentences) // 2].start
            found.append(Named(replace(unit, key=f"{unit.key}a", text=unit.text[:cut].strip()), named.ids))
            rest_of_it = replace(unit, key=f"{unit.key}b", text=unit.text[cut:], addresses=frozenset())
            found.append(Named(rest_of_it, named.ids))
        else:
            found.append(named)
    return found


def damaged_paragraphs(paragraphs: Sequence[Paragraphs], random: Random) -> list[Paragraphs]:
    """The paragraphs with passages of one to three beads left out on one side."""
    return [_without_passages(each, random) for each in paragraphs]


def _without_passages(given: Paragraphs, random: Random) -> Paragraphs:
    beads = sorted(given.beads, key=lambda bead: (bead[0] or bead[1], bead[1]))
    lost: tuple[set[int], set[int]] = (set(), set())
    at = 0
    while len(beads) >= 3 and at < len(beads):
        if random.random() < PASSAGES:
            count, side = random.choice([1, 1, 2, 3]), random.choice([0, 0, 1])
            for bead in beads[at : at + count]:
                lost[1 - side].update(bead[1 - side])
            at += count
        at += 1
    kept: list[list[int]] = []
    texts = []
    for side, text in enumerate(given.texts):
        sentences = split_sentences(text, LANGUAGES[side])
        kept.append([index for index in range(len(sentences)) if index not in lost[side]])
        texts.append(("" if side == 0 else " ").join(sentences[index].text for index in kept[side]))
        if not kept[side] or len(split_sentences(texts[side], LANGUAGES[side])) != len(kept[side]):
            return given
    if not any(lost):
        return given
    found: list[Bead] = []
    for bead in beads:
        left, right = (tuple(kept[n].index(i) for i in bead[n] if i in kept[n]) for n in (0, 1))
        if left and right:
            found.append((left, right))
        else:
            found += [*(((i,), ()) for i in left), *(((), (j,)) for j in right)]
    return Paragraphs(given.id, (texts[0], texts[1]), ((), ()), frozenset(found))
