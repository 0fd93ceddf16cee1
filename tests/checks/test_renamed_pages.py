"""A page that has another name than the source gives it: told once, in each language, and nothing about it is lost."""

from __future__ import annotations

from pathlib import Path

from duizhao.check.context import Context
from duizhao.check.model import Finding
from duizhao.check.rules import BY_CODE
from duizhao.check.run import all_findings, run_checks
from duizhao.check.settled import Settlement, unsettled
from duizhao.document.editions import read_page
from duizhao.document.mistaken import Base
from duizhao.document.model import Edition
from duizhao.project import Project
from duizhao.revise.fidelity.compare import compare
from duizhao.revise.fidelity.load import Fidelity
from duizhao.revise.fidelity.model import Erratum, Why

SOURCE = {
    "zh": "# 河流 { #s1 }\n\n水位上涨,渡口停航。\n{ #s1-p1 }\n\n水退之后，渡口恢复通航。\n{ #s1-p2 }\n",
    "en": "# River { #s1 }\n\nThe water rose, and the ferry stopped.\n{ #s1-p1 }\n\nLater it ran again.\n{ #s1-p2 }\n",
}


def editions(path: str, texts: dict[str, str]) -> list[Edition]:
    return [Edition(code, (read_page(text, code, path, f"docs/{code}/{path}"),)) for code, text in texts.items()]


def context(path: str, texts: dict[str, str]) -> Context:
    """The edition with its page at a path; in the source it is `1.md`."""
    there, source = editions(path, texts), editions("1.md", SOURCE)
    errata = tuple(Erratum(change) for change in compare(source, there, source).changes)
    return Context(there, Project(Path("nowhere")), lambda: Fidelity(errata, base=Base(source)))


def settled(findings: tuple[Finding, ...]) -> dict[str, Settlement]:
    return {f.fingerprint: Settlement(f.fingerprint, f.code, "false-alarm", "So.", False, 1) for f in findings}


def test_it_is_told_once_for_both_languages() -> None:
    before = all_findings(context("1.md", SOURCE))
    (finding,) = run_checks(context("river.md", SOURCE), settled(before))
    assert [place.file for place in finding.places] == ["docs/zh/river.md", "docs/en/river.md"]
    rule = BY_CODE[finding.code]
    assert rule.says(finding, "en") == "The page 1.md is called river.md now"
    assert rule.says(finding, "zh") == "页面 1.md 现在名为 river.md"
    assert rule.advises(finding, "en").startswith("If this is a slip, give it its name back, in each language.")
    assert rule.advises(finding, "zh").startswith("如果是误改，请在各语言中恢复原来的名称；如果")


def test_a_folder_is_told_once() -> None:
    texts = {path: {code: text.replace("s1", f"s{n}") for code, text in SOURCE.items()} for n, path in enumerate("ab")}

    def both(folder: str) -> list[Edition]:
        read = [editions(f"{folder}/{name}.md", some) for name, some in texts.items()]
        return [Edition(one.language, (*one.pages, *other.pages)) for one, other in zip(*read, strict=True)]

    there, source = both("new"), both("old")
    errata = tuple(Erratum(change) for change in compare(source, there, source).changes)
    found = Context(there, Project(Path("nowhere")), lambda: Fidelity(errata, base=Base(source)))
    (finding,) = (finding for finding in run_checks(found) if finding.code == "f-107")
    assert BY_CODE["f-107"].says(finding, "en") == "The folder old is called new now"
    assert BY_CODE["f-107"].says(finding, "zh") == "文件夹 old 现在名为 new"


def test_what_was_settled_there_stays_settled() -> None:
    (comma,) = (finding for finding in all_findings(context("1.md", SOURCE)) if finding.code == "t-101")
    (there,) = (finding for finding in all_findings(context("river.md", SOURCE)) if finding.code == "t-101")
    assert there.fingerprint != comma.fingerprint
    assert unsettled([there], settled((comma,))) == ()


def test_a_paragraph_that_is_lost_there_is_told_where_the_page_is() -> None:
    lost = SOURCE | {"zh": SOURCE["zh"].partition("水退")[0]}
    found = run_checks(context("river.md", lost))
    assert [(f.places[0].file, f.places[0].line) for f in found if f.code == "f-103"] == [("docs/zh/river.md", 3)]


def test_a_copy_under_another_name_is_a_copy() -> None:
    there = context("1.md", SOURCE)
    copied = Edition("zh", (*there.editions[0].pages, *editions("copy.md", SOURCE)[0].pages))
    assert Context((copied, there.editions[1]), there.project, lambda: there.fidelity).renamed == {}


def test_a_paragraph_that_was_moved_to_another_page_keeps_its_id() -> None:
    other = {
        "zh": "# 渡口 {{ #s2 }}\n\n船夫在岸边。\n{{ #s2-p1 }}\n{}",
        "en": "# Ferry {{ #s2 }}\n\nThe ferrymen wait.\n{{ #s2-p1 }}\n{}",
    }
    halves = {
        code: text.partition("\n\n{}".format({"zh": "水退", "en": "Later"}[code])) for code, text in SOURCE.items()
    }

    def both(moved: bool) -> list[Edition]:
        first = {code: f"{head}\n" if moved else SOURCE[code] for code, (head, _, _) in halves.items()}
        behind = {code: "".join(halves[code][1:]).lstrip() if moved else "" for code in SOURCE}
        second = {code: text.format(f"\n{behind[code]}" if moved else "") for code, text in other.items()}
        read = zip(editions("1.md", first), editions("2.md", second), strict=True)
        return [Edition(one.language, (*one.pages, *two.pages)) for one, two in read]

    there, source = both(moved=True), both(moved=False)
    changes = compare(source, there, source).changes

    def codes(why: Why) -> set[str]:
        errata = tuple(Erratum(change, why) for change in changes)
        fidelity = Fidelity(errata, base=Base(source))
        return {finding.code for finding in run_checks(Context(there, Project(Path("nowhere")), lambda: fidelity))}

    assert codes(Why()) == {"f-107", "t-101"}
    assert codes(Why(reason={"": "As printed."})) == {"t-101"}
