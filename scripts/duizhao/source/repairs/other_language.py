"""Paragraphs in another script than their language's: a source that has two languages in turns is told so, once."""

from duizhao.languages.script import HAN
from duizhao.patterns import compiled
from duizhao.source.model import LanguageText, Paragraph
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log, shortened

#: Of the paragraphs so many are in the other script, and no fewer than that.
_SHARE, _FEWEST = 1 / 4, 8
#: A paragraph has so many letters of its script at least.
_LETTERS = {True: 8, False: 30}
_SCRIPTS = {True: compiled(f"[{HAN}]"), False: compiled(r"[A-Za-zÀ-ÿ]")}


def other_language(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Reports it; nothing is changed."""
    paragraphs = [block for block in text.blocks if isinstance(block, Paragraph)]
    others = [block for block in paragraphs if _is_in(block.text.plain, han=not profile.han)]
    if len(others) < max(_FEWEST, _SHARE * len(paragraphs)):
        return text
    log = Log(text)
    count, first = str(len(others)), others[0].text
    log.find("c-067", first, count=count, here=profile.code, text=shortened(first.plain))
    return log.result()


def _is_in(plain: str, *, han: bool) -> bool:
    """Whether a paragraph is in that script."""
    own, other = (len(_SCRIPTS[each].findall(plain)) for each in (han, not han))
    # A name in Latin letters has several times as many of them as a word in Han.
    return own >= _LETTERS[han] and (other <= 2 * own if han else 8 * other < own)
