"""Accuracy of the alignment against a reading of the report, and its time; README.md says how it is measured.

python benchmarks/alignment/run.py [--errors] [--copies 1 10 100]
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random

from msgspec.structs import replace

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "scripts"), str(Path(__file__).parent)]

from damage import damaged_paragraphs, damaged_units  # noqa: E402
from gold import LANGUAGES, Bead, Named, Paragraphs, gold_sentences, gold_units, units  # noqa: E402

from duizhao.compare.alignment.align import align_units  # noqa: E402
from duizhao.compare.alignment.sentence_beads import SentenceBead, align_sentences  # noqa: E402
from duizhao.compare.alignment.survey import survey  # noqa: E402
from duizhao.compare.alignment.units import Alignment, Options, Unit  # noqa: E402
from duizhao.compare.quantities import find_quantities  # noqa: E402
from duizhao.languages.quantity import Interval, Period  # noqa: E402

#: Seeds of the damaged copies.
SEEDS = range(5)

Align = Callable[[Sequence[Paragraphs]], list[tuple[SentenceBead, ...]]]


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description="Accuracy and time of the alignment.")
    parser.add_argument("--errors", action="store_true", help="show where the alignment differs from the reading")
    parser.add_argument("--copies", type=int, nargs="*", default=[], help="time for the report so many times over")
    arguments = parser.parse_args()
    sentence_table(gold_sentences(), errors=arguments.errors)
    unit_table(errors=arguments.errors)
    if arguments.copies:
        time_table(arguments.copies)


# ---- sentences --------------------------------------------------------------------------------------------------


def surveyed(**options: object) -> Align:
    """Sentence alignment with the evidence of a survey made with these options."""

    def align(paragraphs: Sequence[Paragraphs]) -> list[tuple[SentenceBead, ...]]:
        evidence = survey([p.texts for p in paragraphs], *LANGUAGES, **options)  # type: ignore[arg-type]
        return [align_sentences(*p.texts, *LANGUAGES, evidence=evidence, citations=p.citations) for p in paragraphs]

    return align


def alone(paragraphs: Sequence[Paragraphs]) -> list[tuple[SentenceBead, ...]]:
    """Each pair of paragraphs by itself."""
    return [align_sentences(*p.texts, *LANGUAGES, citations=p.citations) for p in paragraphs]


def quantities(text: str, language: str) -> Iterable[str]:
    """The values that `duizhao.compare.quantities` finds, as anchors."""
    for quantity in find_quantities(text, language):
        value = quantity.value
        if isinstance(value, Interval):
            yield from {f"n:{value.low}", f"n:{value.high}"}
        elif isinstance(value, Period):
            for date in {value.first, value.last}:
                yield from [f"n:{date.year}"] if date.year else []
                yield from [f"d:{date.month}-{date.day or ''}"] if date.month else []


METHODS: dict[str, Align] = {
    "lengths alone": surveyed(use_anchors=False),
    "with anchors": surveyed(learn=False),
    "with anchors and learned terms": surveyed(),
    "the same, numbers by duizhao.compare.quantities": surveyed(find_values=quantities),
    "with anchors, each paragraph by itself": alone,
}


def sentence_table(paragraphs: Sequence[Paragraphs], *, errors: bool) -> None:
    """Precision, recall and F1 of the sentence beads."""
    damaged = [damaged_paragraphs(paragraphs, Random(seed)) for seed in SEEDS]
    later = [index for index, p in enumerate(paragraphs) if not p.id.startswith("s1-")]
    count = sum(len(p.beads) for p in paragraphs)
    print(f"sentences: {count} beads{'P':>21}{'R':>7}{'F1':>7}{'chapters 2 on':>15}{'damaged':>9}{'seconds':>9}")
    for name, align in METHODS.items():
        begin = time.process_time()
        found = align(paragraphs)
        seconds = time.process_time() - begin
        beads = [beads_of(each) for each in found]
        wanted = [p.beads for p in paragraphs]
        precision, recall, f1 = accuracy(beads, wanted)
        last = accuracy([beads[i] for i in later], [wanted[i] for i in later])[2]
        hurt = [accuracy([beads_of(each) for each in align(c)], [p.beads for p in c])[2] for c in damaged]
        mean = sum(hurt) / len(hurt)
        print(f"  {name:<39}{precision:>7.3f}{recall:>7.3f}{f1:>7.3f}{last:>15.3f}{mean:>9.3f}{seconds:>9.2f}")
        if errors:
            for paragraph, got, sure in zip(paragraphs, beads, found, strict=True):
                show_errors(paragraph, got, sure)
    print()


def beads_of(found: Iterable[SentenceBead]) -> frozenset[Bead]:
    """Sentence beads as in the reading."""
    return frozenset((bead.left_sentences, bead.right_sentences) for bead in found)


def show_errors(paragraph: Paragraphs, got: frozenset[Bead], found: Sequence[SentenceBead]) -> None:
    """A line for a paragraph that was aligned otherwise than it was read."""
    if got == paragraph.beads:
        return
    sure = {(bead.left_sentences, bead.right_sentences): bead.confidence for bead in found}
    wrong = " ".join(f"{shown(bead)} ({sure[bead]:.2f})" for bead in sorted(got - paragraph.beads))
    print(f"    {paragraph.id}: read {' '.join(map(shown, sorted(paragraph.beads - got)))}, found {wrong}")


def shown(bead: Bead) -> str:
    """A bead as in the data files."""
    left, right = (",".join(str(index + 1) for index in side) or "-" for side in bead)
    return f"{left}={right}"


def accuracy(found: Sequence[frozenset[Bead]], wanted: Sequence[frozenset[Bead]]) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    right = sum(len(a & b) for a, b in zip(found, wanted, strict=True))
    given, there = sum(map(len, found)), sum(map(len, wanted))
    return right / given, right / there, 2 * right / (given + there)


# ---- units ------------------------------------------------------------------------------------------------------


def unit_table(*, errors: bool) -> None:
    """Precision, recall and F1 of the beads of headings, boxes, figures and paragraphs."""
    print(f"units{'beads':>36}{'P':>7}{'R':>7}{'F1':>7}{'damaged':>9}{'seconds':>9}")
    for structure in (True, False):
        left, right = units(0, structure=structure), units(1, structure=structure)
        copies = [(damaged_units(left, 0, random := Random(seed)), damaged_units(right, 1, random)) for seed in SEEDS]
        for anchors in (False, True):
            begin = time.process_time()
            found = unit_beads(left, right, anchors=anchors)
            seconds = time.process_time() - begin
            wanted = gold_units(left, right)
            precision, recall, f1 = accuracy([found], [wanted])
            hurt = [accuracy([unit_beads(a, b, anchors=anchors)], [gold_units(a, b)])[2] for a, b in copies]
            mean = sum(hurt) / len(hurt)
            name = f"{'with' if anchors else 'without'} anchors, {'with' if structure else 'without'} structure"
            print(f"  {name:<34}{len(wanted):>5}{precision:>7.3f}{recall:>7.3f}{f1:>7.3f}{mean:>9.3f}{seconds:>9.2f}")
            if errors:
                print(*(f"    found {shown(bead)}\n" for bead in sorted(found - wanted)), sep="", end="")
    print()


def unit_beads(left: Sequence[Named], right: Sequence[Named], *, anchors: bool) -> frozenset[Bead]:
    """The beads the alignment gives."""
    alignment = aligned([named.unit for named in left], [named.unit for named in right], anchors=anchors)
    return frozenset((bead.left, bead.right) for bead in alignment.beads)


def aligned(left: Sequence[Unit], right: Sequence[Unit], *, anchors: bool = True) -> Alignment:
    """The report's units, aligned."""
    options = Options(mergeable=frozenset({"paragraph", "box-paragraph"}), use_anchors=anchors)
    return align_units(left, right, left_language=LANGUAGES[0], right_language=LANGUAGES[1], options=options)


