"""`--help` in Chinese: the words argparse has of its own, and lines that break where Chinese does."""

import argparse
import re

from duizhao.words import columns, said

#: What a line may end behind: a Han character or a word, with what must not part from it.
_PIECE = re.compile(
    r"[（《“]*(?:[\u3400-\u9fff]|[^\s\u3400-\u9fff（《“，。、；：！？）》”]+)?[，。、；：！？）》”]*|\s+"
)
_HEADING = re.compile(r"(?m)^([\u3400-\u9fff]+):$")
#: A label in argparse's usage takes as many columns more than it has characters, and the lines below it are indented.
_USAGE = "usage: "


class ChineseFormatter(argparse.HelpFormatter):
    """Breaks lines by the columns they take, between any two Han characters, but before no closing mark."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(f"{indent}{line}" for line in wrapped(text, width - len(indent)))

    def format_help(self) -> str:
        usage, blank, rest = super().format_help().partition("\n\n")
        more = columns(said(_USAGE)) - len(said(_USAGE))
        return usage.replace("\n ", f"\n {' ' * more}") + blank + _HEADING.sub(r"\1：", rest)


def translate_argparse() -> None:
    """Lets argparse speak our language. It asks `gettext`, which wants compiled files in folders of its own."""
    vars(argparse).update(_=said, ngettext=lambda one, more, count: said(one if count == 1 else more))


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns, if no word is wider."""
    lines = [""]
    for piece in _PIECE.findall(" ".join(text.split())):
        if lines[-1] and columns(lines[-1] + piece.rstrip()) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return lines
