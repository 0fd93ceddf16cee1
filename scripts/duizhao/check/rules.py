"""The rules of `duizhao check`, one file a rule family. The table here is the list of the codes.

What a rule finds is found by a function of this package, which is loaded when it is asked, so that who asks few rules
loads no others. One function may find what several rules tell, or beside its rule's what it knows of another's.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from importlib import import_module
from typing import Literal

from msgspec import Struct

from duizhao.check.context import Context
from duizhao.check.model import Finding, listed
from duizhao.check.words import LocaleText, phrase, sign_names
from duizhao.languages import language_name

Severity = Literal["error", "warning", "notice"]

#: What a rule has to see to say something: one page, two counterpart pages, or all pages of all languages.
Scope = Literal["page", "pair", "edition"]


class Rule(Struct, frozen=True):
    """A rule: its code, which never changes, its severity, and the module and the name of the function that finds it.

    `scope`: what the function must see; of a page or a pair, nothing but that may decide what it finds, of all pages
    nothing but `docs/`, `sources/`, `mkdocs.yml` and the history of the commit that is checked out.
    """

    code: str
    severity: Severity
    finder: str
    scope: Scope

    def text(self, name: str) -> LocaleText:
        """What the rule says, by language: its `title` in lists; the `message`, one plain sentence, and the `advice`,
        what to do, both with places for a finding's details; `why` it matters, for the manual; and for `readers`, what
        “About this edition” says of a finding that was settled as a real difference, in neutral words."""
        return LocaleText(self.code, name)

    def check(self, context: Context) -> Iterable[Finding]:
        """What the rule's function finds."""
        module, name = self.finder.split(".")
        find: Callable[[Context], Iterable[Finding]] = getattr(import_module(f"duizhao.check.{module}"), name)
        return find(context)

    def says(self, finding: Finding, language: str) -> str:
        """The finding's sentence in a language; English if the rule has none in it."""
        said = _filled(self.text("message"), finding, language)
        if not (count := len(finding.alike) + finding.more):
            return said
        name = "more_in_source" if finding.alike else "more_in_line"
        return phrase(language, name).format(said=said, count=count, places=listed(finding.alike))

    def advises(self, finding: Finding, language: str) -> str:
        """What to do about the finding, in a language; empty if the rule does not say."""
        return _filled(self.text("advice"), finding, language)

    def tells(self, finding: Finding, language: str) -> str:
        """Both, a line each."""
        return "\n".join(filter(None, (self.says(finding, language), self.advises(finding, language))))


#: The details that are a language's code; messages have its name.
_LANGUAGE_DETAILS = ("here", "there", "left_language", "right_language")
#: The detail that is the name of a phrase; messages have the phrase, in which the other details may stand.
_PHRASE_DETAIL = "todo"
#: The details that name signs by their code point and Unicode's name.
_SIGN_DETAILS = ("character", "name", "said")


def _filled(texts: Mapping[str, str], finding: Finding, language: str) -> str:
    details = {
        name: language_name(value, language)
        if name in _LANGUAGE_DETAILS
        else sign_names(language, value)
        if name in _SIGN_DETAILS
        else value
        for name, value in finding.details
    }
    if name := details.get(_PHRASE_DETAIL):
        details[_PHRASE_DETAIL] = phrase(language, name).format(**details)
    return texts.get(language, texts.get("en", "")).format(**details)


