"""A space where two parts were joined: between words of a script that has them, none between Han characters."""

from duizhao.document.text import inserted
from duizhao.source.model import LanguageText, Paragraph, Reason
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.ends import without_marks
from duizhao.source.repairs.flow import Log, map_lines
from duizhao.source.repairs.patterns import note_reference
from duizhao.source.repairs.printed_lines import needs_space
from duizhao.source.repairs.seam_doubles import parts_of, whole


def seam_spaces(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Puts the spaces in, as named insertions. Also in Han text, where a Latin phrase was cut between words."""
    log = Log(text)
    reference = note_reference(profile)
    hyphens = {drop.span.start for drop in text.drops if drop.reason is Reason.HYPHEN}

    def mend(paragraph: object) -> Paragraph:
        assert isinstance(paragraph, Paragraph)
        parts = parts_of(paragraph)
        for index in range(len(parts) - 1):
            first = without_marks(parts[index].plain, reference)
            # A word made whole again needs none; its hyphen is gone, so its halves stand side by side.
            if parts[index].end not in hyphens and needs_space(first, parts[index + 1].plain, profile.han):
                parts[index] = parts[index] + inserted(" ", "space between joined lines")
        return whole(parts)

    return log.result(map_lines(text.blocks, mend))
