"""Footnotes in two languages: a note on one side only, and one reference with two addresses; and on
one page: defined twice, without text, and marks that are mistyped so that they are none."""

import difflib
import re
from collections.abc import Iterator
from itertools import pairwise

from duizhao.check.context import Context, place_of
from duizhao.check.marks import in_line
from duizhao.check.model import Finding, Place
from duizhao.check.words import told
from duizhao.compare.pairs import PagePair
from duizhao.document.model import Block, Page
from duizhao.document.normalize_markup import normalize_markup
from duizhao.patterns import lazily

#: In how many places two addresses may differ so that each is marked, and how many notes make a new numbering.
_MOST, _SEVERAL = 3, 2
#: How many characters between two differences are shown with them.
_NEAR = 3


def note_on_one_side(context: Context) -> Iterator[Finding]:
    for pair in context.pairs:
        if pair.left and pair.right:
            for page, other in ((pair.left, pair.right), (pair.right, pair.left)):
                for label, note in page.notes.items():
                    if label not in other.notes:
                        yield _alone(page, other, note, pair)


def _alone(page: Page, other: Page, note: Block, pair: PagePair) -> Finding:
    """A note without a counterpart, with the block on the other side it would belong to."""
    own = _block_with(page, note.id)
    rows = (row for row in pair.rows if own and own in (row.left if page is pair.left else row.right))
    row = next(rows, None)
    counterparts = (row.right if page is pair.left else row.left) if row else ()
    there = place_of(other, counterparts[0]) if counterparts else Place(other.language, other.file, 1, "", "")
    here = Place(page.language, page.file, note.line, own.id if own else note.id, note.text)
    details = (("note", note.id), ("here", page.language), ("there", other.language), ("text", note.text))
    places = (here, there) if page is pair.left else (there, here)
    return Finding("b-401", places, note.text, details)


def _block_with(page: Page, label: str) -> Block | None:
    """The block that refers to a note."""
    return next((block for block in page.blocks if any(ref.label == label for ref in block.refs)), None)


def different_addresses(context: Context) -> Iterator[Finding]:
    for pair in context.pairs:
        if not pair.left or not pair.right:
            continue
        for label, note in pair.left.notes.items():
            other = pair.right.notes.get(label)
            if not other or not note.addresses or not other.addresses or note.addresses == other.addresses:
                continue
            a, b = " ".join(note.addresses), " ".join(other.addresses)
            shown_a, shown_b = _differing(a, b)
            places = (
                Place(pair.left.language, pair.left.file, note.line, f"fn:{label}", note.text),
                Place(pair.right.language, pair.right.file, other.line, f"fn:{label}", other.text),
            )
            details = (("note", label), ("left", shown_a), ("right", shown_b))
            yield Finding("b-402", places, f"{pair.left.path}\n{a}\n{b}", details)


def renumbered(context: Context) -> Iterator[Finding]:
    """Notes whose labels were moved on: each has the addresses that another label has in the other language."""
    for pair in context.pairs:
        if not pair.left or not pair.right:
            continue
        moved = _moved(pair.left, pair.right)
        if len(moved) >= _SEVERAL:
            first, other = next(iter(moved.items()))
            here, there = pair.left.notes[first], pair.right.notes[other]
            places = (
                Place(pair.left.language, pair.left.file, here.line, f"fn:{first}", here.text),
                Place(pair.right.language, pair.right.file, there.line, f"fn:{other}", there.text),
            )
            labels = {*moved, *moved.values()}
            citing = {
                block.id
                for page in (pair.left, pair.right)
                for block in page.blocks
                if any(ref.label in labels for ref in block.refs)
            }
            details = (
                ("note", first), ("other", other), ("count", str(len(moved))), ("here", pair.left.language),
                ("there", pair.right.language), ("labels", " ".join(sorted(labels))),
                ("citing", " ".join(sorted(citing))),
            )  # fmt: skip
            yield Finding("b-403", places, f"{pair.left.path}\n{first}\n{other}", details)


def _moved(page: Page, other: Page) -> dict[str, str]:
    """The labels of notes that have other addresses than the same label in the other language, by the label that has
    theirs there."""
    labels: dict[tuple[str, ...], list[str]] = {}
    for label, note in other.notes.items():
        labels.setdefault(note.addresses, []).append(label)
    return {
        label: labels[note.addresses][0]
        for label, note in page.notes.items()
        if note.addresses and len(found := labels.get(note.addresses, ())) == 1 and label not in found
    }


