"""What waits for another finding, and what is said of a line break."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.check.context import Context, load
from duizhao.check.fix import mend
from duizhao.check.follow_ups import without_follow_ups
from duizhao.check.model import Finding, Place
from duizhao.check.rules import BY_CODE
from duizhao.check.run import all_findings, run_checks
from duizhao.check.settled import Settlement
from duizhao.compare.glossary.load import GLOSSARY
from duizhao.document.editions import read_page
from duizhao.document.model import Edition
from duizhao.project import Project
from duizhao.publish.site.notices import notices
from duizhao.revise.fidelity.compare import compare
from duizhao.revise.fidelity.load import Fidelity
from duizhao.revise.fidelity.model import Erratum, Why
from tests.checks.test_split import SPLITS, ZH

SOURCE = "水位上涨，堤防稳固，米价如常。"
EN = "The water rises, the dikes hold, and rice costs what it did."


def edition(language: str, text: str) -> Edition:
    title = "河流" if language == "zh" else "River"
    content = f"# {title} {{ #s1 }}\n\n{text}\n{{ #s1-p1 }}\n"
    return Edition(language, (read_page(content, language, "1.md", f"{language}.md"),))


def context(text: str) -> Context:
    converted = [edition("zh", SOURCE), edition("en", EN)]
    editions = [edition("zh", text), edition("en", EN)]
    errata = tuple(Erratum(change) for change in compare(converted, editions).changes)
    return Context(editions, Project(Path("nowhere")), lambda: Fidelity(errata))


def findings(text: str) -> tuple[Finding, ...]:
    return run_checks(context(text))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("水位上涨,堤防稳固，米价如常。", {"t-101"}),
        ("水位上涨,堤防稳固,米价如常。", {"t-101"}),
        ("水位下降,堤防稳固，米价如常。", {"t-101", "f-101"}),
        ("水位下降，堤防稳固，米价如常。", {"f-101"}),
        ("水位上涨；堤防稳固，米价如常。", {"f-101"}),
        ("水位上涨,稳固，米价如常。", {"t-101", "f-101"}),
    ],
)
def test_no_reason_is_asked_for_a_slip(text: str, codes: set[str]) -> None:
    assert {finding.code for finding in findings(text)} == codes


@pytest.mark.parametrize(
    ("zh", "code"),
    [
        # A note without text takes the next paragraph for its own.
        ("水位上涨。[^n1]\n{ #s1-p1 }\n\n[^n1]:\n\n堤防稳固。\n{ #s1-p2 }\n", "s-203"),
        ("水位上涨。[^n1]\n{ # s1-p1 }\n\n堤防稳固。\n{ #s1-p2 }\n\n[^n1]: 水文所。\n", "s-123"),
        ("水位上涨。[^n1]\n{ #s1-p1 }\n\n堤防稳固。\n{ #s1-p2 }\n\n# 后记 { #s1-h1 }\n\n[^n1]: 水文所。\n", "s-110"),
        ("水位上涨。[^n1]\n{ #s1-p1 }\n\n堤防稳固。\n{ #s1-p2 }\n\n后记 { #s1-h1 }\n\n[^n1]: 水文所。\n", "s-126"),
        ("水位上涨。[^n1]\n{ #s1-p1 }\n\n堤防稳固。\n{ #s1-p2 }\n\n#### 后记 { #s1-h1 }\n\n[^n1]: 水文所。\n", "s-108"),
        ("水位上涨。[^n1]\n{ #s1-p1 }\n\n堤防稳固。\n{ #s1-p2 }\n", "s-103"),
    ],
)
def test_a_slip_is_told_without_what_it_brings_along(zh: str, code: str) -> None:
    en = "The water rises.[^n1]\n{ #s1-p1 }\n\nThe dikes hold.\n{ #s1-p2 }\n"
    en += ("\n## Afterword { #s1-h1 }\n" if "#s1-h1" in zh else "") + "\n[^n1]: The office.\n"
    front = "---\ntitle: {}\nkind: section\norder: 1\nsection: '1'\n---\n\n"
    pages = [
        Edition(
            code, (read_page(f"{front.format(title)}# {title} {{ #s1 }}\n\n{text}", code, "1.md", f"docs/{code}/1.md"),)
        )
        for code, title, text in (("zh", "河流", zh), ("en", "River", en))
    ]
    assert {finding.code for finding in run_checks(Context(pages, Project(Path("nowhere")), Fidelity))} == {code}


def test_a_sentence_of_the_front_page_waits_for_ids() -> None:
    sentence = Finding("s-311", (Place("zh", "sources/highlights.yml", 3, "s1-p1", ""),), "", ())
    ids = Finding("s-101", (Place("zh", "docs/zh/1.md", 9, "", ""),), "", ())
    assert without_follow_ups([sentence]) == (sentence,)
    assert without_follow_ups([sentence, ids]) == (ids,)


def test_a_line_break_can_be_seen() -> None:
    assert {finding.code for finding in findings("水位上涨，\n堤防稳固，米价如常。")} == {"s-125"}
    (finding,) = (finding for finding in findings("水位上涨，\\\n堤防稳固，米价如常。") if finding.code == "f-101")
    assert "水位上涨，⏎堤防" in BY_CODE["f-101"].says(finding, "zh")
    assert "接成一行" in BY_CODE["f-101"].advises(finding, "zh")


def test_nothing_waits_for_what_is_settled() -> None:
    slip = context("水位上涨,堤防稳固，米价如常。")
    (comma,) = (finding for finding in all_findings(slip) if finding.code == "t-101")
    entry = Settlement(comma.fingerprint, comma.code, "false-alarm", "It is so in the source.", False, 1)
    assert {finding.code for finding in run_checks(slip, {entry.fingerprint: entry})} == {"f-101"}


def test_readers_are_told_what_the_source_lost_though_a_paragraph_was_split(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    profile = Path(__file__).parents[1] / "commands" / "base.yml"
    (tmp_path / "sources" / "report.yml").write_bytes(profile.read_bytes())
    texts = {"zh": ZH.replace("等待水退。", "等待水退"), "en": next(iter(SPLITS))}
    for language, text in texts.items():
        (tmp_path / "docs" / language).mkdir(parents=True)
        content = f"---\ntitle: T\nkind: home\norder: 0\n---\n\n# T {{ #s1 }}\n\n{text}"
        (tmp_path / "docs" / language / "index.md").write_text(content, encoding="utf-8")
    loaded = load(Project(tmp_path))
    assert "s-121" in {finding.code for finding in run_checks(loaded)}
    (lost,) = (finding for finding in all_findings(loaded) if finding.code == "b-503")
    (tmp_path / "sources" / "report.findings.yml").write_text(
        f"- fingerprint: {lost.fingerprint}\n  code: b-503\n  verdict: difference\n  reason: Lost.\n  readers: true\n",
        encoding="utf-8",
    )
    assert list(notices(Project(tmp_path))) == [("zh", "s1-p1")]


def test_a_sign_that_cannot_be_seen_is_told_once() -> None:
    (found,) = findings("水位上\u00ad涨，堤防稳固，米价如常。")
    assert found.code == "x-106"
    assert found.edits
    assert "软连字符" in BY_CODE["x-106"].says(found, "zh")
    assert {f.code for f in findings("水位上\u00a0涨，堤防稳固，米价如常。")} >= {"t-113"}


def on_page(zh: str) -> tuple[Finding, ...]:
    """What is found on a page whose English has two paragraphs."""
    en = f"# River {{ #s1 }}\n\n{EN}\n{{ #s1-p1 }}\n\nFewer people came to the market.\n{{ #s1-p2 }}\n"
    pages = [read_page(zh, "zh", "1.md", "zh.md"), read_page(en, "en", "1.md", "en.md")]
    return run_checks(Context([Edition(page.language, (page,)) for page in pages], Project(Path("nowhere"))))


def test_an_id_line_left_behind() -> None:
    moved = "集市上的人比往年少了。"
    found = on_page(f"# 河流 {{ #s1 }}\n\n{moved}\n\n{SOURCE}\n{{ #s1-p1 }}\n\n{{ #s1-p2 }}\n")
    assert [(f.code, f.places[0].line) for f in found] == [("s-101", 3)]
    assert "把第 8 行的 `{ #s1-p2 }` 移到第 3 行的正下方" in BY_CODE["s-101"].advises(found[0], "zh")


@pytest.mark.parametrize(
    ("wrong", "codes"),
    [
        ("[^n1]：", ["s-202"]),
        ("［^n1］:", ["s-202"]),
        ("[^n1]:", []),
    ],
)
def test_a_mistyped_note_is_a_note(wrong: str, codes: list[str]) -> None:
    found = on_page(
        f"# 河流 {{ #s1 }}\n\n{SOURCE}[^n1]\n{{ #s1-p1 }}\n\n{wrong} 见年鉴。\n\n集市上的人少了。\n{{ #s1-p2 }}\n"
    )
    assert [f.code for f in found if f.code != "b-401"] == codes


def test_a_mistyped_reference_is_one() -> None:
    found = on_page(
        f"# 河流 {{ #s1 }}\n\n{SOURCE}［^n1］\n{{ #s1-p1 }}\n\n[^n1]: 见年鉴。\n\n集市上的人少了。\n{{ #s1-p2 }}\n"
    )
    assert [f.code for f in found if f.code != "b-401"] == ["s-202"]


def test_a_mistyped_box_is_one() -> None:
    box = "！！！ factbox “渡口”\n    { #s1-box1 }\n\n    船都停了。\n    { #s1-box1-p1 }\n"
    page = f"# 河流 {{ #s1 }}\n\n{SOURCE}\n{{ #s1-p1 }}\n\n集市上的人少了。\n{{ #s1-p2 }}\n\n{box}"
    found = [f for f in on_page(page) if f.code != "b-501"]
    assert [f.code for f in found] == ["s-303"]
    assert '`!!! factbox "渡口"`' in BY_CODE["s-303"].advises(found[0], "zh")


def test_two_addresses_that_have_little_in_common_are_marked_as_a_whole() -> None:
    notes = ("https://example.org/2023/annual-report.html", "https://water.example.com/yearbook/2024/c1.htm")
    pages = [
        read_page(f"# R {{ #s1 }}\n\n{text}[^n1]\n{{ #s1-p1 }}\n\n[^n1]: <{note}>\n", code, "1.md", f"{code}.md")
        for code, text, note in (("zh", SOURCE, notes[0]), ("en", EN, notes[1]))
    ]
    (found,) = run_checks(Context([Edition(page.language, (page,)) for page in pages], Project(Path("nowhere"))))
    assert dict(found.details)["left"] == "https://⟦example.org/2023/annual-report.html⟧"
    assert dict(found.details)["right"] == "https://⟦water.example.com/yearbook/2024/c1.htm⟧"


def test_the_width_of_signs_does_not_concern_the_counterpart() -> None:
    before, after = "水位“上涨”(3米)，堤防稳固。", '水位"上涨"（３米）,堤防稳固。'
    converted, editions = ([edition("zh", text), edition("en", EN)] for text in (before, after))
    errata = tuple(Erratum(change) for change in compare(converted, editions).changes)
    found = all_findings(Context(editions, Project(Path("nowhere")), lambda: Fidelity(errata)))
    assert "f-109" not in {finding.code for finding in found}
    assert "f-101" in {finding.code for finding in found}


BOX = "# 河流 {{ #s1 }}\n\n{}\n    {{ #s1-box1 }}\n\n    警报分为四级。\n    {{ #s1-box1-p1 }}\n\n"
BOX += "到此为止。\n{{ #s1-p1 }}\n"


@pytest.mark.parametrize(
    "opening",
    [
        '!! factbox "警报"',
        "!! factbox 警报",
        '! factbox "警报"',
        '!! !factbox "警报"',
        "！！factbox “警报”",
        '!!!! Factbox "警报"',
    ],
)
def test_a_box_that_is_begun_wrong_is_told_once_and_mended(opening: str, tmp_path: Path) -> None:
    en = '# River { #s1 }\n\n!!! factbox "Alarm"\n    { #s1-box1 }\n\n    There are four.\n    { #s1-box1-p1 }\n\n'
    en += "That is the end.\n{ #s1-p1 }\n"

    def found(zh: str) -> tuple[Finding, ...]:
        pages = [read_page(zh, "zh", "1.md", "zh.md"), read_page(en, "en", "1.md", "en.md")]
        return run_checks(Context([Edition(page.language, (page,)) for page in pages], Project(Path("nowhere"))))

    wrong = BOX.format(opening)
    assert [finding.code for finding in found(wrong)] == ["s-303"]
    file = tmp_path / "zh.md"
    file.write_text(wrong, encoding="utf-8")
    mend(tmp_path, lambda now: found(now.get("zh.md", wrong)))
    assert file.read_text(encoding="utf-8") == BOX.format('!!! factbox "警报"')


@pytest.mark.parametrize("line", ["! 水位上涨。", "! Note the level.", "水位上涨！！ factbox 是一种框。"])
def test_an_exclamation_mark_begins_no_box(line: str) -> None:
    assert "s-303" not in {finding.code for finding in on_page(f"# 河流 {{ #s1 }}\n\n{line}\n{{ #s1-p1 }}\n")}


@pytest.mark.parametrize(("language", "old", "new"), [("zh", "12米", "13米"), ("en", "12 metres", "13 metres")])
def test_what_was_changed_comes_before_its_counterpart(language: str, old: str, new: str) -> None:
    texts = {"zh": "水位上涨12米。", "en": "The water rose by 12 metres."}
    converted = [edition(code, text) for code, text in texts.items()]
    editions = [edition(code, text.replace(old, new) if code == language else text) for code, text in texts.items()]
    changes = compare(converted, editions).changes
    errata = tuple(Erratum(change, Why(reason={"": "measured again"})) for change in changes)
    found = run_checks(Context(editions, Project(Path("nowhere")), lambda: Fidelity(errata)))
    (differs,) = (finding for finding in found if finding.code == "b-102")
    assert [place.language for place in differs.places] == [language, "en" if language == "zh" else "zh"]


@pytest.mark.parametrize(
    ("language", "old", "new", "codes"),
    [
        ("zh", "，并将在12天内全部离开", "", ["f-114"]),
        ("zh", "12天", "13天", ["b-102"]),
        ("en", "bank", "bank[^n1]", ["b-401"]),
        ("zh", "渔网", "渔网[^n1]", ["b-401"]),
    ],
    ids=["a clause and its value are gone", "a value", "a note in English", "a note in Chinese"],
)
def test_what_a_correction_did_in_one_language_is_told_once(
    language: str, old: str, new: str, codes: list[str]
) -> None:
    texts = {
        "zh": "水退之后，船夫们在岸边修补渔网，并将在12天内全部离开。",
        "en": "The water has fallen. The ferrymen mend their nets on the bank and will all leave within 12 days.",
    }
    note = "[^n1]: A.\n\n" if "[^" in new else ""
    converted = [edition(code, text) for code, text in texts.items()]
    corrected = texts | {language: note + texts[language].replace(old, new)}
    editions = [edition(code, text) for code, text in corrected.items()]
    changes = compare(converted, editions).changes
    errata = tuple(Erratum(change, Why(reason={"": "as printed"})) for change in changes)
    found = run_checks(Context(editions, Project(Path("nowhere")), lambda: Fidelity(errata)))
    assert [finding.code for finding in found if finding.code != "f-109"] == codes


#: A glossary of one term.
TERM = "- id: lock-keeper\n  kind: concept\n  zh: {preferred: 闸夫, forbidden: [闸丁]}\n  en: lock keeper\n"
SAID, GAVE_WAY = (
    "; English still says what the source says: ",
    "the term “闸夫” of the glossary gave way to another wording",
)


@pytest.mark.parametrize(
    ("language", "old", "new", "told"),
    [
        ("zh", "12米", "13米", ["f-101; English has “12 metres”"]),
        ("en", "12 metres", "13 metres", ["f-101; Chinese has “12米”"]),
        ("zh", "上涨", "下降", ["f-101; English has “rose”"]),
        ("zh", "水位", "水面", ["f-101"]),
        ("zh", "没有睡", "睡了", [f"f-101{SAID}a negation came or went"]),
        ("zh", "闸夫", "看闸的人", [f"f-101{SAID}{GAVE_WAY}"]),
        ("zh", "闸夫", "闸丁", ["b-303"]),
        ("zh", "闸夫没有", "闸丁确实没有", ["b-303", f"f-101{SAID}{GAVE_WAY}"]),
        ("zh", "# 河流", "# 大河", ["f-101; the front matter (line 2) has `title: 河流`"]),
    ],
)
def test_a_change_without_a_reason_is_told_with_what_would_be_told_next(
    language: str, old: str, new: str, told: list[str], tmp_path: Path
) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / GLOSSARY).write_text(TERM, encoding="utf-8")
    texts = {
        "zh": ("河流", "水位上涨12米。闸夫没有睡。"),
        "en": ("River", "The water rose by 12 metres. The lock keeper did not sleep."),
    }
    contents = {
        code: f"---\ntitle: {title}\nkind: section\norder: 1\nsection: '1'\n---\n\n"
        f"# {title} {{ #s1 }}\n\n{text}\n{{ #s1-p1 }}\n"
        for code, (title, text) in texts.items()
    }

    def made(contents: dict[str, str]) -> list[Edition]:
        return [
            Edition(code, (read_page(content, code, "1.md", f"docs/{code}/1.md"),))
            for code, content in contents.items()
        ]

    editions = made(contents | {language: contents[language].replace(old, new)})
    errata = tuple(Erratum(change) for change in compare(made(contents), editions).changes)
    found = run_checks(Context(editions, Project(tmp_path), lambda: Fidelity(errata)))
    assert [f"{each.code}{dict(each.details).get('beside_en', '')}" for each in found] == told


@pytest.mark.parametrize(
    ("zh", "en", "codes"),
    [
        ("水文所2023年年报。", "Annual report for 2023.", []),
        ("水文所2023年年报。", "Annual report for 2024.", ["b-102"]),
        # What is in an address is no value, and the languages cite otherwise.
        ("水文所年报。<https://example.org/2023>", "Annual report. <https://example.org/2023>", []),
        ("水文所2023年年报，第3版。", "Annual report for 2023.", []),
    ],
)
def test_values_in_notes_are_compared(zh: str, en: str, codes: list[str]) -> None:
    editions = [
        edition("zh", f"[^n1]: {zh}\n\n水位上涨。[^n1]"),
        edition("en", f"[^n1]: {en}\n\nThe water rose.[^n1]"),
    ]
    assert [finding.code for finding in run_checks(Context(editions, Project(Path("nowhere"))))] == codes


def pages_of(language: str, **contents: str) -> Edition:
    read = (read_page(text, language, f"{name}.md", f"docs/{language}/{name}.md") for name, text in contents.items())
    return Edition(language, tuple(read))


def test_an_id_that_was_copied_to_another_page_is_told_once() -> None:
    first = "# River { #s1 }\n\nThe water rises.\n{ #s1-p1 }\n"
    second = "# Ferry { #s2 }\n\nThe ferrymen wait.\n{ #s1-p1 }\n"
    found = run_checks(Context([pages_of("en", a=first, b=second)], Project(Path("nowhere"))))
    assert [finding.code for finding in found] == ["s-106"]


def test_a_mistyped_entry_of_the_front_matter_is_told_once(tmp_path: Path) -> None:
    file = tmp_path / "docs/en/index.md"
    file.parent.mkdir(parents=True)
    file.write_text("---\ntitle: River\nkid: part\norder: 1\n---\n\n# River { #s1 }\n", encoding="utf-8")
    assert [finding.code for finding in run_checks(load(Project(tmp_path)))] == ["x-108"]


def test_the_opposite_before_a_value_is_told_once() -> None:
    editions = [
        edition("zh", "水位上涨6%以上，渡口停航。"),
        edition("en", "The water rose by less than 6%, and the ferry stopped."),
    ]
    found = run_checks(Context(editions, Project(Path("nowhere"))))
    assert [finding.code for finding in found] == ["b-104"]
