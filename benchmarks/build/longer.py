"""A longer report: a source in text that has each chapter several times, under numbers of their own and in other words,
and the profile that fits it."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

#: A line of the source, with its index there.
_Line = tuple[int, str]

#: A section's number, in the list of contents too.
_SECTION = re.compile(r"(?:I|\d+)(?=\.\d )")
#: What a copy's number is put behind: the first clause of Chinese, the first word of English.
_FIRST = re.compile(r"^(?:[\u4e00-\u9fff][^，。]*，|[A-Z]\w+)")
#: Only what is as long is a paragraph for sure.
_LONG = 60


def lengthen(profile: Path, times: int) -> None:
    """Rewrites a profile and its source, `times` as many chapters in each language."""
    data = yaml.safe_load(profile.read_text(encoding="utf-8"))
    source = profile.with_name(data["source"])
    lines = list(enumerate(source.read_text(encoding="utf-8").split("\n")))
    languages = list(data["languages"].values())
    starts = [next(at for at, line in lines if line.startswith(of["begins"].split("\n")[0])) for of in languages]
    whole = lines[: starts[0]]
    for of, start, end in zip(languages, starts, [*starts[1:], len(lines)], strict=True):
        whole += _lengthened(lines[start:end], of, times)
        of["numerals"] = [str(number) for number in range(1, len(of["numerals"]) * times + 1)]
    now: dict[int, list[int]] = defaultdict(list)
    for number, (at, _) in enumerate(whole, 1):
        now[at + 1].append(number)
    data["settled"] = {name: _moved(places, now) for name, places in data["settled"].items()}
    source.write_text("\n".join(line for _, line in whole), encoding="utf-8")
    profile.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _lengthened(lines: list[_Line], of: dict[str, Any], times: int) -> list[_Line]:
    """A language's lines: those of its chapters, and of the list of contents, so many times over."""
    before, _, behind = of["chapter"].partition("{numeral}")
    numerals = [before + numeral + behind for numeral in of["numerals"]]
    chapters = [at for at, (_, line) in enumerate(lines) if line.startswith(tuple(numerals))]
    contents, text = chapters[: len(chapters) // 2], chapters[len(chapters) // 2 :]
    found: list[_Line] = []
    last = 0
    for first, latest in ((contents[0], contents[-1]), (text[0], text[-1])):
        end = next(at for at in range(latest, len(lines)) if _plain(lines[at][1]).startswith(of["parts"]["conclusion"]))
        found += lines[last:first]
        for copy in range(times):
            chapter = copy * len(text)
            for at, line in lines[first:end]:
                if line.startswith(tuple(numerals)):
                    chapter += 1
                    numeral = next(each for each in sorted(numerals, key=len, reverse=True) if line.startswith(each))
                    found.append((at, f"{before}{chapter}{behind}{line.removeprefix(numeral)}"))
                else:
                    found.append((at, _reworded(_SECTION.sub(str(chapter), line, count=1), copy)))
        last = end
    return found + lines[last:]


def _reworded(line: str, copy: int) -> str:
    """A paragraph as no other copy has it, so that what is remembered of one is of no use for another."""
    return _FIRST.sub(rf"\g<0> ({copy}) ", line) if copy and len(line) >= _LONG else line


def _plain(line: str) -> str:
    return line.replace(" ", "")


def _moved(places: Any, now: dict[int, list[int]]) -> Any:
    """What is settled for lines, for all that these have become."""
    if isinstance(places, dict):
        return {a: b for first, last in places.items() for a, b in zip(now[first], now[last], strict=True)}
    return [number for place in places for number in now[place]]
