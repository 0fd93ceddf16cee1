"""How well the sentences and paragraphs of other texts are aligned; README.md says how it is measured.

python benchmarks/alignment/corpora.py [pairs.tsv …]

With `pip install duizhao[meaning]` each row is measured with and without the model.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

from msgspec.structs import replace

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from duizhao.compare.alignment.align import SentenceBead, align_sentences, align_units, survey  # noqa: E402
from duizhao.compare.alignment.evidence import Evidence  # noqa: E402
from duizhao.compare.alignment.units import Unit  # noqa: E402
from duizhao.compare.meaning.dictionary import dictionary_of  # noqa: E402
from duizhao.compare.meaning.meaning import Meaning  # noqa: E402
from duizhao.compare.meaning.model import SentenceModel, installed_model  # noqa: E402
from duizhao.compare.unlike import unlike_beads  # noqa: E402
from duizhao.languages.sentences import split_sentences  # noqa: E402
from duizhao.memo import Memo  # noqa: E402

#: Sets that are not in the repository: a document's number, English, Chinese.
NEWS = next(
    (file for folder in ROOT.parents if (file := folder / "shared" / "parallel" / "news.tsv").is_file()),
    Path("news.tsv"),
)
LANGUAGES = ("zh", "en")
#: The shares of paragraphs left out on either side, and merged with the one before.
DROPPED, MERGED = 0.05, 0.05
SEEDS = range(4)

#: A document's number, Chinese, English.
Line = tuple[str, str, str]
Texts = tuple[str, str]
#: What groups of lines there are on either side, by index.
Beads = set[tuple[tuple[int, ...], tuple[int, ...]]]


def main() -> None:
    """Prints a table for each set, and for each half of it."""
    parser = argparse.ArgumentParser(description="Accuracy of the alignment on other texts.")
    parser.add_argument("files", nargs="*", type=Path, default=[path for path in (NEWS,) if path.is_file()])
    memo = Memo()
    models = [None, *([model] if (model := installed_model()) else [])]
    heads = f"{'set':<22}{'meaning':>9}{'dropped F1':>12}{'merged F1':>11}{'deleted told':>14}{'others flagged':>16}"
    print(f"{heads}{'replaced told':>15}{'wrongly':>10}")
    for file in parser.parse_args().files:
        lines = read(file)
        middle = len(lines) // 2
        for name, part in (("first half", lines[:middle]), ("second half", lines[middle:])):
            for each in models:
                dropped = sum(paragraphs(part, seed, (DROPPED, 0.0), each, memo) for seed in SEEDS) / len(SEEDS)
                merged = sum(paragraphs(part, seed, (0.0, MERGED), each, memo) for seed in SEEDS) / len(SEEDS)
                told, flagged = omissions(part, each, memo)
                replaced, unlike = replacements(part, each, memo)
                label = f"{file.stem}, {name}"
                with_model = "with" if each else "without"
                print(
                    f"{label:<22}{with_model:>9}{dropped:>12.3f}{merged:>11.3f}{told:>14}{flagged:>16}{replaced:>15}{unlike:>10}",
                    flush=True,
                )


def read(file: Path) -> list[Line]:
    """The lines of a file with a line of headings."""
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()[1:]]
    return [(document, chinese, english) for document, english, chinese in rows]


def grouped(lines: Sequence[Line], random: Random, sizes: tuple[int, int]) -> list[list[Line]]:
    """The lines in paragraphs of so many, no paragraph with lines of two documents."""
    found: list[list[Line]] = []
    at = 0
    while at < len(lines):
        size = random.randint(*sizes)
        found.append([line for line in lines[at : at + size] if line[0] == lines[at][0]])
        at += len(found[-1])
    return found


def joined(lines: Sequence[Line]) -> Texts:
    """Both sides of a paragraph."""
    return "".join(line[1] for line in lines), " ".join(line[2] for line in lines)


def meaning_of(model: SentenceModel | None, pairs: Sequence[Texts], memo: Memo) -> Meaning | None:
    """What the model says of a document."""
    sides = [
        [sentence.text for pair in pairs for sentence in split_sentences(pair[side], code)]
        for side, code in enumerate(LANGUAGES)
    ]
    return Meaning(model, LANGUAGES, (sides[0], sides[1]), memo) if model else None


def paragraphs(
    lines: Sequence[Line], seed: int, shares: tuple[float, float], model: SentenceModel | None, memo: Memo
) -> float:
    """F1 of the beads of paragraphs of which a share was left out and merged on either side."""
    random = Random(seed)
    whole = grouped(lines, random, (1, 4))
    kept: tuple[list[list[int]], list[list[int]]] = ([], [])
    for index in range(len(whole)):
        for side in kept:
            chance = random.random() - shares[0]
            if chance < 0:
                continue
            if chance < shares[1] and side and side[-1][-1] == index - 1:
                side[-1].append(index)
            else:
                side.append([index])
    texts = [
        [joined([line for index in group for line in whole[index]])[side] for group in groups]
        for side, groups in enumerate(kept)
    ]
    units = [[Unit(f"{number}", "paragraph", text) for number, text in enumerate(side)] for side in texts]
    meaning = meaning_of(model, [joined(each) for each in whole], memo)
    found = align_units(
        *units, left_language=LANGUAGES[0], right_language=LANGUAGES[1],
        comparers=[each for each in (dictionary_of(*LANGUAGES), meaning) if each],
    )  # fmt: skip
    beads = {(bead.left, bead.right) for bead in found.beads}
    gold = gold_beads(kept)
    return 2 * len(beads & gold) / (len(beads) + len(gold))


def gold_beads(kept: tuple[Sequence[Sequence[int]], Sequence[Sequence[int]]]) -> Beads:
    """What belongs together: groups that share a paragraph, directly or by others."""
    beads: list[tuple[set[int], set[int], set[int]]] = []
    for side, groups in enumerate(kept):
        for place, group in enumerate(groups):
            joins = [bead for bead in beads if bead[2] & set(group)]
            beads = [bead for bead in beads if bead not in joins]
            whole = (
                set().union(*(bead[0] for bead in joins)),
                set().union(*(bead[1] for bead in joins)),
                set(group).union(*(bead[2] for bead in joins)),
            )
            whole[side].add(place)
            beads.append(whole)
    return {(tuple(sorted(left)), tuple(sorted(right))) for left, right, _ in beads}


def omissions(lines: Sequence[Line], model: SentenceModel | None, memo: Memo) -> tuple[str, str]:
    """Of how many sentences left out it is told, and how many whole paragraphs are said to lack one."""
    random = Random(5)
    whole = [group for group in grouped(lines, random, (2, 5)) if len(group) > 1]
    texts = [joined(group) for group in whole]
    evidence = replace(survey(texts, *LANGUAGES), meaning=meaning_of(model, texts, memo))
    flagged = sum(bool(gaps(pair, evidence, memo)) for pair in texts)
    told = total = 0
    for group in whole:
        for side in (0, 1):
            # Only what is a sentence, and stands behind one: a title without a full stop runs into what follows.
            places = [n for n in range(len(group)) if all(closed(line[1:]) for line in group[max(n - 1, 0) : n + 1])]
            if not places:
                continue
            place = random.choice(places)
            pair = list(joined(group))
            pair[side] = joined(group[:place] + group[place + 1 :])[side]
            lost = group[place][2 - side]
            start = pair[1 - side].index(lost)
            total += 1
            told += any(
                on == 1 - side and first < start + len(lost) and start < last
                for on, (first, last) in gaps((pair[0], pair[1]), evidence, memo)
            )
    return f"{told}/{total}", f"{flagged}/{len(texts)}"


def replacements(lines: Sequence[Line], model: SentenceModel | None, memo: Memo) -> tuple[str, str]:
    """Of how many sentences that another one of the document was put in the place of it is told, by their meaning or as
    left out; and of how many beads of the text as it is it is said that they mean something else."""
    random = Random(5)
    whole = [group for group in grouped(lines, random, (3, 5)) if len(group) > 1]
    texts = [joined(group) for group in whole]
    evidence = replace(survey(texts, *LANGUAGES), meaning=meaning_of(model, texts, memo))

    def aligned(pair: Texts) -> Sequence[SentenceBead]:
        return align_sentences(*pair, *LANGUAGES, evidence=evidence, memo=memo)

    known = {pair: aligned(pair) for pair in texts}
    wrong = sum(map(len, unlike_beads(known, evidence, memo).values()))
    told = total = 0
    for group, own in zip(whole, texts, strict=True):
        place = random.randrange(len(group))
        others = [line for line in lines if line[0] == group[0][0] and line not in group and closed(line[1:])]
        if not others or not all(closed(line[1:]) for line in group[max(place - 1, 0) : place + 1]):
            continue
        for side in (0, 1):
            new, old = random.choice(others), group[place]
            put = (old[0], new[1], old[2]) if side == 0 else (old[0], old[1], new[2])
            pair = joined([*group[:place], put, *group[place + 1 :]])
            rest = {each: beads for each, beads in known.items() if each != own}
            beads = aligned(pair)
            unlike = unlike_beads({**rest, pair: beads}, evidence, memo).get(pair, ())
            start = pair[side].index(put[1 + side])
            spans = [(bead.left, bead.right)[side] for bead in unlike]
            spans += [span for on, span in gaps(pair, evidence, memo) if on == side]
            total += 1
            told += any(first < start + len(put[1 + side]) and start < last for first, last in spans)
    return f"{told}/{total}", f"{wrong}/{sum(map(len, known.values()))}"


def closed(sides: Sequence[str]) -> bool:
    """Whether a sentence ends with a line on both sides."""
    return all(text.rstrip("\"'”’)）」")[-1:] in tuple(".?!。？！") for text in sides)


def gaps(pair: Texts, evidence: Evidence, memo: Memo) -> list[tuple[int, tuple[int, int]]]:
    """The sentences without counterpart: on which side, and where."""
    beads = align_sentences(*pair, *LANGUAGES, evidence=evidence, memo=memo)
    return [
        (side, (bead.left, bead.right)[side])
        for bead in beads
        for side in (0, 1)
        if not (bead.right_sentences, bead.left_sentences)[side]
    ]


if __name__ == "__main__":
    main()
