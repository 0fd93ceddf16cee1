"""Paragraphs that break off, brackets without a partner, broken addresses and a table's rows stay and are reported."""

import re
from itertools import pairwise, zip_longest

from duizhao.document.addresses import ADDRESS
from duizhao.languages.zh.labels import ARTICLE
from duizhao.source.model import Box, LanguageText, Paragraph, Table
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.ends import (
    has_label_mark,
    is_entry,
    is_open,
    may_be_label,
    unpaired,
    without_marks,
)
from duizhao.source.repairs.flow import Log, shortened
from duizhao.source.repairs.line_breaks import LineBreaks, list_item_follows
from duizhao.source.repairs.patterns import note_reference
from duizhao.source.repairs.title_page import stand_alone

#: The lengths of usual digests, in hexadecimal digits: a run of just that length with a hyphen in it was one.
_DIGESTS = (32, 40, 64)
_HEX_WITH_HYPHEN = re.compile(r"(?<![0-9A-Za-z-])([0-9a-f]+)-([0-9a-f]+)(?![0-9A-Za-z-])")


def lost_ends(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Reports what the source has lost. Changes nothing."""
    log = Log(text)
    reference = note_reference(profile)
    whole = stand_alone(text, profile)
    breaks = LineBreaks(text, profile)
    ended = breaks.ended
    for start, count in breaks.rows:
        log.find("c-035", start, count=str(count))
    titles = {id(text.blocks[index]) for index in whole}
    titles |= {id(above) for above, block in pairwise(text.blocks) if isinstance(block, Table)}  # its caption
    below = {
        above.text.end: block
        for above, block in pairwise(text.blocks)
        if isinstance(above, Paragraph) and isinstance(block, Paragraph)
    }
    paragraphs = [block for block in text.blocks if isinstance(block, Paragraph)]
    paragraphs += [p for box in text.blocks if isinstance(box, Box) for p in box.blocks if isinstance(p, Paragraph)]
    for paragraph, behind in zip_longest(paragraphs, paragraphs[1:]):
        plain = paragraph.text.plain
        # The items of a list need no full stop.
        listed = behind and list_item_follows(plain, behind.text.plain)
        whole_line = id(paragraph) in titles or paragraph.text.end in ended
        if not listed and not whole_line and is_open(plain, reference):
            bare = without_marks(plain, reference)
            after = below.get(paragraph.text.end)
            label = may_be_label(bare, profile.han) or bool(after and after.text.plain.startswith(bare))
            if is_entry(bare) or (label and has_label_mark(bare)):
                log.find("c-037", paragraph.text[len(plain) - 1 :], text=shortened(plain))
            elif label and after and not paragraph.seams and not ARTICLE.match(bare):
                line = log.line(after.text)
                if line not in profile.settled.paragraphs_begin:
                    log.find("c-041", paragraph.text[len(plain) - 1 :], text=shortened(plain), below=str(line))
            else:
                log.find("c-001", paragraph.text[len(plain) - 1 :], end=plain[-30:])
        for offset, mark in unpaired(plain):
            around = plain[max(offset - 10, 0) : offset + 11]
            log.find("c-017", paragraph.text[offset : offset + 1], mark=mark, text=around)
    for note in text.notes:
        for match in ADDRESS.finditer(note.text.plain):
            address = match["framed"] or match["bare"]
            for halves in _HEX_WITH_HYPHEN.finditer(address):
                if len(halves[1]) + len(halves[2]) in _DIGESTS:
                    log.find("c-010", note.text[match.start() :], address=address)
    return log.result()
