"""Of a text whose format tells what its blocks are: the title and the publisher, where they stand."""

import re
from collections.abc import Mapping, Sequence

from duizhao.document.text import Text, inserted
from duizhao.languages.labels import labels_in
from duizhao.patterns import lazily
from duizhao.source.contents import addresses_in, references_in, spans_of, unmarked
from duizhao.source.model import Block, Heading, LanguageText, Paragraph, Reason, Table
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.contents_list import FEWEST, LEADERS, PAGE_NUMBER
from duizhao.source.repairs.ends import is_open
from duizhao.source.repairs.flow import Log, shortened, squeezed

#: The number of a page.
_PAGE = lazily(r"\d{1,4}|[ivxlc]{1,6}", re.IGNORECASE)

#: Among how many blocks at the beginning the title and the publisher are looked for, and over how many each may go.
_FIRST, _MOST = 30, 6

#: The number of an entry, of which a list may have its own.
_NUMBER = lazily(r"^\d{1,3}(?:\.\d{1,3})*[.、．)]?\s*(?=\S)")
#: Leaders to a page, at an entry's end.
_LED = lazily(r"(?:[.．·…] ?){4,}[ ]?\d{1,4}$")
#: How many entries a contents list has at least that nothing names, and how many lines in one may be no headings.
_FEWEST_ALONE, _BETWEEN = 5, 2
#: No entry that ends as a sentence does takes so many bytes: in UTF-8 a Han character is as wide as three letters.
_LONGEST_ENTRY = 120


