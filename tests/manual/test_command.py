"""`duizhao manual`: opens the site, or says what to do."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import pytest

from duizhao.cli import main
from duizhao.commands import manual


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What is opened in a browser."""
    for name in ("index.html", "b-101.html", "en/index.html", "en/b-101.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found: list[str] = []
    monkeypatch.setattr(manual, "SITE", tmp_path)
    monkeypatch.setattr(webbrowser, "open", found.append)
    return found


def test_it_is_opened_in_the_language_of_the_messages(
    opened: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["manual", "--lang", "zh"]) == 0
    assert main(["manual", "--lang", "en", "b-101"]) == 0
    assert capsys.readouterr().out == f"{tmp_path}/index.html\n{tmp_path}/en/b-101.html\n"
    assert opened == [f"{tmp_path.as_uri()}/index.html", f"{tmp_path.as_uri()}/en/b-101.html"]


def test_it_is_only_named(opened: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manual", "--lang", "en", "--no-open"]) == 0
    assert capsys.readouterr().out == f"{tmp_path}/en/index.html\n"
    assert opened == []


def test_there_is_no_such_page(opened: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manual", "--lang", "en", "b-999"]) == 2
    assert "The manual has no page `b-999`." in capsys.readouterr().err
    assert opened == []


def test_it_is_not_built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(manual, "SITE", tmp_path / "nothing")
    assert main(["manual", "--lang", "en"]) == 2
    assert capsys.readouterr().err == (
        f"duizhao: {tmp_path}/nothing: The manual is not built here.\n  → Run `make manual` once.\n"
    )
