"""`duizhao init`: the wheel, in a folder without this repository, begins an edition and builds its site."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
import yaml

from duizhao import __version__
from duizhao.cli import main
from duizhao.publish import installed
from duizhao.source.conversion import convert
from duizhao.source.profile import load_profile

#: A report in the words of the profile that `init` writes, its examples included.
REPORT = """\
水井报告

某研究院

目录

前言
第一章 水
1.1 井
结语

前言

这里有水。

第一章 水

1.1 井

村里有四口井。①
① 见2023年记录。

结语

井水清澈。

The Report on Wells

Some Institute

Contents

Preface
Chapter One Water
1.1 Wells
Conclusion

Preface

There is water here.

Chapter One Water

1.1 Wells

The village has four wells.①
① See the records of 2023.

Conclusion

The water of the wells is clear.
"""
#: What an edition that `init` has begun has in common with this repository.
SHARED = (
    "mkdocs.yml",
    "hooks",
    ".gitlab-ci.yml",
    ".github/workflows/check.yml",
    ".github/workflows/publish.yml",
    ".github/ISSUE_TEMPLATE",
    ".github/PULL_REQUEST_TEMPLATE.md",
)


def with_examples(profile: str) -> str:
    """The profile that `init` writes, each example in it taken at its word."""
    head, source, rest = profile.partition("source:")
    return head + source + re.sub(r"(?m)^( *)# ", r"\1", rest)


def files(folder: Path) -> dict[str, bytes]:
    """The files of a folder, or a file, by path; without what Python leaves."""
    found = [folder] if folder.is_file() else sorted(folder.rglob("*"))
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in found
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture
def begun(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["init", "-C", str(tmp_path), "--lang", "en"]) == 0
    capsys.readouterr()
    return tmp_path


def test_this_repository_is_what_init_writes_and_the_program(repo_root: Path, begun: Path) -> None:
    for name in SHARED:
        there = files(repo_root / name)
        assert files(begun / name) == there != {}
    assert sorted(path for path in files(begun) if not path.startswith(SHARED)) == [
        ".gitignore",
        ".pre-commit-config.yaml",
        "Makefile",
        "requirements.txt",
        "sources/report.yml",
    ]
    assert f"\nduizhao=={__version__}\n" in (begun / "requirements.txt").read_text(encoding="utf-8")


def test_the_second_time_it_says_what_is_there_and_changes_nothing(
    begun: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (begun / "Makefile").write_text("mine:\n", encoding="utf-8")
    (begun / "sources" / "report.yml").rename(begun / "sources" / "wells.yml")
    (begun / "hooks" / "page.py").unlink()
    before = files(begun)
    assert main(["init", "-C", str(begun), "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Makefile: is there, and stays as it is" in lines
    assert "sources/report.yml: not needed, since sources/ has a profile" in lines
    assert "hooks/page.py" in lines
    after = files(begun)
    assert after.pop("hooks/page.py")
    assert after == before


def test_where_nothing_can_be_written_nothing_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "hooks").write_text("", encoding="utf-8")
    assert main(["init", "-C", str(tmp_path), "--lang", "en"]) == 2
    told = capsys.readouterr()
    assert "nothing was changed" in told.err
    assert told.out == ""
    assert files(tmp_path) == {"hooks": b""}


def test_what_is_left_of_the_profiles_examples_does_nothing(begun: Path) -> None:
    plain = REPORT.replace("水井报告\n\n某研究院", "石桥报告\n\n桥梁学会")
    plain = plain.replace("The Report on Wells\n\nSome Institute", "A Report on Bridges\n\nSociety of Bridges")
    (begun / "sources" / "report.txt").write_text(plain, encoding="utf-8")
    profile = begun / "sources" / "report.yml"
    words = {"水井报告": "石桥报告", "某研究院": "桥梁学会"}
    words |= {"The Report on Wells": "A Report on Bridges", "Some Institute": "Society of Bridges"}
    text = profile.read_text(encoding="utf-8")
    for old, new in words.items():
        text = re.sub(rf"(?m)^(    (?:begins|title|publisher): ){old}\b", rf"\g<1>{new}", text)
    profile.write_text(text, encoding="utf-8")
    conversion = convert(profile, begun)
    assert [finding.code for finding in conversion.findings if finding.file.endswith(profile.name)] == []
    assert "date:" not in conversion.files["zh/index.md"].content


def test_each_example_in_the_profile_can_be_taken(begun: Path) -> None:
    profile = begun / "sources" / "report.yml"
    profile.write_text(with_examples(profile.read_text(encoding="utf-8")), encoding="utf-8")
    (begun / "sources" / "report.txt").write_text(REPORT, encoding="utf-8")
    found = [dict(finding.details)["key"] for finding in convert(profile, begun).findings if finding.code == "c-023"]
    assert found == [
        f"languages.{language}.{key}"
        for language in ("zh", "en")
        for key in ("subheading", "page_number", "factbox", "figure.caption")
    ]


def test_its_workflows_need_nothing_but_the_folder(begun: Path) -> None:
    """Every call is of make, of what make has installed, or of the system's programs."""
    makefile = (begun / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?m)^([a-z]+):", makefile))
    texts = [path.read_text(encoding="utf-8") for path in (begun / ".github" / "workflows").iterdir()]
    gitlab = yaml.safe_load((begun / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    assert gitlab["suite"]["rules"][0]["exists"] == ["tests/conftest.py"]
    for text in (*texts, str({key: value for key, value in gitlab.items() if key != "suite"})):
        assert set(re.findall(r"\bmake (?!python)([a-z]+)", text)) <= targets
        assert "make setup" in text
        assert "scripts/" not in text
    hook = yaml.safe_load((begun / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"][0]
    assert hook["entry"] == ".venv/bin/duizhao check"


def test_the_profile_to_begin_with_is_one(repo_root: Path) -> None:
    profile = load_profile(repo_root / "scripts" / "duizhao" / "template" / "sources" / "report.yml", "report.yml")
    assert [each.code for each in profile.languages] == ["zh", "en"]


@pytest.mark.slow
def test_the_wheel_makes_an_edition_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"

    def run(*command: str | Path, at: Path = home) -> str:
        inherited = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        done = subprocess.run(command, cwd=at, env=inherited, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    home.mkdir()
    venv.create(home / ".venv")
    python = home / ".venv" / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    run(*pip, "--python", python, "install", "--no-deps", "--no-index", wheel)
    # The libraries are those of this environment; what it has of the program's comes after the wheel.
    theirs = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (theirs / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    duizhao = home / ".venv" / "bin" / "duizhao"
    assert Path(run(python, "-c", "import duizhao; print(duizhao.__file__)").strip()).is_relative_to(theirs)

    run(duizhao, "init")
    (home / "sources" / "report.txt").write_text(REPORT, encoding="utf-8")
    profile = home / "sources" / "report.yml"
    profile.write_text(with_examples(profile.read_text(encoding="utf-8")), encoding="utf-8")
    assert "site/index.html" in run(duizhao, "site", "--lang", "en")
    page = (home / "site" / "en" / "chapter-1" / "1-1.html").read_text(encoding="utf-8")
    assert "The village has four wells." in page
    assert "村里有四口井。" in (home / "site" / "parallel" / "chapter-1" / "1-1.html").read_text(encoding="utf-8")
    for name in ("duizhao.css", "edition.css"):
        assert not (home / "site" / "assets" / "stylesheets" / name).exists(), "the style sheets are joined"
    assert (home / "site" / "assets" / "stylesheets" / "site.css").stat().st_size > 10_000
    run(python, "-m", installed.generator(), "build", "--strict", "-d", home / "again")
    assert files(home / "again").keys() == files(home / "site").keys()
    assert run(duizhao, "check", "--lang", "en").startswith("0 to look at")
    manual = Path(run(duizhao, "manual", "t-101", "--no-open", "--lang", "en").strip())
    assert manual.is_relative_to(theirs)
    assert "t-101" in manual.read_text(encoding="utf-8")

    (home / "wells.txt").write_text(REPORT, encoding="utf-8")
    (home / "new").mkdir()
    told = run(duizhao, "new", home / "wells.txt", "--yes", "--lang", "en", at=home / "new")
    assert "The site is at site/index.html" in told
    assert (home / "new" / "site" / "parallel" / "chapter-1" / "1-1.html").exists()

    wrong = home / "docs" / "zh" / "preface.md"
    wrong.write_text(wrong.read_text(encoding="utf-8").replace("这里有水。", "这里,有水。"), encoding="utf-8")
    done = subprocess.run([duizhao, "check", "--lang", "en"], cwd=home, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    named = re.search(r"More on a code: (.*)\n", done.stdout)
    assert named
    assert "t-101" in Path(named[1]).read_text(encoding="utf-8")
