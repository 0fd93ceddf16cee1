"""The rules whose findings readers are told where they are settled as real differences: those with words for readers.

A site asks these alone. To load all rules takes longer than to ask these few.
"""

from collections.abc import Collection
from importlib import import_module

from duizhao.check.rule import Rule

#: By code the module of this package and the rule's name there, in the order of the table of rules.
TOLD = {
    "l-101": "of_language.WORDS_LEFT",
    "b-101": "quantities.VALUE_ON_ONE_SIDE",
    "b-102": "quantities.VALUES_DIFFER",
    "b-103": "percent.SHARE_LOST",
    "b-104": "contradictions.CONTRADICTION",
    "b-201": "omissions.PASSAGE_WITHOUT_COUNTERPART",
    "b-203": "omissions.SAYS_SOMETHING_ELSE",
    "b-401": "notes.NOTE_ON_ONE_SIDE",
    "b-402": "notes.DIFFERENT_ADDRESSES",
    "b-404": "marks_apart.REFERENCES_APART",
    "b-501": "shape.BLOCK_ON_ONE_SIDE",
    "b-503": "shape.BREAKS_OFF",
    "b-508": "shape.CELL_ON_ONE_SIDE",
    "b-301": "terms.TERM_WITHOUT_RENDERING",
    "b-302": "terms.SEVERAL_RENDERINGS",
}


def rules_told(codes: Collection[str]) -> list[Rule]:
    """Of these codes, the rules whose findings readers are told."""
    return [_rule(*named.split(".")) for code, named in TOLD.items() if code in codes]


def _rule(module: str, name: str) -> Rule:
    found: Rule = getattr(import_module(f"duizhao.check.{module}"), name)
    return found
