"""The example of two Word files: from the files to a site, with nothing told and nothing to look at."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from duizhao.cli import main
from duizhao.source.conversion import convert


def element(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_nothing_has_to_be_settled(repo_root: Path) -> None:
    folder = repo_root / "examples" / "word"
    conversion = convert(folder / "sources" / "duizhao.yml", folder)
    assert conversion.findings == ()
    assert set(conversion.ledger.by_reason()) == {"white space", "footnote mark", "address of an image"}


@pytest.mark.slow
def test_from_files_to_a_site(repo_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(repo_root / "examples" / "word" / "sources", tmp_path / "sources")
    assert main(["init", "--root", str(tmp_path)]) == 0
    (tmp_path / "sources" / "report.yml").unlink(missing_ok=True)
    assert main(["site", "--root", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "c-" not in said, said
    page = element(tmp_path / "site" / "en" / "chapter-1" / "1-1.html")
    assert [cell.text for cell in page.select("table td")][:3] == ["page number", "page 3", "12"]
    page = element(tmp_path / "site" / "chapter-1" / "1-2.html")
    assert [str(image["src"]) for image in page.select("figure img")] == ["../figures/figure-1.png"]
    (note,) = page.select(".footnote li p")
    assert note.text.startswith("行数或列数不同时，先指出形状不同。")
    assert (tmp_path / "sources" / "duizhao.zh.docx.txt").is_file()


def test_two_languages_in_one_pdf_to_a_site(
    repo_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = repo_root / "examples" / "pdf" / "sources" / "ledger.pdf"
    assert main(["new", str(source), "--yes", "--root", str(tmp_path)]) == 0
    assert "Nothing needs a human eye." in capsys.readouterr().out
    page = element(tmp_path / "site" / "en" / "chapter-1" / "1-2.html")
    assert [cell.text for cell in page.select("table td")][:2] == ["Written to a page", "412"]
    page = element(tmp_path / "site" / "chapter-1" / "1-1.html")
    notes = [note.text.strip(" ↩\n") for note in page.select(".footnote li p")]
    assert [note[:4] for note in notes] == ["读者来信", "数字的核"]


def test_the_pdf_is_what_its_profile_says(repo_root: Path) -> None:
    folder = repo_root / "examples" / "pdf"
    conversion = convert(folder / "sources" / "ledger.yml", folder)
    assert conversion.findings == ()
    zh, en = (sorted(name[3:] for name in conversion.files if name.startswith(code)) for code in ("zh", "en"))
    assert zh == en
    assert len(zh) == 10
    assert sum(file.content.count("\n[^n") for file in conversion.files.values()) == 8
