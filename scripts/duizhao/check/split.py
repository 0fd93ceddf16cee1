"""A paragraph that was split: what its parts' ids and its counterpart's should be.

The words are all there, but half of them has no counterpart by its id. Nearly every rule that compares the languages,
or the edition with its source, has something to say about that; one finding says what to write, and what follows from
it waits until that is done.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from duizhao.check.context import Context, place_of
from duizhao.check.mistaken_ids import mistakes_in
from duizhao.check.model import Finding
from duizhao.check.words import LANGUAGES, phrase
from duizhao.compare.pairs import PagePair
from duizhao.document.ids import NewIds, attribute_list
from duizhao.document.mistaken import Base, moved_ids, squeezed, strayed_ids
from duizhao.document.model import Block, Page
from duizhao.revise.fidelity.passages import REFERENCE
from duizhao.revise.realign import fit_together

#: The rules whose findings about the parts may follow from the split, besides all that compare the languages.
_FOLLOW = ("s-101", "s-102", "s-107", "f-101", "f-104", "f-105", "f-106", "f-107", "f-109", "f-112", "f-114")

#: The details that name ids which are missing for it.
_GONE = ("expected", "missing")


class Split(Struct, frozen=True):
    """The parts in order, of which `whole` has the id the paragraph had, and the counterpart: one paragraph, or as many
    parts. `begins`: the id may stay where it is, and need not stand below the first part instead."""

    page: Page
    parts: tuple[Block, ...]
    whole: Block
    other: Page
    counterparts: tuple[Block, ...]
    begins: bool = True


def split_paragraphs(context: Context) -> Iterator[Finding]:
    return map(_finding, unnumbered_splits(context))


@lru_cache(maxsize=1)
def unnumbered_splits(context: Context) -> tuple[Split, ...]:
    """The paragraphs that were split, and whose ids are not written yet."""
    return tuple(split for pair in context.pairs for split in _in_pair(pair, context))


def _in_pair(pair: PagePair, context: Context) -> Iterator[Split]:
    if not pair.left or not pair.right:
        return
    left = list(_on(pair.left, pair.right, context))
    right = {split.whole.id: split for split in _on(pair.right, pair.left, context)}
    for split in left:
        both = right.pop(split.whole.id, None)
        if not both:
            yield split
        elif len(both.parts) == len(split.parts):
            yield replace(split, counterparts=both.parts)
    yield from right.values()


def _on(page: Page, other: Page, context: Context) -> Iterator[Split]:
    there = {id_: block for block in other.blocks for id_ in (block.id, *block.also) if id_}
    mistaken = {mistake.block.line for mistake in mistakes_in(context) if mistake.page is page}
    base = context.fidelity.base if context.fidelity else Base()
    mistaken |= {block.line for block in strayed_ids(page, base).values()}
    moved = moved_ids(page, base)
    loose = {index for index in _loose(page, there) if page.blocks[index].line not in mistaken}
    taken: set[int] = set()
    for index, whole in enumerate(page.blocks):
        counterpart = there.get(whole.id)
        if (
            whole.line in mistaken
            or whole.is_bare
            or whole.kind != "paragraph"
            or index in loose
            or not counterpart
            or counterpart.kind != "paragraph"
        ):
            continue
        for run in _runs(page.blocks, index, loose - taken):
            begins = page.blocks[run[0]].line not in moved
            split = Split(page, tuple(page.blocks[i] for i in run), whole, other, (counterpart,), begins)
            if _is_split(split, context):
                taken.update(run)
                yield split
                break


def _loose(page: Page, there: dict[str, Block]) -> set[int]:
    """The paragraphs that are not found by an id: they have none, one that stood before, or one the other language does
    not know."""
    known: set[str] = set()
    loose = set()
    for index, block in enumerate(page.blocks):
        if block.kind == "paragraph" and (block.id in known or not {block.id, *block.also} & there.keys()):
            loose.add(index)
        known |= {block.id, *block.also} - {""}
    return loose


def _runs(blocks: Sequence[Block], at: int, loose: set[int]) -> Iterator[range]:
    """The runs of paragraphs the one at `at` may have been, the longest first: those beside it that are loose."""

    def fits(index: int) -> bool:
        return index in loose and blocks[index].box == blocks[at].box

    first = last = at
    while fits(first - 1):
        first -= 1
    while fits(last + 1):
        last += 1
    runs = [range(a, b + 1) for a in range(first, at + 1) for b in range(at, last + 1) if a < b]
    yield from sorted(runs, key=lambda run: (-len(run), run.start))


def _is_split(split: Split, context: Context) -> bool:
    """Whether the parts were one paragraph: in the source, or, if that is not known, as the counterpart has it."""
    if context.fidelity is None:
        languages = split.page.language, split.other.language
        return len(split.parts) == 2 and fit_together(split.parts, split.whole, split.counterparts[0], languages)
    changes = (erratum.change for erratum in context.fidelity.errata)
    before = next(
        (
            change.before.text
            for change in changes
            if change.before and change.after
            and (change.unit.language, change.unit.id) == (split.page.language, split.whole.id)
        ),
        "",
    )  # fmt: skip
    words = _squeezed(before)
    others = [_squeezed(part.text) for part in split.parts if part is not split.whole]
    return all(part and part in words for part in others)  # an image has no words


def _squeezed(text: str) -> str:
    return squeezed(REFERENCE.sub("", text))


def _finding(split: Split) -> Finding:
    first = next(part for part in split.parts if part is not split.whole)
    places = [place_of(split.page, part) for part in (first, *(part for part in split.parts if part is not first))]
    places += [place_of(split.other, block) for block in split.counterparts]
    wanted = _wanted(split)
    details = [("id", split.whole.id)]
    for language in LANGUAGES:
        steps = (_step(page, block, ids, split.page, language) for page, block, ids in wanted)
        details.append((f"steps_{language}", phrase(language, "and_then").join(steps)))
        details.append((f"align_{language}", phrase(language, "or_align") if _is_aligned(split) else ""))
    return Finding("s-121", tuple(places), f"{split.page.path}\n{split.whole.id}", tuple(details))


def _is_aligned(split: Split) -> bool:
    """Whether `duizhao align --write` comes to the same: it joins two parts to one, and leaves ids that both languages
    have where they are."""
    others = [block.id for block in split.counterparts]
    if len(others) == 1:
        return len(split.parts) == 2
    return others.index(split.whole.id) == split.parts.index(split.whole)


def _wanted(split: Split) -> list[tuple[Page, Block, str]]:
    """The blocks whose id lines have to be written, with the lines."""
    new_ids = NewIds((split.page, split.other))
    whole = split.whole.id
    holder = split.whole if split.begins else split.parts[0]
    ids = [
        whole if part is holder else part.id if part.id not in ("", whole) else new_ids.of(part) for part in split.parts
    ]
    pairs = [
        (split.page, part, attribute_list(id_, split.whole.also if part is holder else ()))
        for part, id_ in zip(split.parts, ids, strict=True)
    ]
    if len(split.counterparts) > 1:
        both = zip(split.counterparts, ids, strict=True)
        pairs += [(split.other, part, attribute_list(id_, part.also)) for part, id_ in both]
    else:
        (other,) = split.counterparts
        more = [id_ for id_ in ids if id_ not in (whole, *other.also)]
        pairs.append((split.other, other, attribute_list(other.id, (*other.also, *more))))
    wrong = [(page, block, line) for page, block, line in pairs if line != attribute_list(block.id, block.also)]
    # The lowest line of a file first, so that the numbers of the others still hold.
    return sorted(wrong, key=lambda each: (each[0] is not split.page, -each[1].line))


def _step(page: Page, block: Block, ids: str, here: Page, language: str) -> str:
    """What to write where, in words."""
    has_line = page.content.split("\n")[block.last - 1].lstrip().startswith("{")
    name = "id_line_change" if has_line else "id_line_in_box" if block.box else "id_line_new"
    step = phrase(language, name).format(line=block.last if has_line else block.line, ids=ids)
    return step if page is here else phrase(language, "in_file").format(file=page.file, step=step)


def without_follow_ups(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without those that may follow from a split or a mistaken id; they come if they are still due when
    it is mended."""
    found = tuple(findings)
    heads = [finding for finding in found if _is_head(finding)]
    places = [place for finding in heads for place in finding.places]
    ids = {(place.language, place.id) for place in places if place.id}
    lines = {(place.file, place.line) for place in places}
    gone = {id_ for finding in heads for name, said in finding.details if name in _GONE for id_ in said.split()}

    def follows(finding: Finding) -> bool:
        if finding in heads:
            return False
        if finding.code == "f-103":
            lost = dict(finding.details).get("ids", "").split()
            return not gone.isdisjoint((*lost, *(place.id for place in finding.places)))
        # What stands in a box with a mistaken id seems to stand in another one.
        if finding.code == "f-107" and any(place.id.startswith(f"{id_}-") for id_ in gone for place in finding.places):
            return True
        return (finding.code.startswith("b-") or finding.code in _FOLLOW) and any(
            (place.language, place.id) in ids or (place.file, place.line) in lines or place.id in gone
            for place in finding.places
        )

    return tuple(finding for finding in found if not follows(finding)) if heads else found


def _is_head(finding: Finding) -> bool:
    return finding.code in ("s-121", "s-122", "s-124") or (
        finding.code in ("s-101", "s-102", "s-123") and any(name == "expected" for name, _ in finding.details)
    )
