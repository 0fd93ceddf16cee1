"""Characters that cannot be shown are left out, and radicals of dictionaries become the ideographs they look like."""

import unicodedata

from msgspec.structs import replace

from duizhao.document.text import Text, inserted, joined
from duizhao.languages.characters import IDEOGRAPHS
from duizhao.languages.script import STRAY_JOINER
from duizhao.patterns import lazily
from duizhao.source.model import LanguageText, Line, Paragraph, Reason
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log, map_lines, shortened

#: C0 and C1 controls, soft hyphens, zero-width marks, direction controls, noncharacters and lone surrogates.
UNSHOWN = lazily(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
    f"|{STRAY_JOINER}"
)


def control_characters(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Drops the characters and names each kind once per line."""
    log = Log(text)

    def clean(line: Line | Paragraph) -> Line | Paragraph | None:
        # A soft hyphen at the line's end cuts a word: the hyphens' own repair sees to it.
        last = len(line.text) - 1
        matches = [m for m in UNSHOWN.finditer(line.text.plain) if not (m.group() == "\xad" and m.start() == last)]
        if not matches:
            return line
        for char in dict.fromkeys(match.group() for match in matches):
            name = unicodedata.name(char, "")
            log.find("c-016", line.text, name=f"U+{ord(char):04X} {name}".rstrip())
        kept, gone = line.text.without(match.span() for match in matches)
        log.drop(gone, Reason.CONTROL)
        kept, spaces = kept.strip()
        log.drop(spaces, Reason.WHITE_SPACE)
        return replace(line, text=kept) if kept else None

    return log.result(map_lines(text.blocks, clean))


_RADICAL = lazily(f"[{''.join(map(chr, IDEOGRAPHS))}]")


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
