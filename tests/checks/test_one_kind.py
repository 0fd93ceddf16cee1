"""How a kind of doubt is told that recurs: `kinds.txt` has the cases; and how it is settled."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from duizhao.check.context import Context
from duizhao.check.follow_ups import without_follow_ups
from duizhao.check.formats.json_ import as_json
from duizhao.check.formats.sarif import as_sarif
from duizhao.check.model import Finding
from duizhao.check.one_kind import told_once
from duizhao.check.rules import BY_CODE
from duizhao.check.run import all_findings
from duizhao.check.settled import Settlement, outdated, unsettled
from duizhao.check.show import ordered, shown
from duizhao.document.editions import read_page
from duizhao.document.mistaken import Base
from duizhao.document.model import Edition
from duizhao.project import Project
from duizhao.revise.fidelity.compare import compare
from duizhao.revise.fidelity.load import Fidelity
from duizhao.revise.fidelity.model import Erratum

CASES = re.findall(
    r"^([^\n.]+)\n\.\n((?:[^.\n][^\n]*\n)+)\.\n((?:[^.\n][^\n]*\n)+)\.\n((?:[^\n]+\n)+)",
    Path(__file__).with_name("kinds.txt").read_text(encoding="utf-8").replace("␣", " "),
    re.MULTILINE,
)
#: Three paragraphs of a source, and the last with a slip more.
SOURCE = "水位上涨,堤防稳固。\n雨停,云散。\n河水退,人们都回到家乡故里去。\n"
EDITED = SOURCE.replace("里去。", "里去,不走。")


def edition(paragraphs: str) -> list[Edition]:
    texts = [f"{text}\n{{ #s1-p{number} }}\n" for number, text in enumerate(paragraphs.splitlines(), 1)]
    page = read_page("\n".join(["# 河流 { #s1 }\n", *texts]), "zh", "1.md", "docs/zh/1.md")
    return [Edition("zh", (page,))]


def found(before: str, now: str) -> tuple[Finding, ...]:
    source, there = edition(before), edition(now)
    errata = tuple(Erratum(change) for change in compare(source, there, source).changes)
    return all_findings(Context(there, Project(Path("nowhere")), lambda: Fidelity(errata, base=Base(source))))


def told(before: str, now: str) -> list[Finding]:
    return ordered(told_once(without_follow_ups(found(before, now))))


@pytest.mark.parametrize(("before", "now", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_case(before: str, now: str, expected: str) -> None:
    about = [f for f in told(before, now) if not f.code.startswith("f-")]
    lines = [f"{f.places[0].line} {f.code} {BY_CODE[f.code].says(f, 'en')}" for f in about]
    assert lines == expected.splitlines()


def test_one_entry_settles_what_the_source_has_and_not_what_an_editor_writes() -> None:
    (kind,) = told(SOURCE, SOURCE)
    settled = {kind.fingerprint: Settlement(kind.fingerprint, "t-101", "difference", "The source's way.", False, 1)}
    assert unsettled(found(SOURCE, SOURCE), settled) == ()
    (slip,) = unsettled([f for f in found(SOURCE, EDITED) if f.code == "t-101"], settled)
    assert (slip.places[0].line, slip.places[0].at) == (9, (14, 15))
    # It holds while any of them is left, and no longer.
    assert outdated(found(SOURCE, SOURCE.replace("雨停,", "雨停，")), settled) == ()
    assert outdated(found(SOURCE, SOURCE.replace(",", "，")), settled) == tuple(settled.values())


def test_one_that_was_settled_by_itself_stays_so() -> None:
    one = next(f for f in found(SOURCE, SOURCE) if f.code == "t-101")
    settled = {one.fingerprint: Settlement(one.fingerprint, "t-101", "difference", "So it is.", False, 1)}
    (kind,) = told_once(unsettled(found(SOURCE, SOURCE), settled))
    assert [place.line for place in (kind.places[0], *kind.alike)] == [6, 9]


def test_programs_get_all_places_and_what_mends_them() -> None:
    (kind,) = told(SOURCE, SOURCE)
    (as_data,) = json.loads(as_json([kind], {}))["findings"]
    assert [place["line"] for place in as_data["alike"]] == [6, 9]
    assert [edit["line"] for edit in as_data["edits"]] == [3, 6, 9]
    (result,) = json.loads(as_sarif([kind], "en"))["runs"][0]["results"]
    lines = [each["physicalLocation"]["region"]["startLine"] for each in result["relatedLocations"]]
    assert lines == [6, 9]


def test_people_are_told_in_both_languages() -> None:
    (kind,) = told(SOURCE, SOURCE)
    assert shown(kind, "zh", {})[0] == (
        "docs/zh/1.md:3:5: 警告 t-101 汉字旁边用了半角标点“,”（来源原文中同类还有 2 处：docs/zh/1.md:6, 9）"
    )


def test_without_a_conversion_nothing_is_known_of_the_source() -> None:
    context = Context(edition(SOURCE), Project(Path("nowhere")))
    assert len(told_once(f for f in all_findings(context) if f.code == "t-101")) == 3
