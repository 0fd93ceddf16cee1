"""Radicals of dictionaries that stand for the ideographs they look like become those ideographs."""

import re

from msgspec.structs import replace

from duizhao.document.text import Text, inserted, joined
from duizhao.languages.radicals import IDEOGRAPHS
from duizhao.source.model import LanguageText, Line, Paragraph, Reason
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log, map_lines, shortened

_RADICAL = re.compile(f"[{''.join(map(chr, IDEOGRAPHS))}]")


def radicals(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Writes the ideographs; the radicals are left out by name, and each line with any is reported."""
    log = Log(text)

    def mend(line: Line | Paragraph) -> Line | Paragraph:
        found = list(_RADICAL.finditer(line.text.plain))
        if not found:
            return line
        parts: list[Text] = []
        at = 0
        for match in found:
            log.drop(line.text[match.start() : match.end()].spans(), Reason.RADICAL)
            parts += [
                line.text[at : match.start()],
                inserted(match.group().translate(IDEOGRAPHS), "ideograph for a radical"),
            ]
            at = match.end()
        signs = "".join(dict.fromkeys(match.group() for match in found))
        log.find("c-038", line.text, signs=shortened(signs), written=shortened(signs.translate(IDEOGRAPHS)))
        return replace(line, text=joined([*parts, line.text[at:]]))

    return log.result(map_lines(text.blocks, mend))
