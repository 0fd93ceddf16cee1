"""Of a text whose format has tables: one that goes on over a page's end, where its head stands again, is one table."""

from msgspec.structs import replace

from duizhao.document.merged_cells import heads_of, spans_of
from duizhao.languages.labels import labels_in
from duizhao.source.contents import spans_in
from duizhao.source.model import Block, LanguageText, Paragraph, Reason, Table
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log, squeezed

#: No line that says that a table goes on is longer than this many characters.
_LONGEST = 120


def format_tables(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Puts a table to the one directly before it if both have the same head; a line that says that it goes on may stand
    between them."""
    labels = labels_in(profile.code)
    log = Log(text)
    result: list[Block] = []
    for block in text.blocks:
        between = result[-1] if len(result) > 1 else None
        says_so = (
            labels is not None
            and isinstance(between, Paragraph)
            and len(between.text) <= _LONGEST
            and labels.continued.fullmatch(between.text.plain.strip()) is not None
        )
        above = result[-2] if says_so else result[-1] if result else None
        head = _head(block)
        if not (isinstance(block, Table) and isinstance(above, Table) and head and head == _head(above)):
            result.append(block)
            continue
        if says_so and isinstance(between, Paragraph):
            log.drop(spans_in(between.content), Reason.REPEATED_HEAD)
            result.pop()
        for row in block.rows[: len(head)]:
            for cell in row:
                log.drop(spans_in(cell.content), Reason.REPEATED_HEAD)
        log.find("c-060", block.text, head=" | ".join(cell.text.plain for cell in block.rows[0])[:80])
        result[-1] = replace(above, rows=above.rows + block.rows[len(head) :])
    return log.result(result)


def _head(block: Block) -> tuple[tuple[str, ...], ...]:
    """The words of a table's head; nothing if it has only one column, hardly a word there, or no further row."""
    if not isinstance(block, Table):
        return ()
    rows = heads_of(spans_of([[cell.merged for cell in row] for row in block.rows]))
    words = tuple(tuple(cell.merged or squeezed(cell.text.plain) for cell in row) for row in block.rows[:rows])
    return words if sum(map(bool, words[0])) > 1 and len(block.rows) > rows else ()
