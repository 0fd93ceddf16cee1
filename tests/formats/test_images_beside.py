"""Images of Markdown and HTML: where their files are looked for, and what is said of those that are not there."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from PIL import Image

from duizhao.cli import main
from duizhao.document.text import inserted
from duizhao.source.conversion import Conversion, convert
from duizhao.source.readers.parts import figure_of


def converted(folder: Path, name: str, content: str) -> Conversion:
    (folder / "sources").mkdir(exist_ok=True)
    (folder / "sources" / name).write_text(content, encoding="utf-8")
    profile = {"source": name, "languages": {"en": {"script": "latin", "title": "The Wells"}}}
    (folder / "sources/a.yml").write_text(yaml.safe_dump(profile), encoding="utf-8")
    return convert(folder / "sources/a.yml", folder)


def drawn(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (4, 4), "red").save(path, "PNG")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", "# The Wells\n\n![A well](/image/a.png)\n"),
        ("a.md", "# The Wells\n\n![A well](image/a.png)\n"),
        ("a.md", '# The Wells\n\n<img src="/image/a.png" alt="A well">\n'),
        ("a.html", '<h1>The Wells</h1><p>Deep.</p><img src="/image/a.png" alt="A well">'),
    ],
    ids=["Markdown", "without a slash", "HTML in Markdown", "HTML"],
)
def test_an_address_with_a_slash_before_it_begins_beside_the_source(name: str, content: str, tmp_path: Path) -> None:
    drawn(tmp_path / "sources/image/a.png")
    done = converted(tmp_path, name, content)
    assert len(done.images) == 1
    assert not [each for each in done.findings if each.code == "c-053"]


@pytest.mark.parametrize("address", ["/../a.png", "//image/a.png", "/%2E%2E/a.png", "/%2Fimage/a.png", "{}/a.png"])
def test_nothing_elsewhere_is_looked_up(address: str, tmp_path: Path) -> None:
    drawn(tmp_path / "a.png")
    drawn(tmp_path / "sources/image/a.png")
    done = converted(tmp_path, "a.md", f"# The Wells\n\n![A well]({address.format(tmp_path)})\n")
    assert not done.images
    assert [each.code for each in done.findings if each.code == "c-053"] == ["c-053"]


def test_many_that_are_not_there_are_one_finding(tmp_path: Path) -> None:
    images = "".join(f"![A well](/image/{number}.png)\n\n" for number in range(1, 6))
    found = converted(tmp_path, "a.md", f"# The Wells\n\n{images}").findings
    assert [(each.code, each.line) for each in found if each.code in ("c-053", "c-064")] == [("c-064", 3)]
    said = next(each.says("en") for each in found if each.code == "c-064")
    assert "5 images are not there" in said
    assert "/image/1.png (3), /image/2.png (5)" in said


def test_images_put_there_later_are_said_to_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    converted(tmp_path, "a.md", "# The Wells\n\n![A well](image/a.png)\n")
    call = ["convert", "-C", str(tmp_path), "--lang", "en"]
    assert main(call) == 0
    drawn(tmp_path / "sources/image/a.png")
    capsys.readouterr()
    for option, told in (
        (["--dry-run"], "1 unchanged, new images: 1"),
        ([], "1 unchanged, new images: 1"),
        ([], "1 unchanged ("),
    ):
        assert main([*call, *option]) == 0
        assert f"convert: {told}" in capsys.readouterr().out


PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@pytest.mark.parametrize(
    ("address", "ending"),
    [
        (f"data:image/png;base64,{PIXEL}", ".png"),
        ("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E", ".svg"),
    ],
    ids=["in base 64", "as text"],
)
@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_an_address_may_hold_its_image(name: str, address: str, ending: str, tmp_path: Path) -> None:
    done = converted(tmp_path, name, f'<h1>The Wells</h1>\n\n<img src="{address}" alt="A well">\n\n<p>Deep.</p>\n')
    assert [Path(path).suffix for path in done.images] == [ending]
    assert not [each for each in done.findings if each.code in ("c-053", "c-054")]


@pytest.mark.parametrize("held", ["%%%", "aGVsbG8=", ""], ids=["no base 64", "no image", "nothing"])
def test_an_address_with_a_damaged_image_is_told(held: str, tmp_path: Path) -> None:
    done = converted(tmp_path, "a.html", f'<h1>The Wells</h1><img src="data:image/png;base64,{held}" alt="A well">')
    assert not done.images
    assert [each.code for each in done.findings if each.code in ("c-053", "c-054")] == ["c-054"]


@pytest.mark.parametrize("words", ["a.png", "Picture 3", "../../Users/a/Desktop/wells/wel", r"C:\Users\a\wells"])
def test_where_an_image_lay_describes_nothing(words: str) -> None:
    figure = figure_of(inserted(words, "description of an image"), "image/a.png")
    assert figure is not None
    assert not figure.caption
