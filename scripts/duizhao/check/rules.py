"""The rules of `duizhao check`, one file a rule family. This table is the list of the codes."""

from duizhao.check.addresses import (
    ANGLE_MISSING,
    BARE_ADDRESS,
    BROKEN_LINK,
    BROKEN_SCHEME,
    CUT_ADDRESS,
    LINK_TO_NOWHERE,
    SPACE_IN_ADDRESS,
    WIDE_IN_ADDRESS,
)
from duizhao.check.boxes import (
    EMPTY_BOX,
    OUTSIDE_BOX,
    SHOWN_AS_CODE,
    UNKNOWN_BOX,
    WITHOUT_BOX_TITLE,
    WITHOUT_SOURCE,
)
from duizhao.check.characters import DAMAGED, LEFT_OVER, OF_PROGRAMS, STAND_IN
from duizhao.check.contradictions import CONTRADICTION
from duizhao.check.edited import DOUBLED_WORD, MISSPELT, OTHER_SCRIPT
from duizhao.check.fidelity import (
    ADDRESS_CHANGED,
    CHANGED,
    NEW,
    NOTE_CHANGED,
    OUTDATED,
    PASSAGE_GONE,
    PENDING,
    SPLIT_WITHOUT_REASON,
)
from duizhao.check.figures import WRONG_FIGURE_FILE
from duizhao.check.footnotes import DEFINED_TWICE, EMPTY_NOTE, MISTYPED_MARK
from duizhao.check.front_place import ENTRY_TWICE, FRONT_CHANGED
from duizhao.check.gone import GONE, MOVED
from duizhao.check.highlights import NOT_SAID
from duizhao.check.ids import AGAINST_SCHEME, ON_TWO_PAGES, OTHER_ORDER
from duizhao.check.lines import BROKEN_LINE, HEADING_MARKS
from duizhao.check.marks_apart import EMPHASIS_APART, LEVELS_APART, REFERENCES_APART
from duizhao.check.mistaken_ids import JOINED, MISTYPED_ID
from duizhao.check.notes import DIFFERENT_ADDRESSES, NOTE_ON_ONE_SIDE, RENUMBERED
from duizhao.check.of_language import WORDS_LEFT, of_language
from duizhao.check.omissions import PASSAGE_WITHOUT_COUNTERPART, SAYS_SOMETHING_ELSE, SETTLED_SENTENCES_DO_NOT_FIT
from duizhao.check.one_sided import TURNED
from duizhao.check.pages import (
    FRONT_DIFFERS,
    FRONT_LACKS,
    LEVEL_SKIPPED,
    ORDER_TWICE,
    SECOND_TITLE,
    SENTENCE_TWICE,
    TEXT_TWICE,
    WITHOUT_TITLE,
)
from duizhao.check.pairs import BRACKETS_UNPAIRED, MIXED_BRACKETS, QUOTES_UNPAIRED
from duizhao.check.percent import SHARE_LOST
from duizhao.check.proofread import WRONG_STATE
from duizhao.check.quantities import VALUE_ON_ONE_SIDE, VALUES_DIFFER
from duizhao.check.reasons import WIDE_REASON
from duizhao.check.review import UNREVIEWED
from duizhao.check.rule import Rule
from duizhao.check.safety import SAFETY_RULES
from duizhao.check.shape import (
    BLOCK_ON_ONE_SIDE,
    BREAKS_OFF,
    CELL_ON_ONE_SIDE,
    OTHER_MERGING,
    OTHER_SHAPE,
)
from duizhao.check.signs import (
    RULED_LINE,
    SINGLE_ITEM,
    STRAY_SIGN,
    TITLED_LINK,
    WORDLESS_IMAGE,
    WORDLESS_LINK,
    WRONG_CELLS,
)
from duizhao.check.spaces import STRANGE_SPACE, TRAILING_SPACE, TWO_SPACES
from duizhao.check.spellings import TWO_SPELLINGS
from duizhao.check.split import SPLIT
from duizhao.check.structure import DOUBLED_ID, ID_LINE, LEFTOVER, UNCITED_NOTE, UNDEFINED_NOTE
from duizhao.check.tables import JOINED_TABLE, NO_TABLE
from duizhao.check.terms import FORBIDDEN_RENDERING, SEVERAL_RENDERINGS, TERM_WITHOUT_RENDERING
from duizhao.check.unnumbered import WITHOUT_ID
from duizhao.check.unreadable import UNREADABLE
from duizhao.check.whole_pages import PAGE_ON_ONE_SIDE, PAGE_TWICE

