"""What kind of term a pair is, where something tells it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from duizhao.compare.glossary.candidates import TITLES, is_name
from duizhao.compare.glossary.model import Kind
from duizhao.languages.cldr import territories
from duizhao.languages.script import is_han

#: How a Chinese name ends and which word the English one has, together.
_TOGETHER: tuple[tuple[Kind, str, str], ...] = (
    ("organisation", "大学|学院", "University|College|Academy|Institute"),
    ("organisation", "公司|集团|银行|企业", "Company|Corporation|Group|Bank|Ltd|Inc|Enterprises?"),
    ("organisation", "部|局|署|厅", "Ministry|Department|Bureau|Administration|Agency|Office"),
    (
        "organisation",
        "委|会|联盟|组织|中心",
        "Committee|Commission|Council|Association|Union|Organi[sz]ation|Cent(?:er|re)",
    ),
    ("organisation", "党|法院|基金", "Party|Court|Fund|Foundation"),
    ("place", "[省州市县区镇村]", "Province|State|City|County|District|Town|Village"),
    ("place", "[山河江湖海岛洋湾港]", "Mountains?|River|Lake|Sea|Islands?|Ocean|Gulf|Bay|Port"),
)


def kind_of(forms: tuple[str, str], languages: tuple[str, str], texts: Iterable[tuple[str, str]]) -> Kind | None:
    """The kind of a pair that stands in these texts; None if nothing tells it.

    A country is what CLDR calls so in both languages; a person has a title before the name or a dot within it; what
    has no capital letter where it could have one is a concept.
    """
    if all(form in territories(language) for form, language in zip(forms, languages, strict=True)):
        return "place"
    han = [form for form in forms if is_han(form)]
    latin = [form for form in forms if not is_han(form)]
    for kind, ending, word in _TOGETHER:
        if any(re.search(rf"(?:{ending})\Z", form) for form in han) and any(
            re.search(rf"\b(?:{word})\b", form) for form in latin
        ):
            return kind
    if latin and not any(map(str.isupper, "".join(latin))):
        return "concept"
    titled = re.compile(TITLES.pattern + f"(?:{'|'.join(map(re.escape, latin))})(?!\\w)") if latin else None
    dotted = any(form.count("·") == other.count(" ") > 0 for form in han for other in latin)
    if titled and (dotted or any(titled.search(text) for pair in texts for text in pair)) and all(map(is_name, latin)):
        return "person"
    return None
