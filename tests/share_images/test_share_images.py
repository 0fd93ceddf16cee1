"""The picture beside a shared link."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PIL import Image

from duizhao.publish.share_images import HEIGHT, WIDTH, fonts
from duizhao.publish.share_images.draw import draw, lines_of
from duizhao.publish.share_images.fonts import Font


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Stone bridges and ferries", 12, ["Stone", "bridges and", "ferries"]),
        ("河流桥梁与渡口", 4, ["河流桥梁", "与渡口"]),
        # A closing mark does not begin a line, an opening one does not end it.
        ("河流桥梁，渡口", 4, ["河流桥", "梁，渡口"]),
        ("河流桥“渡口”", 4, ["河流桥", "“渡口”"]),
        ("1.1 河流（Rivers）", 6, ["1.1 河流", "（Rivers）"]),
        ("Incomprehensibilities", 5, ["Incomprehensibilities"]),
        ("  two \n words ", 20, ["two words"]),
        ("", 5, []),
    ],
)
def test_lines(text: str, width: float, lines: list[str]) -> None:
    assert lines_of(text, width, len) == lines


LISTED = """\
/fonts/B.ttf\t0\tSome Han Font\tRegular
/fonts/N.ttc\t2\tNoto Sans CJK SC\tRegular
/fonts/N-Bold.ttc\t2\tNoto Sans CJK SC\tBold
/fonts/V.ttf\t65536\tNoto Sans CJK SC\tBold
/fonts/W.ttc\t1\tWenQuanYi Zen Hei,文泉驛正黑\tRegular,Medium
not a line of fc-list
"""


def test_the_best_font_comes_first() -> None:
    assert fonts._listed(LISTED) == [
        Font("/fonts/N-Bold.ttc", 2),
        Font("/fonts/N.ttc", 2),
        Font("/fonts/W.ttc", 1),
        Font("/fonts/B.ttf", 0),
    ]


def test_a_machine_without_a_font(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "bad.ttf").write_bytes(b"no font")
    monkeypatch.setattr(fonts, "_fontconfig", lambda: f"{tmp_path}/bad.ttf\t0\tX\tRegular\n")
    monkeypatch.setattr(fonts, "_PLACES", ())
    assert fonts.han_font() is None


def test_a_machine_without_fontconfig(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert fonts._fontconfig() == ""


@pytest.fixture(scope="session")
def font(repo_root: Path) -> Font:
    check = subprocess.run([repo_root / "scripts" / "setup-browser", "--check"], capture_output=True, check=False)
    found = fonts.han_font()
    assert found, check.stderr.decode()
    return found


@pytest.mark.parametrize(
    ("name", "title", "work"),
    [
        ("han", "1.1 石桥的修复与养护", "河流、桥梁与渡口：五年观察"),
        ("latin", "Chapter One Bridges Join the Two Banks", '"Rivers & Bridges": Five Years of Observation'),
        ("long", "Rivers and bridges and ferries " * 20, "Rivers and bridges and ferries " * 20),
        ("work", "河流、桥梁与渡口：五年观察", ""),
    ],
)
def test_picture(repo_root: Path, font: Font, name: str, title: str, work: str) -> None:
    file = repo_root / "artefacts" / "share" / f"{name}.png"
    draw(file, font, title, work, "青溪研究所")
    with Image.open(file) as image:
        assert image.size == (WIDTH, HEIGHT)
        picture = image.convert("L")
    # The margins stay free: nothing runs over the edge.
    for box in (
        (30, 0, 85, HEIGHT),
        (WIDTH - 60, 0, WIDTH, HEIGHT),
        (30, 0, WIDTH, 60),
        (30, HEIGHT - 20, WIDTH, HEIGHT),
    ):
        assert len(set(picture.crop(box).getextrema())) == 1
    assert len(set(picture.crop((90, 60, WIDTH - 90, 420)).getextrema())) == 2, "the title is there"


def test_the_same_picture_each_time(tmp_path: Path, font: Font) -> None:
    for name in ("a", "b"):
        draw(tmp_path / f"{name}.png", font, "河流", "桥梁", "青溪研究所")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
