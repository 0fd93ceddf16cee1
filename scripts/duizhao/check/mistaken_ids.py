"""Ids that are not what they were, as the last conversion shows: mistyped, or one where two paragraphs were joined.

Each is one finding that says what to write; what follows from it waits until that is done (`split.py`).
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from duizhao.check.context import Context, place_of
from duizhao.check.model import Edit, Finding, Place
from duizhao.check.words import LANGUAGES, phrase
from duizhao.compare.pairs import PagePair
from duizhao.document.ids import NewIds, attribute_list, ids_of
from duizhao.document.mistaken import Base, Mistake, mistakes, strayed_ids
from duizhao.document.model import Block, Page
from duizhao.revise.realign import proposals


@lru_cache(maxsize=1)
def mistakes_in(context: Context) -> tuple[Mistake, ...]:
    """The blocks whose ids are mistaken; none if the last conversion is not known."""
    if context.fidelity is None:
        return ()
    base = context.fidelity.base
    others = {page.file: other for pair in context.pairs for page, other in _both(pair.left, pair.right)}
    return tuple(found for page in context.pages() for found in mistakes(page, others.get(page.file), base))


def _both(left: Page | None, right: Page | None) -> Iterator[tuple[Page, Page | None]]:
    if left:
        yield left, right
    if right:
        yield right, left


def mistyped_id(context: Context) -> Iterator[Finding]:
    exchanged: dict[str, list[Mistake]] = {}
    for mistake in mistakes_in(context):
        if mistake.exchanged:
            exchanged.setdefault(mistake.page.file, []).append(mistake)
        # An id that stands twice is s-102.
        elif not mistake.held and ids_of(mistake.page)[mistake.block.id] == 1:
            id_ = mistake.block.id
            details = [("id", id_), ("expected", mistake.id)]
            for language in LANGUAGES:
                filled = {"id": id_, "expected": mistake.id}
                details.append((f"said_{language}", phrase(language, "id_seems_another").format(**filled)))
                details.append((f"steps_{language}", phrase(language, "id_write_another").format(**filled)))
            place = _id_line(mistake.page, mistake.block)
            sure = place.at and id_.lower() == mistake.id
            edits = (Edit(place.file, place.line, *place.at, f"#{id_}", f"#{mistake.id}"),) if place.at and sure else ()
            yield Finding("s-122", (place,), f"{mistake.page.path}\n{id_}", tuple(details), edits)
    yield from map(_in_turn, exchanged.values())
    if context.fidelity:
        for pair in context.pairs:
            for page, _ in _both(pair.left, pair.right):
                yield from _strayed(page, pair, context.fidelity.base)


def _strayed(page: Page, pair: PagePair, base: Base) -> Iterator[Finding]:
    """Id lines that a new paragraph has taken from the one above it."""
    strayed = strayed_ids(page, base)
    both = [side for side in (pair.left, pair.right) if side]
    # The new paragraph's id is the one `duizhao align --write` would write.
    wanted = proposals(pair, (both[0].language, both[-1].language), base) if strayed else ()
    new_ids = NewIds(both)
    for line, block in strayed.items():
        owner = next(each for each in page.blocks if each.line == line)
        places = (place_of(page, owner), _id_line(page, block))
        found = next((change.id for change in wanted if change.page is page and change.block.line == block.line), "")
        new = attribute_list(found or new_ids.of(block), ())
        details = [("id", block.id), ("expected", block.id)]
        for language in LANGUAGES:
            name = "id_line_in_box" if block.box else "id_line_new"
            # The lower line first, so that the number of the other still holds.
            steps = (
                phrase(language, "id_line_change").format(line=places[1].line, ids=new),
                phrase(language, name).format(line=max(owner.last, line), ids=attribute_list(block.id, block.also)),
            )
            details.append((f"said_{language}", phrase(language, "id_strayed").format(id=block.id, line=line)))
            steps_said = phrase(language, "and_then").join(steps)
            details.append((f"steps_{language}", phrase(language, "do_steps").format(steps=steps_said)))
        yield Finding("s-122", places, f"{page.path}\n{block.id}", tuple(details))


def _in_turn(mistakes: Sequence[Mistake]) -> Finding:
    """Blocks of a page that have each other's ids, as one finding."""
    ids = [mistake.block.id for mistake in mistakes]
    details = [("id", ids[0]), ("expected", " ".join(ids))]
    for language in LANGUAGES:
        step = phrase(language, "id_step_another")
        lines = (_id_line(mistake.page, mistake.block).line for mistake in mistakes)
        steps = (step.format(line=line, id=m.block.id, expected=m.id) for line, m in zip(lines, mistakes, strict=True))
        said = phrase(language, "comma").join(f"#{id_}" for id_ in ids)
        details.append((f"said_{language}", phrase(language, "ids_exchanged").format(ids=said)))
        steps_said = phrase(language, "and_then").join(steps)
        details.append((f"steps_{language}", phrase(language, "do_steps").format(steps=steps_said)))
    places = tuple(_id_line(mistake.page, mistake.block) for mistake in mistakes)
    return Finding("s-122", places, f"{mistakes[0].page.path}\n{' '.join(ids)}", tuple(details))


def joined(context: Context) -> Iterator[Finding]:
    for mistake in mistakes_in(context):
        if mistake.held:
            block = mistake.block
            details = (
                ("id", block.id), ("missing", " ".join(mistake.missing)),
                ("ids", ", ".join(f"#{id_}" for id_ in mistake.missing)),
                ("ids_zh", "、".join(f"#{id_}" for id_ in mistake.missing)), ("line", str(block.last or block.line)),
                ("wanted", attribute_list(mistake.id, mistake.also)),
            )  # fmt: skip
            yield Finding("s-124", (_id_line(mistake.page, block),), f"{mistake.page.path}\n{block.id}", details)


def _id_line(page: Page, block: Block) -> Place:
    """The id in a block's id line; the block if it is not found."""
    number = max(block.last, block.line)
    line = page.content.split("\n")[number - 1]
    start = line.rfind(f"#{block.id}")
    if start < 0:
        return Place(page.language, page.file, block.line, block.id, block.text)
    span = (start, start + len(block.id) + 1)
    return Place(page.language, page.file, number, block.id, line, span, span)
