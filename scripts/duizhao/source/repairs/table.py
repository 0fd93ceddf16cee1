"""The repairs, in the order they run. To see what can happen to a text, read this table."""

from duizhao.source.repairs.addresses import format_addresses
from duizhao.source.repairs.boxes import boxes
from duizhao.source.repairs.characters import control_characters, radicals
from duizhao.source.repairs.contents_list import contents_check, contents_list
from duizhao.source.repairs.figures import figures
from duizhao.source.repairs.flow import Repair
from duizhao.source.repairs.footnote_binding import footnote_binding, note_labels
from duizhao.source.repairs.footnote_definitions import footnote_definitions
from duizhao.source.repairs.format_boxes import format_boxes
from duizhao.source.repairs.format_bullets import format_bullets
from duizhao.source.repairs.format_captions import format_captions
from duizhao.source.repairs.format_cuts import format_cuts, format_rules
from duizhao.source.repairs.format_levels import format_bold_headings, format_levels
from duizhao.source.repairs.format_marks import format_marks
from duizhao.source.repairs.format_notes import format_notes
from duizhao.source.repairs.format_outline import format_outline
from duizhao.source.repairs.format_stray_spaces import format_stray_spaces
from duizhao.source.repairs.format_tables import format_tables
from duizhao.source.repairs.format_title import format_title
from duizhao.source.repairs.headings import headings
from duizhao.source.repairs.inlines import inlines
from duizhao.source.repairs.line_ends import line_end_hyphens, seam_spaces
from duizhao.source.repairs.loops import loops
from duizhao.source.repairs.lost_ends import lost_ends
from duizhao.source.repairs.other_language import other_language
from duizhao.source.repairs.page_cuts import page_cuts
from duizhao.source.repairs.running_heads import running_heads
from duizhao.source.repairs.seam_doubles import seam_doubles
from duizhao.source.repairs.stray_spaces import stray_spaces
from duizhao.source.repairs.text_tables import table_captions, text_tables
from duizhao.source.repairs.title_page import title_lines, title_page
from duizhao.source.repairs.unknown_marks import unknown_marks

REPAIRS: tuple[Repair, ...] = (
    control_characters,  # first: no pattern should trip over what cannot be seen
    radicals,  # nor over what looks like another character
    title_page,  # before running heads, which repeat the title
    contents_list,  # before headings, which its entries look like; it verifies them
    headings,  # before running heads, which may repeat a chapter's title
    running_heads,  # before all that reads across lines
    loops,  # when nothing stands between what is repeated
    text_tables,  # before captions and paragraphs, of which rows are none
    unknown_marks,  # while a note still begins its line
    figures,  # captions and notes leave the flow, so that the halves of a paragraph
    footnote_definitions,  # they part are neighbours
    boxes,  # before page cuts: a box's last paragraph must not swallow the text behind it
    title_lines,  # before page cuts, which join what has no full stop
    page_cuts,  # lines become paragraphs with seams
    seam_doubles,  # at each seam: what stands twice,
    line_end_hyphens,  # then words cut in two,
    seam_spaces,  # then the space between words
    stray_spaces,  # after the seams, whose offsets it would move
    contents_check,  # titles are final now
    lost_ends,  # paragraphs are final now
    footnote_binding,  # texts are final now
    note_labels,  # in the order the bound references are read
    inlines,  # references, addresses and emphasis get their types
    table_captions,  # a caption takes with it what stands in it
    other_language,  # last: of all paragraphs there are
)

#: The same for a text whose format has told what its blocks are: nothing there is guessed again.
FORMATTED: tuple[Repair, ...] = (
    format_title,  # first: its heading opens nothing; and the contents list goes
    loops,
    format_bullets,  # before headings told by their look
    format_bold_headings,  # before what counts headings
    format_tables,  # before boxes, which may hold one
    format_boxes,  # before the outline, which their titles are no part of
    table_captions,  # before the outline, too: a caption may be a heading
    format_captions,  # before the outline, which counts what is left
    format_levels,  # a format that knows one level knows none
    format_outline,
    format_marks,  # while a note still begins its paragraph
    format_notes,  # by the pages the outline has told
    format_rules,  # when notes below a line have gone
    format_cuts,  # when no note stands between the halves
    format_addresses,  # what is still plain text
    format_stray_spaces,  # what is still text then
    other_language,  # last: of all paragraphs there are
)