def _differing(a: str, b: str) -> tuple[str, str]:
    """Both texts with what differs in ⟦…⟧: the characters, or where these are many the whole stretch."""
    steps = difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    changed = [step for step in steps if step[0] != "equal"]
    # What differs in several places close together is shown as one: `⟦fc⟧` and `⟦cf⟧`.
    near = any(one[2] + _NEAR >= other[1] for one, other in pairwise(changed))
    if near or len(changed) > _MOST:
        start = _shared(a, b)
        end = _shared(a[start:][::-1], b[start:][::-1])
        middle = len(a) - end, len(b) - end
        return (
            f"{a[:start]}⟦{a[start : middle[0]]}⟧{a[middle[0] :]}",
            f"{b[:start]}⟦{b[start : middle[1]]}⟧{b[middle[1] :]}",
        )
    left: list[str] = []
    right: list[str] = []
    for kind, a1, a2, b1, b2 in steps:
        same = kind == "equal"
        left.append(a[a1:a2] if same else f"⟦{a[a1:a2]}⟧")
        right.append(b[b1:b2] if same else f"⟦{b[b1:b2]}⟧")
    return "".join(left), "".join(right)


def _shared(a: str, b: str) -> int:
    """How many characters both texts begin with."""
    return next((at for at, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), min(len(a), len(b)))


_DEFINITION = lazily(r"^[ ]{0,3}\[\^([^\]\s]+)\]:(.*)$")

#: What was meant as `[^n1]`: other brackets or another sign for ^, spaces inside, a bracket or the sign forgotten, a
#: Chinese colon behind a definition.
_MISTYPED = lazily(
    r"(?<!\\)(?:(?P<open>[\[［【〔])[ ]*(?P<caret>[\^＾ˆ])|(?<![\w\[［【〔^])[\^＾ˆ])[ ]*(?P<label>n[ ]?\d+)[ ]*"
    r"(?P<close>[\]］】〕]?)(?P<colon>\s*[：]|[ ]+:)?"
    r"|(?<!\\)[\^＾ˆ]?[\[［【〔][ ]*(?P<label2>n\d+)[ ]*[\]］】〕](?![(\[])(?P<colon2>\s*[：:])?"
)
#: What it begins with, which most lines have not.
_BEGINS = lazily(r"[\[［【〔^＾ˆ]")


def _lines(page: Page) -> Iterator[tuple[int, str]]:
    return enumerate((line.removesuffix("\r") for line in page.content.split("\n")), 1)


def definitions(page: Page) -> Iterator[tuple[int, re.Match[str], str]]:
    """The first line of each note's definition: its number, the match with the label as group 1, and its text."""
    for number, line in _lines(page):
        if match := _DEFINITION.match(line):
            yield number, match, match[2].strip()


def defined_twice(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        cited = {ref.label for block in page.blocks for ref in block.refs}
        # A note that is cited and has no text may be what was meant.
        missing = cited - page.notes.keys()
        name = "defined_for_do" if len(missing) == 1 else "defined_twice_do"
        said = told({"missing": "".join(missing)}, do=name)
        first: dict[str, int] = {}
        for number, match, _ in definitions(page):
            before = first.setdefault(match[1], number)
            if before != number:
                yield in_line("s-201", page, number, match.span(1), note=match[1], line=str(before), **said)


def mistyped_mark(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        meant = normalize_markup(page.content).split("\n")
        for number, line in _lines(page):
            for match in _MISTYPED.finditer(line) if _BEGINS.search(line) else ():
                at_start = not line[: match.start()].strip()
                label = (match["label"] or match["label2"]).replace(" ", "")
                colon = match["colon"] or match["colon2"] or ""
                right = f"[^{label}]"
                wanted = f"{right}:" if at_start and meant[number - 1].startswith(f"{right}:") else right
                found = match[0] if at_start else match[0].removesuffix(colon)
                if line.startswith(wanted, match.start()):
                    continue
                span = (match.start(), match.start() + len(found))
                yield in_line("s-202", page, number, span, wanted, expected=wanted)


def empty_note(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        lines = page.content.split("\n")
        for number, match, text in definitions(page):
            if not text:
                behind = lines[number] if number < len(lines) else ""
                if not behind.startswith("    ") or not behind.strip():
                    yield in_line("s-203", page, number, match.span(1), note=match[1])