def format_title(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Takes the blocks that together are the profile's title, and the publisher's, out of the first ones.

    What the text does not say there is taken from the profile: both stand on every page.
    """
    log = Log(text)
    blocks = list(text.blocks)
    title = _taken(blocks, profile.title, profile.han, log)
    if not title:
        first = next((block.text for block in blocks if isinstance(block, Heading | Paragraph)), Text())
        found = shortened(first.plain, 2 * len(profile.title) + 40)
        log.find("c-040", max(first.start, 0), title=profile.title, found=found, language=profile.code)
        title = inserted(profile.title, "title, from the profile")
    publisher = Text()
    if profile.publisher:
        publisher = _taken(blocks, profile.publisher, profile.han, log)
        publisher = publisher or inserted(profile.publisher, "publisher, from the profile")
    return log.result(_without_contents(blocks, profile, log), title=title, publisher=publisher)


def _taken(blocks: list[Block], wanted: str, han: bool, log: Log) -> Text:
    """The text that reads so, of the first blocks, from which it is taken; empty if there is none. A reference or an
    address in it goes: the title stands on every page."""
    whole = squeezed(wanted)
    for at in range(min(_FIRST, len(blocks))):
        found = Text()
        for end, block in enumerate(blocks[at : at + _MOST], at + 1):
            if not isinstance(block, Heading | Paragraph):
                break
            glue = inserted(" ", "space between joined lines") if found and not han else Text()
            found = found + glue + unmarked(block)
            if squeezed(found.plain) == whole:
                for ref in references_in(blocks[at:end]):
                    log.drop(ref.mark.spans(), Reason.FOOTNOTE_MARK)
                for address in addresses_in(blocks[at:end]):
                    log.drop(address.spans(), Reason.MARKUP)
                del blocks[at:end]
                return found
            if not whole.startswith(squeezed(found.plain)):
                break
    return Text()


def _tells_pages(block: Block) -> bool:
    """Whether a block is a contents list that is written as a table: most rows end with a page's number."""
    if not isinstance(block, Table):
        return False
    ends = [next((cell.text.plain for cell in reversed(row) if cell.text.plain.strip()), "") for row in block.rows]
    return 2 * sum(bool(_PAGE.fullmatch(end.strip())) for end in ends) > len(ends)


def _without_contents(blocks: Sequence[Block], profile: LanguageProfile, log: Log) -> list[Block]:
    """The blocks without the contents list: its heading and what stands below it up to the next heading; or a line of
    its name with the entries below it, where it is typed."""
    result: list[Block] = []
    inside = False
    typed = _typed(blocks, profile) | _led(blocks)
    headings = {_entry(block)[0] for block in blocks if isinstance(block, Heading)}
    for at, block in enumerate(blocks):
        if isinstance(block, Heading):
            inside = _names_contents(block, profile)
        listed = isinstance(block, Table) and _tells_pages(block) and (inside or _lists(block, headings))
        if at in typed or listed or (inside and _may_be_entry(block)):
            log.drop(spans_of(block), Reason.CONTENTS)
        else:
            result.append(block)
    return result


def _lists(table: Table, headings: set[str]) -> bool:
    """Whether most rows of a table are headings of the text, so that it needs no name to be its contents list."""
    rows = [squeezed("".join(cell.text.plain for cell in row[:-1])) for row in table.rows]
    return len(rows) >= _FEWEST_ALONE and 2 * sum(_NUMBER.sub("", row) in headings for row in rows) > len(rows)


def _may_be_entry(block: Block) -> bool:
    """Whether a block below the heading of a contents list is one, or an entry: all but whole sentences are."""
    if isinstance(block, Paragraph) and not block.marker:
        return len(block.text.plain.encode()) < _LONGEST_ENTRY or is_open(block.text.plain)
    return isinstance(block, Heading | Paragraph)


def _names_contents(block: Heading | Paragraph, profile: LanguageProfile) -> bool:
    labels = labels_in(profile.code)
    plain = block.text.plain.strip()
    named = bool(profile.contents) and squeezed(plain) == squeezed(profile.contents)
    return named or bool(labels and labels.contents.fullmatch(plain))


def _typed(blocks: Sequence[Block], profile: LanguageProfile) -> set[int]:
    """The places of contents lists typed in paragraphs or in a list: the name of one, and entries that are headings of
    the text or have their pages; the name alone where nothing but a heading follows, as its format has left the entries
    out; entries without a name, where they are the headings of the whole text."""
    entries = [_entry(block) for block in blocks]
    headings = {_entry(block)[0]: block.depth for block in reversed(blocks) if isinstance(block, Heading)}
    listed = [bool(entry) and entry in headings for entry, _ in entries]
    found: set[int] = set()
    for at, block in enumerate(blocks):
        if at in found or not isinstance(block, Paragraph):
            continue
        named = _names_contents(block, profile)
        begin = at + named
        end = _end_of_entries(blocks, begin, entries, listed)
        count = sum(listed[begin:end])
        if named:
            alone = end == begin and isinstance(blocks[min(begin, len(blocks) - 1)], Heading)
            is_list = alone or (end - begin >= FEWEST and count > (end - begin) / 2)
        else:
            is_list = listed[at] and count >= _FEWEST_ALONE
            is_list = is_list and _is_whole({entries[i][0] for i in range(begin, end)}, headings)
        if is_list:
            found |= set(range(at, end))
    return found


def _led(blocks: Sequence[Block]) -> set[int]:
    """The places of a contents list that nothing names, whose entries have leaders to their pages, and which the text
    has again; a few in between may be what was broken off from them."""
    found: set[int] = set()
    plain = {at: block.text.plain.rstrip() for at, block in enumerate(blocks) if isinstance(block, Heading | Paragraph)}
    led = {at: _title_of(text[: leaders.start()]) for at, text in plain.items() if (leaders := _LED.search(text))}
    texts = {_title_of(text) for at, text in plain.items() if at not in led}
    runs: list[list[int]] = []
    for at in led:
        if runs and at - runs[-1][-1] <= _BETWEEN + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    for run in runs:
        if len(run) >= _FEWEST_ALONE and 2 * sum(led[at] in texts for at in run) >= len(run):
            found |= {at for at in range(run[0], run[-1] + 1) if _may_be_entry(blocks[at])}
    return found


def _title_of(text: str) -> str:
    """A title as it is compared: without its number, white space and the size of its letters."""
    return squeezed(_NUMBER.sub("", LEADERS.sub("", text.strip()))).casefold()


def _entry(block: Block) -> tuple[str, bool]:
    """A block as an entry of a contents list, without its number and its page; and whether it has a page."""
    if not isinstance(block, Heading | Paragraph):
        return "", False
    plain = block.text.plain.strip()
    # What a page number ends is as long as an entry; a search in more would take its length by itself.
    page = PAGE_NUMBER.search(plain, max(len(plain) - _LONGEST_ENTRY, 0)) if isinstance(block, Paragraph) else None
    return squeezed(_NUMBER.sub("", LEADERS.sub("", plain[: page.start()]) if page else plain)), page is not None


def _end_of_entries(
    blocks: Sequence[Block], begin: int, entries: Sequence[tuple[str, bool]], listed: Sequence[bool]
) -> int:
    """Behind which block a contents list ends whose entries begin at one; a few in between may be no headings."""
    end = at = begin
    while at < len(blocks) and isinstance(blocks[at], Paragraph) and at - end <= _BETWEEN:
        at += 1
        if listed[at - 1] or entries[at - 1][1]:
            end = at
    return end


def _is_whole(entries: set[str], headings: Mapping[str, int]) -> bool:
    """Whether entries are most of the highest headings they name any of."""
    depth = min((headings[entry] for entry in entries if entry in headings), default=0)
    highest = {heading for heading, own in headings.items() if own == depth}
    return 2 * len(entries & highest) > len(highest)
