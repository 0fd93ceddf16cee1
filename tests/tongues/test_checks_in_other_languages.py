"""What the check says of editions in other languages than Chinese and English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from duizhao.cli import main
from duizhao.languages.labels import labels_in
from duizhao.source.repairs.ends import is_open
from tests.tongues.conftest import begin

#: A place, the code of the rule, and what it says; as `duizhao check` prints them.
FOUND = re.compile(r"^docs/(\S+?):\d+(?::\d+)?: \w+ (\S+) (.*)$", re.MULTILINE)


def checked(root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[list[tuple[str, str]], str]:
    """What is found, as file and rule, and all that is said. That text and source differ is another matter."""
    capsys.readouterr()
    main(["check", "-C", str(root), "--lang", "en"])
    told = capsys.readouterr().out
    return [(file, code) for file, code, _ in FOUND.findall(told) if not code.startswith("f-")], told


def beside(told: str) -> list[str]:
    """Of the changes without a reason: the file, the language whose value is another one, and that value."""
    changes = re.findall(r"docs/(\S+?):\S* warning f-101 .*”; (\w+) has “([^”]*)”", told)
    return [" ".join(change) for change in changes]


def converted(repo_root: Path, to: Path, *languages: str) -> Path:
    begin(repo_root, to, *languages)
    assert main(["convert", "-C", str(to), "--lang", "en"]) == 0
    return to


def change(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_a_language_has_no_rules_for_is_said_once_and_not_looked_for(
    repo_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = converted(repo_root, tmp_path, "fr", "ar")
    found, told = checked(root, capsys)
    assert found == []
    for name in ("French", "Arabic"):
        assert told.count(f"In {name} these are not looked for, as there are no rules for them: spelling") == 1


def test_a_sentence_in_french_quotation_marks_is_whole() -> None:
    assert not is_open("« Maintenant on ose consulter. »")
    assert is_open("« Maintenant on ose »")


@pytest.mark.parametrize(
    ("language", "line", "label"),
    [("fr", "Tableau 1 Les comtés", "table"), ("fr", "Graphique 2.1 : les puits", "figure"),
     ("fr", "Source\xa0: relevés", "source"), ("fr", "Tableau 3 (suite)", "continued"), ("fr", "Sommaire", "contents"),
     ("fr", "Table des matières", "contents"), ("fr", "Liste des figures et des tableaux", "contents"),
     ("fr", "Chapitre premier", "numbered"), ("fr", "Chapitre Ier", "numbered"), ("fr", "Partie deux", "part"),
     ("ar", "الجدول 1 الآبار", "table"), ("ar", "جدول رقم (2-1)", "table"), ("ar", "الشكل 3: الماء", "figure"),
     ("ar", "المصدر: سجلات القرية", "source"), ("ar", "الفصل الثاني", "numbered"), ("ar", "أولاً: الماء", "numbered"),
     ("ar", "الباب الأول", "part"), ("ar", "جدول المحتويات", "contents"), ("ar", "نهاية الإطار 2", "box_end")],
)  # fmt: skip
def test_labels_of_reports_in_other_languages(language: str, line: str, label: str) -> None:
    labels = labels_in(language)
    assert getattr(labels, label).match(line)
    assert not getattr(labels, label).match("Les sources des rivières")


@pytest.mark.parametrize(
    ("language", "old", "new"), [("fr", "52 000", "53 000"), ("ar", "52000", "٥٣ ألف"), ("ar", "52000", "52001")]
)
def test_a_value_of_another_language_is_compared_with_english(
    repo_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, old: str, new: str
) -> None:
    root = converted(repo_root, tmp_path, "en", language)
    before, _ = checked(root, capsys)
    assert not {"b-101", "b-102"} & {code for _, code in before}
    change(root, f"docs/{language}/conclusion.md", old, new)
    found, told = checked(root, capsys)
    assert [each for each in found if each not in before] == []
    assert beside(told) == [f"{language}/conclusion.md English 52,000"]


@pytest.mark.parametrize(
    ("language", "share", "english"),
    [("fr", "76\u202f%", "76%"), ("fr", "76 pour cent", "76%"), ("zh-Hant", "0.7個百分點", "0.7 percentage points")],
)
def test_a_share_is_one_in_each_language_s_spelling(
    repo_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, share: str, english: str
) -> None:
    own = {"fr": "52 000", "zh-Hant": "5.2萬"}[language]
    bare = re.split("[% ]", english)[0]
    for folder, said, expected in (("same", english, False), ("bare", bare, True)):
        root = begin(repo_root, tmp_path / folder, "en", language)
        change(root, "sources/wells.txt", own, share)
        change(root, "sources/wells.txt", "52,000", said)
        assert main(["convert", "-C", str(root), "--lang", "en"]) == 0
        assert ("b-103" in [code for _, code in checked(root, capsys)[0]]) == expected


def test_of_three_languages_each_is_compared_with_the_first(
    repo_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = converted(repo_root, tmp_path, "en", "fr", "zh")
    assert beside(checked(root, capsys)[1]) == []
    change(root, "docs/zh/conclusion.md", "5.2万", "5.3万")
    (root / "docs" / "fr" / "preface.md").unlink()
    found, told = checked(root, capsys)
    assert beside(told) == ["zh/conclusion.md English 52,000"]
    assert [code for _, code in found].count("b-502") == 1, "the page that French lacks is told once"


def test_traditional_characters_are_read_as_simplified_ones_and_kept_apart(
    repo_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = converted(repo_root, tmp_path, "zh-Hant", "en")
    before, told = checked(root, capsys)
    assert "no rules" not in told
    change(root, "docs/zh-Hant/conclusion.md", "5.2萬", "5.3萬")
    change(root, "docs/zh-Hant/preface.md", "發表", "发表")
    found, told = checked(root, capsys)
    assert [each for each in found if each not in before] == [("zh-Hant/preface.md", "l-106")]
    assert beside(told) == ["zh-Hant/conclusion.md English 52,000"]
    change(root, "sources/wells.yml", "  zh-Hant:\n", "  zh-Hant:\n    characters: any\n")
    assert ("zh-Hant/preface.md", "l-106") not in checked(root, capsys)[0]


@pytest.mark.parametrize(
    ("language", "old", "new", "codes"),
    [
        ("ar", "ماء الآبار صافٍ.", "ماء الآبار ”صافٍ“.", []),
        ("ar", "ماء الآبار صافٍ.", "ماء الآبار “صافٍ”.", []),
        ("ar", "ماء الآبار صافٍ.", "ماء الآبار “صافٍ.", ["t-109"]),
        ("ar", "ماء الآبار صافٍ.", "ماء الآبار, وهي 4, صافٍ.", ["t-116"]),
        ("fr", "est claire.", "est claire\u202f! On la boit\u202f; mais pas trop.", []),
        ("fr", "est claire.", "est claire\u202f! On la boit; mais pas trop.", ["t-115"]),
        ("fr", "est claire.", "est claire! On la boit; mais pas trop.", []),
        ("fa", "زلال است.", "زلال است؟ چاه‌هایی از آن‌ها.", []),
        ("fr", "est claire.", "est cla\u200cire.", ["x-106"]),
        ("fr", "L'eau des puits est claire. Elle suffit à 52 000 habitants.", "Его колодцы и вода: 52 000.", []),
        ("fr", "est claire.", "est claire (еаu).", ["x-107"]),
    ],
)
def test_signs_of_other_scripts(
    repo_root: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    language: str,
    old: str,
    new: str,
    codes: list[str],
) -> None:
    root = converted(repo_root, tmp_path, language)
    before, _ = checked(root, capsys)
    change(root, f"docs/{language}/conclusion.md", old, new)
    assert [code for each in checked(root, capsys)[0] if each not in before for code in each[1:]] == codes


def test_joiners_stay_where_the_script_needs_them(
    repo_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = converted(repo_root, tmp_path, "fa")
    assert "چاه\u200cهای" in (root / "docs/fa/index.md").read_text(encoding="utf-8")
    change(root, "docs/fa/conclusion.md", "زلال", "زلال\u200c\u200c")
    change(root, "docs/fa/preface.md", "دره", "\u200cدره")
    assert {code for _, code in checked(root, capsys)[0]} == {"x-106"}
    main(["check", "-C", str(root), "--fix", "--lang", "en"])
    assert "چاه\u200cها زلال\u200c است" in (root / "docs/fa/conclusion.md").read_text(encoding="utf-8")
    assert "چاه\u200cهای دره" in (root / "docs/fa/preface.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["Wie heißt er?", "ما اسمه؟", "उसका पानी साफ है।", "Ինչպե՞ս է։", "ንጹህ ነው።"])
def test_a_sentence_ends_with_the_sign_of_its_script(text: str) -> None:
    assert not is_open(text)
    assert is_open(text[:-1])


def test_straight_quotation_marks_become_those_of_the_script(
    repo_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = converted(repo_root, tmp_path, "zh-Hant")
    file = "docs/zh-Hant/conclusion.md"
    change(root, file, "井水清澈", '村民說"井水清澈"')
    main(["check", "-C", str(root), "--fix", "--lang", "en"])
    assert "村民說「井水清澈」" in (root / file).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("first", "second", "changes", "told"),
    [("fr", "ar", {"52 000 habitants": "38 % des habitants", "52000 نسمة": "38 نسمة"}, 1),
     ("fr", "ar", {"52 000 habitants": "38 % des habitants", "52000 نسمة": "38 في المئة من السكان"}, 0),
     ("fr", "ar", {"52 000 habitants": "38 pour cent des habitants", "52000 نسمة": "38٪ من السكان"}, 0),
     ("fr", "de", {"52 000 habitants": "38 % des habitants", "52.000 Menschen": "38 Prozent"}, 0)],
)  # fmt: skip
def test_a_lost_percent_sign_is_told_where_both_languages_have_words_for_shares(
    repo_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    first: str, second: str, changes: dict[str, str], told: int,
) -> None:  # fmt: skip
    begin(repo_root, tmp_path, first, second)
    for old, new in changes.items():
        change(tmp_path, "sources/wells.txt", old, new)
    assert main(["convert", "-C", str(tmp_path), "--lang", "en"]) == 0
    found, said = checked(tmp_path, capsys)
    assert [code for _, code in found].count("b-103") == told, said
