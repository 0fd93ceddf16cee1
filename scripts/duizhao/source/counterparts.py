"""What stands in one language only, as far as conversion can see it: pages, headings, boxes, figures; and paragraphs
that were taken for one, though the other language has several."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from duizhao.document.boxes import ASIDES, FIGURE
from duizhao.document.text import Text
from duizhao.source.findings import Finding
from duizhao.source.model import Box, Figure, Heading, Paragraph, Source, Table
from duizhao.source.profile import ends_key
from duizhao.source.repairs.flow import shortened
from duizhao.source.structure import Edition

#: The code of what says that two paragraphs may have been joined wrongly.
_JOINED = "c-004"
#: The name of what stands on one side only, as the messages' words have it.
_KINDS = {Heading: "heading", Figure: FIGURE}


def unmatched(
    editions: Sequence[Edition], sources: Sequence[Source], told: Iterable[Finding] = ()
) -> tuple[Finding, ...]:
    """Compares each further edition with the first one, by id; `sources`: that of each edition. `told`: what is known
    of the source: a paragraph that may be wrongly joined is no other finding for having two counterparts."""
    joined = {(finding.file, finding.line) for finding in told if finding.code == _JOINED}
    of = {edition.code: source for edition, source in zip(editions, sources, strict=True)}
    findings: list[Finding] = []
    for edition in editions:
        others = [other.code for other in editions if other is not edition]
        findings.extend(_shared(edition, others, of[edition.code], joined))
    pages = {edition.code: {page.path for page in edition.pages} for edition in editions}
    for other in editions[1:]:
        left, right = dict(_structure(editions[0])), dict(_structure(other))
        for here, there, here_code, other_code in (
            (left, right, editions[0].code, other.code),
            (right, left, other.code, editions[0].code),
        ):
            findings.extend(
                _finding("c-018", block, of[here_code], **_named(block), here=here_code, other=other_code)
                for id_, (page, block) in here.items()
                # Of a page that the other language lacks its heading is told.
                if id_ not in there and (id_ == page or page in pages[other_code])
            )
        for id_, (_, block) in left.items():
            counterpart = right[id_][1] if id_ in right else None
            if isinstance(block, Box) and isinstance(counterpart, Box) and block.kind in ASIDES:
                counts = len(block.blocks), len(counterpart.blocks)
                if counts[0] != counts[1]:
                    details = {
                        "kind": block.kind, "title": block.title.plain, "here": str(counts[0]),
                        "there": str(counts[1]), "other": other.code, "key": ends_key(block.kind),
                        "ends": ", ".join(
                            _extent(box, of[each.code]) for box, each in ((block, editions[0]), (counterpart, other))
                        ),
                    }  # fmt: skip
                    findings.append(_finding("c-007", block, of[editions[0].code], **details))
    return tuple(findings)


def _shared(
    edition: Edition, others: Sequence[str], source: Source, joined: Collection[tuple[str, int]]
) -> Iterator[Finding]:
    """The paragraphs that are the counterpart of several: one of those may have none."""
    for page in edition.pages:
        for block in page.blocks:
            for one in (block, *(block.blocks if isinstance(block, Box) else ())):
                if not isinstance(one, Paragraph | Table) or not one.also:
                    continue
                lines = range(source.line(one.text.start), source.line(one.text.end) + 1)
                if not any((source.name, line) in joined for line in lines):
                    details = {
                        "text": shortened(one.text.plain, 60), "count": str(len(one.also) + 1),
                        "other": others[0], "here": edition.code,
                    }  # fmt: skip
                    yield Finding("c-030", source.name, source.line(one.text.start), tuple(details.items()))


def _structure(edition: Edition) -> Iterator[tuple[str, tuple[str, Heading | Box | Figure]]]:
    """The headings, boxes and figures by id, each with the path of its page, which is the id of the page's heading."""
    for page in edition.pages:
        if page.heading:
            yield page.path, (page.path, page.heading)
        for block in page.blocks:
            if isinstance(block, Heading | Box | Figure):
                yield block.id, (page.path, block)


def _extent(box: Box, source: Source) -> str:
    """The box's lines as the profile settles them: that of its mark, and that of its last paragraph."""
    last = box.blocks[-1].text if box.blocks else box.title
    return f"{source.line(box.mark)}: {source.line(last.end - 1)}"


def _text(block: Heading | Box | Figure) -> Text:
    if isinstance(block, Heading):
        return block.text
    return block.title if isinstance(block, Box) else block.caption


def _named(block: Heading | Box | Figure) -> dict[str, str]:
    kind = block.kind if isinstance(block, Box) else _KINDS[type(block)]
    return {"kind": kind, "title": shortened(_text(block).plain, 60)}


def _finding(code: str, block: Heading | Box | Figure, source: Source, **details: str) -> Finding:
    return Finding(code, source.name, source.line(_text(block).start), tuple(details.items()))
