"""How the value rule and the rule on contradictions do on pairs of sentences that correspond; README.md says more.

python benchmarks/values/run.py [--errors] [pairs.tsv …]
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from duizhao.check.one_sided import turned_by  # noqa: E402
from duizhao.compare.contradictions import contradictions  # noqa: E402
from duizhao.compare.quantities import beyond_doubt, find_quantities  # noqa: E402

#: Our own sentences, and sets that are not in the repository: a document's number, English, Chinese.
OWN = Path(__file__).with_name("pairs.tsv")
NEWS = next(
    (file for folder in ROOT.parents if (file := folder / "shared" / "parallel" / "news.tsv").is_file()),
    Path("news.tsv"),
)

#: English and Chinese.
Pair = tuple[str, str]

#: Words that turn what a sentence says, by their opposites.
DIRECTIONS = {
    "rose": "fell", "fell": "rose", "increased": "decreased", "above": "below", "more than": "less than",
    "north": "south", "east": "west", "higher": "lower", "minus": "plus",
}  # fmt: skip


#: Words and their opposites, with and without a number; the language says where they are exchanged.
WORDS = {
    "en": {
        "increase": "decrease", "increased": "decreased", "reduced": "raised", "grew": "shrank", "growth": "decline",
        "raise": "lower", "fell": "rose", "extended": "shortened", "improved": "worsened", "strengthen": "weaken",
        "more": "less", "fewer": "more", "at least": "at most", "over": "under", "largest": "smallest",
        "highest": "lowest", "higher": "lower", "faster": "slower", "first": "last", "before": "after",
        "imports": "exports", "imports and exports": "imports", "not only": "only", "began": "ended", "best": "worst",
    },
    "zh": {
        "增长": "下降", "增加": "减少", "上升": "下降", "提高": "降低", "减少": "增加", "扩大": "缩小", "缩短": "延长",
        "延长": "缩短", "上涨": "下跌", "加快": "放慢", "高于": "低于", "超过": "不足", "以上": "以下", "至少": "至多",
        "最高": "最低", "最大": "最小", "第一大": "第一小", "进出口": "进口", "首次": "末次", "加强": "减弱",
        "更多": "更少", "更高": "更低", "之前": "之后", "开始": "结束", "成功": "失败", "支持": "反对", "不会": "会",
        "没有": "有", "不仅": "仅", "北部": "南部", "长期": "短期",
    },
}  # fmt: skip


def main() -> None:
    """Prints a table for each set, and for each half of it."""
    parser = argparse.ArgumentParser(description="What the rules on values tell of pairs that correspond.")
    parser.add_argument("--errors", action="store_true", help="show what is told of good pairs, and not told of others")
    parser.add_argument("files", nargs="*", type=Path, default=[path for path in (OWN, NEWS) if path.is_file()])
    arguments = parser.parse_args()
    heads = ("value changed", "order", "direction", "words", "order, edited", "words, edited")
    print(f"{'set':<22}{'pairs':>7}{'told of good ones':>19}" + "".join(f"{head:>15}" for head in heads))
    for file in arguments.files:
        pairs = read(file)
        middle = len(pairs) // 2
        for name, part in (("first half", pairs[:middle]), ("second half", pairs[middle:])):
            good = [pair for pair in pairs if pair in part and told(pair)]
            changes = (changed, reordered, turned, opposed)
            cells = [share(part, change, errors=arguments.errors) for change in changes] + [
                edited(part, each) for each in (reordered, opposed)
            ]
            label = f"{file.stem}, {name}"
            print(f"{label:<22}{len(part):>7}{len(good):>19}" + "".join(f"{cell:>15}" for cell in cells))
            if arguments.errors:
                for pair in good:
                    print(f"    good: {pair[0]}\n          {pair[1]}")


def read(file: Path) -> list[Pair]:
    """The pairs of a file with a line of headings."""
    lines = file.read_text(encoding="utf-8").splitlines()[1:]
    return [(english, chinese) for _, english, chinese in (line.split("\t") for line in lines)]


def told(pair: Pair) -> int:
    """How many findings the two sentences give."""
    english, chinese = pair
    quantities = find_quantities(chinese, "zh"), find_quantities(english, "en")
    values = beyond_doubt((chinese, english), ("zh", "en"), quantities)
    return len(values) + len(contradictions((chinese, english), ("zh", "en")))


def share(pairs: Sequence[Pair], change: Callable[[Pair, Random], Iterator[Pair]], *, errors: bool) -> str:
    """How many changes are told of how many, in sentences of which nothing is told as they are."""
    random = Random(7)
    found = total = 0
    for pair in (pair for pair in pairs if not told(pair)):
        for other in change(pair, random):
            total += 1
            if told(other):
                found += 1
            elif errors:
                print(f"    {change.__name__}, not told: {other[0]}\n          {other[1]}")
    return f"{found}/{total}"


def changed(pair: Pair, random: Random) -> Iterator[Pair]:
    """The English sentence with another digit in one of its numbers, a number that both sentences have."""
    english, chinese = pair
    numbers = [
        match for match in re.finditer(r"(?<![\w.,-])\d{1,3}(?:,\d{3})*(?![\w-])", english) if match[0] in chinese
    ]
    if numbers:
        match = random.choice(numbers)
        at = random.choice([place for place in range(*match.span()) if english[place].isdigit()])
        digit = random.choice([each for each in "123456789" if each != english[at]])
        yield english[:at] + digit + english[at + 1 :], chinese


def reordered(pair: Pair, random: Random) -> Iterator[Pair]:
    """The English sentence with two of its numbers exchanged."""
    english, chinese = pair
    numbers = [match for match in re.finditer(r"(?<![\w.,-])\d+(?:[.,]\d+)*(?![\w-])", english) if match[0] in chinese]
    if len({match[0] for match in numbers}) >= 2:
        first = numbers[0]
        last = next(match for match in numbers if match[0] != first[0])
        middle = english[first.end() : last.start()]
        other = english[: first.start()] + last[0] + middle + first[0] + english[last.end() :]
        # “January 23, 2020” and “2020 January 23” are the same.
        if values(other) != values(english):
            yield other, chinese


def values(english: str) -> list[object]:
    """The values of a sentence, in order."""
    return [(found.value, found.unit) for found in find_quantities(english, "en")]


def turned(pair: Pair, random: Random) -> Iterator[Pair]:
    """The English sentence with a word beside a number that says the opposite."""
    english, chinese = pair
    for word, opposite in DIRECTIONS.items():
        if match := re.search(rf"\b{word}\b(?=[^.]{{0,25}}\d)", english):
            yield english[: match.start()] + opposite + english[match.end() :], chinese
            return


def opposed(pair: Pair, random: Random) -> Iterator[Pair]:
    """The pair with one word put for its opposite, for each of `WORDS` that either sentence has."""
    for side, language in enumerate(("en", "zh")):
        for word, opposite in WORDS[language].items():
            # 有没有 and 会不会 ask.
            pattern = rf"\b{word}\b" if language == "en" else rf"(?<![没不进有会]){word}"
            if match := re.search(pattern, pair[side]):
                new = pair[side][: match.start()] + opposite + pair[side][match.end() :]
                yield (new, pair[1]) if side == 0 else (pair[0], new)


def edited(pairs: Sequence[Pair], change: Callable[[Pair, Random], Iterator[Pair]]) -> str:
    """How many changes are told of how many, by what is known of the sentence before (f-114) or what it says now."""
    found = total = 0
    for pair in pairs:
        for other in change(pair, Random(7)):
            side = int(other[0] == pair[0])
            languages = ("en", "zh")[side], ("zh", "en")[side]
            said = (pair[side], languages[0]), (other[side], languages[0]), (pair[1 - side], languages[1])
            total += 1
            found += told(other) > told(pair) or bool(turned_by(*said))
    return f"{found}/{total}"


if __name__ == "__main__":
    main()
