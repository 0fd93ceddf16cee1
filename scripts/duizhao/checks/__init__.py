"""The rules of `duizhao check`, one file a rule family. This table is the list of the codes."""

from __future__ import annotations

from collections.abc import Iterator

from duizhao.checks.context import Context
from duizhao.checks.fidelity import (
    ADDRESS_CHANGED,
    CHANGED,
    GONE,
    MOVED,
    NEW,
    NOTE_CHANGED,
    OUTDATED,
    PASSAGE_GONE,
    PENDING,
)
from duizhao.checks.language import LATIN_IN_HAN
from duizhao.checks.model import Finding, Rule
from duizhao.checks.notes import DIFFERENT_ADDRESSES, NOTE_ON_ONE_SIDE
from duizhao.checks.omissions import PASSAGE_WITHOUT_COUNTERPART, SETTLED_SENTENCES_DO_NOT_FIT
from duizhao.checks.proofread import WRONG_STATE
from duizhao.checks.quantities import VALUE_ON_ONE_SIDE, VALUES_DIFFER
from duizhao.checks.review import UNREVIEWED
from duizhao.checks.shape import BLOCK_ON_ONE_SIDE, BREAKS_OFF, PAGE_ON_ONE_SIDE
from duizhao.checks.structure import DOUBLED_ID, LEFTOVER, UNCITED_NOTE, UNDEFINED_NOTE, WITHOUT_ID
from duizhao.checks.terms import FORBIDDEN_RENDERING, SEVERAL_RENDERINGS, TERM_WITHOUT_RENDERING

RULES: tuple[Rule, ...] = (
    WITHOUT_ID,
    DOUBLED_ID,
    UNDEFINED_NOTE,
    UNCITED_NOTE,
    LEFTOVER,
    LATIN_IN_HAN,
    VALUE_ON_ONE_SIDE,
    VALUES_DIFFER,
    PASSAGE_WITHOUT_COUNTERPART,
    SETTLED_SENTENCES_DO_NOT_FIT,
    NOTE_ON_ONE_SIDE,
    DIFFERENT_ADDRESSES,
    BLOCK_ON_ONE_SIDE,
    PAGE_ON_ONE_SIDE,
    BREAKS_OFF,
    TERM_WITHOUT_RENDERING,
    SEVERAL_RENDERINGS,
    FORBIDDEN_RENDERING,
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
)

BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}


def run_checks(context: Context) -> Iterator[Finding]:
    """All findings of all rules, in the table's order."""
    for rule in RULES:
        yield from rule.check(context)
