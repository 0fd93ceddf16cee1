"""`duizhao bundle`: what is made, that it is the same each time, and how the site lists it."""

from __future__ import annotations

import hashlib
import io
import os
import posixpath
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import Tag

from duizhao.cli import main
from duizhao.errors import InputError
from duizhao.publish import installed
from duizhao.publish.bundles.archive import archive
from duizhao.publish.bundles.build import make_bundles
from duizhao.publish.bundles.imprint import UNDATED, bundle_date
from duizhao.publish.bundles.kinds import KINDS
from duizhao.publish.bundles.pdf import fonts
from duizhao.publish.site.downloads import offers_bundles
from tests.bundles.conftest import EPOCH, Bundled, new_project
from tests.bundles.helpers import soup, unzipped

NAMES = [
    "rivers.offline.zip", "rivers.zh.html", "rivers.en.html", "rivers.zh-en.html", "rivers.zh.epub", "rivers.en.epub",
    "rivers.zh-en.epub", "rivers.zh.pdf", "rivers.en.pdf", "rivers.zh-en.pdf", "rivers.zh.txt", "rivers.en.txt",
]  # fmt: skip


def test_what_is_made(bundled: Bundled) -> None:
    assert [bundle.name for bundle in bundled.made.bundles] == NAMES
    assert bundled.made.missing == ()
    for bundle in bundled.made.bundles:
        assert (bundled.root / "site" / "downloads" / bundle.name).read_bytes() == bundle.content


