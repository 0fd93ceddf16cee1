"""`duizhao export`, and the files the site offers."""

from __future__ import annotations

import argparse
import hashlib
import shutil
from pathlib import Path

import pytest

from duizhao.commands.export import run
from duizhao.errors import InputError
from duizhao.project import Project
from duizhao.publish.exports.downloads import write_downloads
from duizhao.publish.exports.formats import FORMATS
from duizhao.publish.exports.load import build_date, corpus_of
from tests.exports.helpers import ROOT, SAMPLE, by_toolkit_tmx, pairs_in, sample_edition


def options(*formats: str, output: Path | str | None = None, level: str = "paragraph") -> argparse.Namespace:
    return argparse.Namespace(
        root=SAMPLE,
        profile=None,
        level=level,
        languages=None,
        output=str(output) if output else None,
        **{name: name in formats for name in FORMATS},
    )


@pytest.fixture(autouse=True)
def _no_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.mark.parametrize("output", [None, "-"])
def test_one_format_goes_to_standard_output(capsysbinary: pytest.CaptureFixture[bytes], output: str | None) -> None:
    assert run(options("csv", output=output)) == 0
    assert capsysbinary.readouterr().out == FORMATS["csv"].write(corpus_of(sample_edition(), "paragraph"))


def test_one_format_goes_to_a_file(tmp_path: Path) -> None:
    assert run(options("tmx", output=tmp_path / "new" / "any.name", level="sentence")) == 0
    content = (tmp_path / "new" / "any.name").read_bytes()
    assert by_toolkit_tmx(content) == pairs_in(corpus_of(sample_edition(), "sentence"))


def test_one_format_goes_into_a_folder_that_is_there(tmp_path: Path) -> None:
    assert run(options("xliff", output=tmp_path)) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["wells.xlf"]


def test_several_formats_go_into_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(options(*FORMATS, output=tmp_path / "new")) == 0
    names = ["wells.csv", "wells.jsonl", "wells.tmx", "wells.xlf"]
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == names
    assert sorted(Path(line).name for line in capsys.readouterr().out.splitlines()) == names


def test_calls_that_cannot_be_meant(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for wrong, says in [
        (options(), "No format is named"),
        (options("tmx", "csv"), "cannot go to standard output"),
        (options("tmx", "csv", output="-"), "cannot go to standard output"),
        (options("tmx", "csv", output=tmp_path / "file"), "need a folder"),
    ]:
        with pytest.raises(InputError, match=says):
            run(wrong)


def one_language(root: Path) -> Path:
    shutil.copytree(SAMPLE, root, dirs_exist_ok=True)
    shutil.rmtree(root / "docs" / "en")
    return root


def test_an_edition_in_one_language_has_no_corpus(tmp_path: Path) -> None:
    root = one_language(tmp_path / "root")
    alone = options("tmx")
    alone.root = root
    with pytest.raises(InputError, match="in one language"):
        run(alone)
    assert write_downloads(Project(root), tmp_path / "site") == []
    assert not (tmp_path / "site").exists()


def test_without_sentence_rules_there_are_paragraphs(tmp_path: Path) -> None:
    root = one_language(tmp_path / "root")
    shutil.copytree(SAMPLE / "docs" / "en", root / "docs" / "de")
    profile = root / "sources" / "wells.yml"
    profile.write_text(profile.read_text(encoding="utf-8").replace("  en:", "  de:"), encoding="utf-8")
    assert {download.level for download in write_downloads(Project(root), tmp_path / "site")} == {"paragraph"}
    german = options("tmx", level="sentence")
    german.root = root
    with pytest.raises(InputError, match="no sentence rules"):
        run(german)


def test_downloads_are_what_they_are_said_to_be(tmp_path: Path) -> None:
    downloads = write_downloads(Project(ROOT), tmp_path)
    assert sorted(d.name for d in downloads) == sorted(path.name for path in tmp_path.iterdir())
    assert {(d.level, d.format) for d in downloads} == {(le, f) for le in ("paragraph", "sentence") for f in FORMATS}
    for download in downloads:
        content = (tmp_path / download.name).read_bytes()
        assert (download.size, download.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_downloads_are_the_same_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = write_downloads(Project(SAMPLE), tmp_path / "a")
    assert write_downloads(Project(SAMPLE), tmp_path / "b") == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    dated = write_downloads(Project(SAMPLE), tmp_path / "c")
    assert {new.format for old, new in zip(first, dated, strict=True) if old != new} == {"tmx"}
    assert b'creationdate="19700102T000000Z"' in (tmp_path / "c" / "wells.sentence.tmx").read_bytes()


@pytest.mark.parametrize("value", ["yesterday", "1.5", "9" * 30])
def test_a_date_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(InputError, match="SOURCE_DATE_EPOCH"):
        build_date({"SOURCE_DATE_EPOCH": value})
    assert build_date({"SOURCE_DATE_EPOCH": ""}) is None