# ---- time -------------------------------------------------------------------------------------------------------


def time_table(copies: Iterable[int]) -> None:
    """Seconds for longer reports, made of this one; in each copy long numbers are other numbers."""
    print(f"{'copies':>7}{'characters':>12}{'units':>8}{'align units':>13}{'survey':>8}{'sentences':>11}")
    for count in copies:
        sides = [[copied(named.unit, n) for n in range(count) for named in units(side)] for side in (0, 1)]
        times = [time.process_time()]
        alignment = aligned(*sides)
        times.append(time.process_time())
        pairs = [
            ("\n".join(sides[0][i].text for i in bead.left), "\n".join(sides[1][j].text for j in bead.right))
            for bead in alignment.beads
            if bead.left and bead.right
        ]
        evidence = survey(pairs, *LANGUAGES)
        times.append(time.process_time())
        for left, right in pairs:
            align_sentences(left, right, *LANGUAGES, evidence=evidence)
        times.append(time.process_time())
        spent = [b - a for a, b in pairwise(times)]
        length = sum(len(unit.text) for side in sides for unit in side)
        print(f"{count:>7}{length:>12,}{len(sides[0]):>8}{spent[0]:>13.1f}{spent[1]:>8.1f}{spent[2]:>11.1f}")


def copied(unit: Unit, copy: int) -> Unit:
    """A unit of the nth copy."""
    text = re.sub(r"(?<![\d.,])\d{3}(?![\d.,])", lambda match: str(int(match[0]) + 1000 * copy), unit.text)
    addresses = frozenset(f"{address}/{copy}" for address in unit.addresses)
    return replace(unit, key=f"{copy}/{unit.key}", text=text, addresses=addresses)


if __name__ == "__main__":
    main()
