"""A conversion that was made before is not made again; one of anything else is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from duizhao.project import Project
from duizhao.revise.fidelity.load import doubts_of_conversion
from duizhao.source import conversion as kept
from duizhao.source import editions
from duizhao.source.conversion import Conversion, convert
from tests.reports import bring_report


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A report that is not converted yet."""
    bring_report(tmp_path)
    return tmp_path


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The profiles of the conversions that were made."""
    profiles: list[Path] = []

    def counted(profile: Path, root: Path) -> Conversion:
        profiles.append(profile)
        return convert(profile, root)

    monkeypatch.setattr(kept, "convert", counted)
    return profiles


def asked(root: Path) -> Conversion:
    """The conversion as a process of its own gets it."""
    return kept.converted_and_kept(Project(root, keep=True), root / "sources/report.yml")


def doubts(root: Path) -> int:
    """What a check in a process of its own says of the conversion."""
    project = Project(root, keep=True)
    found = doubts_of_conversion(project, root / "sources/report.yml")
    project.memo.write()
    return found


def test_a_conversion_is_made_once_for_the_same_files_and_is_what_it_was(root: Path, made: list[Path]) -> None:
    first = asked(root)
    assert asked(root) == first == convert(root / "sources/report.yml", root)
    # What editors write and what a conversion writes takes no part in it.
    for name in ("glossary.yml", "report.findings.yml", "report.conversion.json", "report.base/zh/index.md"):
        (root / "sources" / name).parent.mkdir(exist_ok=True, parents=True)
        (root / "sources" / name).write_text("[]\n", encoding="utf-8")
    assert asked(root) == first
    assert len(made) == 1


@pytest.mark.parametrize("question", [asked, doubts], ids=["all of it", "its doubts"])
@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("report.txt", lambda text: text.replace("rises", "falls")),
        ("report.yml", lambda text: f"{text}\n"),
        ("pictures/map.svg", lambda _: "<svg/>"),
    ],
    ids=["the source", "the profile", "a picture beside it"],
)
def test_it_is_made_anew_when_what_it_is_made_of_changes(
    name: str, change: Callable[[str], str], question: Callable[[Path], object], root: Path, made: list[Path]
) -> None:
    question(root)
    file = root / "sources" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(change(file.read_text(encoding="utf-8") if file.exists() else ""), encoding="utf-8")
    question(root)
    assert len(made) == 2
    assert asked(root) == convert(root / "sources/report.yml", root)


def test_it_is_made_anew_by_another_program(root: Path, made: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    asked(root)
    monkeypatch.setattr(editions, "program_digest", lambda: "another")
    asked(root)
    assert len(made) == 2


def test_what_is_kept_and_damaged_is_made_anew(root: Path, made: list[Path]) -> None:
    first = asked(root)
    (file,) = (root / ".cache/duizhao/conversions").iterdir()
    file.write_bytes(file.read_bytes()[:-9])
    assert asked(root) == first
    assert len(made) == 2


def test_a_folder_that_is_named_from_elsewhere(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root.parent)
    before = asked(Path(root.name)).files["en/index.md"].content
    source = root / "sources/report.txt"
    source.write_text(source.read_text(encoding="utf-8").replace("rises", "falls"), encoding="utf-8")
    assert asked(Path(root.name)).files["en/index.md"].content != before
