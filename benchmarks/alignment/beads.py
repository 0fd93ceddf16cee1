"""How well the sentences of a free translation are aligned; README.md says how it is measured.

python benchmarks/alignment/beads.py [beads.tsv …]

With `pip install duizhao[meaning]` each row is measured with and without the model.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

from msgspec.structs import replace

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "scripts")]

from corpora import LANGUAGES, Texts, meaning_of  # noqa: E402

from duizhao.compare.alignment.align import align_sentences, survey  # noqa: E402
from duizhao.compare.meaning.model import SentenceModel, installed_model  # noqa: E402
from duizhao.memo import Memo  # noqa: E402

#: What stands between the sentences of a bead in the files. In a text each sentence is a line, so that it is one.
BAR = "|"
#: How many beads a paragraph has; None: all of the text.
SIZES = (None, 6, 3)

#: The sentences on both sides; a side may have none.
Bead = tuple[tuple[str, ...], tuple[str, ...]]


def main() -> None:
    """Prints a table with a row for each file and model, and of several files for all together."""
    parser = argparse.ArgumentParser(description="Strict F1 of the sentence beads of free translations.")
    parser.add_argument("files", nargs="*", type=Path, default=[HERE / "story.tsv"])
    memo = Memo()
    models = [None, *([model] if (model := installed_model()) else [])]
    print(f"{'set':<22}{'meaning':>9}{'whole':>8}{'six beads':>11}{'three beads':>13}")
    files = parser.parse_args().files
    for model in models:
        totals = [Counter[str]() for _ in SIZES]
        for file in files:
            beads = read(file)
            counts = [counted(beads, size or len(beads), model, memo) for size in SIZES]
            totals = [total + count for total, count in zip(totals, counts, strict=True)]
            show(file.stem, model, counts)
        if len(files) > 1:
            show("together", model, totals)


def show(name: str, model: SentenceModel | None, counts: Sequence[Counter[str]]) -> None:
    """Prints a row: strict F1, the harmonic mean of precision and recall, in paragraphs of each size."""
    whole, six, three = (2 * each["right"] / (each["given"] + each["wanted"]) for each in counts)
    told = "with" if model else "without"
    print(f"{name:<22}{told:>9}{whole:>8.3f}{six:>11.3f}{three:>13.3f}", flush=True)


def read(file: Path) -> list[Bead]:
    """The beads of a file with a line of headings, one a line: Chinese, a tab, English, sentences apart by a bar."""
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()[1:]]
    return [(tuple(filter(None, zh.split(BAR))), tuple(filter(None, en.split(BAR)))) for zh, en in rows]


def counted(beads: Sequence[Bead], size: int, model: SentenceModel | None, memo: Memo) -> Counter[str]:
    """How many beads that have both sides are given, wanted and both, in paragraphs of so many."""
    paragraphs = [beads[at : at + size] for at in range(0, len(beads), size)]
    texts = [joined(each) for each in paragraphs]
    evidence = replace(survey(texts, *LANGUAGES, memo=memo), meaning=meaning_of(model, texts, memo))
    counts = Counter[str]()
    for text, paragraph in zip(texts, paragraphs, strict=True):
        aligned = align_sentences(*text, *LANGUAGES, evidence=evidence, memo=memo)
        given, wanted = (
            {spans for spans in each if all(start < end for start, end in spans)}
            for each in (((bead.left, bead.right) for bead in aligned), gold_spans(paragraph))
        )
        counts += Counter(right=len(given & wanted), given=len(given), wanted=len(wanted))
    return counts


def joined(beads: Sequence[Bead]) -> Texts:
    """Both sides of a paragraph."""
    zh, en = ("\n".join(sentence for bead in beads for sentence in bead[side]) for side in (0, 1))
    return zh, en


def gold_spans(beads: Sequence[Bead]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where each bead stands in the two texts of `joined`."""
    sides = []
    for side in (0, 1):
        texts = ["\n".join(bead[side]) for bead in beads]
        starts = accumulate((len(text) + bool(text) for text in texts), initial=0)
        sides.append([(start, start + len(text)) for start, text in zip(starts, texts, strict=False)])
    return list(zip(*sides, strict=True))


if __name__ == "__main__":
    main()
