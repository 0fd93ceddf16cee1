"""How often a term that is worded otherwise in one place is told (b-301, b-302), in an edition with a glossary.

python benchmarks/values/terms.py [edition's folder]
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from shutil import copytree
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from duizhao.check.context import Context, load  # noqa: E402
from duizhao.check.terms import several_renderings, term_without_rendering  # noqa: E402
from duizhao.compare.glossary.match import matcher  # noqa: E402
from duizhao.document.editions import read_page  # noqa: E402
from duizhao.document.model import Edition  # noqa: E402
from duizhao.project import Project  # noqa: E402
from duizhao.source.editions import codes_of, find_profile  # noqa: E402

#: What takes a term's place has nothing in common with it.
INSTEAD = {"en": "arrangement", "zh": "安排"}

#: So many texts are made of the edition, with a change in as many paragraphs of each as may be.
ROUNDS = 6

Pair = tuple[str, str]


def main() -> None:
    """Prints what is told as it is, and of the terms changed in either language."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    context = load(project := Project(folder), codes_of(project, find_profile(folder, None)))
    languages = context.languages[0], context.languages[1]
    pairs = [
        (paired.text(0), paired.text(1))
        for paired in context.rows()
        if paired.row.aligned and paired.row.left[0].kind == "paragraph"
    ]
    with TemporaryDirectory() as scratch:
        copytree(folder / "sources", Path(scratch) / "sources")
        project = Project(Path(scratch))
        before = told(project, languages, pairs)
        print(f"{len(pairs)} paragraphs, told as they are: {len(before)}")
        for side in (0, 1):
            total, found = Counter[str](), Counter[str]()
            for number in range(ROUNDS):
                now, changes = changed(project, languages, pairs, side, Random(number))
                after = told(project, languages, now)
                for row, term, where in changes:
                    if (row, term) not in before:
                        total[where] += 1
                        found[where] += (row, term) in after
            shares = (f"{where} {found[where]}/{total[where]}" for where in ("once", "elsewhere"))
            print(f"put otherwise in {languages[side]}:", ", ".join(shares))


def changed(
    project: Project, languages: Sequence[str], pairs: Sequence[Pair], side: int, random: Random
) -> tuple[list[Pair], list[tuple[int, str, str]]]:
    """The pairs with one term of most put otherwise, no term twice; and the row, the term, and whether the text has it
    once or elsewhere, too."""
    now, done, used = list(pairs), [], set[str]()
    for row in random.sample(range(len(pairs)), len(pairs)):
        here, there = (matcher(project, languages[at]).find(pairs[row][at]) for at in (side, 1 - side))
        shared = [match for match in here if match.term.id in {other.term.id for other in there} - used]
        if shared and not (match := random.choice(shared)).term.optional:
            text = pairs[row][side]
            text = text[: match.start] + INSTEAD[languages[side]] + text[match.end :]
            now[row] = (text, pairs[row][1]) if side == 0 else (pairs[row][0], text)
            used.add(match.term.id)
            again = sum(other.term is match.term for other in matcher(project, languages[side]).all(text))
            done.append((row, match.term.id, "elsewhere" if again else "once"))
    return now, done


def told(project: Project, languages: Sequence[str], pairs: Sequence[Pair]) -> set[tuple[int, str]]:
    """The row and the term of each finding."""
    context = Context([page(language, side, pairs) for side, language in enumerate(languages)], project)
    findings = [*term_without_rendering(context), *several_renderings(context)]
    return {(int(place.id[4:]), finding.key.split()[0]) for finding in findings for place in finding.places}


def page(language: str, side: int, pairs: Sequence[Pair]) -> Edition:
    """An edition of one page."""
    lines = "".join(f"{plain(pair[side])}\n{{ #s1-p{row} }}\n\n" for row, pair in enumerate(pairs))
    return Edition(language, (read_page(f"# A {{ #s1 }}\n\n{lines}", language, "a.md", f"{language}.md"),))


def plain(text: str) -> str:
    """A text without what Markdown would read as marks."""
    return re.sub(r"[\\`*_\[\]<>#|$~^{}\n]", "", text).lstrip("- 0123456789.)")


if __name__ == "__main__":
    main()