#: The codes, their severity, what finds them, and what that has to see.
_TABLE: tuple[tuple[str, Severity, str, Scope], ...] = (
    # Structure
    ("s-101", "error", "unnumbered.without_id", "edition"),
    ("s-102", "error", "structure.doubled_id", "edition"),
    ("s-103", "error", "structure.undefined_note", "page"),
    ("s-104", "warning", "structure.uncited_note", "page"),
    ("s-105", "error", "structure.leftover", "page"),
    ("s-106", "error", "ids.on_two_pages", "edition"),
    ("s-107", "warning", "ids.against_scheme", "edition"),
    ("s-108", "warning", "pages.level_skipped", "page"),
    ("s-109 s-110", "error", "pages.titles", "page"),
    ("s-111", "error", "pages.front_matter", "page"),
    ("s-112", "warning", "pages.front_matter", "page"),
    ("s-113", "error", "pages.order_twice", "edition"),
    ("s-114", "warning", "pages.text_twice", "edition"),
    ("s-115", "warning", "pages.sentence_twice", "page"),
    ("s-116 s-117 s-118 s-119 s-120", "error", "unreadable.unreadable_pages", "edition"),
    ("s-121", "error", "split.split_paragraphs", "edition"),
    ("s-122", "error", "mistaken_ids.mistyped_id", "edition"),
    ("s-123", "error", "structure.id_line", "page"),
    ("s-124", "error", "mistaken_ids.joined", "edition"),
    ("s-125", "warning", "structure.broken_line", "page"),
    ("s-126", "error", "structure.unmarked_heading", "page"),
    ("s-127", "warning", "signs.ruled_line", "page"),
    ("s-128", "warning", "signs.single_item", "page"),
    ("s-129", "error", "front_place.front_changed", "edition"),
    ("s-130", "error", "signs.stray_sign", "page"),
    ("s-131", "error", "signs.wordless_link", "page"),
    ("s-132", "error", "front_place.entry_twice", "page"),
    ("s-133", "error", "signs.wordless_image", "page"),
    ("s-134", "error", "whole_pages.page_twice", "edition"),
    ("s-201", "error", "notes.defined_twice", "page"),
    ("s-202", "error", "notes.mistyped_mark", "page"),
    ("s-203", "error", "notes.empty_note", "page"),
    ("s-301", "error", "boxes.without_box_title", "page"),
    ("s-302", "error", "boxes.empty_box", "page"),
    ("s-303", "error", "boxes.unknown_box", "page"),
    ("s-304", "error", "boxes.outside_box", "page"),
    ("s-305", "warning", "boxes.without_source", "edition"),
    ("s-306", "error", "boxes.shown_as_code", "edition"),
    ("s-307", "error", "tables.joined_table", "page"),
    ("s-308", "error", "tables.no_table", "page"),
    ("s-309", "error", "figures.wrong_figure_file", "edition"),
    ("s-310", "error", "signs.wrong_cells", "page"),
    ("s-311", "error", "pages.not_said", "edition"),
    # Links and addresses
    ("a-101", "error", "addresses.space_in_address", "page"),
    ("a-102", "error", "addresses.wide_in_address", "page"),
    ("a-103", "warning", "addresses.cut_address", "edition"),
    ("a-104", "error", "addresses.broken_scheme", "page"),
    ("a-105", "warning", "addresses.bare_address", "page"),
    ("a-106", "error", "addresses.angle_missing", "page"),
    ("a-107", "error", "addresses.broken_link", "page"),
    ("a-108", "error", "addresses.link_to_nowhere", "edition"),
    ("a-109", "warning", "signs.titled_link", "page"),
    # Typography
    (
        "t-101 t-102 t-104 t-105 t-106 t-107 t-108 t-110 t-114 t-115 t-116 t-118 t-125",
        "warning",
        "of_language.slips",
        "page",
    ),
    ("t-103", "warning", "pairs.mixed_brackets", "page"),
    ("t-109", "warning", "pairs.quotes_unpaired", "page"),
    ("t-111 t-117", "notice", "of_language.slips", "page"),
    ("t-112", "warning", "pairs.brackets_unpaired", "page"),
    ("t-113", "warning", "spaces.strange_space", "page"),
    ("t-119", "notice", "spaces.trailing_space", "page"),
    ("t-120", "notice", "spaces.two_spaces", "page"),
    ("t-121", "warning", "characters.damaged", "page"),
    ("t-122", "warning", "characters.stand_in", "page"),
    ("t-123", "warning", "characters.of_programs", "page"),
    ("t-124", "warning", "characters.left_over", "edition"),
    # Language
    ("l-101", "warning", "of_language.words_left", "edition"),
    ("l-102 l-103 l-104 l-109", "warning", "of_language.slips", "page"),
    ("l-105", "warning", "spellings.two_spellings", "edition"),
    ("l-106 l-107 l-108", "warning", "edited.slips", "edition"),
    # The two languages
    ("b-101 b-102", "warning", "quantities.values", "edition"),
    ("b-103", "warning", "quantities.share_lost", "pair"),
    ("b-104", "warning", "contradictions.contradiction", "edition"),
    ("b-201", "warning", "omissions.passage_without_counterpart", "edition"),
    ("b-202", "warning", "omissions.settled_sentences_do_not_fit", "edition"),
    ("b-203", "warning", "omissions.says_something_else", "edition"),
    ("b-301", "warning", "terms.term_without_rendering", "edition"),
    ("b-302", "warning", "terms.several_renderings", "edition"),
    ("b-303", "error", "terms.forbidden_rendering", "edition"),
    ("b-401", "warning", "notes.note_on_one_side", "pair"),
    ("b-402", "warning", "notes.different_addresses", "pair"),
    ("b-403", "warning", "notes.renumbered", "pair"),
    ("b-404", "warning", "marks_apart.references_apart", "edition"),
    ("b-501", "warning", "shape.block_on_one_side", "pair"),
    ("b-502", "error", "whole_pages.page_on_one_side", "edition"),
    ("b-503", "warning", "shape.breaks_off", "pair"),
    ("b-504", "warning", "ids.other_order", "pair"),
    ("b-505", "warning", "marks_apart.levels_apart", "edition"),
    ("b-506", "notice", "marks_apart.emphasis_apart", "edition"),
    ("b-507", "warning", "shape.other_shape", "pair"),
    ("b-508", "warning", "shape.cell_on_one_side", "pair"),
    ("b-509", "warning", "shape.other_merging", "pair"),
    # The edition beside its source
    ("f-101 f-105 f-106", "warning", "elsewhere.changed", "edition"),
    ("f-102", "error", "fidelity.beside_source", "edition"),
    ("f-104", "warning", "fidelity.beside_source", "edition"),
    ("f-103", "error", "gone.gone", "edition"),
    ("f-107", "warning", "gone.moved", "edition"),
    ("f-108", "warning", "fidelity.pending", "edition"),
    ("f-109", "notice", "fidelity.not_compared", "edition"),
    ("f-110", "warning", "fidelity.outdated", "edition"),
    ("f-111", "error", "pages.wrong_state", "edition"),
    ("f-112", "warning", "fidelity.split_without_reason", "edition"),
    ("f-113", "warning", "fidelity.wide_reason", "edition"),
    ("f-114", "warning", "one_sided.turned", "edition"),
    # Safety
    ("x-101", "error", "html.elements", "page"),
    ("x-102 x-103 x-104 x-105 x-106 x-107 x-108 x-113", "error", "sanitize.in_text", "page"),
    ("x-109 x-110 x-111 x-112 x-114 x-115", "error", "sanitize.in_files", "edition"),
)

RULES = tuple(
    Rule(code, severity, finder, scope) for codes, severity, finder, scope in _TABLE for code in codes.split()
)

BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}


def rules_told(codes: Collection[str]) -> list[Rule]:
    """Of these codes, the rules whose findings readers are told where they are settled as real differences."""
    return [rule for rule in RULES if rule.code in codes and rule.text("readers")]
