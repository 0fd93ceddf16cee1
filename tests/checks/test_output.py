"""What `duizhao check` prints and does: its forms, `--fix`, `--watch`, its memory, its exit codes."""

from __future__ import annotations

import gc
import io
import json
import locale
import os
import queue
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import jsonschema_rs
import pytest
import yaml

from duizhao.check.manual import manual_folder
from duizhao.check.rules import RULES
from duizhao.check.run import check
from duizhao.check.show import width_of
from duizhao.cli import main
from duizhao.project import Project
from duizhao.revise.fidelity.load import Fidelity

HERE = Path(__file__).parent
WRONG = "水位上涨,堤防稳固。"
RIGHT = "水位上涨，堤防稳固。"


def page(language: str, title: str, body: str, order: int = 0, kind: str = "home") -> str:
    return f"---\ntitle: {title}\nkind: {kind}\norder: {order}\n---\n\n# {title} {{ #home }}\n\n{body}\n{{ #s1-p1 }}\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition of one page in each language, clean, with the profile the commands ask for. It has no source, and is
    compared with none."""
    monkeypatch.setattr("duizhao.revise.fidelity.load.load_fidelity", lambda *_, **__: Fidelity())
    profile = (HERE.parent / "commands" / "base.yml").read_text(encoding="utf-8")
    for name, content in {
        "sources/report.yml": f"source: report.txt\n{profile}" if "source:" not in profile else profile,
        "docs/zh/index.md": page("zh", "河流", RIGHT),
        "docs/en/index.md": page("en", "The River", "The water rises, and the dikes hold."),
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def damage(project: Path) -> Path:
    file = project / "docs" / "zh" / "index.md"
    file.write_text(file.read_text(encoding="utf-8").replace(RIGHT, WRONG), encoding="utf-8")
    return file


@dataclass(frozen=True, slots=True)
class Done:
    """What a command printed, and its exit code."""

    stdout: str
    stderr: str
    returncode: int


def command(project: Path, *options: str) -> Done:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["check", "-C", str(project), *options])
    return Done(out.getvalue(), err.getvalue(), code)


def test_a_clean_edition(project: Path) -> None:
    done = command(project, "--lang", "en")
    assert (done.stdout, done.stderr, done.returncode) == ("0 to look at, 0 settled\n", "", 0)


def test_text_shows_the_line_with_a_caret_under_the_place(project: Path) -> None:
    damage(project)
    done = command(project, "--lang", "zh")
    said = re.sub(r"\[\w{12}\]", "[fingerprint]", done.stdout)
    assert said == (
        "docs/zh/index.md:9:5: 警告 t-101 汉字旁边用了半角标点“,”\n"
        "     9 | 水位上涨,堤防稳固。\n"
        "       |         ^\n"
        "  → 请改为“，”。可用 `duizhao check --fix` 修改。\n"
        "  [fingerprint]\n"
        "\n"
        "1 处需要查看，0 处已裁定\n"
        "其中 1 处可用 `duizhao check --fix` 修改\n"
        f"各代码的说明：{manual_folder(project, 'zh')}/t-101.md\n"
    )
    assert done.returncode == 1


def test_the_caret_stands_under_the_place_in_a_long_line(project: Path) -> None:
    file = project / "docs" / "zh" / "index.md"
    long = "水位上涨，堤防稳固。" * 30
    text = file.read_text(encoding="utf-8").replace(RIGHT, f"{long}雨停,云散。{long}")
    file.write_text(text, encoding="utf-8")
    lines = command(project, "--lang", "en").stdout.splitlines()
    number = next(index for index, line in enumerate(lines) if "t-101" in line)
    shown, carets = lines[number + 1], lines[number + 2]
    before = shown[: shown.index(",")]
    assert width_of(before) == carets.index("^")
    assert width_of(shown) < 120


@pytest.mark.parametrize(("code", "word"), [("zh_CN", "警告"), ("en_GB", "warning"), (None, "warning")])
def test_the_language_is_the_systems(
    project: Path, monkeypatch: pytest.MonkeyPatch, code: str | None, word: str
) -> None:
    damage(project)
    # Where the environment names none, it is the system's.
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(locale, "getlocale", lambda *_: (code, "UTF-8"))
    assert word in command(project).stdout


def test_annotations_for_github(project: Path) -> None:
    damage(project)
    done = command(project, "--format", "github", "--lang", "en")
    assert re.fullmatch(
        r"::warning file=docs/zh/index\.md,line=9,col=5,endColumn=5,title=t-101 Half-width punctuation in Chinese::"
        r"The half-width “,” stands beside Chinese characters%0AWrite “，”\. \[\w{12}\]\n",
        done.stdout,
    )


def add_manual(project: Path, settings: str) -> None:
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for language in ("en", "zh"):
        (project / "docs-dev" / "manual" / language).mkdir(parents=True)


def test_the_manual_is_named(project: Path) -> None:
    add_manual(project, "site_name: x\n")
    assert "manual" not in command(project).stdout
    file = damage(project)
    assert command(project, "--lang", "en").stdout.endswith("\nMore on a code: docs-dev/manual/en/t-101.md\n")
    file.write_text(file.read_text(encoding="utf-8").replace(WRONG, f"{WRONG}。"), encoding="utf-8")
    assert command(project, "--lang", "zh").stdout.endswith("\n各代码的说明：docs-dev/manual/zh/<代码>.md\n")


@pytest.mark.parametrize(
    ("settings", "environment", "address"),
    [
        ("repo_url: https://github.com/o/n/", {}, "https://github.com/o/n/blob/HEAD/docs-dev/manual/zh/t-101.md"),
        ("repo_url: 'https://gitlab.com/o/n'", {}, "https://gitlab.com/o/n/-/blob/HEAD/docs-dev/manual/zh/t-101.md"),
        (
            "# repo_url: https://github.com/OWNER/NAME",
            {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "o/n"},
            "https://github.com/o/n/blob/HEAD/docs-dev/manual/zh/t-101.md",
        ),
        (
            "site_name: x",
            {"CI_PROJECT_URL": "https://gitlab.com/o/n"},
            "https://gitlab.com/o/n/-/blob/HEAD/docs-dev/manual/zh/t-101.md",
        ),
        ("site_name: x", {}, ""),
    ],
)
def test_the_manual_has_an_address_if_the_repository_has(
    project: Path, monkeypatch: pytest.MonkeyPatch, settings: str, environment: dict[str, str], address: str
) -> None:
    for name in ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "CI_PROJECT_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    add_manual(project, f"{settings}\n")
    damage(project)
    (rule,) = json.loads(command(project, "--format", "sarif", "--lang", "zh").stdout)["runs"][0]["tool"]["driver"][
        "rules"
    ]
    assert rule.get("helpUri", "") == address
    annotation = command(project, "--format", "github", "--lang", "zh").stdout
    assert annotation.endswith(f"]%0A详见 {address}\n" if address else "]\n")


def test_annotations_escape_what_would_end_them(project: Path) -> None:
    file = project / "docs" / "zh" / "index.md"
    file.write_text(file.read_text(encoding="utf-8") + "\n[^n1]: 涨幅100%\n", encoding="utf-8")
    lines = command(project, "--format", "github").stdout.splitlines()
    assert lines
    assert all(line.startswith("::") and "100%" not in line.replace("100%25", "") for line in lines)


def test_annotations_quote_the_place_in_a_long_line(project: Path) -> None:
    file = project / "docs/zh/index.md"
    text = f"{'堤防稳固，' * 20}米价,如常，{'堤防稳固，' * 20}好。"
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{text}\n{{ #home-p2 }}\n", encoding="utf-8")
    (line,) = (x for x in command(project, "--format", "github").stdout.splitlines() if "t-101" in x)
    assert "%0A…，堤防稳固，堤防稳固，堤防稳固，米价⟦,⟧如常，堤防稳固，堤防稳固，堤防稳固，…" in line


def test_annotations_cut_a_long_text(project: Path) -> None:
    file = project / "docs/zh/index.md"
    text = f"{file.read_text(encoding='utf-8')}\n{'堤防稳固，' * 60}好。\n{{ #home-p2 }}\n"
    file.write_text(text, encoding="utf-8")
    (line,) = (x for x in command(project, "--format", "github").stdout.splitlines() if "b-501" in x)
    assert "堤防稳固，" * 40 in line
    assert "堤防稳固，" * 41 not in line


def test_sarif_is_valid_and_stable(project: Path) -> None:
    damage(project)
    done = command(project, "--format", "sarif", "--lang", "en")
    log = json.loads(done.stdout)
    schema = json.loads((HERE / "sarif-2.1.0-subset.schema.json").read_text(encoding="utf-8"))
    jsonschema_rs.meta.validate(schema)
    jsonschema_rs.Draft7Validator(schema).validate(log)
    (run,) = log["runs"]
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "t-101"
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 9, "startColumn": 5, "endColumn": 6}
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"]["text"] == "，"
    first = result["partialFingerprints"]
    file = project / "docs" / "zh" / "index.md"
    file.write_text(file.read_text(encoding="utf-8").replace("order: 0", "order: 0\n# moved"), encoding="utf-8")
    (moved,) = json.loads(command(project, "--format", "sarif").stdout)["runs"][0]["results"]
    assert moved["locations"][0]["physicalLocation"]["region"]["startLine"] == 10
    assert moved["partialFingerprints"] == first


def test_json_says_everything_in_both_languages(project: Path) -> None:
    damage(project)
    assert command(project, "--json").stdout == command(project, "--format", "json").stdout
    (finding,) = json.loads(command(project, "--json").stdout)["findings"]
    assert finding["code"] == "t-101"
    assert finding["severity"] == "warning"
    assert finding["message"]["zh"] == "汉字旁边用了半角标点“,”"
    assert finding["places"][0]["at"] == [4, 5]
    assert finding["edits"] == [{"file": "docs/zh/index.md", "line": 9, "at": [4, 5], "old": ",", "new": "，"}]


def test_fix_mends_and_says_what_it_did(project: Path) -> None:
    file = damage(project)
    done = command(project, "--fix", "--lang", "en")
    assert done.stdout == ("docs/zh/index.md:9: t-101 “,” → “，”\nMended: 1 (files: 1)\n\n0 to look at, 0 settled\n")
    assert done.returncode == 0
    mended = file.read_bytes()
    assert RIGHT in mended.decode()
    again = command(project, "--fix", "--lang", "en")
    assert again.stdout == "Nothing that can be mended without a person’s judgement\n\n0 to look at, 0 settled\n"
    assert file.read_bytes() == mended


def test_fix_keeps_line_ends(project: Path) -> None:
    file = damage(project)
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    before = file.read_bytes()
    assert command(project, "--fix").returncode == 0
    assert file.read_bytes() == before.replace(WRONG.encode(), RIGHT.encode())


def test_an_id_line_is_put_right_whatever_the_line_ends_are(project: Path) -> None:
    file = project / "docs" / "zh" / "index.md"
    clean = file.read_bytes()
    more = "\n渡口恢复通航。\n{ #s1-p2 }\n".encode()
    for ends in (b"\n", b"\r\n"):
        right = (clean + more).replace(b"\n", ends)
        wrong = right.replace(b"{ #s1-p1 }" + 2 * ends, b"{ #s1-p1 }" + ends)
        wrong = wrong.replace(b"{ #s1-p1 }", ends + b"{ #s1-p1 }")
        file.write_bytes(wrong)
        command(project, "--fix")
        assert file.read_bytes() == right
    file.write_bytes((clean + more).replace(b"{ #s1-p2 }", b"\n{ #s1-p2 }"))
    results = json.loads(command(project, "--format", "sarif").stdout)["runs"][0]["results"]
    (change,) = (fix["artifactChanges"][0] for result in results for fix in result.get("fixes", ()))
    (replacement,) = change["replacements"]
    # The whole line, with its end.
    assert replacement["deletedRegion"] == {"startLine": 13, "startColumn": 1, "endLine": 14, "endColumn": 1}


def test_fix_leaves_settled_findings_alone(project: Path) -> None:
    file = damage(project)
    (finding,) = json.loads(command(project, "--json").stdout)["findings"]
    entry = {"fingerprint": finding["fingerprint"], "code": "t-101", "verdict": "difference", "reason": "It is so."}
    (project / "sources" / "report.findings.yml").write_text(yaml.safe_dump([entry]), encoding="utf-8")
    before = file.read_bytes()
    done = command(project, "--fix", "--lang", "en")
    assert done.stdout.endswith("0 to look at, 1 settled\n")
    assert file.read_bytes() == before


def test_fix_changes_nothing_if_a_file_cannot_be_written(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = damage(project)
    second = project / "docs" / "en" / "index.md"
    second.write_text(second.read_text(encoding="utf-8").replace("rises, and", "rises , and"), encoding="utf-8")
    before = {file: file.read_bytes() for file in (first, second)}
    replace = Path.replace

    def full(self: Path, target: str | os.PathLike[str]) -> Path:
        if Path(target) == first:
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    assert command(project, "--fix").returncode == 2
    assert {file: file.read_bytes() for file in before} == before
    assert [path.name for path in first.parent.iterdir()] == ["index.md"]


def test_notices_alone_are_no_failure(project: Path) -> None:
    file = project / "docs" / "en" / "index.md"
    file.write_text(file.read_text(encoding="utf-8").replace("hold.", "hold. "), encoding="utf-8")
    done = command(project, "--lang", "en")
    assert "notice t-119" in done.stdout
    assert done.returncode == 0


def test_wrong_input_is_told_with_its_line(project: Path) -> None:
    file = project / "sources" / "report.findings.yml"
    file.write_text("- fingerprint: 0\n- [\n", encoding="utf-8")
    done = command(project)
    assert done.returncode == 2
    assert done.stderr.startswith("duizhao: sources/report.findings.yml:3: ")


def test_what_cannot_be_read_is_told_all_at_once_and_keeps_no_other_page_from_being_checked(project: Path) -> None:
    damage(project)
    (project / "docs" / "zh" / "2.md").write_bytes(b"---\ntitle: \xff\n---\n")
    (project / "docs" / "zh" / "1.md").write_text("---\ntitle: 水: 位\n---\n\n# 水: 位\n", encoding="utf-8")
    english, chinese = (command(project, "--lang", language) for language in ("en", "zh"))
    assert [line for line in english.stdout.splitlines() if line.startswith("docs/")] == [
        "docs/zh/1.md:2:9: error s-116 The front matter cannot be read: a colon with a space behind it stands in "
        "`title`, so that it reads like a second entry",
        "docs/zh/2.md:2: error x-115 The file is not text in UTF-8 from this line on",
        "docs/zh/index.md:9:5: warning t-101 The half-width “,” stands beside Chinese characters",
    ]
    assert english.stdout.endswith(
        "3 to look at, 0 settled\n1 of them `duizhao check --fix` can mend\n"
        "Not looked at, nor compared with its counterpart, until it is mended: docs/zh/1.md, docs/zh/2.md\n"
        f"More on a code: {manual_folder(project, 'en')}/<code>.md\n"
    )
    assert "docs/zh/1.md:2:9: 错误 s-116 页首信息无法读取：`title` 的内容中有冒号" in chinese.stdout
    assert (english.stderr, english.returncode) == ("", 1)
    assert (chinese.stderr, chinese.returncode) == ("", 1)
    github = command(project, "--format", "github", "--lang", "en")
    assert [line.partition(",")[0] for line in github.stdout.splitlines()] == [
        "::error file=docs/zh/1.md",
        "::error file=docs/zh/2.md",
        "::warning file=docs/zh/index.md",
    ]
    sarif = json.loads(command(project, "--format", "sarif").stdout)
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["s-116", "x-115", "t-101"]
    told = json.loads(command(project, "--json").stdout)
    assert [finding["code"] for finding in told["findings"]] == ["s-116", "x-115", "t-101"]
    assert [(each["file"], each["line"], each["code"]) for each in told["not_looked_at"]] == [
        ("docs/zh/1.md", 2, "s-116"),
        ("docs/zh/2.md", 2, "x-115"),
    ]
    assert told["not_looked_at"][1]["why"]["en"] == "The file is not text in UTF-8 from this line on"
    assert "t-101 “,” → “，”" in command(project, "--fix", "--lang", "en").stdout


def write(file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8")


def link(file: Path) -> None:
    file.unlink()
    file.symlink_to("/etc/hostname")


def pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


#: What keeps a page from being read, or from being checked sensibly.
UNREADABLE: dict[str, Callable[[Path], object]] = {
    "not UTF-8": lambda file: file.write_bytes(b"---\ntitle: \xff\n---\n"),
    "no YAML": lambda file: write(file, "---\ntitle: 水: 位\n---\n\n# 水: 位\n"),
    "no front matter": lambda file: write(file, "# 河\n"),
    "an alias": lambda file: write(file, "---\ntitle: &a 河\nkind: part\norder: 1\n---\n\n# 河\n"),
    "merge marks": lambda file: write(file, page("zh", "河", "a\n<<<<<<< HEAD\nb", 1, "part")),
    "empty": lambda file: write(file, ""),
    "a link": link,
    "a pipe": pipe,
    "too large": lambda file: write(file, page("zh", "河", "水。" * 200_000, 1, "part")),
}


@pytest.mark.parametrize("why", UNREADABLE)
def test_nothing_else_is_said_of_a_page_that_cannot_be_read_nor_of_its_counterpart(project: Path, why: str) -> None:
    for language, title in (("zh", "渡口"), ("en", "The Ferry")):
        text = page(language, title, "三艘船。" if language == "zh" else "Four boats.", 1, "part")
        write(project / "docs" / language / "ferry.md", text.replace("#home", "#f1").replace("s1-p1", "f1-p1"))
    write(
        project / "docs" / "en" / "index.md",
        page("en", "The River", "The water rises, and [the dikes](ferry.md#f1) hold."),
    )
    write(
        project / "docs" / "zh" / "index.md",
        page("zh", "河流", "水位上涨，[堤防](ferry.md#f1)稳固。"),
    )
    assert [f["code"] for f in json.loads(command(project, "--json").stdout)["findings"]] == ["b-102"]
    UNREADABLE[why](project / "docs" / "zh" / "ferry.md")
    told = json.loads(command(project, "--json").stdout)
    (cause,) = [(f["code"], f["places"][0]["file"]) for f in told["findings"]]
    assert [(each["code"], each["file"]) for each in told["not_looked_at"]] == [cause]


def test_a_folder_that_is_a_link_keeps_no_other_page_from_being_checked(project: Path, tmp_path: Path) -> None:
    damage(project)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    write(elsewhere / "ferry.md", page("zh", "渡口", "三艘船,", 1, "part"))
    ferry = project / "docs" / "en" / "more" / "ferry.md"
    ferry.parent.mkdir()
    write(ferry, page("en", "The Ferry", "Four boats.", 1, "part").replace("#home", "#f1").replace("s1-p1", "f1-p1"))
    for file in (project / "docs" / "zh" / "more", project / "docs" / "figures" / "figure-1.csv"):
        file.parent.mkdir(exist_ok=True)
        file.symlink_to(elsewhere)
    told = json.loads(command(project, "--json").stdout)
    links = ["docs/figures/figure-1.csv", "docs/zh/more"]
    found = [(each["code"], each["places"][0]["file"]) for each in told["findings"]]
    assert found == [("x-111", links[0]), ("t-101", "docs/zh/index.md"), ("x-111", links[1])]
    assert [each["file"] for each in told["not_looked_at"]] == links


def test_where_all_of_a_language_is_a_link_nothing_is_looked_at(project: Path) -> None:
    damage(project)
    (project / "docs" / "fr").symlink_to("/etc")
    told = json.loads(command(project, "--json").stdout)
    assert [finding["code"] for finding in told["findings"]] == ["x-111"]
    assert [(each["file"], each["code"]) for each in told["not_looked_at"]] == [("docs/", "x-111")]
    assert (
        "1 to look at, 0 settled\nNothing else was looked at: these files have to be mended first.\n"
        in command(project, "--lang", "en").stdout
    )


def test_what_is_too_much_in_a_line_is_counted(project: Path) -> None:
    file = damage(project)
    write(file, file.read_text(encoding="utf-8").replace(WRONG, "水,位" * 60))
    found = [f for f in json.loads(command(project, "--json").stdout)["findings"] if f["code"] == "t-101"]
    assert len(found) == 50
    assert [f.get("more_in_line") for f in found] == [None] * 49 + [10]
    assert "characters (and 59 more of this kind in the line)\n" in command(project, "--lang", "en").stdout
    assert "（本行同类还有 10 处）" in command(project, "--format", "github", "--lang", "zh").stdout


def test_what_was_checked_is_not_checked_again(project: Path) -> None:
    profile = project / "sources" / "report.yml"
    cold = check(Project(project, keep=True), profile)
    assert cold.looked == 3  # two pages and their pair
    assert check(Project(project, keep=True), profile) == type(cold)(cold.findings, 0)
    damage(project)
    again = check(Project(project, keep=True), profile)
    assert again.looked == 2  # one page and the pair
    assert [finding.code for finding in again.findings] == ["t-101"]
    assert check(Project(project, keep=True), profile) == type(cold)(again.findings, 0)
    assert check(Project(project), profile).findings == again.findings


def test_a_damaged_memory_does_no_harm(project: Path) -> None:
    profile = project / "sources" / "report.yml"
    damage(project)
    findings = check(Project(project, keep=True), profile).findings
    file = project / ".cache" / "duizhao" / "memo"
    whole = file.read_bytes()
    for content in (b"", b"[]", b"{", whole[: len(whole) // 2], whole.replace(b"places", b"planes")):
        file.write_bytes(content)
        assert check(Project(project, keep=True), profile).findings == findings
    shutil.rmtree(project / ".cache")
    (project / ".cache").write_text("a file where the folder should be", encoding="utf-8")
    assert check(Project(project, keep=True), profile).findings == findings


@pytest.mark.parametrize(("options", "done_by"), [([], "check._once"), (["--watch"], "check_watch.watch")])
def test_memory_is_tidied_up_while_watching_and_after_a_check(
    project: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], done_by: str
) -> None:
    seen = []

    def done(*_: object) -> int:
        seen.append(gc.isenabled())
        return 0

    monkeypatch.setattr(f"duizhao.commands.{done_by}", done)
    assert main(["check", *options, "-C", str(project)]) == 0
    assert (seen, gc.isenabled()) == ([bool(options)], True)


#: The command in a process of its own, on an edition that is compared with no source.
WATCH = """
import duizhao.revise.fidelity.load as load
load.load_fidelity = lambda *_, **__: load.Fidelity()
from duizhao.cli import main
main(['check', '--watch', '--lang', 'en'])
"""


@pytest.fixture
def watching(project: Path) -> Iterator[tuple[Path, queue.Queue[str]]]:
    process = subprocess.Popen(
        [sys.executable, "-c", WATCH],
        cwd=project, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=os.environ | {"PYTHONUTF8": "1"},
    )  # fmt: skip
    lines: queue.Queue[str] = queue.Queue()
    assert process.stdout
    output = process.stdout

    def read() -> None:
        for line in output:
            lines.put(line.rstrip("\n"))

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    yield project, lines
    process.terminate()
    process.wait(30)
    thread.join(30)


def test_watch_checks_again_when_a_file_changes(watching: tuple[Path, queue.Queue[str]]) -> None:
    project, lines = watching

    def until(wanted: str) -> None:
        while wanted not in (line := lines.get(timeout=300)):
            assert "Traceback" not in line

    until("0 to look at, 0 settled")
    until("Watching")
    file = damage(project)
    until("Changed: index.md")
    until("t-101")
    until("Watching")
    file.write_text("---\nkind: [\n---\n\nWords.\n", encoding="utf-8")
    until("s-116")
    until("Watching")
    file.write_text(page("zh", "河流", RIGHT), encoding="utf-8")
    until("0 to look at, 0 settled")


def test_pre_commit_hook(repo_root: Path) -> None:
    hooks = yaml.safe_load((repo_root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["duizhao-check", "duizhao-check-fix"]
    for hook in hooks:
        assert hook["language"] == "python"
        assert hook["pass_filenames"] is False
        assert hook["entry"].split()[:2] == ["duizhao", "check"]
        assert re.search(hook["files"], "docs/zh/chapter-1/1-1.md")
        assert not re.search(hook["files"], "scripts/duizhao/cli.py")


def test_exit_codes_are_documented(repo_root: Path) -> None:
    helped = io.StringIO()
    with redirect_stdout(helped), pytest.raises(SystemExit):
        main(["check", "--help"])
    said = " ".join(helped.getvalue().split())
    assert "Exit codes: 0, nothing to look at, or notices only; 1, there is an error or a warning" in said
    page = (repo_root / "docs-dev" / "manual" / "en" / "editors" / "checking.md").read_text(encoding="utf-8")
    assert "--fix" in page
    assert "docs-dev/manual/en/checks.md" in (repo_root / "README.md").read_text(encoding="utf-8")


def test_the_shipped_edition_is_clean(repo_root: Path) -> None:
    done = command(repo_root, "--lang", "en", "--no-cache")
    assert re.match(r"0 to look at, \d+ settled\n(Of the conversion, .*\n)?$", done.stdout), done.stdout
    assert len(RULES) >= 60