RULES: tuple[Rule, ...] = (
    # Structure
    WITHOUT_ID,
    DOUBLED_ID,
    UNDEFINED_NOTE,
    UNCITED_NOTE,
    LEFTOVER,
    ON_TWO_PAGES,
    AGAINST_SCHEME,
    LEVEL_SKIPPED,
    WITHOUT_TITLE,
    SECOND_TITLE,
    FRONT_LACKS,
    FRONT_DIFFERS,
    ORDER_TWICE,
    FRONT_CHANGED,
    ENTRY_TWICE,
    TEXT_TWICE,
    SENTENCE_TWICE,
    PAGE_TWICE,
    *UNREADABLE,
    SPLIT,
    MISTYPED_ID,
    ID_LINE,
    JOINED,
    BROKEN_LINE,
    RULED_LINE,
    SINGLE_ITEM,
    WRONG_CELLS,
    TITLED_LINK,
    STRAY_SIGN,
    WORDLESS_LINK,
    WORDLESS_IMAGE,
    HEADING_MARKS,
    DEFINED_TWICE,
    MISTYPED_MARK,
    EMPTY_NOTE,
    WITHOUT_BOX_TITLE,
    EMPTY_BOX,
    UNKNOWN_BOX,
    OUTSIDE_BOX,
    WITHOUT_SOURCE,
    SHOWN_AS_CODE,
    JOINED_TABLE,
    NO_TABLE,
    WRONG_FIGURE_FILE,
    NOT_SAID,
    # Links and addresses
    SPACE_IN_ADDRESS,
    WIDE_IN_ADDRESS,
    CUT_ADDRESS,
    BROKEN_SCHEME,
    BARE_ADDRESS,
    ANGLE_MISSING,
    BROKEN_LINK,
    LINK_TO_NOWHERE,
    # Typography
    of_language("t-101"),
    of_language("t-102"),
    MIXED_BRACKETS,
    of_language("t-104"),
    of_language("t-105"),
    of_language("t-106"),
    of_language("t-107"),
    of_language("t-108"),
    QUOTES_UNPAIRED,
    of_language("t-110"),
    of_language("t-111", "notice"),
    BRACKETS_UNPAIRED,
    STRANGE_SPACE,
    of_language("t-114"),
    of_language("t-115"),
    of_language("t-116"),
    of_language("t-117", "notice"),
    of_language("t-118"),
    TRAILING_SPACE,
    TWO_SPACES,
    DAMAGED,
    STAND_IN,
    OF_PROGRAMS,
    LEFT_OVER,
    of_language("t-125"),
    # Language
    WORDS_LEFT,
    of_language("l-102"),
    of_language("l-103"),
    of_language("l-104"),
    TWO_SPELLINGS,
    OTHER_SCRIPT,
    MISSPELT,
    DOUBLED_WORD,
    of_language("l-109"),
    # The two languages
    VALUE_ON_ONE_SIDE,
    VALUES_DIFFER,
    SHARE_LOST,
    CONTRADICTION,
    PASSAGE_WITHOUT_COUNTERPART,
    SETTLED_SENTENCES_DO_NOT_FIT,
    SAYS_SOMETHING_ELSE,
    NOTE_ON_ONE_SIDE,
    DIFFERENT_ADDRESSES,
    RENUMBERED,
    REFERENCES_APART,
    BLOCK_ON_ONE_SIDE,
    PAGE_ON_ONE_SIDE,
    BREAKS_OFF,
    OTHER_ORDER,
    LEVELS_APART,
    EMPHASIS_APART,
    OTHER_SHAPE,
    CELL_ON_ONE_SIDE,
    OTHER_MERGING,
    TERM_WITHOUT_RENDERING,
    SEVERAL_RENDERINGS,
    FORBIDDEN_RENDERING,
    # The edition beside its source
    CHANGED,
    PASSAGE_GONE,
    GONE,
    NEW,
    NOTE_CHANGED,
    ADDRESS_CHANGED,
    MOVED,
    PENDING,
    UNREVIEWED,
    OUTDATED,
    WRONG_STATE,
    SPLIT_WITHOUT_REASON,
    WIDE_REASON,
    TURNED,
    # Safety
    *SAFETY_RULES,
)

BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}
