"""`duizhao align`: how the two languages of the edition correspond, and ids for what has none yet."""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from duizhao.check.context import Context, PairedRow, load
from duizhao.commands.pair import compared
from duizhao.compare.pairs import PagePair, Row
from duizhao.compare.sentence_aligner import SUFFIX, comparers_of
from duizhao.document.mistaken import Base
from duizhao.errors import InputError
from duizhao.languages.sentences import split_sentences
from duizhao.project import Project
from duizhao.publish.parallel.view import coverage
from duizhao.revise.fidelity.load import last_conversion
from duizhao.revise.realign import Change, applied, proposals
from duizhao.source.editions import codes_of, find_profile
from duizhao.words import message_language, words_of
from duizhao.workspace import replace_all


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code: 1 if there are ids to write and they were not."""
    said = words_of(options.lang or message_language(), "align")
    profile = find_profile(options.root, options.profile)
    project = Project(options.root, keep=True)
    context = compared(load(project, codes_of(project, profile)), options.languages)
    languages = (context.languages[0], context.languages[1])
    if options.sentences:
        row = next((paired for paired in context.rows() if paired.row.id == options.sentences.lstrip("#")), None)
        if not row:
            raise InputError(
                "No paragraph has the id `{id}`.",
                id=options.sentences,
                hint="Ids stand below the paragraphs: `{{ #s1-1-p3 }}`.",
            )
        print("\n".join(_sentences(context, row, f"sources/{profile.stem}{SUFFIX}", said)))
        return 0
    base = Base(last_conversion(profile))
    comparers = comparers_of(context.project, context.pairs, languages)
    changes = [change for pair in context.pairs for change in proposals(pair, languages, base, comparers)]
    context.memo.write()
    if options.json:
        print(json.dumps([_as_json(pair) for pair in context.pairs], ensure_ascii=False, indent=1))
    else:
        for pair in context.pairs:
            print("\n".join(_shown(pair, said)))
        for change in changes:
            print(f"{change.page.file}:{change.block.line}: {_told(change, said)}")
    if changes and options.write:
        replace_all(_written(changes, options.root))
        print(said["wrote"].format(ids=_ids(changes, said)))
    elif changes:
        print(said["to_write"].format(ids=_ids(changes, said)))
    return 1 if changes and not options.write else 0


def _written(changes: Sequence[Change], root: Path) -> dict[Path, str]:
    """The files with the ids of the changes, each with its own line ends.

    Raises:
        InputError: a file is not as it was read.
    """
    pages = {change.page.file: change.page for change in changes}
    written = {}
    for file, page in sorted(pages.items()):
        before = (root / file).read_bytes().decode("utf-8", "replace")
        if before.replace("\r\n", "\n") != page.content:
            raise InputError(
                "The file has changed while it was read; nothing was changed.", file=file,
                hint="Run `duizhao align --write` again.",
            )  # fmt: skip
        after = applied(page.content, [change for change in changes if change.page.file == file])
        written[root / file] = after.replace("\n", "\r\n") if "\r\n" in before else after
    return written


def _sentences(context: Context, row: PairedRow, file: str, said: dict[str, str]) -> Iterator[str]:
    """A paragraph's sentences with their numbers, and the entry that would settle them as they are."""
    beads = context.sentences(row)
    places = [f"{place.file}:{place.line}" for place in row.places()]
    yield f"{row.row.id}  {'  '.join(places)}"
    for bead in beads:
        yield ""
        for side, numbers in enumerate((bead.left_sentences, bead.right_sentences)):
            language = context.languages[side]
            for number, sentence in zip(numbers, _cut(row.text(side), language, numbers), strict=True):
                yield f"  {language} {number + 1}  {sentence}"
    yield ""
    yield said["sentences_settle"].format(file=file)
    yield ""
    yield f"- paragraph: {row.row.id}"
    yield "  sentences:"
    for bead in beads:
        sides = zip(context.languages, (bead.left_sentences, bead.right_sentences), strict=False)
        yield "    - {" + ", ".join(f"{code}: {[n + 1 for n in numbers]}" for code, numbers in sides) + "}"
    yield "  reason:"


def _cut(text: str, language: str, numbers: Sequence[int]) -> list[str]:
    sentences = split_sentences(text, language)
    return [sentences[number].text for number in numbers]


def _ids(changes: list[Change], said: dict[str, str]) -> str:
    return said["ids_1" if len(changes) == 1 else "ids"].format(count=len(changes))


def _told(change: Change, said: dict[str, str]) -> str:
    name = "has" if change.block.id else "has_none"
    more = said["and"] + said["comma"].join(f"#{id_}" for id_ in change.also) if change.also else ""
    return said[name].format(has=f"#{change.block.id}", wanted=f"#{change.id}{more}", text=change.block.text[:40])


def _shape(row: Row) -> str:
    return f"{len(row.left)}:{len(row.right)}"


def _shown(pair: PagePair, said: dict[str, str]) -> list[str]:
    page = pair.left or pair.right
    counts = coverage(pair.rows)
    shapes = Counter(_shape(row) for row in pair.rows)
    table = said["comma"].join(f"{count} × {shape}" for shape, count in shapes.most_common())
    path = page.path if page else ""
    lines = [said["page"].format(page=path, aligned=counts.aligned, total=counts.total, shapes=table)]
    for row in pair.rows:
        if _shape(row) != "1:1":
            places = [
                f"{p.file}:{b.line}" for p, side in ((pair.left, row.left), (pair.right, row.right)) if p for b in side
            ]
            lines.append(f"  {_shape(row)}  #{row.id}  {'  '.join(places)}")
    return lines


def _as_json(pair: PagePair) -> dict[str, object]:
    page = pair.left or pair.right
    return {
        "page": page.path if page else "",
        "rows": [
            {"id": row.id, "left": [b.id for b in row.left], "right": [b.id for b in row.right]} for row in pair.rows
        ],
    }