def test_the_same_edition_gives_the_same_bytes(
    bundled: Bundled, repo_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Elsewhere, later, in another time zone, with files of other dates and rights."""
    profile = new_project(repo_root, tmp_path / "elsewhere" / "again")
    root = profile.parent.parent
    for file in root.rglob("*.*"):
        os.utime(file, (10**9, 10**9))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    before = os.umask(0o077)
    try:
        again = make_bundles(root, profile)
    finally:
        os.umask(before)
    assert [(b.name, b.sha256) for b in again.bundles] == [(b.name, b.sha256) for b in bundled.made.bundles]


def test_another_date_is_in_every_bundle(bundled: Bundled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    made = make_bundles(bundled.root, bundled.profile, tmp_path, ("single", "epub", "pdf"))
    assert {bundle.content == bundled[bundle.name].content for bundle in made.bundles} == {False}
    assert b"2001-09-09T01:46:40Z" in unzipped(bundled["rivers.zh.epub"].content)["EPUB/package.opf"]
    assert b"2023-11-14T22:13:20Z" in unzipped((tmp_path / "rivers.zh.epub").read_bytes())["EPUB/package.opf"]


def test_the_date_is_that_of_the_last_commit_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert bundle_date(tmp_path) == UNDATED
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    when = {**os.environ, "GIT_COMMITTER_DATE": "2020-02-03T04:05:06+0800"}
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    assert bundle_date(tmp_path) == UNDATED
    commit = ["git", "-C", str(tmp_path), *who, "commit", "-q", "--allow-empty", "-m", "x"]
    subprocess.run(commit, env=when, check=True)
    assert bundle_date(tmp_path) == datetime(2020, 2, 2, 20, 5, 6, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    assert bundle_date(tmp_path) == datetime.fromtimestamp(int(EPOCH), UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert bundle_date(tmp_path) == UNDATED, "a zip archive names no earlier one"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert bundle_date(tmp_path) == UNDATED


def test_an_archive_keeps_its_order_and_bears_one_date() -> None:
    date = datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC)
    content = archive([("b", b"1" * 99), ("a", b"2")], date, stored=frozenset({"b"}))
    assert list(unzipped(content)) == ["b", "a"]
    assert b"1" * 99 in content, "stored as it is"


# The site's downloads pages


def test_a_site_that_is_built_anew_offers_none(bundled: Bundled, tmp_path: Path) -> None:
    assert offers_bundles(bundled.root / "site")
    page = tmp_path / "downloads.html"
    page.write_text('<div class="edition-bundles" data-language="fr"><p>Rien.</p></div><ul><li>a</li></ul>', "utf-8")
    assert not offers_bundles(tmp_path)
    assert not offers_bundles(tmp_path / "nowhere")


@pytest.mark.parametrize(("language", "page"), [("zh", "downloads.html"), ("en", "en/downloads.html")])
def test_the_site_lists_them_with_size_and_digest(bundled: Bundled, language: str, page: str) -> None:
    file = bundled.root / "site" / page
    items = soup(file.read_text(encoding="utf-8")).select(".edition-bundles li")
    assert len(items) == len(NAMES)
    for item in items:
        link, code = item.a, item.code
        assert isinstance(link, Tag)
        assert isinstance(code, Tag)
        content = (file.parent / str(link["href"])).resolve().read_bytes()
        assert code.get_text() == hashlib.sha256(content).hexdigest()
        assert f"{max(len(content) // 1000, 1):,} kB" in link.get_text()
    order = [str(item.a["href"]).rsplit("/", 1)[-1] for item in items if item.a]
    other = {"zh": ".en.", "en": ".zh."}[language]
    assert [other in name for name in order] == sorted(other in name for name in order), "one's own language first"


def test_the_corpus_is_offered_on_the_same_page(bundled: Bundled) -> None:
    page = bundled.root / "site" / "en" / "downloads.html"
    links = [str(link["href"]) for link in soup(page.read_bytes()).select("#corpus ~ ul a")]
    assert len(links) == 8
    assert [link for link in links if not (page.parent / link).is_file()] == []
    about = soup((page.parent / "about.html").read_bytes())
    assert about.select("article a[href='downloads.html']") != []


# The offline website


def test_the_offline_website_holds_neither_itself_nor_a_dead_link(bundled: Bundled) -> None:
    files = unzipped(bundled["rivers.offline.zip"].content)
    assert {name.split("/", 1)[0] for name in files} == {"rivers-offline"}
    assert list(files) == sorted(files)
    assert [name for name in files if name.endswith((".zip", ".epub", ".pdf", ".map", "sitemap.xml"))] == []
    pages = [name for name in files if name.endswith(".html")]
    assert len(pages) > 20
    for name in pages:
        for element in soup(files[name]).select("[href], [src]"):
            address = str(element.get("href") or element.get("src"))
            if re.match(r"[a-z]+:|#", address):
                continue
            path = unquote(address.partition("#")[0].partition("?")[0])
            there = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
            assert there in files, f"{name} leads to {address}"


def test_the_offline_website_carries_the_licences_of_what_it_holds(bundled: Bundled) -> None:
    files = unzipped(bundled["rivers.offline.zip"].content)
    assert b"Apache License" in files["rivers-offline/licences/duizhao-LICENSE.txt"]
    assert b"belongs to the report's publisher" in files["rivers-offline/licences/duizhao-NOTICE.txt"]
    assert b"Martin Donath" in files[f"rivers-offline/licences/{installed.theme()}-LICENSE.txt"]


def test_the_offline_website_says_how_to_open_it_and_whose_words_it_holds(bundled: Bundled) -> None:
    text = unzipped(bundled["rivers.offline.zip"].content)["rivers-offline/README.txt"].decode("utf-8-sig")
    for words in (
        "rivers-offline",
        "index.html",
        "青溪研究所",
        "Clearbrook Institute",
        "逐字收录",
        "carried",
        "Apache",
    ):
        assert words in text


# The command


def bundle(*arguments: str | Path) -> int:
    return main(["bundle", *(str(argument) for argument in arguments)])


def test_some_kinds_into_a_folder(bundled: Bundled, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in (bundled.root / "site").rglob("*")}
    assert bundle("-C", bundled.root, "--only", "single", "--only", "epub", "-o", tmp_path / "new") == 0
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == sorted(NAMES[1:7])
    told = capsys.readouterr()
    assert [Path(line.split()[0]).name for line in told.out.splitlines()] == NAMES[1:7]
    assert told.err == "", "quiet where no one watches"
    assert {path: path.stat().st_mtime_ns for path in (bundled.root / "site").rglob("*")} == before


def test_a_bar_on_a_terminal(bundled: Bundled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from duizhao.commands.bundle import _progress

    monkeypatch.delenv("CI", raising=False)
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", terminal)
    assert len(make_bundles(bundled.root, bundled.profile, tmp_path, ("single",), _progress).bundles) == 3
    shown = terminal.getvalue()
    assert "Single web page in Chinese and English" in shown
    monkeypatch.setenv("CI", "1")
    make_bundles(bundled.root, bundled.profile, tmp_path, ("single",), _progress)
    assert terminal.getvalue() == shown


def test_without_a_chinese_font_the_rest_is_made(
    bundled: Bundled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fonts, "HAN", ("No Such Typeface",))
    assert bundle("-C", bundled.root, "--only", "pdf", "-o", tmp_path) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["rivers.en.pdf"]
    told = capsys.readouterr().err
    assert "No typeface with Chinese characters is installed" in told
    assert "fonts-noto-cjk" in told
    assert told.count("duizhao:") == 1


def test_a_file_where_a_folder_should_be(bundled: Bundled, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert bundle("-C", bundled.root, "-o", tmp_path / "file") == 2
    assert "this is a file" in capsys.readouterr().err


def test_what_cannot_be_read_is_told_and_nothing_is_written(hard: Path, tmp_path: Path) -> None:
    root = hard.parent.parent
    page = root / "docs" / "en" / "preface.md"
    page.write_text(page.read_text(encoding="utf-8").replace("kind: part", "kind: poem"), encoding="utf-8")
    with pytest.raises(InputError, match=r"en/preface\.md: the front matter needs `kind:"):
        make_bundles(root, hard, tmp_path / "new", ("single",))
    page.write_text(page.read_text(encoding="utf-8").replace("kind: poem", "kind: part"), encoding="utf-8")
    (root / "mkdocs.yml").write_text("a: [", encoding="utf-8")
    with pytest.raises(InputError, match=r"(Mk|Proper)Docs"):
        make_bundles(root, hard, tmp_path / "new", ("offline",))
    (root / "mkdocs.yml").unlink()
    with pytest.raises(InputError, match=r"no mkdocs\.yml"):
        make_bundles(root, hard, tmp_path / "new", ("single", "offline"))
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("settings", ["a: [", None])
def test_books_need_no_settings_of_the_site(hard: Path, tmp_path: Path, settings: str | None) -> None:
    root = hard.parent.parent
    (root / "mkdocs.yml").unlink()
    if settings:
        (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert len(make_bundles(root, hard, tmp_path / "new", ("single",)).bundles) == 3


def test_an_edition_in_one_language(hard: Path, tmp_path: Path) -> None:
    root = hard.parent.parent
    shutil.rmtree(root / "docs" / "zh")
    made = make_bundles(root, hard, tmp_path / "new", ("single", "epub", "pdf"))
    assert [b.name for b in made.bundles] == ["rivers.en.html", "rivers.en.epub", "rivers.en.pdf"]
    shutil.rmtree(root / "docs" / "en")
    with pytest.raises(InputError, match="no edition"):
        make_bundles(root, hard, tmp_path / "new", KINDS)
